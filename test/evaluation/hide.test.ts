import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion, traceQuestion } from '../../src/answer/answer.ts';
import { hiding } from '../../src/evaluation/hide.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const asked = { question: '平湖市科协2020年开展了多少项科普活动？', thisYear: THIS_YEAR };

describe('an index with passages hidden', () => {
  it('answers as the index does where none is', () => {
    const without = hiding(served.index, () => false);
    expect(answerQuestion(asked, without)).toEqual(answerQuestion(asked, served.index));
  });

  it('reads no sentence of a hidden passage, beside others either, and leaves the index as it was', () => {
    const before = answerQuestion(asked, served.index);
    const [cited] = before.citations.map(({ passage }) => passage);
    const { ranked } = traceQuestion(
      asked,
      hiding(served.index, ({ id }) => id === cited),
    );
    expect(ranked.length).toBeGreaterThan(0);
    expect(ranked.map(({ passage }) => passage.id)).not.toContain(cited);
    expect(answerQuestion(asked, served.index)).toEqual(before);
  });

  it('finds as many passages as the search would', () => {
    const query = { words: [{ term: '科普', weight: 1 }], bigrams: [] };
    const [first, ...others] = served.index.search(query, 11);
    const without = hiding(served.index, ({ row }) => row === first?.passage);
    expect(without.search(query, 10)).toEqual(others);
  });
});
