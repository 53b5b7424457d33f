/**
 * A linear model that chooses one of several: the probability of a choice is the softmax of the scores of all that
 * compete. Fitted by gradient descent over everything at once, from zero, so that the same input gives the same
 * weights.
 *
 * @see Cao et al. 2007, Learning to Rank: From Pairwise Approach to Listwise Approach
 */

/** Choices that compete, as rows of one length. */
export interface Contest {
  readonly choices: readonly (readonly number[])[];
  /** Of each choice, how right it is: 0 to 1, at least one of them above 0. */
  readonly labels: readonly number[];
  /** What share of the loss this contest is; those of all contests sum to 1. */
  readonly weight: number;
}

/** How to descend. */
export interface Descent {
  /** What half the sum of the squared weights costs. */
  readonly l2: number;
  /** Step size. */
  readonly rate: number;
  /** How much of a step goes on in the next one, 0 to 1: with 0.9 a hundred steps get as far as a thousand without. */
  readonly momentum: number;
  readonly steps: number;
}

/**
 * −log of the probability that a right choice is made, averaged, with what the weights cost; and its slope.
 *
 * @param weights one a column
 */
export function lossOf(
  contests: readonly Contest[],
  weights: readonly number[],
  l2: number,
): { readonly loss: number; readonly gradient: number[] } {
  const gradient = weights.map((weight) => l2 * weight);
  let loss = (l2 / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0);
  for (const { choices, labels, weight: share } of contests) {
    const expected = softmax(choices.map((choice) => dot(choice, weights)));
    const right = expected.map((probability, i) => probability * (labels[i] as number));
    const sum = right.reduce((total, part) => total + part, 0);
    loss -= share * Math.log(sum);
    for (const [i, choice] of choices.entries()) {
      const pull = share * ((expected[i] as number) - (right[i] as number) / sum);
      for (let column = 0; column < gradient.length; column++) {
        gradient[column] = (gradient[column] as number) + pull * (choice[column] as number);
      }
    }
  }
  return { loss, gradient };
}

/**
 * The weights after the descent.
 *
 * @param columns how long a row is
 * @param onStep  told how many steps are done
 */
export function fitSoftmax(
  contests: readonly Contest[],
  columns: number,
  { l2, rate, momentum, steps }: Descent,
  onStep: (done: number) => void = () => {},
): number[] {
  let weights = new Array<number>(columns).fill(0);
  let moves = weights;
  for (let step = 1; step <= steps; step++) {
    const { gradient } = lossOf(contests, weights, l2);
    moves = moves.map((last, column) => momentum * last - rate * (gradient[column] as number));
    weights = weights.map((weight, column) => weight + (moves[column] as number));
    onStep(step);
  }
  return weights;
}

/** The sum of the products. */
export function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
