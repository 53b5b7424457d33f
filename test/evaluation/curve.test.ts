import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf, pointAt } from '../../src/evaluation/curve.ts';

const best = (confidence: number, isRight: boolean) => ({ confidence, isRight });

describe('curveOf', () => {
  it('answers the surest first and counts what is wrong so far', () => {
    const { points } = curveOf([best(0.5, false), best(0.9, true), best(0.7, false), best(0.8, true)]);
    expect(points).toEqual([
      { confidence: 0.9, coverage: 0.25, risk: 0 },
      { confidence: 0.8, coverage: 0.5, risk: 0 },
      { confidence: 0.7, coverage: 0.75, risk: 1 / 3 },
      { confidence: 0.5, coverage: 1, risk: 0.5 },
    ]);
  });

  it('has the mean risk for its area', () => {
    const { area } = curveOf([best(0.9, true), best(0.8, false), best(0.7, false)]);
    expect(area).toBeCloseTo((0 + 1 / 2 + 2 / 3) / 3);
  });

  it('answers the equally sure together, in whatever order they come', () => {
    const rows = [best(1, true), best(1, false), best(1, true), best(0.2, false)];
    expect(curveOf(rows).points).toHaveLength(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(curveOf(shuffled)).toEqual(curveOf(rows));
      }),
    );
  });

  it('ends at all questions and the share that is wrong of all', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
          {
            minLength: 1,
          },
        ),
        (rows) => {
          const { points, area } = curveOf(rows);
          expect(points.at(-1)?.coverage).toBe(1);
          expect(points.at(-1)?.risk).toBe(rows.filter(({ isRight }) => !isRight).length / rows.length);
          expect(area).toBeGreaterThanOrEqual(0);
          expect(area).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
    );
  });

  it('is empty for no questions', () => {
    expect(curveOf([])).toEqual({ questions: 0, points: [], area: 0 });
  });
});

describe('pointAt', () => {
  const curve = curveOf([best(0.9, true), best(0.6, false), best(0.3, true)]);

  it('answers what is at least as sure as the threshold', () => {
    expect(pointAt(curve, 0.6)).toEqual({ confidence: 0.6, coverage: 2 / 3, risk: 0.5 });
    expect(pointAt(curve, 0.61)).toEqual({ confidence: 0.61, coverage: 1 / 3, risk: 0 });
  });

  it('answers nothing where nothing is as sure', () => {
    expect(pointAt(curve, 0.95)).toEqual({ confidence: 0.95, coverage: 0, risk: 0 });
  });
});
