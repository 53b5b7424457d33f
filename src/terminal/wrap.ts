/**
 * Text to lines of a terminal by display width: a Chinese character takes two columns, a line begins with no
 * closing punctuation and ends with no opening one, numbers and Latin words stay whole, and nothing is cut
 * inside a character.
 */
import stringWidth from 'string-width';
import type { Emphasis, Paint } from './terminal.ts';

/** A stretch of text with one emphasis. */
export interface Span {
  readonly text: string;
  readonly emphasis: Emphasis;
  /** Where it leads when it is clicked. */
  readonly link?: string;
}

/** A line is spans that stand side by side. */
export type Line = readonly Span[];

/** Never first on a line (行首禁则). */
const NO_LINE_START = /^[、，。；：？！）》〉”’】〕」』％%,.;:?!)\]}…—·]/u;
/** Never last on a line (行尾禁则). */
const NO_LINE_END = /[（《〈“‘【〔「『([{]$/u;
const LATIN = /^[\p{Script=Latin}\d.,:/%+\-_'’~～#@&=]$/u;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A grapheme with the columns it takes. */
interface Cell extends Span {
  readonly columns: number;
}

/** What must stand on one line. */
interface Chunk {
  readonly cells: readonly Cell[];
  readonly columns: number;
  readonly isSpace: boolean;
}

/**
 * Wraps spans.
 *
 * @param width columns, Infinity to wrap at line breaks of the text only
 * @returns at least one line; line breaks of the text are kept
 */
export function wrap(spans: readonly Span[], width: number): Line[] {
  const paragraphs: Cell[][] = [[]];
  for (const { text, ...looks } of spans) {
    for (const { segment } of graphemes.segment(text)) {
      if (/^\r?\n$/u.test(segment)) paragraphs.push([]);
      else paragraphs.at(-1)?.push({ text: segment, ...looks, columns: stringWidth(segment) });
    }
  }
  return paragraphs.flatMap((cells) => fill(chunksOf(cells), width).map(join));
}

/** A line with its escape codes, without trailing spaces. */
export function paintLine(line: Line, paint: Paint): string {
  return line
    .map(({ text, emphasis, link }) => paint(text, emphasis, link))
    .join('')
    .trimEnd();
}

function chunksOf(cells: readonly Cell[]): Chunk[] {
  const chunks: Cell[][] = [];
  let before: Cell | undefined;
  for (const cell of cells) {
    const last = chunks.at(-1);
    const joins =
      before !== undefined &&
      cell.text !== ' ' &&
      before.text !== ' ' &&
      ((LATIN.test(cell.text) && LATIN.test(before.text)) ||
        NO_LINE_START.test(cell.text) ||
        NO_LINE_END.test(before.text));
    if (joins && last) last.push(cell);
    else chunks.push([cell]);
    before = cell;
  }
  return chunks.map(toChunk);
}

function toChunk(cells: readonly Cell[]): Chunk {
  return {
    cells,
    columns: cells.reduce((sum, { columns }) => sum + columns, 0),
    isSpace: cells.every(({ text }) => text === ' '),
  };
}

/** Greedy filling; a chunk wider than a line is broken between its graphemes. */
function fill(chunks: readonly Chunk[], width: number): Cell[][] {
  const lines: Cell[][] = [[]];
  let used = 0;
  for (const chunk of chunks.flatMap((whole) =>
    whole.columns > width ? whole.cells.map((c) => toChunk([c])) : [whole],
  )) {
    if (used > 0 && used + chunk.columns > width) {
      lines.push([]);
      used = 0;
      if (chunk.isSpace) continue;
    }
    lines.at(-1)?.push(...chunk.cells);
    used += chunk.columns;
  }
  return lines;
}

/** Neighbouring cells of one emphasis and link as one span. */
function join(cells: readonly Cell[]): Line {
  const spans: { text: string; emphasis: Emphasis; link?: string }[] = [];
  for (const { text, emphasis, link } of cells) {
    const last = spans.at(-1);
    if (last?.emphasis === emphasis && last.link === link) last.text += text;
    else spans.push(link === undefined ? { text, emphasis } : { text, emphasis, link });
  }
  return spans;
}
