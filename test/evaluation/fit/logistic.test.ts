import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitLogistic,
  type LogisticRow,
  logOdds,
  probabilityOf,
} from '../../../src/evaluation/fit/logistic.ts';
import { lossOf } from '../../../src/evaluation/fit/softmax.ts';

const rows: fc.Arbitrary<LogisticRow[]> = fc.array(
  fc.record({
    features: fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })),
    isRight: fc.boolean(),
    weight: fc.constantFrom(0.5, 1, 2),
  }),
  { minLength: 4, maxLength: 30 },
);

describe('a logistic regression', () => {
  it('is where the slope of the same contests of two choices under softmax is flat', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { weights, offset } = fitLogistic(given, 0.1);
        const total = given.reduce((sum, { weight }) => sum + weight, 0);
        const contests = given.map(({ features, isRight, weight }) => ({
          choices: [
            [...features, 1],
            [0, 0, 0],
          ],
          labels: isRight ? [1, 0] : [0, 1],
          weight: weight / total,
        }));
        const { gradient } = lossOf(contests, [...weights, offset], 0.1);
        // The offset is not held near zero.
        const slope = gradient.map((value, i) => (i === 2 ? value - 0.1 * offset : value));
        for (const value of slope) expect(Math.abs(value)).toBeLessThan(1e-4);
      }),
    );
  });

  it('gives what comes out as often as it comes out, where nothing tells rows apart', () => {
    const given = [true, false, false, false].map((isRight) => ({ features: [1], isRight, weight: 1 }));
    expect(probabilityOf(logOdds(fitLogistic(given, 1), [1]))).toBeCloseTo(0.25);
  });
});
