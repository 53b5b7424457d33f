/**
 * Reading-comprehension files of the SQuAD kind (CMRC 2018, DRCD): articles of paragraphs, each with questions
 * whose answers are spans of it. The paragraphs of all files are one pool; which of them a question belongs to
 * is what open retrieval has to find out.
 *
 * @see Rajpurkar et al. 2016, SQuAD (arXiv 1606.05250); Cui et al. 2019, CMRC 2018 (D19-1600); Shao et al. 2018,
 *   DRCD (arXiv 1806.00920)
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { KewenError } from '../errors.ts';
import { readQuestionFile } from './golden.ts';

const squadSchema = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z
            .array(
              z.object({
                id: z.union([z.string(), z.number()]).transform(String),
                question: z.string(),
                answers: z.array(z.object({ text: z.string() })).default([]),
              }),
            )
            .default([]),
        }),
      ),
    }),
  ),
});

/** A question that one paragraph of the pool answers. */
export interface PoolQuestion {
  readonly id: string;
  readonly question: string;
  /** Its paragraph, as an index into the pool's paragraphs. */
  readonly paragraph: number;
  /** The spans that answer, as different people marked them; at least one. */
  readonly answers: readonly string[];
}

/** All paragraphs, each once, and the questions that are asked about some of them. */
export interface Pool {
  readonly paragraphs: readonly string[];
  /** The paragraphs of each article, as indexes; a paragraph that stands in two belongs to the first. */
  readonly articles: readonly (readonly number[])[];
  readonly questions: readonly PoolQuestion[];
}

/**
 * Reads a pool. Questions without an answer (SQuAD 2.0 has them) and those of the pool-only files are left out.
 *
 * @param questionFiles files whose questions are asked; their paragraphs are in the pool as well
 * @param poolFiles     files of which only the paragraphs are used
 * @throws {KewenError} `usage` for a file that cannot be read or is of another format, and for no questions
 */
export async function readPool(
  questionFiles: readonly string[],
  poolFiles: readonly string[],
): Promise<Pool> {
  const numbers = new Map<string, number>();
  const articles: number[][] = [];
  const questions: PoolQuestion[] = [];
  const asked = new Set(questionFiles.map((file) => resolve(file)));
  for (const file of new Set([...questionFiles, ...poolFiles].map((name) => resolve(name)))) {
    for (const { paragraphs } of (await readSquad(file)).data) {
      const article: number[] = [];
      for (const { context, qas } of paragraphs) {
        const known = numbers.get(context);
        const paragraph = known ?? numbers.size;
        if (known === undefined) {
          numbers.set(context, paragraph);
          article.push(paragraph);
        }
        if (!asked.has(file)) continue;
        for (const { id, question, answers } of qas) {
          const texts = [...new Set(answers.map(({ text }) => text))];
          if (texts.length > 0) questions.push({ id, question, paragraph, answers: texts });
        }
      }
      if (article.length > 0) articles.push(article);
    }
  }
  if (questions.length === 0) {
    throw new KewenError('usage', `${questionFiles.join('、')} 里没有带答案的题目`);
  }
  return { paragraphs: [...numbers.keys()], articles, questions };
}

async function readSquad(file: string): Promise<z.infer<typeof squadSchema>> {
  const text = await readQuestionFile(file);
  try {
    return squadSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new KewenError(
      'usage',
      `${file} 不是 SQuAD 格式的题目：要有 data、paragraphs、context 和 qas（CMRC 2018、DRCD 都是）`,
      cause,
    );
  }
}

/**
 * A sample of the questions in their own order: the same seed gives the same ones, and a larger sample holds a
 * smaller one.
 */
export function sampleQuestions(
  questions: readonly PoolQuestion[],
  limit: number,
  seed: number,
): readonly PoolQuestion[] {
  if (limit >= questions.length) return questions;
  const drawn = questions
    .map((question, index) => ({
      index,
      lot: createHash('sha256').update(`${seed}\0${question.id}\0${question.question}`).digest('hex'),
    }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, limit);
  const kept = new Set(drawn.map(({ index }) => index));
  return questions.filter((_, index) => kept.has(index));
}
