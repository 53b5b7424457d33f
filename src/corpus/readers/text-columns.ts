/**
 * Which column a figure of a spaced line stands in: by its place where the columns stand under each other, by the width
 * of the gaps where a table was pasted with one gap between all cells.
 */
import { unitFamily } from '../../language/units.ts';
import { type CellLine, isFigure, type TextCell } from './text-cells.ts';

/** A line of a table by its parts. */
export interface SpacedRow {
  readonly label: string;
  /** How far its label is set in, in columns of print. */
  readonly indent: number;
  /** The unit in a cell of its own; empty where there is none. */
  readonly unit: string;
  readonly values: readonly TextCell[];
  /** Where the cell before the first figure ends. */
  readonly labelEnd: number;
  /** Words behind the figures. */
  readonly remark: string;
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text);

/** A line taken apart; a translation beside a Chinese label is left out. */
export function spacedRow({ cells, indent }: CellLine): SpacedRow {
  const own = /^\d{1,3}[.、．]?$/u.test(cells[0]?.text ?? '') && cells.length > 2 ? cells.slice(1) : cells;
  const first = own.findIndex(({ text }, i) => i > 0 && isFigure(text));
  const labels = first < 0 ? own : own.slice(0, first);
  const rest = first < 0 ? [] : own.slice(first);
  const last = rest.at(-1);
  const hasRemark = last !== undefined && !isFigure(last.text);
  const [name, ...others] = labels.map(({ text }) => text);
  const unit = others.map(unitIn).find((text) => text !== '') ?? '';
  const words = others.filter((text) => unitIn(text) === '' && (isHan(text) || !isHan(name ?? '')));
  return {
    label: [name ?? '', ...words].join(' ').trim(),
    indent,
    unit,
    values: (hasRemark ? rest.slice(0, -1) : rest).filter(({ text }) => isFigure(text)),
    labelEnd: labels.at(-1)?.end ?? 0,
    remark: hasRemark ? last.text : '',
  };
}

/** （个）, (万人次), 个: a cell that only says a unit; a foreign one is a translation. */
function unitIn(text: string): string {
  const bracketed = /^[（(]\s?(.{1,8}?)\s?[）)]$/u.exec(text)?.[1];
  if (bracketed !== undefined) return isHan(bracketed) || unitFamily(bracketed) ? bracketed : '';
  return text.length <= 6 && unitFamily(text) !== undefined ? text : '';
}

/**
 * The figures of each row by columns, empty where a column has none; undefined for a row whose figures cannot be told
 * apart by columns.
 */
export function valuesOf(
  rows: readonly SpacedRow[],
  width: number,
  { gap, columns }: ColumnLayout,
): (string[] | undefined)[] {
  return rows.map(({ values, labelEnd }) => {
    if (values.length === 0) return [];
    if (values.length === width) return values.map(({ text }) => text);
    const at = gap !== undefined ? byGaps(values, labelEnd, gap) : columns && byPlace(values, columns);
    if (at === undefined || at.some((column) => column >= width)) return undefined;
    const texts = new Array<string>(width).fill('');
    at.forEach((column, i) => {
      texts[column] = values[i]?.text ?? '';
    });
    return texts;
  });
}

/** How the columns of a table are told: by one gap between all cells, or by where they stand. */
export interface ColumnLayout {
  readonly gap: number | undefined;
  /** Undefined where they do not stand under each other, or where gaps tell them. */
  readonly columns: readonly Column[] | undefined;
}

/** How the columns of these rows are told. */
export function columnLayout(rows: readonly SpacedRow[], width: number): ColumnLayout {
  const full = rows.filter(({ values }) => values.length === width).map(({ values }) => values);
  const gap = commonGap(rows, full);
  return { gap, columns: gap === undefined ? standingColumns(full, width) : undefined };
}

/** The columns of print that a column of a table takes. */
export interface Column {
  readonly start: number;
  readonly end: number;
}

/** The columns where all full rows have their cells under each other; undefined where they do not. */
function standingColumns(full: readonly (readonly TextCell[])[], width: number): Column[] | undefined {
  if (full.length < 2) return undefined;
  const columns = Array.from({ length: width }, (_, c): Column => {
    const cells = full.map((values) => values[c] as TextCell);
    return {
      start: cells.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
      end: cells.reduce((most, { end }) => Math.max(most, end), 0),
    };
  });
  const isApart = columns.every(({ end }, c) => c + 1 === width || end <= (columns[c + 1] as Column).start);
  return isApart ? columns : undefined;
}

/** Each figure to the column that it overlaps; undefined where one overlaps none, or two the same. */
function byPlace(values: readonly TextCell[], columns: readonly Column[]): number[] | undefined {
  const at = values.map(({ start, end }) =>
    columns.findIndex((column) => start < column.end && end > column.start),
  );
  return at.every((column, i) => column >= 0 && column > (at[i - 1] ?? -1)) ? at : undefined;
}

/**
 * The one gap between all cells of the full rows; undefined where they differ, or where all rows are alike and stand under
 * each other as well.
 */
function commonGap(rows: readonly SpacedRow[], full: readonly (readonly TextCell[])[]): number | undefined {
  const gaps = full.flatMap((values) => values.slice(1).map(({ start }, i) => start - (values[i]?.end ?? 0)));
  const [gap] = gaps;
  const starts = rows
    .filter(({ values }) => full.includes(values))
    .map(({ values, labelEnd }) => (values[0]?.start ?? 0) - labelEnd);
  const isVaried = new Set(full.map((values) => values.map(({ text }) => text.length).join())).size > 1;
  return gap !== undefined && isVaried && [...gaps, ...starts].every((one) => one === gap) ? gap : undefined;
}

/** A gap of twice the width stands for an empty cell. */
function byGaps(values: readonly TextCell[], labelEnd: number, gap: number): number[] | undefined {
  const at: number[] = [];
  let end = labelEnd;
  let column = -1;
  for (const value of values) {
    const steps = (value.start - end) / gap;
    if (!Number.isInteger(steps) || steps < 1) return undefined;
    column += steps;
    at.push(column);
    end = value.end;
  }
  return at;
}

/** 其中：, #: what it names is set in by this much, as `rows.ts` counts. */
const MARK_CHARS = 4;
const PART = /^(?:#|其中[：:]?|[（(]其中[）)])\s*/u;

/**
 * How far each label is set in below the row it is a part of. What stands under the words behind 其中： is its
 * neighbour, however that was done with spaces.
 */
export function depthsOf(rows: readonly { readonly label: string; readonly indent: number }[]): number[] {
  let above: number[] = [];
  return rows.map(({ label, indent }) => {
    const mark = PART.exec(label)?.[0] ?? '';
    const at = indent + [...mark].reduce((sum, char) => sum + (isHan(char) || char === '：' ? 2 : 1), 0);
    above = above.filter((column) => column < at + 2);
    if (above.length === 0 || at > (above.at(-1) ?? 0) + 1) above.push(at);
    const level = above.length - 1;
    return Math.max(0, level * MARK_CHARS - (mark === '' ? 0 : MARK_CHARS));
  });
}
