/**
 * A table → blocks that can be read alone. A figure in a table means nothing without its row and its
 * column, so each row carries its header: `科普活动（场）：2022年 106；2021年 98`.
 */
import type { Block } from '../document.ts';
import { isReadable, joinWords } from './one-line.ts';

/** One cell as the file has it; its text is one line. */
export interface Cell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
  /** Marked as a heading by the format (`th`). */
  readonly isHeading: boolean;
}

/** A cell at every place it covers. */
interface Placed extends Cell {
  readonly row: number;
  readonly column: number;
}
type Grid = readonly (readonly (Placed | undefined)[])[];

/** Wider than any printed table; a longer colspan is a mistake or an attack. */
const maxColumns = 200;

/**
 * The rows of a table as blocks: captions from rows of one cell, then the rows.
 *
 * @param headerRows how many rows the format marks as header; guessed where it marks none
 */
export function tableBlocks(rows: readonly (readonly Cell[])[], headerRows = 0): Block[] {
  const grid = layOut(rows);
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const blocks: Block[] = [];
  let first = 0;
  while (headerRows <= first && first < grid.length - 1 && width > 1 && isOneCell(grid[first], width)) {
    blocks.push({ kind: 'caption', text: textAt(grid, first, 0), level: 0 });
    first++;
  }
  const bodyStart = first + headerDepth(grid.slice(first), Math.max(0, headerRows - first));
  const headers = headersOf(grid.slice(first, bodyStart), width);
  for (let r = bodyStart; r < grid.length; r++) {
    for (const text of rowTexts(grid, r, headers)) {
      if (isReadable(text)) blocks.push({ kind: 'row', text, level: 0 });
    }
  }
  return blocks.filter((block) => block.text !== '');
}

/** Puts every cell at each place it covers, as HTML lays out a table. */
function layOut(rows: readonly (readonly Cell[])[]): Grid {
  const grid: (Placed | undefined)[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column]) column++;
      const right = Math.min(column + Math.max(1, cell.colspan), maxColumns);
      const bottom = Math.min(row + Math.max(1, cell.rowspan), rows.length);
      for (let r = row; r < bottom; r++) {
        for (let c = column; c < right; c++)
          (grid[r] as (Placed | undefined)[])[c] ??= { ...cell, row, column };
      }
      column = right;
      if (column >= maxColumns) break;
    }
  });
  // Spans can leave holes, which map() and iteration treat differently.
  return grid.map((row) => Array.from(row));
}

function textAt(grid: Grid, row: number, column: number): string {
  return grid[row]?.[column]?.text ?? '';
}

function isOneCell(row: Grid[number] | undefined, width: number): boolean {
  const cell = row?.[0];
  return (
    cell !== undefined && cell.text !== '' && row?.length === width && row.every((c) => sameCell(c, cell))
  );
}

function sameCell(a: Placed | undefined, b: Placed | undefined): boolean {
  return a?.row === b?.row && a?.column === b?.column;
}

/** How many rows are header: as marked, else as many as the first row's cells reach down, else none. */
function headerDepth(grid: Grid, marked: number): number {
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
const periodLabel =
  /^(?:\d{4}\s?(?:年(?:度|底|末)?)?|\d{1,2}月(?:份)?|第?[一二三四1-4]季度|上年|本年|去年|今年)$/u;
const headerWord =
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

function isValue(text: string): boolean {
  return text.length <= 24 && value.test(text) && !periodLabel.test(text);
}

/** The header above each column, several rows read from top to bottom: 2022年 over 场次 is 2022年场次. */
function headersOf(rows: Grid, width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    let header = '';
    let above: Placed | undefined;
    for (const row of rows) {
      const cell = row[column];
      if (cell && !sameCell(cell, above) && cell.text !== above?.text) header = joinWords(header, cell.text);
      above = cell;
    }
    return header;
  });
}

/** One row, and one more for each figure that this row and those above it share. */
function rowTexts(grid: Grid, r: number, headers: readonly string[]): string[] {
  const row = grid[r] ?? [];
  const texts = row.map((cell) => cell?.text ?? '');
  if (headers.every((header) => header === '')) return [unnamedRow(row)];
  if (texts.length > 1 && texts.every((text, c) => text === headers[c])) return []; // repeated on a new page
  const nameColumn = /^(?:序号|编号|No\.?)$/iu.test(headers[0] ?? '') && texts.length > 1 ? 1 : 0;
  // 单位 beside 2022年 and 2021年 is the unit of the figures, not a figure: 1286 under 场次 reads 1286场次.
  const unitColumn = headers.findIndex((header) => /^(?:计量)?单位$/u.test(header));
  const unit =
    unitColumn > nameColumn && (texts[unitColumn] ?? '').length <= 6 ? (texts[unitColumn] ?? '') : '';
  const pairs: string[] = [];
  const shared: string[] = [];
  for (let c = nameColumn + 1; c < row.length; c++) {
    const cell = row[c];
    if (!cell || cell.text === '' || cell.column < c || (unit !== '' && c === unitColumn)) continue;
    const text = /^\d[\d.,]*$/u.test(cell.text) ? `${cell.text}${unit}` : cell.text;
    const pair = joinPair(spannedHeader(headers, cell, row.length), text);
    if (cell.rowspan < 2 || !isValue(cell.text)) {
      pairs.push(pair);
      continue;
    }
    // A figure across several rows is theirs together: giving it to each would multiply it.
    const last = Math.min(cell.row + cell.rowspan, grid.length) - 1;
    const names = new Set<string>();
    for (let s = cell.row; s <= last; s++)
      names.add(rowName(headers, nameColumn, textAt(grid, s, nameColumn)));
    if (r === last) shared.push(`${[...names].filter((name) => name !== '').join('、')}：${pair}`);
  }
  const name = rowName(headers, nameColumn, texts[nameColumn] ?? '');
  const own = [name, pairs.join('；')].filter((part) => part !== '').join('：');
  return pairs.length > 0 || shared.length === 0 ? [own, ...shared] : shared;
}

/** A bare number is no name: 2022 under 年份 becomes 年份 2022. */
function rowName(headers: readonly string[], column: number, text: string): string {
  return /^\d+$/u.test(text) ? joinPair(headers[column] ?? '', text) : text;
}

function spannedHeader(headers: readonly string[], cell: Placed, width: number): string {
  const spanned = headers.slice(cell.column, Math.min(cell.column + cell.colspan, width));
  return [...new Set(spanned.filter((header) => header !== ''))].join('、');
}

function joinPair(header: string, text: string): string {
  return header === '' ? text : `${header} ${text}`;
}

/** A row below no header: `主管部门：平湖市科协` if its first cell is marked as its name, else joined by ，. */
function unnamedRow(row: Grid[number]): string {
  const texts: string[] = [];
  row.forEach((cell, c) => {
    if (cell && cell.text !== '' && cell.column === c) texts.push(cell.text);
  });
  const [name, ...rest] = texts;
  return row[0]?.isHeading && name !== undefined && rest.length > 0 && !row.every((cell) => cell?.isHeading)
    ? `${name}：${rest.join('，')}`
    : texts.join('，');
}
