/**
 * What the columns of a table in plain text are called. A head that cannot be given to its column for sure is given to
 * none: a figure without a head is one that a reader has to look up, a figure under another head is false.
 */
import { joinWords } from './one-line.ts';
import type { CellLine, TextCell } from './text-cells.ts';
import type { Column, ColumnLayout } from './text-columns.ts';

const isHan = (text: string) => /\p{Script=Han}/u.test(text);
const REMARK = /^(?:备\s?注|说\s?明|附\s?注)$/u;

/**
 * What stands above the labels and above each column, several lines read from top to bottom; empty where that is not sure.
 *
 * @param width columns beside the labels, that of remarks included
 */
export function headsOf(
  heads: readonly CellLine[],
  width: number,
  layout: ColumnLayout,
  hasRemarks: boolean,
): string[] {
  const hasChinese = heads.some(({ cells }) => cells.some(({ text }) => isHan(text)));
  const lines = (hasChinese ? heads.filter(({ cells }) => cells.some(({ text }) => isHan(text))) : heads).map(
    ({ cells }) => (!hasRemarks && REMARK.test(cells.at(-1)?.text ?? '') ? cells.slice(0, -1) : cells),
  );
  const isFull = (cells: readonly TextCell[]) => cells.length >= width;
  const hasFull = lines.some(isFull);
  const named = new Array<string>(width + 1).fill('');
  for (const cells of lines) {
    const line = isFull(cells) ? fullLine(cells, width, layout) : partLine(cells, width, layout, hasFull);
    if (line === undefined) return [];
    line.forEach((text, c) => {
      if (text !== named[c]) named[c] = joinWords(named[c] ?? '', text);
    });
  }
  return lines.length === 0 ? [] : named;
}

const wordsOf = ({ text }: TextCell) => text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

/** A head for each column, from the right; where columns stand, each over its own. */
function fullLine(
  cells: readonly TextCell[],
  width: number,
  { columns }: ColumnLayout,
): string[] | undefined {
  const heads = cells.slice(cells.length - width);
  const [label] = cells.slice(0, cells.length - width);
  const isOver =
    columns === undefined || heads.every((head, c) => c >= columns.length || nearest(columns, head) === c);
  return isOver ? [label ? wordsOf(label) : '', ...heads.map(wordsOf)] : undefined;
}

/** Fewer heads than columns: each column has the one nearest to it, if a line below names every column. */
function partLine(
  cells: readonly TextCell[],
  width: number,
  { columns }: ColumnLayout,
  hasFull: boolean,
): string[] | undefined {
  if (columns === undefined || !hasFull) return undefined;
  const labels = cells.filter((cell) => middle(cell) < (columns[0] as Column).start - LABEL_COLUMNS);
  const over = cells.slice(labels.length);
  const names = columns.map((column) =>
    over.length === 0 ? '' : wordsOf(over[nearest(over, column)] as TextCell),
  );
  const [label] = labels;
  return [label ? wordsOf(label) : '', ...names, ...new Array<string>(width - columns.length).fill('')];
}

/** A head over the first column may begin this far before its figures. */
const LABEL_COLUMNS = 6;

const middle = ({ start, end }: Column) => (start + end) / 2;

/** Which of some stretches is nearest to another, by their middles. */
function nearest(among: readonly Column[], to: Column): number {
  const distances = among.map((one) => Math.abs(middle(one) - middle(to)));
  return distances.indexOf(Math.min(...distances));
}

/**
 * The lines of a head whose cells are parted by tabs, as wide as the rows. A cell over several columns is one cell of its
 * line in a pasted table; it is told by what the line below has under it, and by that the whole must come out even.
 *
 * @returns the cells of each line, empty where the one before goes on; undefined where they do not come out even
 */
export function tabbedHeads(heads: readonly (readonly string[])[], width: number): string[][] | undefined {
  const [top = [], ...below] = heads;
  const padded = below.map((line) => [
    ...line,
    ...new Array<string>(Math.max(0, width - line.length)).fill(''),
  ]);
  if (padded.some((line) => line.length !== width)) return undefined;
  if (top.length === width) return [withSpans(top, padded[0]), ...padded];
  const [under] = padded;
  if (under === undefined || padded.length > 1) return undefined;
  const spread: string[] = [];
  let at = 0;
  while (spread.length < width && at < top.length) {
    const from = spread.length;
    let to = from + 1;
    if (under[from] !== '') while (to < width && under[to] !== '') to++;
    for (let c = from; c < to; c++) spread.push(top[at] ?? '');
    at++;
  }
  return at === top.length && spread.length === width ? [spread, under] : undefined;
}

/** An empty cell goes on with the one before it where something stands below both. */
function withSpans(top: readonly string[], under: readonly string[] | undefined): string[] {
  const spread: string[] = [];
  top.forEach((text, c) => {
    const goesOn = text === '' && c > 0 && (under?.[c] ?? '') !== '' && (under?.[c - 1] ?? '') !== '';
    spread.push(goesOn ? (spread[c - 1] ?? '') : text);
  });
  return spread;
}
