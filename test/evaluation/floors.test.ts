/**
 * No change makes answers worse unseen: all questions with known answers, over the reports they are about, against floors
 * a little below what was reached (2026-11-30). Of the held half only totals are told.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_THRESHOLD } from '../../src/answer/decide/confidence.ts';
import { askGolden, type Judged } from '../../src/evaluation/ask.ts';
import { aucOf, eceOf } from '../../src/evaluation/calibration.ts';
import { decideRowsOf } from '../../src/evaluation/fit/decide-rows.ts';
import { type Golden, halfOf, isUnreviewed, readGolden } from '../../src/evaluation/golden.ts';
import { summarize } from '../../src/evaluation/summary.ts';
import { FIXTURES, PAPERS, type Served, SHIPPED, serve } from '../support/corpora.ts';

/** The year the questions were written for, for 去年. */
const THIS_YEAR = 2026;
const QUESTIONS = join(import.meta.dirname, '../fixtures/questions');

const served = new Map<string, Served>();
let questions: (Golden & { readonly set: string })[];
let judged: Map<string, Judged[]>;
beforeAll(async () => {
  served.set('invented', await serve([FIXTURES], 'public'));
  served.set('shipped', await serve([SHIPPED], 'public'));
  for (const [name, folder] of Object.entries(PAPERS)) served.set(name, await serve([folder], 'public'));
  const sets = ['invented', 'difficult', 'careful', 'practice', 'papers', 'papers-later'];
  const read = sets.map(async (set) =>
    (await readGolden(join(QUESTIONS, `${set}.jsonl`))).map((golden) => ({ ...golden, set })),
  );
  questions = (await Promise.all(read)).flat().filter((golden) => !isUnreviewed(golden));
  const english = (await readGolden(join(QUESTIONS, 'english.jsonl'))).map((golden) => ({
    ...golden,
    set: 'english',
  }));
  judged = new Map();
  for (const golden of [...questions, ...english]) {
    const one = askGolden(
      golden,
      indexOf(golden),
      THIS_YEAR,
      () => 0,
      (error) => {
        throw error;
      },
    );
    // The papers and those in English are too few to be told from their totals.
    const keys = ['papers', 'papers-later', 'english'].includes(golden.set) ? [] : [halfOf(golden)];
    for (const key of [...keys, `${halfOf(golden)} ${golden.set}`])
      judged.set(key, [...(judged.get(key) ?? []), one]);
  }
}, 60_000);
afterAll(() => {
  for (const { index } of served.values()) index.close();
});

const indexOf = (golden: Golden) => (served.get(String(golden['corpus'] ?? 'invented')) as Served).index;

describe('the questions with known answers', () => {
  it.each([
    ['tune invented', 94, 92, 2.5],
    ['tune difficult', 94.5, 88, 5.5],
    ['tune careful', 91, 83, 7],
    ['tune practice', 80, 74, 10.5],
    ['tune', 88.5, 83, 6.6],
    ['tune english', 90, 100, 3.4],
    ['held english', 75, 50, 10],
    ['held', 86.5, 82.5, 7.7],
    ['tune papers', 63, 85, 12],
    ['held papers', 62, 74, 14.6],
    ['tune papers-later', 62.5, 90, 15],
    ['held papers-later', 61.5, 70, 19.2],
  ])(
    'of %s: at least %d per cent right, %d rightly unanswered, at most %d wrong',
    (key, right, left, wrong) => {
      const { correct, abstained, wrong: mistaken, failed } = summarize(judged.get(key) ?? []);
      expect({ correct, abstained, mistaken, failed }).toEqual({
        correct: expect.toSatisfy((value: number) => value >= right),
        abstained: expect.toSatisfy((value: number) => value >= left),
        mistaken: expect.toSatisfy((value: number) => value <= wrong),
        failed: 0,
      });
    },
  );
});

describe('the confidence', () => {
  const rows = () =>
    questions
      .filter((golden) => halfOf(golden) === 'tune')
      .flatMap((golden) => decideRowsOf(golden, indexOf(golden)));

  it('is a probability: of the tune halves, it comes true within 4 points, and orders what is found', () => {
    const natural = rows().filter(({ made }) => made === 'natural');
    expect(natural.length).toBeGreaterThan(1000);
    expect(eceOf(natural)).toBeLessThan(0.04);
    expect(aucOf(natural)).toBeGreaterThan(0.92);
  });

  it('answers hardly any question whose evidence is hidden', () => {
    const hidden = rows().filter(({ made }) => made === 'hidden');
    const answered = hidden.filter(({ confidence }) => confidence >= ANSWER_THRESHOLD);
    expect(hidden.length).toBeGreaterThan(600);
    expect(answered.length / hidden.length).toBeLessThan(0.1);
  });
});
