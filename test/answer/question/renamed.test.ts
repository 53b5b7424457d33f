/**
 * One thing by two names: reports of two years call an indicator otherwise, one of them says so, or whoever asks does. Then either
 * name is answered by either report, and the names of one association are not those of another.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** Old name, new name, and how many of it there were in either year. */
const THINGS = [
  { from: '科普信息员', to: '科技传播员', unit: '人', before: 3120, after: 3586 },
  { from: '农技培训班', to: '田间课堂', unit: '期', before: 37, after: 33 },
  { from: '流动科普站', to: '暖心驿站', unit: '个', before: 18, after: 21 },
] as const;
const sentence = (name: string, figure: string) => `全县共有${name}${figure}，分布在各乡镇。`;

let told: Served;
let untold: Served;
beforeAll(async () => {
  const reports = (says: boolean) =>
    folderWith({
      'a.md': reportFile(
        { association: '雁岭县科协', year: 2021 },
        THINGS.map(({ from, unit, before }) => sentence(from, `${before}${unit}`)).join('\n\n'),
      ),
      'b.md': reportFile(
        { association: '雁岭县科协', year: 2022 },
        THINGS.map(
          ({ from, to, unit, after }) =>
            `${says ? `原“${from}”统一更名为${to}。` : ''}${sentence(to, `${after}${unit}`)}`,
        ).join('\n\n'),
      ),
      'c.md': reportFile(
        { association: '禾汀县科协', year: 2022 },
        THINGS.map(({ to, unit }, i) => sentence(to, `${500 + i}${unit}`)).join('\n\n'),
      ),
    });
  told = await serve([reports(true)], 'public');
  untold = await serve([reports(false)], 'public');
});
afterAll(() => {
  told.index.close();
  untold.index.close();
});

const ask = (question: string, { index }: Served): Answer =>
  answerQuestion({ question, thisYear: 2024 }, index);

describe('a thing that a report says goes by another name', () => {
  it.each(THINGS)(
    'is answered by either name in either year: $from, $to',
    ({ from, to, unit, before, after }) => {
      for (const name of [from, to]) {
        expect(ask(`雁岭县科协2021年有多少${unit}${name}`, told).text).toContain(`${before}${unit}`);
        expect(ask(`雁岭县科协2022年有多少${unit}${name}`, told).text).toContain(`${after}${unit}`);
        const both = ask(`雁岭县科协2021年和2022年各有多少${unit}${name}`, told).text;
        expect([both.includes(`${before}${unit}`), both.includes(`${after}${unit}`)]).toEqual([true, true]);
      }
    },
  );

  it.each(THINGS)('is so called by its own association alone: $from', ({ from, unit }) => {
    const { text } = ask(`禾汀县科协2022年有多少${unit}${from}`, told);
    for (let i = 0; i < THINGS.length; i++) expect(text).not.toContain(`${500 + i}${unit}`);
  });
});

describe('a thing that whoever asks names otherwise in brackets', () => {
  it.each(
    THINGS.flatMap((thing) => ['后来叫', '后来改名叫', '也叫', '即', ''].map((said) => ({ ...thing, said }))),
  )(
    'is answered in the year that has the other name: $from（$said$to）',
    ({ from, to, said, unit, before, after }) => {
      expect(ask(`雁岭县科协2022年${from}（${said}${to}）有多少${unit}`, untold).text).toContain(
        `${after}${unit}`,
      );
      expect(ask(`雁岭县科协2021年${from}（${said}${to}）有多少${unit}`, untold).text).toContain(
        `${before}${unit}`,
      );
    },
  );

  it('is no name where the bracket says something else', () => {
    for (const aside of ['不算乡镇的', '全县', '包括兼职'])
      expect(ask(`雁岭县科协2021年科普信息员（${aside}）有多少人`, untold).text).toContain('3120人');
  });
});

describe('of which each year has most', () => {
  it('is not held against the other year', () => {
    const { text } = ask('雁岭县科协2021年和2022年，人数最多的队伍分别是哪个', told);
    expect(text).not.toMatch(/较多|较少/u);
  });
});
