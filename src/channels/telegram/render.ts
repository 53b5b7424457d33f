/**
 * An answer as a Telegram message: what a person reads first, the quoted sentence folded below it with the
 * span in bold, where it stands, and buttons. One source is shown at a time; the next one replaces it in place.
 *
 * Each part has a bound, and the bounds together stay below what a message takes; nothing is cut but what is
 * longer than any sentence of a report.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import { printable } from '../../printable.ts';
import type { Verdict } from '../../records/records.ts';
import { type AnswerDocument, type Quote, reportLabelOf } from '../document.ts';
import type { Action, Buttons } from './buttons.ts';
import { bold, clip, foldedQuote, type Html, italic, join, link, NOTHING, text } from './html.ts';
import { type Words, wordsOf } from './words.ts';

/** A message ready to be sent or to replace another. */
export interface Rendered {
  readonly body: Html;
  readonly keyboard: readonly (readonly InlineKeyboardButton[])[];
}

/** What buttons of a message are made with. */
export interface Frame {
  readonly chat: number;
  readonly buttons: Buttons;
}

/** Which answer is shown, and how. */
export interface Shown {
  readonly exchange: number;
  /** Which source, counted from 0. */
  readonly at: number;
  /** How the one person of a private chat voted; null in groups, where nobody sees another's vote. */
  readonly vote: Verdict | null;
}

const MAX_HEADLINE_CHARS = 1400;
const MAX_QUOTE_CHARS = 1800;
const MAX_TITLE_CHARS = 120;
const MAX_LABEL_CHARS = 200;
/** Of what is nearest, each; the answer quotes 160 characters, or one sentence that is longer. */
const MAX_NEAREST = 3;
const MAX_NEAREST_CHARS = 240;
const MAX_NEAREST_LABEL_CHARS = 100;
const MAX_NOTICE_CHARS = 120;
/** Longer labels are cut by the app anyway. */
const MAX_BUTTON_CHARS = 60;
/** What a phone shows of a label; where one is longer, all of them also stand in the text. */
const SEEN_BUTTON_CHARS = 24;
const MAX_CHOICES = 8;
const MAX_CHOICE_CHARS = 160;

/** An answer with its buttons. */
export function renderAnswer(
  document: AnswerDocument,
  { exchange, at, vote }: Shown,
  frame: Frame,
): Rendered {
  const words = wordsOf(document.language);
  const quote = document.quotes[at] ?? document.quotes[0];
  const number = quote ? document.quotes.indexOf(quote) : 0;
  const source = quote ? renderQuote(quote, number, document.quotes.length) : NOTHING;
  const nearest = document.nearest.slice(0, MAX_NEAREST);
  const questions = (document.choices.length > 0 ? document.choices : document.topics).slice(0, MAX_CHOICES);
  const isListed = !quote && questions.some((question) => question.length > SEEN_BUTTON_CHARS);
  const body = join(
    [
      text(clip(headlineOf(document), MAX_HEADLINE_CHARS)),
      source,
      nearest.length > 0 ? renderNearest(nearest, words) : NOTHING,
      join(
        [
          document.topics.length > 0 ? text(words.topics) : NOTHING,
          ...(isListed
            ? questions.map((question, i) => text(`${i + 1}. ${clip(question, MAX_CHOICE_CHARS)}`))
            : []),
        ],
        '\n',
      ),
      document.notice ? italic(text(clip(document.notice, MAX_NOTICE_CHARS))) : NOTHING,
    ],
    '\n\n',
  );
  const keyboard: InlineKeyboardButton[][] = [];
  const button = (label: string, action: Action) => makeButton(label, action, frame);
  if (quote) {
    const row = [button(words.openSource, { do: 'passage', exchange, at: number, shift: 0 })];
    if (document.quotes.length > 1) {
      row.push(
        button(words.nextSource, { do: 'source', exchange, at: (number + 1) % document.quotes.length }),
      );
    }
    keyboard.push(row);
  }
  if (nearest.length > 0) {
    const label = (i: number) => (nearest.length > 1 ? `${words.openSource} ${i + 1}` : words.openSource);
    keyboard.push(nearest.map((_, i) => button(label(i), { do: 'passage', exchange, at: i, shift: 0 })));
  }
  for (const [i, question] of questions.entries()) {
    keyboard.push([button(isListed ? `${i + 1}. ${question}` : question, { do: 'choose', exchange, at: i })]);
  }
  if (document.kind === 'answered' || document.kind === 'unanswered') {
    keyboard.push(voteButtons(words, { exchange, at: number, vote }, button));
  }
  return { body, keyboard };
}

