/**
 * Tables in plain text, made of spaces or tabs → rows as those of a web page. A line is a row where its first cell is a
 * label and figures follow; two such lines near each other are a table, and what stands above them in cells is its head.
 * Nothing else is taken for one: a wrong table would tie figures to the wrong column.
 */
import type { Block, SourceLine } from '../document.ts';
import { type Cell, periodLabel } from './table-grid.ts';
import { tableBlocks } from './table-rows.ts';
import { type CellLine, cellLine, isBlankMark, isFigure, namesYears } from './text-cells.ts';
import { columnLayout, depthsOf, type SpacedRow, spacedRow, valuesOf } from './text-columns.ts';
import { headsOf, tabbedHeads } from './text-heads.ts';
import { withSeparated } from './text-separated.ts';

/** A table of one row is a line with gaps. */
const LEAST_ROWS = 2;
/** Label and one figure are easily had by chance. */
const LEAST_ROWS_OF_TWO = 3;
const MOST_HEAD_LINES = 4;
/** Blank lines and names of groups that may stand between two rows. */
const MOST_LINES_BETWEEN = 3;
const MOST_LABEL_CHARS = 60;

/** The lines of a text with its tables as rows. */
export function withTables(lines: readonly string[]): SourceLine[] {
  // Arrays of arrays: a file of nothing but rows has more of them than a call may have arguments.
  const made: (readonly SourceLine[])[] = [];
  let done = 0;
  for (const { head, end, blocks } of findTables(lines, withSeparated(lines, lines.map(cellLine)))) {
    made.push(lines.slice(done, head), blocks);
    done = end;
  }
  return [...made, lines.slice(done)].flat();
}

/** A table among some lines: where its head and its rows are, and what it says. */
export interface FoundTable {
  readonly head: number;
  /** The line after its last row. */
  readonly end: number;
  readonly blocks: readonly Block[];
}

/**
 * The tables among some lines, in their order.
 *
 * @param parsed the cells of each line
 */
export function findTables(lines: readonly string[], parsed: readonly CellLine[]): FoundTable[] {
  const isRow = parsed.map(isTableRow);
  const found: FoundTable[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!isRow[at]) continue;
    const end = endOfTable(lines, parsed, isRow, at);
    const rows = isRow.slice(at, end).filter(Boolean).length;
    const isNarrow = parsed.slice(at, end).every(({ cells }) => cells.length <= 2);
    const head = headStart(lines, parsed, at, found.at(-1)?.end ?? 0);
    const least = isUnderYears(parsed.slice(head, at), parsed[at])
      ? 1
      : isNarrow
        ? LEAST_ROWS_OF_TWO
        : LEAST_ROWS;
    if (rows >= least) {
      found.push({ head, end, blocks: blocksOf(lines, parsed, { head, at, end }) });
    }
    at = end - 1;
  }
  return found;
}

/** Whether a row stands under a head of nothing but years, as many as it has figures: then one row is a table. */
function isUnderYears(heads: readonly CellLine[], row: CellLine | undefined): boolean {
  const figures = row?.cells.filter(({ text }) => isFigure(text)).length ?? 0;
  return heads.some(({ cells }) => {
    const years = cells.filter(({ text }) => periodLabel.test(text)).length;
    return years > 0 && years === figures && cells.length === years + 1;
  });
}

/** A label, then figures; with a number of its own before the label, or a remark behind the figures. */
function isTableRow({ cells }: CellLine): boolean {
  const texts = cells.map(({ text }) => text);
  const own = /^\d{1,3}[.、．]?$/u.test(texts[0] ?? '') ? texts.slice(1) : texts;
  const label = own.find((text) => text !== '') ?? '';
  if (own.length < 2 || isFigure(label) || label.length > MOST_LABEL_CHARS) return false;
  if (texts.some((text) => /[。；！？]./u.test(text) || /[。，；：:]$/u.test(text))) return false;
  return !namesYears(cells) && own.slice(1).some((text) => isFigure(text) && !isBlankMark(text));
}

/** What may stand between two rows: a blank line, or the short name of a group. */
function isBetween(line: string, { cells }: CellLine): boolean {
  const text = line.trim();
  return (
    text === '' ||
    (cells.length === 1 && text.length <= 20 && !/[。，；：:！？]/u.test(text) && !isNumbered(text))
  );
}

const isNumbered = (text: string) =>
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|表\s?[一二三四五六七八九十\d]|注)/u.test(text);

/** 表1  各乡镇科普工作: what stands above a head, and no line of it. */
const isCaption = (text: string) => /^(?:续?表|附表)\s?[一二三四五六七八九十\d]/u.test(text);

