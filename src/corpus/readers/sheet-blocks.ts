/**
 * Sheets → blocks. A sheet is a page with tables on it: lines of one cell above a table are its title and its unit, those
 * below its notes; an empty row before a new head begins another table, and an empty column parts two that stand beside
 * each other.
 */
import type { Block } from '../document.ts';
import { boldHeading } from './headings.ts';
import { isNumbered, isReadable } from './one-line.ts';
import { formBlocks } from './table-forms.ts';
import { type Cell, type Grid, isValue, layOut, type Placed, periodLabel, sameCell } from './table-grid.ts';
import { tableBlocks } from './table-rows.ts';
import { isFigure } from './text-cells.ts';
import { tabbedHeads } from './text-heads.ts';

/** One sheet of a workbook. */
export interface Sheet {
  /** Empty where the format has none. */
  readonly name: string;
  /** As HTML has them: a cell that another covers is left out. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A yearbook's longest table has some hundreds. */
export const MAX_SHEET_ROWS = 20_000;
export const tooManyRows =
  '表格太大（超过 2 万行或 50 万格），不像一份报告；请只留下要用的表，或拆分后再放入';

/** The blocks of all sheets that hold something. Several sheets have their names as headings. */
export function sheetBlocks(sheets: readonly Sheet[]): Block[] {
  const filled = sheets
    .map(({ name, rows }) => ({ name, grid: layOut(rows) }))
    .filter(({ grid }) => grid.some((row) => placesIn(row).length > 0));
  const blocks: Block[] = [];
  for (const { name, grid } of filled) {
    const isNamed = filled.length > 1 && isReadable(name) && !MADE_UP_NAME.test(name);
    const [title = ''] = grid.map((row) => placesIn(row)[0]?.text ?? '').filter((text) => text !== '');
    if (isNamed && !title.includes(name)) blocks.push({ kind: 'heading', text: name, level: 2 });
    const level = filled.length === 1 ? 1 : blocks.at(-1)?.text === name ? 3 : 2;
    const made: Block[] = [];
    for (const part of regionsOf(grid)) made.push(...regionBlocks(part, made.length === 0 ? level : 3));
    for (const block of made) blocks.push(block);
  }
  return blocks;
}

const MADE_UP_NAME = /^(?:sheet|工作表|表格?)\s?\d*$/iu;

/** The cells of a row that hold something, each once. */
function placesIn(row: Grid[number]): Placed[] {
  return row.filter(
    (cell, c): cell is Placed => cell !== undefined && !sameCell(cell, row[c - 1]) && isReadable(cell.text),
  );
}

const isBlank = (row: Grid[number] | undefined) => !row?.some((cell) => cell && cell.text !== '');
/** No figure but years. */
const isWordy = (row: Grid[number]) =>
  !placesIn(row).some(({ text }) => isFigure(text) && !/^(?:19|20)\d\d$/u.test(text));
/** Several cells and no figure among them, as a head has. */
const isHead = (row: Grid[number]) => placesIn(row).length >= 2 && isWordy(row);

/**
 * The parts of a sheet with a table each. Another table begins with a head of its own after an empty row or a line of one
 * cell; a line with figures below it names a group of the same table.
 */
function regionsOf(grid: Grid): Grid[] {
  const regions: Grid[number][][] = [[]];
  let hasRows = false;
  let hasFigures = false;
  grid.forEach((row, r) => {
    if (isBlank(row)) return;
    const isLine = placesIn(row).length <= 1;
    const isApart = isBlank(grid[r - 1]);
    const next = grid.slice(r).find((one) => placesIn(one).length > 1);
    const begins = hasFigures ? isLine || isApart : isLine && isApart;
    if (hasRows && begins && next !== undefined && isHead(next)) {
      regions.push([]);
      hasRows = hasFigures = false;
    }
    regions.at(-1)?.push(row);
    hasRows ||= !isLine;
    hasFigures ||= !isLine && !isWordy(row);
  });
  return regions;
}

/** Lines, a table and notes; two tables where they stand side by side. */
function regionBlocks(region: Grid, level: number): Block[] {
  const isLine = region.map((row) => placesIn(row).length === 1 || isLabelled(row));
  const first = isLine.indexOf(false);
  if (first < 0) return linesOf(region, level);
  const last = isLine.lastIndexOf(false) + 1;
  const blocks = linesOf(region.slice(0, first), level);
  for (const part of sideBySide(region.slice(first, last))) {
    for (const block of tableOf(part, blocks)) blocks.push(block);
  }
  return [...blocks, ...linesOf(region.slice(last), 0)];
}

/** 填报单位：云溪市科协 | 2022年度 | 单位：万元: a line that stands above or below a table in several cells. */
function isLabelled(row: Grid[number]): boolean {
  const cells = placesIn(row);
  const isDay = (text: string) => periodLabel.test(text) || /^\d{4}\D\d{1,2}\D(?:\d{1,2}日?)?$/u.test(text);
  return (
    cells.some(({ text }) => LABELLED.test(text)) &&
    cells.every(({ text }) => LABELLED.test(text) || isDay(text))
  );
}

const LABELLED = /^[（(]?[^：:]{2,12}[：:]\s?\S.{0,40}$/u;
const MAX_TITLE_CHARS = 50;

/**
 * Rows of one cell as they read: a title at the top where it can be one, numbered headings, and what else stands above a
 * table or below it.
 *
 * @param level of the title; 0 where none can be
 */
function linesOf(rows: Grid, level: number): Block[] {
  const blocks: Block[] = [];
  for (const row of rows) {
    const text = placesIn(row)
      .map((cell) => cell.text)
      .join(' ');
    const heading = isNumbered(text) ? boldHeading(text, false) : undefined;
    const isTitle = level > 0 && canBeTitle(text) && !blocks.some(({ kind }) => kind === 'heading');
    const isCaption = level > 0 && text.length <= MAX_TITLE_CHARS && !/[。；！？]$/u.test(text);
    blocks.push(
      heading ??
        (isTitle
          ? { kind: 'heading', text, level }
          : { kind: isCaption ? 'caption' : 'paragraph', text, level: 0 }),
    );
  }
  return blocks;
}

const canBeTitle = (text: string) =>
  text.length <= MAX_TITLE_CHARS &&
  !/[：:。；，]|^附[件表]\s?\d*$/u.test(text) &&
  !isValue(text) &&
  !/^[（(]/u.test(text);

/** The tables that an empty column parts. */
function sideBySide(rows: Grid): Grid[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const parts: Grid[] = [];
  let from = 0;
  for (let c = 0; c <= width; c++) {
    if (c < width && rows.some((row) => row[c] && row[c]?.text !== '')) continue;
    if (c > from) parts.push(rows.map((row) => row.slice(from, c)));
    from = c + 1;
  }
  return parts;
}

/** One table: its head is the rows above its first figures. */
function tableOf(rows: Grid, before: readonly Block[]): Block[] {
  const filled = rows.filter((row) => !isBlank(row));
  const head = formBlocks(filled) ? 0 : headRows(filled);
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const hasSpans = filled.slice(0, head).some((row) => row.some((cell) => (cell?.colspan ?? 1) > 1));
  const texts = filled
    .slice(0, head)
    .map((row) => Array.from({ length: width }, (_, c) => row[c]?.text ?? ''));
  // Without merged cells 2022年 stands over the first of its columns only.
  const spread = head > 1 && !hasSpans ? tabbedHeads(texts, width) : undefined;
  const body = cellsOf(filled);
  const heads = spread?.map((line) => line.map((text) => plainCell(text)));
  return tableBlocks(heads ? [...heads, ...body.slice(head)] : body, head, before);
}

/** How many rows stand above the figures; 0 where no row has any and the first names no columns. */
function headRows(rows: Grid): number {
  const [top] = rows;
  if (!top || rows.length < 2 || !isHead(top)) return 0;
  const firstFigures = rows.findIndex((row) => placesIn(row).length > 1 && !isHead(row));
  if (firstFigures < 0) return namesColumns(rows) ? 1 : 0;
  let head = 1;
  while (head < Math.min(firstFigures, MAX_HEAD_ROWS)) {
    const row = rows[head] ?? [];
    const [own] = row;
    // A first cell of its own is the label of a row of words.
    if (!isWordy(row) || (isReadable(own?.text ?? '') && own?.row !== top[0]?.row)) break;
    head++;
  }
  return head;
}

const MAX_HEAD_ROWS = 4;

/** Whether a first row of words names the columns: each has a short name that none of its cells repeats. */
function namesColumns(rows: Grid): boolean {
  const [top = [], ...body] = rows;
  return (
    body.length >= 2 &&
    top.every((cell) => cell !== undefined && isReadable(cell.text) && cell.text.length <= 12) &&
    top.every((cell, c) => !body.some((row) => row[c]?.text === cell?.text))
  );
}

const plainCell = (text: string): Cell => ({ text, colspan: 1, rowspan: 1, isHeading: false });

/** The cells of laid-out rows as a format has them, each where it begins; a place that none takes is an empty one. */
function cellsOf(rows: Grid): Cell[][] {
  const given = new Set<string>();
  return rows.map((row) =>
    row.flatMap((cell, c) => {
      if (!cell) return [plainCell('')];
      const key = `${cell.row} ${cell.column}`;
      if (given.has(key)) return [];
      given.add(key);
      let end = c + 1;
      while (sameCell(row[end], cell)) end++;
      return [{ ...cell, colspan: end - c }];
    }),
  );
}
