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
import { clip, foldedQuote, type Html, italic, join, NOTHING, text } from './html.ts';
import { renderHeadline } from './render-headline.ts';
import { linkedTo, renderQuote, sentence } from './render-quote.ts';
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
      renderHeadline(document),
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
  const shortened = withoutCommonStart(questions);
  for (const [i, question] of questions.entries()) {
    const label = isListed ? `${i + 1}. ${shortened(question)}` : question;
    keyboard.push([button(label, { do: 'choose', exchange, at: i })]);
  }
  if (document.kind === 'answered' || document.kind === 'unanswered') {
    keyboard.push(voteButtons(words, { exchange, at: number, vote }, button));
  }
  return { body, keyboard };
}

/** Questions that begin alike are told apart on a button by how they end; all of each stands in the text. */
function withoutCommonStart(questions: readonly string[]): (question: string) => string {
  const [first = '', ...others] = questions;
  let common = 0;
  while (common < first.length && others.every((other) => other[common] === first[common])) common++;
  // Words and numbers stay whole.
  const start = first.slice(0, common).replace(/[\p{Script=Latin}\d]+$/u, '').length;
  const isWorth = others.length > 0 && start > SEEN_BUTTON_CHARS / 2 && start < first.length;
  return (question) => (isWorth ? `…${question.slice(start).trim()}` : question);
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
