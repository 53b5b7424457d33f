/** The items of an answer that lists or sums up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../src/answer/contract.ts';
import { toDocument } from '../../src/channels/document.ts';
import { itemsOf } from '../../src/channels/items.ts';

const citation = (quote: string, i: number): Citation => ({
  report: 'lingqiao-2022',
  title: '岭桥市科协2022年工作总结',
  association: '岭桥市科协',
  period: '2022',
  passage: `lingqiao-2022#${i}`,
  section: [],
  quote,
  start: 100 * i,
  end: 100 * i + quote.length,
  highlight: null,
});
const answer = (text: string, ...sentences: string[]): Answer => ({
  kind: 'answered',
  text,
  confidence: 0.9,
  citations: sentences.map(citation),
  nearest: [],
  suggestions: [],
  generation: 'g',
});
const listOf = (text: string, ...sentences: string[]) => itemsOf(toDocument(answer(text, ...sentences)));

describe('the items of an answer', () => {
  it('are the parts of a list, each with the quote that says it', () => {
    expect(
      listOf(
        '岭桥市科协（2022年）：新建画廊27处；举办讲座134场，听众2.6万人次。',
        '（二）举办讲座134场，听众2.6万人次。',
        '2022年新建画廊27处。',
      ),
    ).toEqual({
      lead: '岭桥市科协（2022年）：',
      items: [
        { text: '新建画廊27处', quote: 1 },
        { text: '举办讲座134场，听众2.6万人次', quote: 0 },
      ],
      rest: '',
    });
  });

  it('are one item where one quote says both parts, and keep the note below', () => {
    const list = listOf(
      '岭桥市科协（2022年）：画廊27处；讲座134场；大赛3场。（共9项，其余见原文）',
      '画廊27处；讲座134场。',
      '大赛3场。',
    );
    expect(list?.items.map(({ text }) => text)).toEqual(['画廊27处；讲座134场', '大赛3场']);
    expect(list?.rest).toBe('（共9项，其余见原文）');
  });

  it('are none of a fact, of one quote, and of words that no quote has', () => {
    expect(listOf('岭桥市科协（2022年）：讲座134场。', '讲座134场。')).toBeNull();
    expect(listOf('岭桥市科协（2022年）：讲座134场；画廊9处。', '讲座134场。', '画廊27处。')).toBeNull();
  });

  it('leave nothing of the answer out', () => {
    const part = fc.stringMatching(/^[一-龥]{1,8}[0-9]{1,3}[场处项]$/u);
    fc.assert(
      fc.property(fc.uniqueArray(part, { minLength: 2, maxLength: 6 }), (parts) => {
        const list = listOf(`岭桥市科协（2022年）：${parts.join('；')}。`, ...parts.map((one) => `${one}。`));
        if (list) expect(list.items.map(({ text }) => text).join('；')).toBe(parts.join('；'));
      }),
    );
  });
});
