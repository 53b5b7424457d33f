/** A quoted sentence as a piece of a message: folded, its span in bold, and the report that it stands in. */
import type { Quote } from '../document.ts';
import { bold, clip, foldedQuote, type Html, join, link, text } from './html.ts';

const MAX_QUOTE_CHARS = 1800;
const MAX_TITLE_CHARS = 120;
const MAX_LABEL_CHARS = 200;

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

/** Words that lead to the place of a quote in the web reader, or else to where its report was published. */
export const linkedTo = ({ link: address, source }: Quote, words: string): Html =>
  link(text(words), address ?? source);

/** A sentence with its span in bold; one that is too long is shown around it. */
export function sentence(quote: Quote, maxChars: number): Html {
  const room = Math.max(0, maxChars - quote.span.length);
  const before = keepEnd(quote.before, Math.floor(quote.span ? room / 2 : room));
  return join([
    text(before),
    bold(text(clip(quote.span, maxChars))),
    text(clip(quote.after, Math.max(0, room - before.length))),
  ]);
}

function keepEnd(plain: string, maxChars: number): string {
  if (plain.length <= maxChars) return plain;
  return `…${plain.slice(plain.length - Math.max(0, maxChars - 1)).replace(/^[\uDC00-\uDFFF]/u, '')}`;
}
