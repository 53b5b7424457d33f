/**
 * Where an answer is from, in rich text: the report by title, association, period, section, publisher and date, linked
 * to the place in the web reader or else to the report's own source; the quote below it, or, where a list says it
 * already, a mark.
 */
import type { types } from '@slack/bolt';
import type { Quote } from '../../document.ts';
import { fitCharacters, fitSentences } from './limits.ts';
import { plain, section } from './rich.ts';
import type { Words } from './words.ts';

type RichText = types.RichTextBlock['elements'][number];
type Inline = types.RichTextElement;

const QUOTE_CHARS = 1_200;
const TITLE_CHARS = 120;
const FACTS_CHARS = 300;
const SOURCE_CHARS = 60;

/** Address of a place, or of where its report is from; null where there is neither. */
function addressOf({ link, source }: Quote): string | null {
  return link ?? (/^https?:\/\/[^\s<>"']+$/u.test(source) ? source : null);
}

/** `[1]`, which leads to its place. */
export const mark = (quote: Quote, number: number): Inline => linked(`[${number}]`, addressOf(quote));

/** One source with its sentence, of which the span that answers is bold. */
export function quoted(
  quote: Quote,
  number: number | null,
  words: Words,
  maxChars = QUOTE_CHARS,
): { readonly elements: RichText[]; readonly chars: number } {
  const { before, span, after } = fitQuote(quote, maxChars);
  const source = told(quote, [quote.label, ...published(quote, words)]);
  const numbered: Inline[] = number === null ? [] : [plain(`[${number}] `)];
  const elements: RichText[] = [
    { type: 'rich_text_section', elements: [...numbered, ...source] },
    { type: 'rich_text_quote', elements: section(before, span, after).elements },
  ];
  const labelled = source.reduce((sum, { text = '' }: { text?: string }) => sum + text.length, 0);
  return { elements, chars: labelled + before.length + span.length + after.length };
}

/** The reports that marks stand for, each once, with the marks of its places before it. */
export function reportsOf(quotes: readonly Quote[], words: Words): RichText[] {
  const byReport = new Map<string, { readonly quote: Quote; readonly at: number }[]>();
  for (const [at, quote] of quotes.entries())
    byReport.set(quote.report, [...(byReport.get(quote.report) ?? []), { quote, at }]);
  return [...byReport.values()].map((places) => {
    const { quote } = places[0] as (typeof places)[number];
    const facts = [quote.association, quote.period, ...published(quote, words)];
    return {
      type: 'rich_text_section',
      elements: [
        ...places.map((place) => mark(place.quote, place.at + 1)),
        plain(' '),
        ...told(quote, facts),
      ],
    };
  });
}

/** A report's title, which leads to the place, and some facts about it. */
function told(quote: Quote, facts: readonly string[]): (types.RichTextText | types.RichTextLink)[] {
  const title = linked(fitCharacters(quote.title, TITLE_CHARS) || '—', addressOf(quote));
  const rest = fitCharacters(facts.filter(Boolean).join(' · '), FACTS_CHARS);
  return rest === '' ? [title] : [title, plain(` · ${rest}`)];
}

/** Who published a report and when; where nobody is named, the words that it gives for where it is from. */
function published({ publisher, published: date, source }: Quote, words: Words): string[] {
  const where = /^https?:/u.test(source) ? '' : fitCharacters(source, SOURCE_CHARS);
  return [publisher || where, date && words.published(date)].filter(Boolean);
}

function linked(text: string, url: string | null): types.RichTextText | types.RichTextLink {
  return url === null ? plain(text) : { type: 'link', url, text };
}

/** A sentence that is far too long is shown around its span. */
function fitQuote(
  { before, span, after }: Quote,
  maxChars: number,
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
