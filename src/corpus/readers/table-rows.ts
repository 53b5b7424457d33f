/**
 * A table → blocks that can be read alone. A figure in a table means nothing without its row and its
 * column, so each row carries its header: `科普活动（场）：2022年 106；2021年 98`.
 */
import type { Block, TableCell, TableRow } from '../document.ts';
import { isReadable } from './one-line.ts';
import { formBlocks } from './table-forms.ts';
import {
  asYear,
  type Cell,
  type Grid,
  headerDepth,
  headersOf,
  isOneCell,
  isValue,
  layOut,
  type Placed,
  periodLabel,
  sameCell,
  textAt,
} from './table-grid.ts';
import { hasOwnUnit, isPercent, unitAbove, withUnit } from './table-units.ts';

/** A table with the header of each column and the unit of its figures; an empty unit where nothing gives one. */
interface HeadedTable {
  readonly grid: Grid;
  readonly headers: readonly string[];
  readonly unit: string;
  /** Whether its first column has cells over several rows, or says the same of several. */
  readonly hasGroups: boolean;
}

/**
 * The rows of a table as blocks: captions from rows of one cell, then the rows.
 *
 * @param headerRows how many rows the format marks as header; guessed where it marks none
 * @param before the blocks before the table: a line right above it may give the unit of the figures
 */
export function tableBlocks(
  rows: readonly (readonly Cell[])[],
  headerRows = 0,
  before: readonly Block[] = [],
): Block[] {
  const grid = layOut(rows);
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const blocks: Block[] = [];
  let first = 0;
  while (headerRows <= first && first < grid.length - 1 && width > 1 && isOneCell(grid[first], width)) {
    blocks.push({ kind: 'caption', text: textAt(grid, first, 0), level: 0 });
    first++;
  }
  const form = headerRows > first ? undefined : formBlocks(grid.slice(first));
  if (form) return [...blocks.filter((block) => block.text !== ''), ...form];
  const bodyStart = first + headerDepth(grid.slice(first), Math.max(0, headerRows - first));
  const headers = headersOf(grid.slice(first, bodyStart), width);
  const body = grid.slice(bodyStart);
  const hasGroups =
    body.some((row) => (row[0]?.rowspan ?? 1) > 1) || repeatsGroups(body, nameColumnOf(headers));
  const table: HeadedTable = { grid, headers, unit: unitAbove([...before, ...blocks]), hasGroups };
  const labelHead = headers[nameColumnOf(headers)] ?? '';
  let opens = true;
  for (let r = bodyStart; r < grid.length; r++) {
    for (const { text, ...row } of rowsAt(table, r)) {
      if (!isReadable(text)) continue;
      blocks.push({ kind: 'row', text, level: 0, row: { opens, labelHead, ...row } });
      opens = false;
    }
  }
  return blocks.filter((block) => block.text !== '');
}

/** A row as it is read alone, with its cells. */
type RowText = Omit<TableRow, 'opens' | 'labelHead'> & { readonly text: string };

/** One row, and one more for each figure that this row and those above it share. */
function rowsAt(table: HeadedTable, r: number): RowText[] {
  const { grid, headers } = table;
  const row = grid[r] ?? [];
  const texts = row.map((cell) => cell?.text ?? '');
  if (headers.every((header) => header === '')) return [unnamedRow(row)];
  if (texts.length > 1 && texts.every((text, c) => asYear(text) === headers[c])) return []; // repeated on a new page
  const nameColumn = texts.length > 1 ? nameColumnOf(headers) : 0;
  const isGrouped = isGroup(table, row, nameColumn);
  const firstColumn = nameColumn + (isGrouped ? 2 : 1);
  // 单位 beside 2022年 and 2021年 is the unit of the figures, not a figure: 1286 under 场次 reads 1286场次.
  const unitColumn = headers.findIndex((header) => /^(?:计量)?单位$/u.test(header));
  const unit =
    unitColumn > nameColumn && (texts[unitColumn] ?? '').length <= 6 ? (texts[unitColumn] ?? '') : '';
  const ownName = rowName(table, row, nameColumn, firstColumn);
  // What holds for the whole row, a year or the unit of the table, is given to each figure where an answer may be
  // the figure's part of the row alone.
  const year = /^(?:19|20)\d\d年/u.test(ownName) && periodLabel.test(ownName) ? ownName : '';
  const figures = row.slice(firstColumn).filter((cell) => isBareNumber(cell?.text ?? ''));
  const unitAtName =
    unit === '' && year === '' && figures.length > 0 && !figures.some((cell) => hasUnit(table, cell));
  const name = unitAtName ? withUnit(ownName, table.unit) : ownName;
  const cells: TableCell[] = [];
  // The day of a ledger's line tells when, and its name what.
  const when = nameColumn > 0 && WHEN.test(headers[nameColumn - 1] ?? '') ? row[nameColumn - 1] : undefined;
  if (when && when.text !== '')
    cells.push({ head: headers[nameColumn - 1] ?? '', value: when.text, unit: '' });
  const shared: RowText[] = [];
  for (let c = firstColumn; c < row.length; c++) {
    const cell = row[c];
    if (!cell || cell.text === '' || cell.column < c || (unit !== '' && c === unitColumn)) continue;
    const isBare = isBareNumber(cell.text);
    const header = spannedHeader(headers, cell, row.length);
    const ofTable = isBare && unit === '' && !unitAtName && !hasOwnUnit(ownName) ? table.unit : '';
    const head = year + withUnit(header, ofTable);
    // 增减% beside 单位 is no 场, whatever the row is counted in.
    const ofShare = isPercent(header);
    const value = isBare && !ofShare ? `${cell.text}${unit}` : cell.text;
    const own = { head, value, unit: isBare ? (ofShare ? '%' : unit || table.unit) : '' };
    if (cell.rowspan < 2 || !isValue(cell.text)) {
      cells.push(own);
      continue;
    }
    // A figure across several rows is theirs together: giving it to each would multiply it.
    const last = Math.min(cell.row + cell.rowspan, grid.length) - 1;
    const names = new Set<string>();
    for (let s = cell.row; s <= last; s++) names.add(rowName(table, grid[s] ?? [], nameColumn, firstColumn));
    if (r === last) shared.push(rowOf('', [...names].filter((one) => one !== '').join('、'), [own]));
  }
  const group = isGrouped ? (texts[nameColumn] ?? '') : '';
  const isLabelled = year === '' || cells.length === 0;
  const label = isLabelled ? name.slice(group.length).trimStart() : '';
  const own = rowOf(isLabelled ? group : '', label, cells, row[firstColumn - 1]?.indent);
  return cells.length > 0 || shared.length === 0 ? [own, ...shared] : shared;
}

