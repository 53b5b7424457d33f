/**
 * A document as the blocks of a message: the answer first, a table where figures stand side by side, each source with
 * the span in bold, then the buttons, which survive whatever has to be left off. Within Slack's limits by
 * construction.
 *
 * Text stands in rich_text, whose elements are literal: no escaping, and bold works beside Chinese characters, where
 * `*粗体*` prints its asterisks.
 */
import type { types } from '@slack/bolt';
import { type AnswerDocument, type ComparisonTable, type Quote, reportLabelOf } from '../../document.ts';
import { escapeMarkup } from '../in/text.ts';
import { type ActionName, actionId, writePressed } from './actions.ts';
import { fitCharacters, fitSentences, LIMITS } from './limits.ts';
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
const QUOTE_CHARS = 1_200;
const MAX_QUOTES = 12;
/** Three of them with their labels are within the frame's characters. */
const MAX_NEAREST = 3;
const NEAREST_CHARS = 180;
const NEAREST_LABEL_CHARS = 100;
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
  blocks.push(
    document.points.length > 0 && headline === document.headline
      ? richText([section(document.lead), list(document.points)])
      : richText([section(headline)]),
  );
  if (document.table) blocks.push(tableBlock(document.table));

  let room = LIMITS.messageChars - FRAME_CHARS - headline.length - tableChars(document.table);
  let shown = 0;
  for (const quote of document.quotes.slice(0, MAX_QUOTES)) {
    const { block, chars } = quoteBlock(quote, shown + 1, document.quotes.length);
    if (chars > room) break;
    room -= chars;
    shown++;
    blocks.push(block);
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
  if (document.kind === 'answered' || document.nearest.length > 0) {
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

/** One source: number and label, and below it the sentence with the span in bold. */
function quoteBlock(
  quote: Quote,
  number: number,
  of: number,
): { readonly block: Block; readonly chars: number } {
  const { before, span, after } = fitQuote(quote);
  const label = of > 1 ? `${number}. ${quote.label}` : quote.label;
  // What the points say word for word is not said again.
  if (quote.isTold) {
    const block = quote.link === null ? smallPrint(label) : richText([linkedLabel(label, quote)]);
    return { block, chars: label.length };
  }
  return {
    block: richText([
      linkedLabel(label, quote),
      { type: 'rich_text_quote', elements: section(before, span, after).elements },
    ]),
    chars: label.length + before.length + span.length + after.length,
  };
}

/** What stands nearest to a question without an answer, small: a line of where and a few lines of what, the rest by 看原文. */
function nearestBlocks(nearest: readonly Quote[], words: Words): Block[] {
  return [
    smallPrint(words.nearest),
    ...nearest.slice(0, MAX_NEAREST).map((quote, index) => {
      const { before, span, after } = fitQuote(quote, NEAREST_CHARS);
      const label = fitCharacters(`${index + 1}. ${reportLabelOf(quote)}`, NEAREST_LABEL_CHARS);
      return richText([
        linkedLabel(label, quote),
        { type: 'rich_text_quote', elements: section(before, span, after).elements },
      ]);
    }),
  ];
}

/** Where a quote stands, which leads to the place in the web reader where there is one. */
function linkedLabel(label: string, { link }: Quote): types.RichTextSection {
  if (link === null) return section(label);
  return { type: 'rich_text_section', elements: [{ type: 'link', url: link, text: label }] };
}

/** A sentence that is far too long is shown around its span. */
function fitQuote(
  { before, span, after }: Quote,
  maxChars = QUOTE_CHARS,
): Pick<Quote, 'before' | 'span' | 'after'> {
  if (before.length + span.length + after.length <= maxChars) return { before, span, after };
  if (span === '') return { before: fitSentences(before, maxChars), span, after };
  const side = Math.floor(maxChars / 3);
  return {
    before: before.length > side ? `…${[...before.slice(-side)].slice(1).join('')}` : before,
    span: fitSentences(span, side),
    after: fitSentences(after, side),
  };
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

/** Blocks of rich text; shared with modals and the home tab. */
export function richText(elements: RichText[]): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A paragraph of texts, plain and bold in turn. */
export function section(...texts: readonly string[]): types.RichTextSection {
  const elements = texts
    .map((text, index) => (index % 2 === 0 ? plain(text) : bold(text)))
    .filter(({ text }) => text !== '');
  return { type: 'rich_text_section', elements: elements.length > 0 ? elements : [plain(' ')] };
}

/** A list of texts, one a line. */
function list(texts: readonly string[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: texts.map((text) => section(text)) };
}

/** `@小王 问：…`, to stand before an answer that others see. */
export function askedBy(user: string, question: string): RichText {
  return {
    type: 'rich_text_section',
    elements: [
      { type: 'user', user_id: user },
      { type: 'text', text: ` 问：${question}` },
    ],
  };
}

export function smallPrint(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: text || ' ', emoji: false }] };
}

const plain = (text: string) => ({ type: 'text' as const, text });
const bold = (text: string) => ({ type: 'text' as const, text, style: { bold: true } });
