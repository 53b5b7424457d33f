/**
 * Plain text, with front matter or without. Where its paragraphs begin and end is not for a reader to
 * guess: it gives lines, with their indentation and the blank lines between them.
 */
import { decodeText } from './encoding.ts';
import { takeFrontMatter } from './front-matter.ts';
import { linesOf } from './one-line.ts';
import { readingOrder } from './print-columns.ts';
import { maxTextChars, type Reading, refuseLength } from './reader.ts';
import { withTables } from './text-tables.ts';

/** Reads a `.txt` file. */
export async function readText(bytes: Uint8Array): Promise<Reading> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  if (decoded.text.length > maxTextChars) return refuseLength();
  const front = takeFrontMatter(decoded.text);
  if (!front.ok) return front;
  return {
    ok: true,
    metadata: front.metadata,
    content: { layout: 'lines', lines: withTables(readingOrder(linesOf(front.body))) },
  };
}
