import { describe, expect, it } from 'vitest';
import { readEditions } from '../../src/language/editions.ts';

/** The ways to write the meeting that a text names first. */
const formsIn = (text: string) => readEditions(text)[0]?.forms ?? [];

describe('a numbered meeting', () => {
  it.each([
    ['六代会什么时候开的', '第六次代表大会'],
    ['科协六大选了谁', '第六次代表大会'],
    ['第六次代表大会', '六代会'],
    ['八届二次全委会', '第八届委员会第二次全体会议'],
    ['第八届委员会第二次全体会议', '八届二次全委会'],
    ['八届二次全会', '八届二次全委会'],
    ['六届八次常委会', '六届八次常委会'],
  ])('is the same in every way it is written: %s is %s', (text, other) => {
    expect(formsIn(text)).toContain(other);
  });

  it('is another one by another number', () => {
    const seventh = new Set(formsIn('七届二次全委会'));
    expect(formsIn('八届二次全委会').filter((form) => seventh.has(form))).toEqual([]);
    expect(formsIn('四代会').filter((form) => formsIn('五代会').includes(form))).toEqual([]);
  });

  it('is not read where 大 is something else', () => {
    for (const text of ['五大行动', '三大学会', '四大类', '十大科普人物'])
      expect([text, formsIn(text)]).toEqual([text, []]);
  });
});
