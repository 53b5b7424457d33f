/**
 * A document as the blocks of a message: the answer first, a table where figures stand side by side, each source with
 * the span in bold, then the buttons, which survive whatever has to be left off. Within Slack's limits by
 * construction.
 *
 * Text stands in rich_text, whose elements are literal: no escaping, and bold works beside Chinese characters, where
 * `*粗体*` prints its asterisks.
 */
import type { types } from '@slack/bolt';
import { type AnswerDocument, type ComparisonTable, languageOf, type Quote } from '../../document.ts';
import { type Itemised, itemsOf } from '../../items.ts';
import { escapeMarkup } from '../in/text.ts';
import { type ActionName, actionId, writePressed } from './actions.ts';
import { fitCharacters, fitSentences, LIMITS } from './limits.ts';
import { repliesIn } from './replies.ts';
import { plain, richText, section, smallPrint } from './rich.ts';
import { mark, quoted, reportsOf } from './sources.ts';
import { type Words, wordsFor } from './words.ts';

type Block = types.KnownBlock;
type RichText = types.RichTextBlock['elements'][number];
type Button = types.Button;

/** What goes into `chat.postMessage`, `chat.update` or a response. */
export interface MessageContents {
  /** For notifications and screen readers, escaped. */
  readonly text: string;
  readonly blocks: Block[];
}

/** Where and for whom a message is made. */
export interface MessageOptions {
  /** null while the answer is not recorded: then there are no buttons that refer to it. */
  readonly exchange: number | null;
  /** Whether 转人工 is offered: a user group is set, and it was not asked already. */
  readonly canHandOff?: boolean;
  readonly isHandedOff?: boolean;
  /** Whether only one person sees it, who may show it to the channel. */
  readonly canShare?: boolean;
  readonly isShared?: boolean;
  /** The choice of a question back that this answers. */
  readonly chosen?: string;
  /** Said before the answer, e.g. who asked what. */
  readonly lead?: RichText;
}

const HEADLINE_CHARS = 2_800;
const MAX_QUOTES = 12;
/** Of places that a list is from: their reports are told once each. */
const MAX_MARKS = 24;
/** Three of them with their labels are within the frame's characters. */
const MAX_NEAREST = 3;
const NEAREST_CHARS = 180;
const MAX_ITEMS = 10;
/** Kept for labels, buttons and small print. */
const FRAME_CHARS = 1_600;

/** The message of a document. */
export function messageOf(document: AnswerDocument, options: MessageOptions): MessageContents {
  const words = wordsFor(document.language);
  const headline = fitSentences(document.headline, HEADLINE_CHARS, words.continued);
  const blocks: Block[] = [];
  if (options.lead) blocks.push(richText([options.lead]));
  if (options.chosen) blocks.push(smallPrint(words.chosen(fitCharacters(options.chosen, 200))));
  const itemised = headline === document.headline ? itemsOf(document) : null;
  blocks.push(itemised ? listed(itemised, document.quotes) : richText([section(headline)]));
  if (document.table) blocks.push(tableBlock(document.table));

  let shown = 0;
  if (itemised) {
    const told = document.quotes.slice(0, MAX_MARKS);
    blocks.push(richText(reportsOf(told, words)));
    shown = told.length;
  } else {
    let room = LIMITS.messageChars - FRAME_CHARS - headline.length - tableChars(document.table);
    for (const quote of document.quotes.slice(0, MAX_QUOTES)) {
      const { elements, chars } = quoted(quote, document.quotes.length > 1 ? shown + 1 : null, words);
      if (chars > room) break;
      room -= chars;
      shown++;
      blocks.push(richText(elements));
    }
  }
  if (shown < document.quotes.length)
    blocks.push(smallPrint(words.moreQuotes(document.quotes.length - shown)));
  if (document.nearest.length > 0) blocks.push(...nearestBlocks(document.nearest, words));
  blocks.push(...askOn(document, options, words));
  if (options.isHandedOff) blocks.push(smallPrint(words.handedOff));
  if (options.isShared) blocks.push(smallPrint(words.shared));
  if (document.notice) blocks.push(smallPrint(fitCharacters(document.notice, 200)));
  if (options.exchange !== null) {
    const buttons = verdicts(document, shown || document.nearest.length, options, words);
    if (buttons.length > 0) blocks.push({ type: 'actions', elements: buttons });
  }
  return { text: fitSentences(escapeMarkup(headline), LIMITS.sectionChars), blocks };
}

