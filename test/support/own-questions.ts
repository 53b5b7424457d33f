/**
 * The questions that were written for this project, as they are asked.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from '../../src/answer/contract.ts';
import { THIS_YEAR } from './corpora.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/questions');
const FILES = ['invented', 'difficult', 'careful', 'practice', 'papers', 'claims', 'english'];

/** All of them, one of each so many where fewer are wanted. */
export function ownQuestions(every = 1): Asked[] {
  return FILES.flatMap((file) =>
    readFileSync(join(FOLDER, `${file}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  )
    .map((line) => JSON.parse(line) as { question: string; previous?: string | null })
    .filter((_, at) => at % every === 0)
    .map(({ question, previous }) => ({ question, thisYear: THIS_YEAR, ...(previous ? { previous } : {}) }));
}
