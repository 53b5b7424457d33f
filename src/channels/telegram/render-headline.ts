/** What a person reads first: a sentence, the lines of a list or a summary, or figures below each other. */
import type { AnswerDocument } from '../document.ts';
import { type Itemised, itemsOf } from '../items.ts';
import { clip, type Html, join, NOTHING, text } from './html.ts';
import { linkedTo } from './render-quote.ts';

const MAX_HEADLINE_CHARS = 1400;

/** The headline of an answer. */
export function renderHeadline(document: AnswerDocument): Html {
  const list = document.kind === 'answered' ? itemsOf(document) : null;
  if (list) return renderList(list, document);
  // Which is the most stands above all of them.
  const headline = document.table
    ? document.headline.replace(/^[^；：\n]{1,60}?。(?=[^\n])/u, '$&\n').replace(/；(?!\n)/gu, '；\n')
    : document.headline;
  return text(clip(headline, MAX_HEADLINE_CHARS));
}

/** A line for each item, with the number of its source, which leads to its place where there is a web reader. */
function renderList({ lead, items, rest }: Itemised, { quotes }: AnswerDocument): Html {
  const lines: Html[] = [text(clip(lead, MAX_HEADLINE_CHARS))];
  let room = MAX_HEADLINE_CHARS - (lines[0] as Html).chars - rest.length;
  for (const { text: words, quote } of items) {
    const source = quote === null ? undefined : quotes[quote];
    const number = source && quotes.length > 1 ? linkedTo(source, `[${(quote as number) + 1}]`) : NOTHING;
    const line = join([text(`· ${clip(words, Math.max(1, room - number.chars - 3))}`), number], ' ');
    room -= line.chars + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return join([...lines, text(clip(rest, MAX_HEADLINE_CHARS))], '\n');
}