function endOfTable(
  lines: readonly string[],
  parsed: readonly CellLine[],
  isRow: readonly boolean[],
  from: number,
): number {
  let end = from + 1;
  for (let at = end; at < lines.length && at - end <= MOST_LINES_BETWEEN; at++) {
    const line = parsed[at] as CellLine;
    if (isRow[at] && line.isTabbed === parsed[from]?.isTabbed) end = at + 1;
    else if (!isBetween(lines[at] ?? '', line)) break;
  }
  return end;
}

/** The first line of a table's head: lines in cells right above its rows, without figures. */
function headStart(lines: readonly string[], parsed: readonly CellLine[], at: number, floor: number): number {
  let head = at;
  let taken = 0;
  for (let above = at - 1; above >= floor && taken < MOST_HEAD_LINES; above--) {
    const { cells, isTabbed } = parsed[above] as CellLine;
    if ((lines[above] ?? '').trim() === '') continue;
    const canBeHead =
      !isCaption((lines[above] ?? '').trim()) &&
      isTabbed === parsed[at]?.isTabbed &&
      cells.every(({ text }) => text.length <= 20 && !/[。；！？]/u.test(text)) &&
      (namesYears(cells) || !cells.some(({ text }) => isFigure(text)));
    if (!canBeHead) break;
    taken++;
    // A cell alone is the head of the labels, set between the lines of the others; it is none at the top.
    if (cells.filter(({ text }) => text !== '').length >= 2) head = above;
    else if (isTabbed || above === at - 1 || /[：:]/u.test(lines[above] ?? '')) break;
  }
  return head;
}

interface Extent {
  readonly head: number;
  readonly at: number;
  readonly end: number;
}

function blocksOf(lines: readonly string[], parsed: readonly CellLine[], { head, at, end }: Extent): Block[] {
  const heads = parsed.slice(head, at).filter(({ cells }) => cells.length > 0);
  const body = parsed.slice(at, end).filter(({ cells }) => cells.length > 0);
  const before = lines
    .slice(Math.max(0, head - 4), head)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text): Block => ({ kind: 'paragraph', text, level: 0 }));
  const grid = body[0]?.isTabbed ? tabbedGrid(heads, body) : spacedGrid(heads, body);
  return tableBlocks(grid, heads.length === 0 ? 0 : grid.length - body.length, before);
}

const cell = (text: string, more: Partial<Cell> = {}): Cell => ({
  text: isBlankMark(text) ? '' : text,
  colspan: 1,
  rowspan: 1,
  isHeading: false,
  ...more,
});

/** Tabs tell empty cells; a group that is named once stands beside all of its rows. */
function tabbedGrid(heads: readonly CellLine[], body: readonly CellLine[]): Cell[][] {
  const depths = depthsOf(body.map(({ cells, indent }) => ({ label: cells[0]?.text ?? '', indent })));
  const textsOf = ({ cells }: CellLine) => cells.map(({ text }) => text);
  const isUnderGroup = (line: CellLine | undefined) => {
    const [first, second = ''] = line ? textsOf(line) : [];
    return first === '' && second !== '' && !isFigure(second);
  };
  const rows = body.map((line, r): Cell[] => {
    const texts = textsOf(line);
    if (isUnderGroup(line) && r > 0) return texts.slice(1).map((text) => cell(text));
    let rowspan = 1;
    while (isUnderGroup(body[r + rowspan])) rowspan++;
    return texts.map((text, c) => cell(text, c === 0 ? { rowspan, indent: depths[r] ?? 0 } : {}));
  });
  const width = body.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const named = tabbedHeads(heads.map(textsOf), width) ?? [];
  return [...named.map((line) => line.map((text) => cell(text))), ...rows];
}

/** Spaces tell cells by their places: each figure is put under the column that it stands in. */
function spacedGrid(heads: readonly CellLine[], body: readonly CellLine[]): Cell[][] {
  const rows = body.map(spacedRow);
  const depths = depthsOf(rows);
  const width = rows.reduce((most, { values }) => Math.max(most, values.length), 0);
  const hasRemarks = rows.some(({ remark }) => remark !== '');
  const layout = columnLayout(rows, width);
  const placed = valuesOf(rows, width, layout);
  const [label, ...columns] = headsOf(heads, width + (hasRemarks ? 1 : 0), layout, hasRemarks);
  const lines = rows.map((row, r): Cell[] => {
    const name = cell(nameOf(row), { indent: depths[r] ?? 0 });
    const remark = hasRemarks ? [cell(row.remark)] : [];
    const values = placed[r]?.map((text) => cell(text));
    // Figures that no column can be told for stand under all of them.
    const together = cell(row.values.map(({ text }) => text).join('，'), { colspan: Math.max(1, width) });
    return [name, ...(values ?? [together]), ...remark];
  });
  return label === undefined ? lines : [[cell(label), ...columns.map((text) => cell(text))], ...lines];
}

/** The label with its unit: 科普讲座（场）. */
function nameOf({ label, unit }: SpacedRow): string {
  return unit === '' || label.endsWith('）') || label.endsWith(')') ? label : `${label}（${unit}）`;
}
