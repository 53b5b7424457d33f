/** Our own questions with the reports they are about, for whatever is fitted or measured on them. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { nothingUsable, rebuild } from '../src/commands/index/rebuild.ts';
import { type Golden, type Half, halfOf, readGolden } from '../src/evaluation/golden.ts';
import { openIndex } from '../src/index/open.ts';
import type { OpenIndex } from '../src/index/shelf.ts';
import type { Progress } from '../src/terminal/progress.ts';

const root = join(import.meta.dirname, '..');
export const SHIPPED = join(root, 'corpus');
/** The folders of reports by the name that a line's `corpus` has; where it has none, it is about the invented reports. */
const CORPORA = {
  invented: join(root, 'test/fixtures/reports'),
  shipped: SHIPPED,
  'papers-first': join(root, 'test/fixtures/papers/first'),
  'papers-second': join(root, 'test/fixtures/papers/second'),
  'papers-third': join(root, 'test/fixtures/papers/third'),
  'papers-fourth': join(root, 'test/fixtures/papers/fourth'),
} as const;
const FILES = ['invented', 'difficult', 'careful', 'practice', 'papers'].map((name) =>
  join(root, `test/fixtures/questions/${name}.jsonl`),
);

/** Questions about the reports of one folder. */
export interface QuestionSet {
  readonly questions: readonly Golden[];
  readonly corpus: string;
  readonly halfOf: (question: Golden) => Half;
}

/** All of them, and more from a file, which are all to learn from. */
export async function ownQuestions(more?: { file: string; corpus: string }): Promise<QuestionSet[]> {
  const questions = (await Promise.all(FILES.map(readGolden))).flat();
  const of = (corpus: string) =>
    questions.filter((question) => (question['corpus'] ?? 'invented') === corpus);
  const sets: QuestionSet[] = Object.entries(CORPORA).map(([name, corpus]) => ({
    questions: of(name),
    corpus,
    halfOf,
  }));
  if (more) sets.push({ questions: await readGolden(more.file), corpus: more.corpus, halfOf: () => 'tune' });
  return sets;
}

/** Asks questions one after the other over a folder's reports, indexed for the occasion. */
export async function askOver<T>(
  { questions, corpus }: Pick<QuestionSet, 'questions' | 'corpus'>,
  place: string,
  progress: Progress,
  ask: (question: Golden, index: OpenIndex) => T,
): Promise<[Golden, T][]> {
  const { manifest, problems } = await rebuild(corpus, place, progress);
  if (!manifest) throw nothingUsable(corpus, problems);
  return withIndex(place, (index) => inTurn(questions, progress, corpus, (one) => ask(one, index)));
}

/** Opens the public's index of a folder, and closes it afterwards. */
export async function withIndex<T>(place: string, work: (index: OpenIndex) => Promise<T>): Promise<T> {
  const index = await openIndex(place, 'public');
  try {
    return await work(index);
  } finally {
    index.close();
  }
}

/** Each with what comes of it. All of it is computation: now and then a signal and the bar have their turn. */
export async function inTurn<Q, T>(
  questions: readonly Q[],
  progress: Progress,
  what: string,
  ask: (question: Q) => T,
): Promise<[Q, T][]> {
  const asked: [Q, T][] = [];
  for (const question of questions) {
    asked.push([question, ask(question)]);
    progress.step('ask', asked.length, questions.length, what);
    if (asked.length % 20 === 0) await setImmediate();
  }
  return asked;
}
