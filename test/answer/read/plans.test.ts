/** What is only planned, by the words that stand before it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlannedAt } from '../../../src/answer/read/plans.ts';

const isPlanned = (folded: string, figure: string) => {
  const start = folded.indexOf(figure);
  return isPlannedAt(
    { folded, passage: { section: [] }, report: { period: { from: 2022, to: 2022 } } } as never,
    { start, end: start + figure.length },
  );
};
const figure = fc.integer({ min: 2, max: 9999 }).map((count) => `${count}项`);

describe('将', () => {
  it('before what is done to something tells of no plan', () => {
    fc.assert(
      fc.property(figure, fc.constantFrom('会议召开，', '1月部署，', '经研究；'), (count, before) => {
        expect(isPlanned(`${before}将${count}指标分解到各单位。`, count)).toBe(false);
        expect(isPlanned(`${before}将其中${count}指标交给各单位。`, count)).toBe(false);
      }),
    );
  });

  it('before what will be done does', () => {
    fc.assert(
      fc.property(figure, fc.constantFrom('新建', '开展', '完成'), (count, verb) => {
        expect(isPlanned(`会议召开，将${verb}${count}指标。`, count)).toBe(true);
      }),
    );
  });
});