function rowOf(group: string, label: string, cells: readonly TableCell[], depth = 0): RowText {
  const name = [group, label].filter((part) => part !== '').join(' ');
  const pairs = cells.map(({ head, value }) => joinPair(head, value)).join('；');
  const text = [name, pairs].filter((part) => part !== '').join('：');
  return { text, group, label, depth, cells };
}

/** Whether a column only counts the rows. */
const isNumbering = (header = ''): boolean => /^(?:序号|编号|No\.?)$/iu.test(header);

const WHEN = /^(?:活动|举办|开展)?(?:日期|时间)$/u;
const WHAT = /(?:名称|活动|项目|内容|事项|主题|会议)$/u;

/** The column that names the rows: the first, or that after a number and a day (序号, 日期, 活动名称). */
function nameColumnOf(headers: readonly string[]): number {
  const first = isNumbering(headers[0]) ? 1 : 0;
  return WHEN.test(headers[first] ?? '') && WHAT.test(headers[first + 1] ?? '') ? first + 1 : first;
}

function isBareNumber(text: string): boolean {
  return /^\d[\d.,]*$/u.test(text);
}

/** Whether the column of a cell says its own unit. */
function hasUnit({ headers }: HeadedTable, cell: Placed | undefined): boolean {
  return cell !== undefined && hasOwnUnit(headers[cell.column] ?? '');
}

/**
 * Whether a column says of several rows in turn what they belong to, and the next one names each: sheets and lines cannot merge
 * cells, and repeat 科学普及 before every indicator.
 */
function repeatsGroups(body: Grid, nameColumn: number): boolean {
  const textsOf = (column: number) => body.map((row) => row[column]?.text ?? '');
  const groups = textsOf(nameColumn);
  const names = textsOf(nameColumn + 1).filter((text) => text !== '');
  return (
    groups.some((text, r) => text !== '' && text === groups[r + 1] && !isValue(text)) &&
    names.length > 1 &&
    new Set(names).size === names.length &&
    names.every((text) => !isValue(text) && text.length > 1)
  );
}

/** Whether the name of a row is a group over several rows (学会) with the row's own name beside it (会员数). */
function isGroup({ headers, hasGroups }: HeadedTable, row: Grid[number], nameColumn: number): boolean {
  const [group, own, ...values] = row.slice(nameColumn);
  return (
    group !== undefined &&
    own !== undefined &&
    (group.rowspan > 1 || hasGroups) &&
    own.rowspan === 1 &&
    own.text !== '' &&
    !sameCell(group, own) &&
    !isValue(own.text) &&
    !periodLabel.test(own.text) &&
    !/^(?:计量)?单位$/u.test(headers[nameColumn + 1] ?? '') &&
    values.some((cell) => isValue(cell?.text ?? ''))
  );
}

/** A bare number is no name: 3 under 楼层 becomes 楼层 3, and 2022 under 年份 2022年. */
function rowName({ headers }: HeadedTable, row: Grid[number], from: number, to: number): string {
  const parts = row.slice(from, to).map((cell) => cell?.text ?? '');
  const name = parts.filter((text) => text !== '').join(' ');
  if (asYear(name) !== name) return asYear(name);
  return /^\d+$/u.test(name) ? joinPair(headers[from] ?? '', name) : name;
}

function spannedHeader(headers: readonly string[], cell: Placed, width: number): string {
  const spanned = headers.slice(cell.column, Math.min(cell.column + cell.colspan, width));
  return [...new Set(spanned.filter((header) => header !== ''))].join('、');
}

function joinPair(header: string, text: string): string {
  return header === '' ? text : `${header} ${text}`;
}

/** A row below no header: `主管部门：平湖市科协` if its first cell is marked as its name, else joined by ，. */
function unnamedRow(row: Grid[number]): RowText {
  const texts: string[] = [];
  row.forEach((cell, c) => {
    if (cell && cell.text !== '' && cell.column === c) texts.push(cell.text);
  });
  const [name = '', ...rest] = texts;
  const isNamed = row[0]?.isHeading && rest.length > 0 && !row.every((cell) => cell?.isHeading);
  const text = isNamed ? `${name}：${rest.join('，')}` : texts.join('，');
  const cells = rest.map((value) => ({ head: '', value, unit: '' }));
  return { text, group: '', label: name, depth: 0, cells };
}
