/**
 * Golden questions: what was asked, what a right answer must say and which sentences it has to rest on.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KewenError } from '../errors.ts';
import { unreadable } from '../reach.ts';

const goldenSchema = z.looseObject({
  id: z.string(),
  question: z.string(),
  /** count, date, person, …, `unanswerable`, `clarify`, `followup`. */
  type: z.string(),
  /** Facts that must all stand in the text; each is a list of ways to write it. */
  gold: z.array(z.array(z.string())).default([]),
  /** What must not stand in the text: the 是。 of a claim that is false. */
  reject: z.array(z.string()).nullish(),
  /** Snippets of the report, white space ignored. */
  evidence: z.array(z.string()).default([]),
  previous: z.string().nullish(),
  /** What a question back must offer. */
  offers: z.array(z.string()).nullish(),
  audience: z.enum(['public', 'staff']).optional(),
  /** What a person still has to check or fill in; taken out once that is done. Until then it is not asked. */
  review: z.string().nullish(),
});

/** One golden question. */
export type Golden = z.infer<typeof goldenSchema>;

/** The half that is learnt from and the half that only gives a score. */
export type Half = 'tune' | 'held';

/**
 * Reads golden questions, one JSON object a line.
 *
 * @throws {KewenError} `usage` naming the file and the line
 */
export async function readGolden(file: string): Promise<Golden[]> {
  const questions = await readQuestionLines(file, goldenSchema, 'id、question 和 type');
  if (questions.length === 0) throw new KewenError('usage', `${file} 里没有题目`);
  return questions;
}

/**
 * A file of questions, one JSON object a line.
 *
 * @param needed the fields that must be there, as a message names them
 * @throws {KewenError} `usage` naming the file and the line
 */
export async function readQuestionLines<T>(file: string, schema: z.ZodType<T>, needed: string): Promise<T[]> {
  const text = await readQuestionFile(file);
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' ? [] : [readQuestionLine(line, `${file} 第 ${index + 1} 行`, schema, needed)],
    );
}

/**
 * The text of a file of questions.
 *
 * @throws {KewenError} `usage` when it cannot be read
 */
export async function readQuestionFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new KewenError('usage', unreadable(`题目文件 ${file}`, cause), cause);
  }
}

/**
 * One line of a file of questions.
 *
 * @param where  the line, as a message begins
 * @param needed the fields that must be there, as a message names them
 * @throws {KewenError} `usage` for what is no JSON (a quote too few after an edit by hand) or lacks a field
 */
export function readQuestionLine<T>(line: string, where: string, schema: z.ZodType<T>, needed: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new KewenError('usage', `${where}不是 JSON：请看看引号、逗号和括号是不是多了或少了`, cause);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new KewenError('usage', `${where}不是题目：要有 ${needed}`, read.error);
}

/** Whether a person still has to look at a question before it counts. */
export function isUnreviewed({ review }: Pick<Golden, 'review'>): boolean {
  return typeof review === 'string' && review.trim() !== '';
}

/**
 * Those questions whose line has a certain value in a field, such as `type=count` or `corpus=shipped`.
 *
 * @throws {KewenError} `usage` when it is not of that form, or when no question has that value
 */
export function selectGolden(questions: readonly Golden[], where: string): Golden[] {
  const [, field = '', value = ''] = /^([^=]+)=(.*)$/u.exec(where) ?? [];
  if (!field) throw new KewenError('usage', `--where 要写成“字段=值”，不能是 ${JSON.stringify(where)}`);
  const chosen = questions.filter((question) => String(question[field] ?? '') === value);
  if (chosen.length === 0) throw new KewenError('usage', `没有一题的 ${field} 是 ${JSON.stringify(value)}`);
  return chosen;
}

/** An odd number at the end of the id is `tune`, an even one `held`; without a number it is learnt from. */
export function halfOf({ id }: { readonly id: string }): Half {
  const number = /\d+$/u.exec(id)?.[0] ?? '1';
  return Number(number.at(-1)) % 2 === 1 ? 'tune' : 'held';
}
