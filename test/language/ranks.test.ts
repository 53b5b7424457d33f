import { describe, expect, it } from 'vitest';
import { readRanks } from '../../src/language/ranks.ts';

const values = (text: string) => readRanks(text).map(({ value }) => value);

describe('ranks', () => {
  it.each([
    ['排老二吗', '排第二吗', [2]],
    ['太仓是老三', '太仓是第三', [3]],
    ['是头一名', '是第一名', [1]],
  ])('of %s are those of %s', (spoken, written, expected) => {
    expect(values(spoken)).toEqual(expected);
    expect(values(written)).toEqual(expected);
  });

  it.each(['老三届校友', '老四川火锅', '第三展厅'])('of %s are none', (text) => {
    expect(values(text)).toEqual([]);
  });
});
