/** What the decision is learnt from and scored on: rows of our own questions by half, and of CMRC 2018 where it is at hand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DecideRow, decideRowsOf, paragraphRowsOf } from '../src/evaluation/fit/decide-rows.ts';
import type { Half } from '../src/evaluation/golden.ts';
import { buildPoolIndex, reportsOf } from '../src/evaluation/pool-index.ts';
import { readPool } from '../src/evaluation/squad.ts';
import type { Progress } from '../src/terminal/progress.ts';
import { askOver, inTurn, ownQuestions, SHIPPED, withIndex } from './own-questions.ts';

/** The file of CMRC 2018 that is learnt from. */
const TRIAL = 'cmrc2018_trial.json';

/** The rows of our own questions. */
export async function ownDecideRows(
  folder: string,
  progress: Progress,
  more?: { file: string; corpus: string },
): Promise<Record<Half, DecideRow[]>> {
  const rows: Record<Half, DecideRow[]> = { tune: [], held: [] };
  for (const [i, set] of (await ownQuestions(more)).entries()) {
    const asked = await askOver(set, join(folder, `own-${i}`), progress, decideRowsOf);
    for (const [question, own] of asked) rows[set.halfOf(question)].push(...own);
  }
  return rows;
}

/** The rows of CMRC 2018 trial, none where it is not in a folder. */
export async function paragraphDecideRows(
  cmrc: string | undefined,
  folder: string,
  progress: Progress,
): Promise<DecideRow[]> {
  if (cmrc === undefined || !existsSync(join(cmrc, TRIAL))) return [];
  const pool = await readPool([join(cmrc, TRIAL)], []);
  const made = reportsOf(pool);
  const place = join(folder, 'paragraphs');
  await buildPoolIndex(made, SHIPPED, place, (done, total) => progress.step('index', done, total, TRIAL));
  const documentOf = new Map(
    pool.articles.flatMap((article, i) => article.map((paragraph) => [paragraph, `document ${i}`])),
  );
  return withIndex(place, async (index) => {
    const asked = await inTurn(pool.questions, progress, TRIAL, (question) =>
      paragraphRowsOf(question, index, made.paragraphAt, documentOf.get(question.paragraph) as string),
    );
    return asked.flatMap(([, rows]) => rows);
  });
}
