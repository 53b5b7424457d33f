import { describe, expect, it } from 'vitest';
import { exactMatch, holdsAnswer, overlapF1 } from '../../src/evaluation/span.ts';

describe('exactMatch', () => {
  it.each([
    [['7座'], '7座', 1],
    [['《诗经》'], '诗经', 1],
    [['Nexon'], ' nexon ', 1],
    [['春节时期', '春节'], '春节', 1],
    [['春节时期'], '春节', 0],
    // The definition leaves Chinese marks out, not every mark.
    [['3.5'], '35', 0],
    [['7座'], '', 0],
  ] as const)('%j and %s: %i', (answers, span, expected) => {
    expect(exactMatch(answers, span)).toBe(expected);
  });
});

describe('overlapF1', () => {
  it('is 1 for the answer itself, 0 for nothing in common and for nothing', () => {
    expect(overlapF1(['出众的协调性'], '出众的协调性。')).toBe(1);
    expect(overlapF1(['春节'], '中秋')).toBe(0);
    expect(overlapF1(['春节'], '')).toBe(0);
  });

  it('counts the longest common run, not all common characters', () => {
    // 2 of 4 and 2 of 5 characters: 科普 and 活动 are both there, in two runs.
    expect(overlapF1(['科普活动'], '活动与科普')).toBeCloseTo((2 * (2 / 5) * (2 / 4)) / (2 / 5 + 2 / 4));
  });

  it('takes the answer that agrees best', () => {
    expect(overlapF1(['春节时期', '春节'], '春节')).toBe(1);
  });

  it('takes a word of letters or a number for one unit', () => {
    // 韩, 国 and Nexon: two units of three.
    expect(overlapF1(['韩国Nexon'], '韩国')).toBeCloseTo((2 * 1 * (2 / 3)) / (1 + 2 / 3));
    expect(overlapF1(['1,280人'], '280人')).toBeCloseTo(0.5);
    expect(overlapF1(['第12届'], '12')).toBeCloseTo(0.5);
  });
});

describe('holdsAnswer', () => {
  it('looks past width, case, spaces and marks, which cleaning may change', () => {
    expect(holdsAnswer(['（NEXON） 公司'], '由韩国nexon公司开发。')).toBe(true);
    expect(holdsAnswer(['７座'], '设车站7座')).toBe(true);
    expect(holdsAnswer(['8座', '7座'], '设车站7座')).toBe(true);
  });

  it('does not find what is not there, nor an answer of marks only', () => {
    expect(holdsAnswer(['8座'], '设车站7座')).toBe(false);
    expect(holdsAnswer(['。'], '设车站7座。')).toBe(false);
  });
});
