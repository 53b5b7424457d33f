import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { FIXTURES, type Served, SHIPPED, serve } from '../../support/corpora.ts';

const THIS_YEAR = 2026;
let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const ask = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);

const VAGUE = [
  '一共开展了多少科普活动',
  '科普活动有多少场次',
  '去年办了多少场科普活动',
  '新建院士专家工作站几家',
  '市科协举办科普活动多少场',
  '企业科协有多少家',
  'How many science popularization activities were held?',
];

describe('what a question back offers', () => {
  it('is answered by the report that it names', () => {
    const offered = VAGUE.map(ask)
      .filter(({ kind }) => kind === 'clarify')
      .flatMap(({ suggestions }) => suggestions);
    expect(offered.length).toBeGreaterThan(6);
    const strays = offered.filter((suggestion) => {
      const { kind, citations } = ask(suggestion);
      const named = served.index.reports.find(({ association }) => suggestion.includes(association));
      return kind !== 'answered' || citations[0]?.association !== named?.association;
    });
    expect(strays).toEqual([]);
  });

  it('names one year', () => {
    const years = VAGUE.map(ask).flatMap(({ suggestions }) =>
      suggestions.map(
        (suggestion) => suggestion.match(/(?:19|20)\d\d(?:—(?:19|20)\d\d)?|去年|今年|前年/gu)?.length ?? 0,
      ),
    );
    expect(years.every((count) => count <= 1)).toBe(true);
  });

  it('is English where the question is', () => {
    const { kind, suggestions } = ask('How many science popularization activities were held?');
    expect(kind).toBe('clarify');
    for (const suggestion of suggestions) expect(suggestion).toMatch(/^How many .*\?$/u);
  });
});
