import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FocusTerm } from '../../../src/answer/question/focus-term.ts';
import {
  commonRun,
  occurrences,
  occurrencesOf,
  seek,
  strengthIn,
} from '../../../src/answer/retrieve/occurrences.ts';
import { DRAWN } from '../../support/questions.ts';

const term = (text: string, alternatives: readonly string[] = []): FocusTerm => ({
  text,
  weight: 1,
  tells: 1,
  alternatives,
  near: [],
  isKey: true,
  isVerb: false,
  isNoun: true,
  isName: false,
  narrows: '',
  isTold: false,
});

describe('a word', () => {
  it.each([
    ['主席', '副主席到会，主席讲话', [6]],
    ['委员', '非委员列席', []],
    ['5场', '举办15场，其中讲座5场', [10]],
    ['2021', '电话2021035', []],
    ['科普', '科普科普', [0, 2]],
  ])('%s stands in %s at %j', (word, text, starts) => {
    expect(occurrences(text, word).map(({ start }) => start)).toEqual(starts);
  });
});

describe('a term', () => {
  it('counts most as it is, less by another way to say it, less in part', () => {
    const sought = seek(term('科技工作者日', ['科技人员节']));
    const strengths = ['科技工作者日活动', '科技人员节活动', '工作者日', '科普活动', ''].map((text) =>
      strengthIn(sought, text),
    );
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(strengths[0]).toBe(1);
    expect(strengths.slice(-2)).toEqual([0, 0]);
  });

  it('that a part of a text has, the whole text has, and somewhere', () => {
    const text = fc.string({ unit: fc.constantFrom(...'科技工作者日副1场'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, text, (word, before, part, after) => {
        fc.pre(word !== '');
        const sought = seek(term(word));
        fc.pre(strengthIn(sought, part) > 0);
        expect(strengthIn(sought, `${before}。${part}。${after}`)).toBeGreaterThan(0);
        expect(occurrencesOf(sought, part)).not.toEqual([]);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });
});

describe('the run that a question shares with a sentence', () => {
  it.each([
    ['科普画廊 多少', '全市科普画廊142块', 4 / 8],
    ['科普 画廊', '全市科普画廊142块', 2 / 8],
    ['全国科技工作者日活动', '全国科技工作者日活动启动', 1],
    ['院士', '科普', 0],
  ])('of %s with %s is %d', (question, sentence, run) => {
    expect(commonRun(question, sentence)).toBe(run);
  });
});
