/**
 * How wide a line is, in half-width columns, and how wide the column of print was that it was wrapped to.
 *
 * Newspapers squeeze punctuation to half its width to fill a line, plain text does not; so a line has a least
 * and a most width. Where the most widths fit a text editor's wrapping they are the true ones; otherwise the wrap
 * width is the one that most lines could have.
 */
import { endsSentence } from './headings.ts';
import type { Line } from './lines.ts';

/** Width in half-width columns with all punctuation squeezed, and with none. */
export interface Columns {
  readonly least: number;
  readonly most: number;
}

/** A line with its width. */
export interface Measured extends Line {
  readonly columns: Columns;
  /** Wrap width of the column of print the line stands in; 0 where nothing is wrapped. */
  readonly width: number;
}

const MIN_REGION_LINES = 6;
const MIN_OPEN_LINES = 3;

/** Beyond this a line is a paragraph in itself: no page wraps at 65 Chinese characters. */
export const MAX_WRAP_COLUMNS = 130;

/** The width of a text without its spaces; wraps of justified text print them at any width. */
export function columnsOf(text: string): Columns {
  let least = 0;
  let most = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0x20) continue;
    if (code < 0x2010) {
      least += 1;
      most += 1;
    } else if (isSqueezable(code)) {
      least += 1;
      most += 2;
    } else {
      least += 2;
      most += 2;
    }
  }
  return { least, most };
}

function isSqueezable(code: number): boolean {
  return (
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0x3001 && code <= 0x3003) ||
    (code >= 0x3008 && code <= 0x3011) ||
    (code >= 0xff01 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20)
  );
}

/** Whether a line of these columns could fill a column of print `width` wide; one column either way is rounding. */
export function fills(columns: Columns, width: number): boolean {
  return columns.least <= width + 1 && columns.most >= width - 1;
}

/** What would have had to fit at the end of the line before: a character, a number or a word, with its stops. */
export function firstWordColumns(text: string): number {
  const word =
    /^(?:[“‘（《〈「『(]*(?:[A-Za-z0-9.,%+\-/]+|.))[，。、；：！？”’）》〉」』,;)]*/u.exec(text)?.[0] ?? '';
  return columnsOf(word).most;
}

/** The lines with their widths and the wrap widths of the columns of print they stand in. */
export function measureLines(lines: readonly Line[]): readonly Measured[] {
  const widths = lines.map((line, i): Width => {
    if (line.kind === 'block') return { least: 0, most: 0, withNext: undefined };
    const { least, most } = columnsOf(line.text);
    const next = lines[i + 1];
    const isOpen = line.kind === 'text' && !endsSentence(line.text) && next?.kind === 'text';
    const withNext = isOpen ? most + line.indent + firstWordColumns(next.text) : undefined;
    return { least: least + line.indent, most: most + line.indent, withNext };
  });
  const regions = splitRegions(lines, widths);
  return regions.flatMap((region, r) => {
    const width = regionWidth(regions, r);
    return region.map(({ line, columns }) => ({ ...line, columns, width }));
  });
}

interface Width extends Columns {
  /** With the first word of the next line, where the sentence goes on there. */
  readonly withNext: number | undefined;
}

type Region = readonly { readonly line: Line; readonly columns: Width }[];

/** Lines between marks: a column of print seldom changes its width anywhere else. A mark goes with the next. */
function splitRegions(lines: readonly Line[], widths: readonly Width[]): readonly Region[] {
  const regions: { readonly line: Line; readonly columns: Width }[][] = [[]];
  lines.forEach((line, i) => {
    const columns = widths[i];
    if (columns === undefined) return;
    if (line.kind !== 'text' && (regions.at(-1)?.length ?? 0) > 0) regions.push([]);
    regions.at(-1)?.push({ line, columns });
  });
  return regions;
}

/** A region too short to show its width is measured with its neighbours. */
function regionWidth(regions: readonly Region[], at: number): number {
  const own = (regions[at] ?? []).map(({ columns }) => columns);
  let pool = own;
  for (let reach = 1; pool.length < MIN_REGION_LINES && reach < regions.length; reach++) {
    const around = [...(regions[at - reach] ?? []), ...(regions[at + reach] ?? [])];
    pool = [...pool, ...around.map(({ columns }) => columns)];
  }
  const width = wrapWidth(pool);
  const isTooNarrow = own.length > 2 && own.every(({ least }) => least > width + 3);
  return isTooNarrow ? wrapWidth(own) : width;
}

/** The wrap width of some lines; 0 if none is short enough to have been wrapped. */
function wrapWidth(lines: readonly Width[]): number {
  return editorWidth(lines) ?? printWidth(lines);
}

/**
 * The width of text wrapped without squeezing: no line is wider, and the next word would have made every line
 * wider.
 */
function editorWidth(lines: readonly Width[]): number | undefined {
  const open = lines.flatMap(({ most, withNext }) => (withNext === undefined ? [] : [{ most, withNext }]));
  const width = lines.reduce((widest, { most }) => Math.max(widest, most), 0);
  if (open.length < MIN_OPEN_LINES || width > MAX_WRAP_COLUMNS) return undefined;
  return open.every(({ withNext }) => withNext > width) ? width : undefined;
}

/** The width that most lines of squeezed print fill, the larger one of equals. */
function printWidth(lines: readonly Width[]): number {
  const votes = new Map<number, number>();
  for (const { least, most } of lines) {
    if (most > MAX_WRAP_COLUMNS || most < 12) continue;
    for (let width = least; width <= most; width++) votes.set(width, (votes.get(width) ?? 0) + 1);
  }
  let best = 0;
  let bestVotes = 0;
  for (const width of votes.keys()) {
    const near = (votes.get(width) ?? 0) + ((votes.get(width - 1) ?? 0) + (votes.get(width + 1) ?? 0)) / 2;
    if (near > bestVotes || (near === bestVotes && width > best)) {
      best = width;
      bestVotes = near;
    }
  }
  return best;
}
