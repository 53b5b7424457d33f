/**
 * Two columns of print that were copied line by line: left and right stand beside each other, parted by spaces where the
 * left line is short, glued where it is full. The place where the right column begins is the same in every line that
 * shows a gap; where enough lines agree on it and no line speaks against it, the left column is read before the right. A
 * full left line ends a little before that place: it is as wide as the fullest right line, if that can be.
 */
import { printWidth } from './text-cells.ts';

/** Lines whose gap ends at the same place. */
const LEAST_AGREEING = 4;
/** Lines that cross it without a gap: a table has none. */
const LEAST_GLUED = 4;
const LEAST_LEFT_COLUMNS = 24;
const MOST_LEFT_COLUMNS = 120;
/** Between two columns and within a headline; a row of a table has more. */
const MOST_GAPS = 2;
/** A headline's gap may end a little before or after. */
const HEADLINE_SLACK = 3;
const INDENT = 4;
const LEAST_GAP = 2;
/** A page of a newspaper has some ten thousand characters. */
const MOST_CHARS = 200_000;

/** The lines in the order in which the columns are read; the lines themselves where they are one column. */
export function readingOrder(lines: readonly string[]): readonly string[] {
  if (lines.reduce((sum, line) => sum + line.length, 0) > MOST_CHARS) return lines;
  const best = [1, 2]
    .map((ambiguous) => rightColumn(lines.map((line) => measure(line, ambiguous))))
    .reduce<Gutter | undefined>((a, b) => (b && b.agreeing > (a?.agreeing ?? 0) ? b : a), undefined);
  if (!best) return lines;
  const left: string[] = [];
  const right: string[] = [];
  const region = best.lines.slice(best.first);
  region.forEach((line, i) => {
    const cut = cutOf(line, best);
    const next = region[i + 1]?.text.trimStart() ?? '';
    const isOther = isOtherNumber(line.text.slice(0, cut), next, right.at(-1) ?? '');
    left.push(line.text.slice(0, isOther ? cut - 1 : cut).trimEnd());
    right.push(line.text.slice(isOther ? cut - 1 : cut));
  });
  return [...lines.slice(0, best.first), ...left, '', ...right];
}

/** Whether the digit at the end of a full left line goes on with the number that the right line above broke off in. */
function isOtherNumber(left: string, leftBelow: string, rightAbove: string): boolean {
  return (
    /[^\d.,]\d$/u.test(left) && !/^[\d.,%％年月日万亿]/u.test(leftBelow) && /\d$/u.test(rightAbove.trimEnd())
  );
}

interface MeasuredLine {
  readonly text: string;
  /** Column of print at which each UTF-16 unit begins; one more for the end. */
  readonly columns: readonly number[];
  /** Columns where words begin after a gap, with their offset. */
  readonly afterGaps: readonly { readonly column: number; readonly offset: number }[];
}

interface Gutter {
  readonly lines: readonly MeasuredLine[];
  readonly at: number;
  /** How wide a full line of the left column is. */
  readonly width: number;
  readonly first: number;
  readonly agreeing: number;
}

/** @param ambiguous width of “ ” … —, which fonts of East Asia set wide and who pads with spaces may count narrow */
function measure(text: string, ambiguous = 2): MeasuredLine {
  const columns: number[] = [];
  const afterGaps: { column: number; offset: number }[] = [];
  let column = 0;
  let gap = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    columns.push(column);
    const width = char === '\u3000' ? 2 : /[“”‘’…—·]/u.test(char) ? ambiguous : printWidth(char);
    if (/\s/u.test(char)) gap += width;
    else {
      if (gap >= LEAST_GAP && text.slice(0, i).trim() !== '') afterGaps.push({ column, offset: i });
      gap = 0;
    }
    column += width;
  }
  columns.push(column);
  return { text, columns, afterGaps };
}

/** Where the right column begins, with how many lines say so. */
function rightColumn(lines: readonly MeasuredLine[]): Gutter | undefined {
  const votes = new Map<number, number>();
  for (const { afterGaps } of lines) {
    if (afterGaps.length > MOST_GAPS) continue;
    for (const { column } of afterGaps) {
      for (const at of [column, column - INDENT]) {
        if (at >= LEAST_LEFT_COLUMNS && at <= MOST_LEFT_COLUMNS) votes.set(at, (votes.get(at) ?? 0) + 1);
      }
    }
  }
  const [at = 0, agreeing = 0] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  if (agreeing < LEAST_AGREEING) return undefined;
  const isSet = (line: MeasuredLine) => line.afterGaps.some(({ column }) => isNear(column, at));
  const first = lines.findIndex(isSet);
  const region = lines.slice(first);
  const isRightOnly = ({ text, columns }: MeasuredLine) =>
    (columns[text.search(/\S/u)] ?? 0) >= at - HEADLINE_SLACK;
  const long = region.filter((line) => (line.columns.at(-1) ?? 0) > at && !isSet(line) && !isRightOnly(line));
  // Left and right together are hardly wider than two columns: a paragraph on one line is no line of print.
  const widest = 2 * at + MOST_GUTTER + INDENT;
  const glued = long.filter((line) => isProse(line.text) && (line.columns.at(-1) ?? 0) <= widest);
  const isSound = glued.length >= LEAST_GLUED && glued.length >= long.length * 0.7;
  if (!isSound) return undefined;
  const rightWidth = region
    .flatMap(({ text, afterGaps }) =>
      afterGaps
        .filter(({ column }) => column === at)
        .map(({ offset }) => measure(text.slice(offset)).columns.at(-1) ?? 0),
    )
    .reduce((most, width) => Math.max(most, width), 0);
  const isAlike = rightWidth <= at && rightWidth >= at - MOST_GUTTER;
  return { lines, at, width: isAlike ? rightWidth : at - LEAST_GAP, first, agreeing };
}

/** No gutter between columns is wider. */
const MOST_GUTTER = 6;

const isNear = (column: number, at: number) =>
  column >= at - HEADLINE_SLACK && column <= at + INDENT + HEADLINE_SLACK;

const isProse = (text: string) => (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 2 > text.length;

/** The offset at which the right part of a line begins; its end where it has none. */
function cutOf(line: MeasuredLine, { at, width }: Gutter): number {
  const after = line.afterGaps.find(({ column }) => isNear(column, at));
  if (after) return after.offset;
  const { columns } = measure(line.text);
  const isLeftOnly = (columns.at(-1) ?? 0) <= width;
  return isLeftOnly ? line.text.length : columns.findLastIndex((column) => column <= width);
}
