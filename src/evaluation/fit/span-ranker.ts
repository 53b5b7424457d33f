/**
 * Rows to the span ranker's weights: a softmax over the runs of each sentence, with one weight a feature for all
 * questions and one more for each type of answer. Descends over everything at once, from zero, with steps of each
 * weight's own size, since most features are rare: the same rows give the same weights.
 *
 * @see Kingma and Ba 2015, Adam (arXiv 1412.6980); Daumé III 2007, Frustratingly Easy Domain Adaptation
 *   (arXiv 0907.1815), for the weights that types share
 */
import { SPAN_FEATURES } from '../../answer/extract/span/feature-names.ts';
import type { SpanRanker } from '../../answer/extract/span/span.ts';
import type { SpanRow, SpanRows, Sparse } from './span-rows.ts';

/** Half of these penalties change the share of right runs by less than half a point (CMRC 2018, 2026-11-22). */
const PENALTY = 0.004;
const TYPE_PENALTY = 0.012;
export const SPAN_STEPS = 100;
const RATE = 0.06;
const [SLOPE_KEPT, SIZE_KEPT, LEAST_SIZE] = [0.9, 0.99, 1e-8];
const DECIMALS = 2;
/** What changes no order. */
const NOTHING = 0.03;

const COLUMNS = SPAN_FEATURES.length;

/** Fits the weights. */
export function fitSpans(
  questions: readonly SpanRows[],
  onStep: (done: number) => void = () => {},
): SpanRanker {
  const rows = questions.filter(({ weight }) => weight > 0);
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const length = COLUMNS * (1 + types.length);
  const weights = new Float64Array(length);
  const slopes = new Float64Array(length);
  const sizes = new Float64Array(length);
  for (let step = 1; step <= SPAN_STEPS; step++) {
    const gradient = weights.map((weight, i) => (i < COLUMNS ? PENALTY : TYPE_PENALTY) * weight);
    for (const one of rows) addSlope(one, COLUMNS * (1 + types.indexOf(one.type)), weights, gradient, total);
    for (let i = 0; i < length; i++) {
      const slope = gradient[i] as number;
      slopes[i] = SLOPE_KEPT * (slopes[i] as number) + (1 - SLOPE_KEPT) * slope;
      sizes[i] = SIZE_KEPT * (sizes[i] as number) + (1 - SIZE_KEPT) * slope * slope;
      const mean = (slopes[i] as number) / (1 - SLOPE_KEPT ** step);
      const size = Math.sqrt((sizes[i] as number) / (1 - SIZE_KEPT ** step)) + LEAST_SIZE;
      weights[i] = (weights[i] as number) - (RATE * mean) / size;
    }
    onStep(step);
  }
  const named = (from: number): Record<string, number> =>
    Object.fromEntries(
      SPAN_FEATURES.map((name, i): [string, number] => [
        name,
        Number((weights[from + i] as number).toFixed(DECIMALS)),
      ]).filter(([, weight]) => Math.abs(weight) >= NOTHING),
    );
  return {
    every: named(0),
    types: Object.fromEntries(types.map((type, i) => [type, named(COLUMNS * (i + 1))])),
  };
}

/** The share of the questions, in percent, whose best run is the right one. */
export function spanIsRight(rows: readonly SpanRows[], { every, types }: SpanRanker): number {
  const right = rows.filter((one) => {
    const own: Readonly<Record<string, number>> = types[one.type] ?? {};
    const weights = Float64Array.from(SPAN_FEATURES, (name) => (every[name] ?? 0) + (own[name] ?? 0));
    const scores = scoresOf(one, (features) => product(features, weights, 0));
    return one.runs[scores.indexOf(Math.max(...scores))]?.label === 1;
  });
  return (100 * right.length) / rows.length;
}

/** Adds what the loss of one question gains with each weight. */
function addSlope(
  { begins, ends, runs, weight }: SpanRows,
  own: number,
  weights: Float64Array,
  gradient: Float64Array,
  total: number,
): void {
  const scores = scoresOf(
    { begins, ends, runs },
    (features) => product(features, weights, 0) + product(features, weights, own),
  );
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  const right = powers.reduce((all, power, i) => all + power * (runs[i] as SpanRow).label, 0);
  const add = ({ places, values }: Sparse, pull: number) => {
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number;
      const change = pull * (values[i] as number);
      gradient[place] = (gradient[place] as number) + change;
      gradient[own + place] = (gradient[own + place] as number) + change;
    }
  };
  const beginPulls = new Float64Array(begins.length);
  const endPulls = new Float64Array(ends.length);
  for (const [i, { first, last, features, label }] of runs.entries()) {
    const power = powers[i] as number;
    const pull = (weight / total) * (power / sum - (power * label) / right);
    beginPulls[first] = (beginPulls[first] as number) + pull;
    endPulls[last] = (endPulls[last] as number) + pull;
    add(features, pull);
  }
  for (const [i, features] of begins.entries()) add(features, beginPulls[i] as number);
  for (const [i, features] of ends.entries()) add(features, endPulls[i] as number);
}

function scoresOf(
  { begins, ends, runs }: Pick<SpanRows, 'begins' | 'ends' | 'runs'>,
  scoreOf: (features: Sparse) => number,
): number[] {
  const begin = begins.map(scoreOf);
  const end = ends.map(scoreOf);
  return runs.map(
    ({ first, last, features }) => (begin[first] as number) + (end[last] as number) + scoreOf(features),
  );
}

function product({ places, values }: Sparse, weights: Float64Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < places.length; i++)
    sum += (values[i] as number) * (weights[from + (places[i] as number)] as number);
  return sum;
}
