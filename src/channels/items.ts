/**
 * The items of an answer that lists or sums up, each with the quote that says it, for channels that show a list: the
 * points of a summary, and the parts of a list, which stand one after the other in the text.
 */
import { type AnswerDocument, bareWords, sentenceOf } from './document.ts';

/** One line of a list. */
export interface Item {
  readonly text: string;
  /** Which of the document's quotes says it, from 0; null where none says all of it. */
  readonly quote: number | null;
}

/** An answer as a list. */
export interface Itemised {
  /** What stands above it: whose report it is from; may be empty. */
  readonly lead: string;
  readonly items: readonly Item[];
  /** What stands below it, e.g. that there are more; may be empty. */
  readonly rest: string;
}

/** `平湖市科协（2020年）：`, in English `平湖市科协 (2020): ` */
const LEAD = /^[^：:\n]{1,60}[：:]\s*/u;
/** A note in brackets after the last part. */
const REST = /[（(][^（）()]{4,80}[)）]\s*$/u;
const BETWEEN = /；/u;
/** The section that a point of a summary is from. */
const SECTION = /^【[^】]*】/u;

/** An answer as a list; null where it is a sentence. */
export function itemsOf({
  headline,
  lead,
  points,
  quotes,
  table,
}: Pick<AnswerDocument, 'headline' | 'lead' | 'points' | 'quotes' | 'table'>): Itemised | null {
  const sentences = quotes.map((quote) => bareWords(sentenceOf(quote)));
  const quoteOf = (text: string): number | null => {
    const words = bareWords(text.replace(SECTION, ''));
    const at = sentences.findIndex((sentence) => words !== '' && sentence.includes(words));
    return at < 0 ? null : at;
  };
  if (points.length > 0)
    return { lead, items: points.map((text) => ({ text, quote: quoteOf(text) })), rest: '' };
  if (table !== null || quotes.length < 2) return null;
  const above = LEAD.exec(headline)?.[0] ?? '';
  const below = REST.exec(headline)?.[0] ?? '';
  const body = headline.slice(above.length, headline.length - below.length).replace(/。\s*$/u, '');
  const items: Item[] = [];
  for (const text of body.split(BETWEEN)) {
    const quote = quoteOf(text);
    // A part that no quote says word for word: the answer is put together in another way.
    if (quote === null) return null;
    const last = items.at(-1);
    if (last?.quote === quote) items[items.length - 1] = { quote, text: `${last.text}；${text}` };
    else items.push({ quote, text });
  }
  return items.length < 2 ? null : { lead: above.trim(), items, rest: below.trim() };
}
