/** A result of an inline query: what the list shows, and the message that is sent when it is picked. */
import { createHash } from 'node:crypto';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { ReportCard } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import { type AnswerDocument, sentenceOf } from '../document.ts';
import { bold, clip, join, link, NOTHING, text } from './html.ts';
import { deepLink, reportLink } from './links.ts';
import { factsOf, readerOf } from './menu.ts';
import { renderHeadline } from './render-headline.ts';
import { renderQuote } from './render-quote.ts';
import { wordsOf } from './words.ts';

/** A question and one of the sources of its answer. */
export interface Found {
  /** Tells it apart from the other results. */
  readonly id: string;
  readonly question: string;
  readonly document: AnswerDocument;
  /** Which source is shown, counted from 0. */
  readonly at: number;
}

const MAX_TITLE_CHARS = 80;
const MAX_DESCRIPTION_CHARS = 160;
/** With a quote and its label they stay below 4096. */
const MAX_QUESTION_CHARS = 300;

/** The result in Telegram's form; the button opens the passage in a chat with the bot. */
export function toArticle({ id, question, document, at }: Found, botName: string): InlineQueryResultArticle {
  const quote = document.quotes[at];
  const message = join(
    [
      bold(text(clip(question, MAX_QUESTION_CHARS))),
      renderHeadline(document),
      quote ? renderQuote(quote, at, document.quotes.length) : NOTHING,
    ],
    '\n\n',
  );
  const address = quote ? deepLink(botName, quote.passage) : null;
  const label = wordsOf(document.language).openSource;
  return {
    type: 'article',
    id: createHash('sha256').update(`${id} ${question}`).digest('base64url').slice(0, 22),
    title: lineOf(quote && at > 0 ? sentenceOf(quote) : document.headline, MAX_TITLE_CHARS) || '·',
    description: lineOf(quote ? quote.label : question, MAX_DESCRIPTION_CHARS),
    input_message_content: {
      message_text: message.html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    ...(address ? { reply_markup: { inline_keyboard: [[{ text: label, url: address }]] } } : {}),
  };
}

/** A question that is offered: the list shows what it asks, and below it the answer that is sent. */
export function topicArticle(found: Found, botName: string): InlineQueryResultArticle {
  const { question, document } = found;
  return {
    ...toArticle(found, botName),
    title: lineOf(question, MAX_TITLE_CHARS) || '·',
    description: lineOf(document.headline, MAX_DESCRIPTION_CHARS),
  };
}

/** A report that is offered; the button opens its menu in a chat with the bot. */
export function reportArticle(
  report: ReportCard,
  botName: string,
  publicUrl: string | null,
): InlineQueryResultArticle {
  const facts = lineOf(factsOf(report, 'zh'), MAX_DESCRIPTION_CHARS);
  const title = lineOf(report.title, MAX_TITLE_CHARS) || '·';
  const message = join([bold(link(text(`《${title}》`), readerOf(report, publicUrl))), text(facts)], '\n');
  const url = reportLink(botName, report.id);
  return {
    type: 'article',
    id: createHash('sha256').update(`report ${report.id}`).digest('base64url').slice(0, 22),
    title,
    description: facts,
    input_message_content: {
      message_text: message.html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    reply_markup: { inline_keyboard: [[{ text: wordsOf('zh').askAbout, url }]] },
  };
}

const lineOf = (words: string, maxChars: number) =>
  clip(printable(words).replace(/\s+/gu, ' ').trim(), maxChars);
