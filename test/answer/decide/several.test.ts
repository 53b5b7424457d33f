/**
 * Several things asked at once: each part has the answer that it has by itself, and what is not told is said to be missing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { FIXTURES, type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** Things with what is asked of them and told: the first question names the thing, the others go on about it. */
const THINGS = [
  {
    tells:
      '3月8日，组建42人的“杏林宣讲团”，由市医学会会长桑以宁任团长，市护理学会秘书长卞清扬任副团长，全年宣讲96场',
    name: '杏林宣讲团',
    parts: [
      ['团长是谁', '桑以宁'],
      ['副团长是谁', '卞清扬'],
      ['有多少人', '42人'],
      ['宣讲了多少场', '96场'],
      ['哪天组建的', '3月8日'],
    ],
  },
  {
    tells: '科普车“向阳号”6月2日在望湖镇启用，投资88万元，年内出车57次，服务群众1.3万人次',
    name: '向阳号',
    parts: [
      ['什么时候启用的', '6月2日'],
      ['投资多少', '88万元'],
      ['出车多少次', '57次'],
      ['服务群众多少人次', '1.3万人次'],
    ],
  },
] as const;
const JOINS = ['，', '？', '、', '；'] as const;

const pairs = THINGS.flatMap(({ name, parts }) =>
  parts.flatMap((one, i) => parts.filter((_, j) => i !== j).map((other) => ({ name, one, other }))),
);

let served: Served;
beforeAll(async () => {
  const body = THINGS.map(({ tells }) => `${tells}。`).join('\n\n');
  served = await serve(
    [
      FIXTURES,
      folderWith({ 'a.md': reportFile({ association: '雁岭市科协', year: 2022 }, `## 一、工作\n\n${body}`) }),
    ],
    'public',
  );
});
afterAll(() => served.index.close());

const ask = (question: string): Answer => answerQuestion({ question, thisYear: 2024 }, served.index);

describe('two things asked of one sentence', () => {
  it.each(
    pairs.flatMap(({ name, one, other }, i) => {
      const join = JOINS[i % JOINS.length] as string;
      return [[`${name}${one[0]}${join}${other[0]}`, one[1], other[1]] as const];
    }),
  )('are both answered: %s', (question, first, second) => {
    const { kind, text, citations } = ask(question);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining(first) });
    expect(text).toContain(second);
    expect(text).not.toContain('没有找到');
    const quotes = citations.map(({ quote }) => quote).join('\n');
    expect([quotes.includes(first), quotes.includes(second)]).toEqual([true, true]);
  });

  it('are as sure in one order as in the other', () => {
    for (const { name, one, other } of pairs)
      expect(ask(`${name}${one[0]}，${other[0]}`).kind).toBe(ask(`${name}${other[0]}，${one[0]}`).kind);
  });
});

describe('a part in words that no report has', () => {
  it('is not called missing where the sentence goes on with something of its kind, which is shown', () => {
    for (const [first, second] of [
      ['投资多少', '折腾出去几趟'],
      ['什么时候启用的', '折腾出去几趟'],
    ]) {
      const { kind, text } = ask(`向阳号${first}，${second}`);
      expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining('57次') });
      expect(text).not.toContain('没有找到');
    }
  });
});

describe('a part that is not told', () => {
  it.each(
    THINGS.flatMap(({ name, parts }) =>
      parts.flatMap(([words, span]) =>
        ['顾问是谁', '赔了几头骆驼', '潜水员是哪个学校的'].map(
          (untold) => [name, words, span, untold] as const,
        ),
      ),
    ),
  )('is said to be missing: %s%s (%s)，%s', (name, words, span, untold) => {
    const { kind, text } = ask(`${name}${words}，${untold}`);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining(span) });
    expect(text).toContain(`没有找到“${untold}”的答案`);
  });

  it('leaves all unanswered where nothing is told of what both are about', () => {
    for (const name of ['骆驼宣讲团', '沙海号'])
      expect(ask(`${name}投资多少，哪天启用的`).kind).toBe('unanswered');
  });
});