/** A line without buttons: a notice, a reason. */
export function plainMessage(line: string): MessageContents {
  const text = fitSentences(line, HEADLINE_CHARS);
  return { text: escapeMarkup(text), blocks: [richText([section(text)])] };
}

/** Choices and topics as buttons. */
function askOn(document: AnswerDocument, { exchange }: MessageOptions, words: Words): Block[] {
  if (exchange === null) return [];
  const isChoice = document.choices.length > 0;
  const items = (isChoice ? document.choices : document.topics).slice(0, MAX_ITEMS);
  if (items.length === 0) return [];
  const name: ActionName = isChoice ? 'choice' : 'topic';
  return [
    smallPrint(isChoice ? words.choices : words.topics),
    { type: 'actions', elements: items.map((text, item) => button(name, text, { exchange, item })) },
  ];
}

function verdicts(document: AnswerDocument, quotes: number, options: MessageOptions, words: Words): Button[] {
  const exchange = options.exchange as number;
  const buttons: Button[] = [];
  if (document.kind === 'answered' || document.kind === 'unanswered') {
    buttons.push(
      button('useful', words.useful, { exchange }),
      button('not-useful', words.notUseful, { exchange }),
    );
    for (let item = 0; item < Math.min(quotes, MAX_ITEMS); item++) {
      buttons.push(
        button('source', quotes > 1 ? `${words.source} ${item + 1}` : words.source, { exchange, item }),
      );
    }
  }
  if (options.canHandOff && document.kind === 'unanswered') {
    buttons.push(button('hand-off', words.handOff, { exchange }));
  }
  if (options.canShare && document.kind === 'answered')
    buttons.push(button('share', words.share, { exchange }));
  return buttons;
}

function button(
  name: ActionName,
  text: string,
  at: { readonly exchange: number; readonly item?: number },
): Button {
  return {
    type: 'button',
    action_id: actionId(name, at.item),
    text: { type: 'plain_text', text: fitCharacters(text, LIMITS.buttonChars), emoji: false },
    value: writePressed(at),
  };
}

/** What stands nearest to a question without an answer, small: a line of where and a few lines of what, the rest by 看原文. */
function nearestBlocks(nearest: readonly Quote[], words: Words): Block[] {
  return [
    smallPrint(words.nearest),
    ...nearest
      .slice(0, MAX_NEAREST)
      .map((quote, at) => richText(quoted(quote, at + 1, words, NEAREST_CHARS).elements)),
  ];
}

/** A list, each of its items with the mark of where it stands. */
function listed({ lead, items, rest }: Itemised, quotes: readonly Quote[]): types.RichTextBlock {
  const lines = items.map(({ text, quote }) => {
    const { elements } = section(text);
    const source = quote === null ? undefined : quotes[quote];
    return {
      type: 'rich_text_section' as const,
      elements: source ? [...elements, plain(' '), mark(source, (quote as number) + 1)] : elements,
    };
  });
  return richText([
    ...(lead === '' ? [] : [section(lead)]),
    { type: 'rich_text_list', style: 'bullet', elements: lines },
    ...(rest === '' ? [] : [section(rest)]),
  ]);
}

function tableBlock({ columns, rows }: ComparisonTable): Block {
  const cell = (text: string) => ({
    type: 'raw_text' as const,
    text: fitCharacters(text, CELL_CHARS) || '—',
  });
  return {
    type: 'table',
    rows: [columns, ...rows.slice(0, TABLE_ROWS)].map((row) => row.slice(0, LIMITS.tableColumns).map(cell)),
    column_settings: columns.slice(0, LIMITS.tableColumns).map(() => ({ is_wrapped: true })),
  };
}

const CELL_CHARS = 80;
const TABLE_ROWS = 12;

function tableChars(table: ComparisonTable | null): number {
  if (!table) return 0;
  return [table.columns, ...table.rows.slice(0, TABLE_ROWS)]
    .flat()
    .reduce((sum, text) => sum + Math.min(text.length, CELL_CHARS), 0);
}

/** `@小王 问：…`, to stand before an answer that others see. */
export function askedBy(user: string, question: string): RichText {
  return {
    type: 'rich_text_section',
    elements: [
      { type: 'user', user_id: user },
      { type: 'text', text: repliesIn(languageOf(question)).asks(question) },
    ],
  };
}
