/**
 * The cells of a table at their places, and which rows of it are header.
 */
import { isReadable, joinWords } from './one-line.ts';

/** One cell as the file has it; its text is one line. */
export interface Cell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
  /** Marked as a heading by the format (`th`). */
  readonly isHeading: boolean;
  /** By how many characters its text is set in; 0 where the format does not say. */
  readonly indent?: number;
}

/** A cell at every place it covers. */
export interface Placed extends Cell {
  readonly row: number;
  readonly column: number;
}
/** Cells by row and column. */
export type Grid = readonly (readonly (Placed | undefined)[])[];

/** Wider than any printed table; a longer colspan is a mistake or an attack. */
const maxColumns = 200;

/** Puts every cell at each place it covers, as HTML lays out a table. */
export function layOut(rows: readonly (readonly Cell[])[]): Grid {
  const grid: (Placed | undefined)[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column]) column++;
      const right = Math.min(column + Math.max(1, cell.colspan), maxColumns);
      const bottom = Math.min(row + Math.max(1, cell.rowspan), rows.length);
      // 23 450 is one number, and 合 计 one word that was set to the width of its column.
      const isOne = /^\d{1,3}(?: \d{3})+(?:\.\d+)?$|^\p{Script=Han}(?: \p{Script=Han})+$/u.test(cell.text);
      const text = isOne ? cell.text.replaceAll(' ', '') : cell.text;
      for (let r = row; r < bottom; r++) {
        for (let c = column; c < right; c++)
          (grid[r] as (Placed | undefined)[])[c] ??= { ...cell, text, row, column };
      }
      column = right;
      if (column >= maxColumns) break;
    }
  });
  // Spans can leave holes, which map() and iteration treat differently.
  return grid.map((row) => Array.from(row));
}

/** The text at a place; empty where no cell is. */
export function textAt(grid: Grid, row: number, column: number): string {
  return grid[row]?.[column]?.text ?? '';
}

/** Whether one cell with text takes a whole row. */
export function isOneCell(row: Grid[number] | undefined, width: number): boolean {
  const cell = row?.[0];
  return (
    cell !== undefined && cell.text !== '' && row?.length === width && row.every((c) => sameCell(c, cell))
  );
}

/** Whether two places are of one cell. */
export function sameCell(a: Placed | undefined, b: Placed | undefined): boolean {
  return a?.row === b?.row && a?.column === b?.column;
}

/** How many rows are header: as marked, else as many as the first row's cells reach down, else none. */
export function headerDepth(grid: Grid, marked: number): number {
  if (marked > 0 && marked < grid.length) {
    return grid.slice(0, marked).some((row) => row.some((cell) => isReadable(cell?.text ?? ''))) ? marked : 0;
  }
  let headings = 0;
  while (isHeadingRow(grid[headings])) headings++;
  if (headings > 0 && headings < grid.length) return headings;
  if (!looksLikeHeader(grid)) return 0;
  return Math.max(1, ...(grid[0] ?? []).map((cell) => Math.min(cell?.rowspan ?? 1, 3)));
}

function isHeadingRow(row: Grid[number] | undefined): boolean {
  const filled = row?.filter((cell) => cell !== undefined && cell.text !== '') ?? [];
  return filled.length > 0 && filled.every((cell) => cell?.isHeading);
}

const value = /^[约近超逾共]{0,2}\d[\d,.，．%％]*\s?\D{0,4}$/u;
/** What names a time: 2022年, 上年, 三月. */
export const periodLabel =
  /^(?:\d{4}\s?年(?:度|底|末)?|(?:19|20)\d\d|\d{1,2}月(?:份)?|第?[一二三四1-4]季度|上年|本年|去年|今年)$/u;
/** What names a column. */
export const headerWord =
  /^(?:序号|编号|指标|项目|姓名|类别|类型|年份|年度|时间|日期|地点|数量|数值|金额|合计|备注|职务|职称|学会|部门|级别|奖项|负责人|完成情况|.{0,6}(?:名称|单位|内容|人数|次数))(?:[（(].{1,10}[）)])?$/u;

/**
 * Whether an unmarked first row names columns. A table of two columns may as well be `主管部门 | 平湖市科协`,
 * where taking the first row for a header would tie each row to the wrong thing; it has to say 项目, 数量 or a year.
 */
function looksLikeHeader(grid: Grid): boolean {
  const [head = [], ...body] = grid;
  const labels = head.slice(1);
  if (body.length === 0 || labels.length === 0) return false;
  if (labels.some((cell) => !cell || cell.text === '' || isValue(cell.text))) return false;
  if (head[0] && isValue(head[0].text)) return false;
  if (labels.every((cell) => periodLabel.test(cell?.text ?? ''))) return true;
  if (head.filter((cell) => headerWord.test(cell?.text ?? '')).length >= 2) return true;
  if (labels.length < 2) return false;
  return labels.some((_, i) => {
    const filled = body.map((row) => row[i + 1]?.text ?? '').filter((text) => text !== '');
    return filled.filter(isValue).length * 2 > filled.length;
  });
}

/** Whether a cell holds a figure: 106, 约8.6万, 35%. */
export function isValue(text: string): boolean {
  return text.length <= 24 && value.test(text) && !periodLabel.test(text);
}

/** The header above each column, several rows read from top to bottom: 2022年 over 场次 is 2022年场次. */
export function headersOf(rows: Grid, width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    let header = '';
    let above: Placed | undefined;
    for (const row of rows) {
      const cell = row[column];
      if (cell && !sameCell(cell, above) && cell.text !== above?.text) header = joinWords(header, cell.text);
      above = cell;
    }
    return asYear(header);
  });
}

/** 2022 above a column or beside a row is a year, and no number among the figures. */
export function asYear(label: string): string {
  return /^(?:19|20)\d\d$/u.test(label) ? `${label}年` : label;
}
