/** A summary's points in every channel: a list, and no sentence twice. */
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../src/answer/contract.ts';
import { toDocument } from '../../src/channels/document.ts';
import { messageOf } from '../../src/channels/slack/out/blocks.ts';
import { renderQuote } from '../../src/channels/telegram/render-quote.ts';
import { renderAnswer } from '../../src/channels/terminal/render.ts';

const SENTENCES = [
  '（一）举办科普讲座134场，听众2.6万人次。',
  '新建科普画廊27处，更新内容310期，另有一长段没有说完的话。',
];
const POINTS = ['【科学普及】举办科普讲座134场，听众2.6万人次', '新建科普画廊27处'];

const citation = (quote: string, i: number): Citation => ({
  report: 'lingqiao-2022',
  title: '岭桥市科协2022年工作总结',
  association: '岭桥市科协',
  period: '2022',
  passage: `lingqiao-2022#${i}`,
  section: ['一、科学普及'],
  quote,
  start: 100 * i,
  end: 100 * i + quote.length,
  highlight: null,
});
const ANSWER: Answer = {
  kind: 'answered',
  text: `岭桥市科协（2022年）：\n${POINTS.map((point) => `· ${point}`).join('\n')}`,
  confidence: 0.9,
  citations: SENTENCES.map(citation),
  nearest: [],
  suggestions: [],
  generation: 'g',
};
const document = toDocument(ANSWER);

describe('points', () => {
  it('stand below what they are of, and a sentence is told where a point says all of it', () => {
    expect(document.lead).toBe('岭桥市科协（2022年）：');
    expect(document.points).toEqual(POINTS);
    expect(document.quotes.map(({ isTold }) => isTold)).toEqual([true, false]);
  });

  it('are a list in Slack, each with the mark of its place, and the report is told once', () => {
    const { blocks } = messageOf(document, { exchange: 7 });
    const text = JSON.stringify(blocks);
    expect(text).toContain('rich_text_list');
    expect(text.split('科普讲座134场')).toHaveLength(2);
    expect(text).not.toContain('没有说完的话');
    expect(text.split('"[1]"')).toHaveLength(3);
    expect(text.split('岭桥市科协2022年工作总结')).toHaveLength(2);
    expect(text).toContain('看原文 2');
  });

  it('are not said again in Telegram', () => {
    const [told, rest] = document.quotes.map((quote, i) => renderQuote(quote, i, 2).html);
    expect(told).not.toContain('134场');
    expect(told).toContain('岭桥市科协');
    expect(rest).toContain('没有说完的话');
  });

  it('are not said again in the terminal', () => {
    const lines = renderAnswer(ANSWER, {
      widthColumns: Number.POSITIVE_INFINITY,
      isPickable: false,
      language: 'zh',
    });
    const text = lines.map((line) => line.map((span) => span.text).join('')).join('\n');
    expect(text.split('134场')).toHaveLength(2);
    expect(text).toContain('没有说完的话');
  });

  it('are none in the text of any other answer', () => {
    const fact = toDocument({ ...ANSWER, text: '岭桥市科协（2022年）：举办科普讲座134场。' });
    expect(fact.points).toEqual([]);
    expect(fact.quotes.every(({ isTold }) => !isTold)).toBe(true);
  });
});
