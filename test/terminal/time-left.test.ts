import { describe, expect, it } from 'vitest';
import { formatLeft, timeLeft } from '../../src/terminal/time-left.ts';

const PLAN = [
  { stage: '读取', total: 100, cost: 2 },
  { stage: '写入', total: 2, cost: 100 },
];

describe('the time left', () => {
  it('follows from the pace so far and what each stage costs', () => {
    let nowMs = 0;
    const guess = timeLeft(PLAN, () => nowMs);
    nowMs = 5_000;
    expect(guess.leftMs('读取', 50, 100)).toBe(15_000); // 100 of 400
    nowMs = 10_000;
    expect(guess.leftMs('读取', 100, 100)).toBe(10_000);
    expect(guess.leftMs('写入', 1, 2)).toBeCloseTo(3_333, 0);
    expect(guess.leftMs('写入', 2, 2)).toBe(0);
  });

  it('takes the count of a stage from the stage itself', () => {
    let nowMs = 0;
    const guess = timeLeft(PLAN, () => nowMs);
    nowMs = 2_000;
    expect(guess.leftMs('读取', 100, 300)).toBe(6_000); // 200 of 800
  });

  it('is not told before there is a pace, or for a stage that nobody planned', () => {
    let nowMs = 0;
    const guess = timeLeft(PLAN, () => nowMs);
    nowMs = 500;
    expect(guess.leftMs('读取', 50, 100)).toBeNull();
    nowMs = 5_000;
    expect(guess.leftMs('读取', 1, 100)).toBeNull();
    expect(guess.leftMs('别的', 1, 1)).toBeNull();
    expect(timeLeft([], () => nowMs).leftMs('读取', 1, 1)).toBeNull();
  });

  it('is said in seconds, then in minutes, rounded up', () => {
    expect([1, 1_001, 90_000, 91_000, 600_001].map(formatLeft)).toEqual([
      '1 秒',
      '2 秒',
      '90 秒',
      '2 分钟',
      '11 分钟',
    ]);
  });
});
