/** A standard answer is seen to be one wherever it is shown, also where it has no sentence of a report to show. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/contract.ts';
import { toDocument } from '../../src/channels/document.ts';
import { messageOf } from '../../src/channels/slack/out/blocks.ts';
import { createButtons } from '../../src/channels/telegram/buttons.ts';
import { renderAnswer as renderInTelegram } from '../../src/channels/telegram/render.ts';
import { toArticle } from '../../src/channels/telegram/render-inline.ts';
import { renderAnswer as renderInTerminal } from '../../src/channels/terminal/render.ts';

const ANSWER: Answer = {
  kind: 'answered',
  text: '科协工作人员的标准回答：每天9点开门。（来源：科技馆公告，2026-01-05；有效至2027-01-31）',
  confidence: 1,
  citations: [],
  nearest: [],
  suggestions: [],
  generation: 'abc',
  standard: {
    id: '科技馆',
    source: { title: '科技馆公告', url: '', published: '2026-01-05' },
    expires: '2027-01-31',
  },
};
const document = toDocument(ANSWER);

describe('the mark, source and last day of a standard answer are shown', () => {
  it('in the terminal', () => {
    const lines = renderInTerminal(ANSWER, { widthColumns: Infinity, isPickable: false, language: 'zh' });
    expect(
      lines
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(ANSWER.text);
  });

  it('in Slack, with buttons to vote and none for a source', () => {
    const message = JSON.stringify(messageOf(document, { exchange: 1 } as Parameters<typeof messageOf>[1]));
    expect(message).toContain(ANSWER.text);
    expect(message).not.toContain('"text":"来源');
  });

  it('in Telegram, in a chat and among the results of an inline query', () => {
    const frame = { chat: 1, buttons: createButtons('7:token') };
    const { body, keyboard } = renderInTelegram(document, { exchange: 1, at: 0, vote: null }, frame);
    expect(body.html).toBe(ANSWER.text);
    expect(keyboard).toHaveLength(1);
    const article = toArticle({ id: 'answered', question: '几点开门', document, at: 0 }, 'kewen_bot');
    expect(JSON.stringify(article.input_message_content)).toContain(ANSWER.text);
  });
});
