/**
 * Why: a reason is told by a clause of the sentence that tells of the matter, or by one beside it; where none is, nothing is
 * answered. Over things that were or were not done, with each way to ask and each way to say why.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { FIXTURES, type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** What happened, with what is told of it, and the words that tell why. */
const TOLD = [
  { thing: '蓝莓论坛', tells: '原定5月举办的蓝莓论坛因台风取消', why: '台风' },
  { thing: '星海书屋', tells: '星海书屋建设推迟到次年，主要原因是图纸两次返工', why: '图纸两次返工' },
  { thing: '云杉夜校', tells: '受场地租约到期影响，云杉夜校全年停办', why: '场地租约到期' },
  { thing: '青禾讲堂', tells: '原计划开讲12期，7月洪水冲断进山公路，青禾讲堂有3期未开', why: '洪水冲断' },
  { thing: '白鹭站', tells: '白鹭站没有按期挂牌。这是由于合作方更换法人', why: '合作方更换法人' },
] as const;
const UNTOLD = [
  { thing: '红枫沙龙', tells: '红枫沙龙取消' },
  { thing: '石榴驿站', tells: '石榴驿站推迟到次年建设' },
] as const;

const ASKS = [
  (thing: string) => `${thing}为什么没办成`,
  (thing: string) => `${thing}怎么停了`,
  (thing: string) => `${thing}没搞成是怎么回事`,
  (thing: string) => `${thing}没有如期进行，是什么原因`,
  (thing: string) => `${thing}咋没弄成，啥缘故`,
] as const;

let served: Served;
beforeAll(async () => {
  const body = [...TOLD, ...UNTOLD].map(({ tells }) => `${tells}。`).join('\n\n');
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

describe('a question for a reason', () => {
  it.each(TOLD.flatMap((told) => ASKS.map((asks) => [asks(told.thing), told.why] as const)))(
    'is answered with the clause that gives it: %s',
    (question, why) => {
      const { kind, text, citations } = ask(question);
      expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining(why) });
      expect(citations.some(({ quote }) => quote.includes(why))).toBe(true);
    },
  );

  it.each(UNTOLD.flatMap(({ thing }) => ASKS.map((asks) => [asks(thing), thing] as const)))(
    'is not answered where what happened is told without one: %s',
    (question, thing) => {
      const { kind, nearest } = ask(question);
      expect(kind).toBe('unanswered');
      expect(nearest.some(({ quote }) => quote.includes(thing))).toBe(true);
    },
  );

  it('is told from one for what a thing is', () => {
    expect(ask('蓝莓论坛是怎么回事').text).not.toMatch(/^雁岭市科协（2022年）：受/u);
  });

  it('does not call a plan that was not kept a plan', () => {
    expect(ask('蓝莓论坛为什么取消').text).not.toContain('计划：');
  });
});
