import { describe, expect, it } from 'vitest';
import { RANK_FEATURES } from '../../../src/answer/rank/features.ts';
import { firstIsRight, fitRanker, scoreBy } from '../../../src/evaluation/fit/ranker.ts';
import type { Row, Rows } from '../../../src/evaluation/fit/rows.ts';
import { randomFrom } from '../../support/generated.ts';

const COVERAGE = RANK_FEATURES.indexOf('coverage');
const PAIRS = RANK_FEATURES.indexOf('pairs');

/** Questions whose right sentence is the one with the most of one feature; they were retrieved by chance. */
function questionsBy(feature: number, count: number, seed: number): Rows[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const drawn = Array.from({ length: 8 }, () =>
      RANK_FEATURES.map((name) => (name.startsWith('is') ? 0 : random())),
    );
    const most = Math.max(...drawn.map((features) => features[feature] as number));
    return drawn.map((features) => ({
      features,
      label: features[feature] === most ? 1 : 0,
      retrieved: random(),
    }));
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const best = (questions: readonly Rows[], scoreOf: (row: Row) => number) =>
  mean(questions.map((rows) => Math.max(...rows.map(scoreOf))));

describe('fitRanker', () => {
  const questions = questionsBy(COVERAGE, 150, 1);
  const { ranker, importance } = fitRanker([{ questions, share: 1 }]);

  it('learns which feature tells, also for questions that it has not seen', () => {
    const other = questionsBy(COVERAGE, 150, 2);
    expect(firstIsRight(other, ({ retrieved }) => retrieved)).toBeLessThan(30);
    expect(firstIsRight(other, scoreBy(ranker))).toBeGreaterThan(80);
    const others = RANK_FEATURES.filter((name) => name !== 'coverage').map((name) =>
      Math.abs(importance[name]),
    );
    expect(importance.coverage).toBeGreaterThan(5 * Math.max(...others));
  });

  it('gives scores of the size that sentences were retrieved with', () => {
    expect(best(questions, scoreBy(ranker))).toBeCloseTo(
      best(questions, ({ retrieved }) => retrieved),
      3,
    );
  });

  it('gives no weight to what never changes, and writes all features in their order with four decimals', () => {
    expect(Object.keys(ranker.weights)).toEqual([...RANK_FEATURES]);
    expect(ranker.weights.isFirstOfReport).toBe(0);
    for (const value of [...Object.values(ranker.weights), ranker.offset]) {
      expect(value).toBe(Number(value.toFixed(4)));
    }
  });

  it('gives the same bytes for the same questions', () => {
    const again = fitRanker([{ questions: questionsBy(COVERAGE, 150, 1), share: 1 }]);
    expect(JSON.stringify(again.ranker)).toBe(JSON.stringify(ranker));
  });

  it('hears a set by its share, however few its questions are', () => {
    const tellsBy = (share: number) => {
      const { importance: both } = fitRanker([
        { questions: questionsBy(COVERAGE, 300, 3), share: 1 - share },
        { questions: questionsBy(PAIRS, 60, 4), share },
      ]);
      return both.pairs / both.coverage;
    };
    expect(tellsBy(0.5)).toBeGreaterThan(0.7);
    expect(tellsBy(0.5)).toBeLessThan(1.4);
    expect(tellsBy(0.8)).toBeGreaterThan(1.5 * tellsBy(0.5));
  });

  it('learns nothing from a question without a right sentence', () => {
    const hopeless = questionsBy(PAIRS, 20, 5).map((rows) => rows.map((row) => ({ ...row, label: 0 })));
    const fitted = fitRanker([{ questions: [...hopeless, ...questions], share: 1 }]);
    expect(fitted.importance.coverage).toBeGreaterThan(1);
  });
});

describe('firstIsRight', () => {
  it('is the share of questions, in percent, whose highest sentence is labelled 1', () => {
    const rows = (...labels: number[]): Rows =>
      labels.map((label, i) => ({ features: [], label, retrieved: -i }));
    expect(firstIsRight([rows(1, 0), rows(0, 1), rows(0.1, 1), rows(0)], ({ retrieved }) => retrieved)).toBe(
      25,
    );
  });
});
