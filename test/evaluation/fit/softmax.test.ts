import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contest, dot, fitSoftmax, lossOf } from '../../../src/evaluation/fit/softmax.ts';
import { randomFrom } from '../../support/generated.ts';

/** Contests whose right choice is drawn with the probability that these weights give it. */
function contestsBy(truth: readonly number[], count: number, seed: number): Contest[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const choices = Array.from({ length: 6 }, () => truth.map(() => 2 * random() - 1));
    const powers = choices.map((choice) => Math.exp(dot(choice, truth)));
    let lot = random() * powers.reduce((sum, power) => sum + power, 0);
    const found = powers.findIndex((power) => {
      lot -= power;
      return lot <= 0;
    });
    const right = found < 0 ? powers.length - 1 : found;
    return { choices, labels: choices.map((_, i) => (i === right ? 1 : 0)), weight: 1 / count };
  });
}

const DESCENT = { l2: 0, rate: 0.1, momentum: 0.9, steps: 300 };

describe('fitSoftmax', () => {
  it('finds the weights that the right choices were drawn by', () => {
    const truth = [2, -1, 0.5, 0];
    const weights = fitSoftmax(contestsBy(truth, 4000, 1), truth.length, DESCENT);
    for (const [i, weight] of weights.entries())
      expect(Math.abs(weight - (truth[i] as number))).toBeLessThan(0.15);
  });

  it('gives the same weights to the last bit for the same contests', () => {
    const weights = () => fitSoftmax(contestsBy([1, -1], 50, 2), 2, DESCENT);
    expect(weights()).toEqual(weights());
  });

  it('keeps weights small where they cost something', () => {
    const contests = contestsBy([3, 0], 200, 3);
    const size = (l2: number) => Math.hypot(...fitSoftmax(contests, 2, { ...DESCENT, l2 }));
    expect(size(0.1)).toBeLessThan(size(0));
    expect(size(1)).toBeLessThan(size(0) / 2);
  });

  it('gets as far in the same steps with momentum as with ten times the rate', () => {
    const contests = contestsBy([2, -1], 200, 4);
    const lossAfter = (rate: number, momentum: number) => {
      const weights = fitSoftmax(contests, 2, { l2: 0, rate, momentum, steps: 60 });
      return lossOf(contests, weights, 0).loss;
    };
    expect(lossAfter(0.1, 0.9)).toBeLessThan(lossAfter(0.1, 0) - 0.01);
    expect(lossAfter(0.1, 0.9)).toBeCloseTo(lossAfter(1, 0), 2);
  });

  it('counts each contest by its weight', () => {
    const contest = (right: number, weight: number): Contest => ({
      choices: [[1], [-1]],
      labels: [right, 1 - right],
      weight,
    });
    const [weight] = fitSoftmax([contest(1, 0.8), contest(0, 0.2)], 1, DESCENT) as [number];
    // Where the share of the first is 0.8, so is its probability: e^2w / (1 + e^2w).
    expect(1 / (1 + Math.exp(-2 * weight))).toBeCloseTo(0.8, 5);
  });
});

describe('lossOf', () => {
  const value = fc.double({ min: -3, max: 3, noNaN: true });
  const contest = fc
    .array(fc.tuple(fc.tuple(value, value, value), fc.double({ min: 0.01, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 8,
    })
    .map(
      (drawn): Contest => ({
        choices: drawn.map(([choice]) => choice),
        labels: drawn.map(([, label]) => label),
        weight: 0.5,
      }),
    );

  it('has the slope that finite differences have', () => {
    fc.assert(
      fc.property(
        fc.tuple(contest, contest),
        fc.tuple(value, value, value),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (contests, weights, l2) => {
          const { gradient } = lossOf(contests, weights, l2);
          const step = 1e-5;
          for (const [column, slope] of gradient.entries()) {
            const at = (by: number) =>
              lossOf(
                contests,
                weights.map((weight, i) => (i === column ? weight + by : weight)),
                l2,
              ).loss;
            expect((at(step) - at(-step)) / (2 * step)).toBeCloseTo(slope, 4);
          }
        },
      ),
      { seed: 1 },
    );
  });

  it('is the chance of a right choice, and scores far apart overflow nothing', () => {
    const even: Contest = { choices: [[1], [1], [1], [1]], labels: [1, 0, 0, 0], weight: 1 };
    expect(lossOf([even], [1000], 0).loss).toBeCloseTo(Math.log(4), 10);
    const sure: Contest = { choices: [[1], [-1]], labels: [1, 0], weight: 1 };
    expect(lossOf([sure], [1000], 0).loss).toBe(0);
  });
});
