/**
 * A logistic regression: rows and whether each is right to weights, by Newton's method from zero. A contest of two
 * choices under `softmax.ts` is the same model; with this few columns ten steps of Newton's end where thousands of its
 * do, which is what lets a fit be repeated for every fold and every feature that is taken away.
 *
 * @see Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, 4.4.1
 */

/** A row to learn from. */
export interface LogisticRow {
  readonly features: readonly number[];
  readonly isRight: boolean;
  /** How much it counts, > 0. */
  readonly weight: number;
}

/** The log odds of a row are its features times the weights, and the offset. */
export interface Logistic {
  readonly weights: readonly number[];
  readonly offset: number;
}

const MAX_STEPS = 25;
/** A step this small changes nothing that is written down. */
const LEAST_STEP = 1e-8;
/** What keeps the curvature of a row that is as good as certain, and of a column that never changes, above zero. */
const LEAST_CURVATURE = 1e-9;

/**
 * Fits the weights.
 *
 * @param l2 what half the sum of the squared weights costs, against the mean loss of a row; the offset costs nothing
 */
export function fitLogistic(rows: readonly LogisticRow[], l2: number): Logistic {
  const columns = rows[0]?.features.length ?? 0;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  // The offset is the weight of a last column of ones.
  const size = columns + 1;
  let weights = new Float64Array(size);
  for (let step = 0; step < MAX_STEPS; step++) {
    const slope = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (let i = 0; i < columns; i++) {
      slope[i] = l2 * (weights[i] as number);
      (curvature[i] as Float64Array)[i] = l2;
    }
    for (const { features, isRight, weight } of rows) {
      const row = [...features, 1];
      const probability = probabilityOf(oddsOf(row, weights));
      const pull = (weight / total) * (probability - (isRight ? 1 : 0));
      const bend = (weight / total) * Math.max(LEAST_CURVATURE, probability * (1 - probability));
      for (let i = 0; i < size; i++) {
        const value = row[i] as number;
        if (value === 0) continue;
        (slope[i] as number) += pull * value;
        const line = curvature[i] as Float64Array;
        for (let j = 0; j <= i; j++) (line[j] as number) += bend * value * (row[j] as number);
      }
    }
    const move = solve(curvature, slope);
    weights = weights.map((weight, i) => weight - (move[i] as number));
    if (Math.max(...move.map(Math.abs)) < LEAST_STEP) break;
  }
  return { weights: [...weights.slice(0, columns)], offset: weights[columns] as number };
}

/** The log odds that a row is right. */
export function logOdds({ weights, offset }: Logistic, features: readonly number[]): number {
  return oddsOf(features, weights) + offset;
}

export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

function oddsOf(features: readonly number[], weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) sum += (features[i] as number) * (weights[i] as number);
  return sum;
}

/**
 * Solves a system of equations by Cholesky's decomposition.
 *
 * @param matrix symmetric and positive definite, its lower half given; it is overwritten
 */
function solve(matrix: readonly Float64Array[], right: Float64Array): number[] {
  const at = (i: number, j: number) => (matrix[i] as Float64Array)[j] as number;
  const size = right.length;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = at(i, j) + (i === j ? LEAST_CURVATURE : 0);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      (matrix[i] as Float64Array)[j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  }
  const solution = [...right];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) (solution[i] as number) -= at(i, k) * (solution[k] as number);
    (solution[i] as number) /= at(i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) (solution[i] as number) -= at(k, i) * (solution[k] as number);
    (solution[i] as number) /= at(i, i);
  }
  return solution;
}
