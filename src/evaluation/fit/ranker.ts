/**
 * Rows to the ranker's weights: features brought to one size, a softmax over the sentences of each question, and the
 * result brought to the size of the scores that sentences are retrieved with, which thresholds are made for.
 */

import { RANK_FEATURES, type RankFeatures } from '../../answer/rank/features.ts';
import type { Ranker } from '../../answer/rank/rank.ts';
import type { Row, Rows } from './rows.ts';
import { type Contest, type Descent, dot, fitSoftmax } from './softmax.ts';

/** Five times as many steps change no figure in the table of docs/quality.md by more than half a point. */
export const DESCENT: Descent = { l2: 1e-3, rate: 0.5, momentum: 0.9, steps: 300 };
/** Of a shorter list the spread says little. */
const SPREAD_SENTENCES = 6;
const DECIMALS = 4;
/** What rounding leaves of the deviation of a column that never changes. */
const CONSTANT = 1e-9;

/** Questions to learn from. */
export interface Lessons {
  readonly questions: readonly Rows[];
  /** What share of the loss they are together, however many they are; the shares of all sets sum to 1. */
  readonly share: number;
}

/** A fitted ranker. */
export interface Fitted {
  readonly ranker: Ranker;
  /** What one standard deviation of each feature adds, before scaling: what tells how much a feature matters. */
  readonly importance: RankFeatures;
}

/**
 * Fits a ranker.
 *
 * @param onStep told how many steps are done
 */
export function fitRanker(sets: readonly Lessons[], onStep: (done: number) => void = () => {}): Fitted {
  const questions = sets.flatMap((set) => set.questions);
  const { means, deviations } = spreadOf(questions.flat());
  const standardise = (rows: Rows) =>
    rows.map(({ features }) =>
      features.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number)),
    );
  const contests = sets.flatMap(({ questions: set, share }): Contest[] => {
    const answered = set.filter((rows) => rows.some(({ label }) => label > 0));
    const weight = share / answered.length;
    return answered.map((rows) => ({
      choices: standardise(rows),
      labels: rows.map(({ label }) => label),
      weight,
    }));
  });
  const weights = fitSoftmax(contests, RANK_FEATURES.length, DESCENT, onStep);
  const raw = weights.map((weight, i) => weight / (deviations[i] as number));
  return { ranker: scaled(raw, questions), importance: named(weights) };
}

/** In what share of the questions, in percent, the sentence that comes first answers. */
export function firstIsRight(questions: readonly Rows[], scoreOf: (row: Row) => number): number {
  const right = questions.filter((rows) => {
    const scores = rows.map(scoreOf);
    return rows[scores.indexOf(Math.max(...scores))]?.label === 1;
  });
  return (100 * right.length) / questions.length;
}

/** How a ranker scores a row. */
export function scoreBy({ weights, offset }: Ranker): (row: Row) => number {
  const ordered = RANK_FEATURES.map((name) => weights[name]);
  return ({ features }) => dot(features, ordered) + offset;
}

/** Weights under which scores are spread as widely as when retrieved, and the best ones are as high. */
function scaled(weights: readonly number[], questions: readonly Rows[]): Ranker {
  const retrieved = ({ retrieved: score }: Row) => score;
  const fitted = ({ features }: Row) => dot(features, weights);
  const long = questions.filter((rows) => rows.length >= SPREAD_SENTENCES);
  const spread = (scoreOf: (row: Row) => number) => mean(long.map((rows) => deviation(rows.map(scoreOf))));
  const best = (scoreOf: (row: Row) => number) =>
    mean(questions.map((rows) => Math.max(...rows.map(scoreOf))));
  const scale = spread(retrieved) / spread(fitted);
  return {
    weights: named(weights.map((weight) => rounded(scale * weight))),
    offset: rounded(best(retrieved) - scale * best(fitted)),
  };
}

/** Mean and standard deviation of each feature; one that never changes is left as it is, and gets no weight. */
function spreadOf(rows: readonly Row[]): { means: number[]; deviations: number[] } {
  const columns = RANK_FEATURES.map((_, i) => rows.map(({ features }) => features[i] as number));
  return {
    means: columns.map(mean),
    deviations: columns.map(deviation).map((value) => (value > CONSTANT ? value : 1)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const rounded = (value: number) => Number(value.toFixed(DECIMALS));

function named(values: readonly number[]): RankFeatures {
  return Object.fromEntries(RANK_FEATURES.map((name, i) => [name, values[i]])) as unknown as RankFeatures;
}