/** Figures side by side stand below each other, and so do the items of a list. */
function headlineOf({ headline, table, kind, points }: AnswerDocument): string {
  // Which is the most, and then each.
  if (table) return headline.replace(/^[^；：\n]{1,60}?。(?=[^\n])/u, '$&\n').replace(/；(?!\n)/gu, '；\n');
  return kind === 'answered' && points.length === 0 ? inLines(headline) : headline;
}

/** Fewer stand well enough side by side. */
const MIN_ITEMS = 3;
/** Whose it is and what is listed, before the items: 平湖市科协（2020年）：评出一等奖： */
const LEAD = /^(?:[^；：]{1,40}：){1,2}/u;

/** A line for each of several items that ； parts. */
function inLines(headline: string): string {
  const items = headline.split(/(?<=；)(?!\n)/u);
  if (items.length < MIN_ITEMS) return headline;
  const lead = LEAD.exec(headline)?.[0] ?? '';
  const first = (items[0] as string).slice(lead.length);
  return [
    ...(lead ? [lead] : []),
    ...[first, ...items.slice(1)].map((item) => `· ${item.replace(/；$/u, '')}`),
  ].join('\n');
}

/** The quoted sentence, and below it the title of its report, which leads to the place, with where it stands. */
export function renderQuote(quote: Quote, number: number, count: number): Html {
  const title = `《${clip(quote.title, MAX_TITLE_CHARS)}》${count > 1 ? `（${number + 1}/${count}）` : ''}`;
  // Where the association is not known, the label would say the title again.
  const label =
    quote.association === quote.title
      ? [quote.period, quote.section].filter(Boolean).join(' · ')
      : quote.label;
  const place = join([linkedTo(quote, title), text(clip(label, MAX_LABEL_CHARS))], '\n');
  // What the points say word for word is not said again.
  if (quote.isTold) return place;
  return join([foldedQuote(sentence(quote, MAX_QUOTE_CHARS)), place], '\n');
}

/** Words that lead to the place of a quote in the web reader, where there is one. */
const linkedTo = ({ link: address }: Quote, words: string): Html =>
  address === null ? text(words) : link(text(words), address);

/** A sentence with its span in bold; one that is too long is shown around it. */
function sentence(quote: Quote, maxChars: number): Html {
  const room = Math.max(0, maxChars - quote.span.length);
  const before = keepEnd(quote.before, Math.floor(quote.span ? room / 2 : room));
  return join([
    text(before),
    bold(text(clip(quote.span, maxChars))),
    text(clip(quote.after, Math.max(0, room - before.length))),
  ]);
}

/** What stands nearest to a question without an answer, folded, each with the report it is from. */
function renderNearest(nearest: readonly Quote[], words: Words): Html {
  const quotes = nearest.map((quote, i) => {
    const place = clip(reportLabelOf(quote), MAX_NEAREST_LABEL_CHARS);
    return join(
      [
        linkedTo(quote, nearest.length > 1 ? `${i + 1}. ${place}` : place),
        foldedQuote(sentence(quote, MAX_NEAREST_CHARS)),
      ],
      '\n',
    );
  });
  return join([text(words.nearest), ...quotes], '\n');
}

/** A button; its label is never empty and never longer than an app shows. */
export function makeButton(label: string, action: Action, { chat, buttons }: Frame): InlineKeyboardButton {
  return {
    text: clip(printable(label).replace(/\s+/gu, ' ').trim(), MAX_BUTTON_CHARS) || '·',
    callback_data: buttons.seal(chat, action),
  };
}

function voteButtons(
  words: Words,
  { exchange, at, vote }: Shown,
  button: (label: string, action: Action) => InlineKeyboardButton,
): InlineKeyboardButton[] {
  const marked = (label: string, isMine: boolean) => (isMine ? `✓ ${label}` : label);
  return [
    button(marked(words.useful, vote === 'useful'), { do: 'vote', exchange, isUseful: true, at }),
    button(marked(words.notUseful, vote === 'not-useful'), { do: 'vote', exchange, isUseful: false, at }),
  ];
}

function keepEnd(plain: string, maxChars: number): string {
  if (plain.length <= maxChars) return plain;
  return `…${plain.slice(plain.length - Math.max(0, maxChars - 1)).replace(/^[\uDC00-\uDFFF]/u, '')}`;
}
