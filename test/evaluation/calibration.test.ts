import { describe, expect, it } from 'vitest';
import { aucOf, brierOf, eceOf } from '../../src/evaluation/calibration.ts';

const best = (confidence: number, isRight: boolean) => ({ confidence, isRight });

describe('the AUC', () => {
  it('is 1 where all that is right is surer, 0 the other way round, and half for a tie', () => {
    expect(aucOf([best(0.9, true), best(0.8, true), best(0.2, false)])).toBe(1);
    expect(aucOf([best(0.1, true), best(0.8, false)])).toBe(0);
    expect(aucOf([best(0.5, true), best(0.5, false)])).toBe(0.5);
    expect(aucOf([best(0.9, true), best(0.3, true), best(0.5, false), best(0.3, false)])).toBe(0.625);
  });
});

describe('the calibration error', () => {
  it('is nothing where confidences come true', () => {
    expect(eceOf([best(0.75, true), best(0.75, true), best(0.75, true), best(0.75, false)])).toBe(0);
  });

  it('is how far they are off, also for those that are certain', () => {
    expect(eceOf([best(1, false), best(1, true)])).toBe(0.5);
    expect(eceOf([best(0.8, false), best(0.1, false)])).toBeCloseTo(0.45);
  });
});

describe('the Brier score', () => {
  it('is the mean square of what is missing', () => {
    expect(brierOf([best(1, true), best(0.5, false)])).toBe(0.125);
  });
});
