/**
 * Workbooks of Excel and WPS, and what is saved under their names: SheetJS reads the formats, and each cell is taken as it
 * is shown, a date as a date and 35% as 35%. What is hidden, a sheet, a row or a column, is not read: it is not part of
 * what was published.
 */
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { isCompound, isEncrypted, streamsOf } from './compound.ts';
import { oneLine } from './one-line.ts';
import { maxTextChars, properTitle, type Reading, refuse, refuseLength } from './reader.ts';
import { MAX_SHEET_ROWS, type Sheet, sheetBlocks, tooManyRows } from './sheet-blocks.ts';
import type { Cell } from './table-grid.ts';
import { checkedEntries, isZip, opensMoreTags } from './zip.ts';

/** As of a Word file: a cell is some three elements. */
const MAX_ELEMENTS = 1_500_000;
const MAX_SHEETS = 200;
/** Of what was not read. */
const MAX_TOLD = 3;
/** Wider than any printed table. */
const MAX_COLUMNS = 200;
/** Places that merged cells may take. */
const MAX_MERGED = 500_000;

const locked = '表格有密码；请去掉密码后再放入';
const damaged = '表格的内容已损坏或不是表格；请用 Excel 或 WPS 打开后重新另存为 .xlsx';

/** Reads an `.xlsx`, `.xls`, `.et` or `.ods` file. */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Reading> {
  if (isZip(bytes)) {
    const checked = checkedEntries(bytes);
    if (!checked.ok) return checked;
    if (opensMoreTags(bytes, checked.entries, MAX_ELEMENTS)) return refuse(tooManyRows);
  } else if (isCompound(bytes)) {
    const streams = streamsOf(bytes);
    if (streams && isEncrypted(streams)) return refuse(locked);
    if (!streams?.has('Workbook') && !streams?.has('Book')) return refuse(damaged);
  } else if (!isXml(bytes)) return refuse('不是有效的表格文件；请用 Excel 或 WPS 另存为 .xlsx');
  return fromWorkbook(bytes);
}

/** The form of Excel 2003 that is one XML file. */
function isXml(bytes: Uint8Array): boolean {
  return /<(?:ss:)?Workbook\b/u.test(Buffer.from(bytes.subarray(0, 4000)).toString('latin1'));
}

function fromWorkbook(bytes: Uint8Array): Reading {
  let book: WorkBook;
  try {
    book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellStyles: true, // tells hidden rows and columns
      dateNF: 'yyyy-mm-dd',
      sheetRows: MAX_SHEET_ROWS + 1,
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const isLocked = error instanceof Error && /password|encrypt/iu.test(error.message);
    return refuse(isLocked ? locked : damaged);
  }
  const sheets: Sheet[] = [];
  const unread: string[] = [];
  let chars = 0;
  for (const [i, name] of book.SheetNames.slice(0, MAX_SHEETS).entries()) {
    const sheet = book.Sheets[name];
    if (!sheet || book.Workbook?.Sheets?.[i]?.Hidden) continue;
    const rows = rowsOf(sheet);
    const width = widthOf(sheet);
    if (width > MAX_COLUMNS) unread.push(`“${oneLine(name)}”有 ${width} 列，只读了前 ${MAX_COLUMNS} 列`);
    if (rows.length > MAX_SHEET_ROWS) return refuse(tooManyRows);
    chars += rows.flat().reduce((sum, { text }) => sum + text.length, 0);
    if (chars > maxTextChars) return refuseLength();
    sheets.push({ name: oneLine(name), rows });
  }
  const count = book.SheetNames.length;
  if (count > MAX_SHEETS) unread.push(`有 ${count} 张表，只读了前 ${MAX_SHEETS} 张`);
  return {
    ok: true,
    metadata: properties(book),
    content: { layout: 'blocks', blocks: sheetBlocks(sheets) },
    ...(unread.length > 0 && { unread: `${unread.slice(0, MAX_TOLD).join('；')}：请拆分后再放入` }),
  };
}

const rowsIn = (sheet: WorkSheet) =>
  (sheet['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];

/** How many columns hold something. */
const widthOf = (sheet: WorkSheet) =>
  rowsIn(sheet).reduce((most, row) => Math.max(most, (row?.findLastIndex(isFilled) ?? -1) + 1), 0);

const isFilled = (cell: CellObject | undefined) =>
  cell !== undefined && cell.t !== 'z' && cell.t !== 'e' && String(cell.v ?? '') !== '';

/** The cells of a sheet by rows, as HTML would have them: what a merged cell covers is left out. */
function rowsOf(sheet: WorkSheet): Cell[][] {
  const data = rowsIn(sheet);
  const shown = (from: number, to: number, of: WorkSheet['!rows' | '!cols']) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i).filter((i) => !of?.[i]?.hidden);
  const merged = new Map<number, Merged | null>();
  for (const { s, e } of sheet['!merges'] ?? []) {
    const rows = shown(s.r, Math.min(e.r, data.length - 1), sheet['!rows']);
    const columns = shown(s.c, Math.min(e.c, MAX_COLUMNS - 1), sheet['!cols']);
    if (merged.size + rows.length * columns.length > MAX_MERGED) break;
    const cell = { colspan: columns.length, rowspan: rows.length, of: data[s.r]?.[s.c] };
    for (const r of rows) {
      for (const c of columns)
        merged.set(r * MAX_COLUMNS + c, r === rows[0] && c === columns[0] ? cell : null);
    }
  }
  const width = data.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  const columns = shown(0, Math.min(width, MAX_COLUMNS) - 1, sheet['!cols']);
  return shown(0, data.length - 1, sheet['!rows']).map((r) =>
    columns.flatMap((c) => {
      const place = merged.get(r * MAX_COLUMNS + c);
      if (place === null) return [];
      return [cellOf(place ?? { colspan: 1, rowspan: 1, of: data[r]?.[c] })];
    }),
  );
}

/** A cell over several places. */
interface Merged {
  readonly colspan: number;
  readonly rowspan: number;
  readonly of: CellObject | undefined;
}

/** A cell as it is shown. A formula that was never reckoned and an error such as #REF! are shown as nothing. */
function cellOf({ of: cell, colspan, rowspan }: Merged): Cell {
  const shown =
    cell === undefined || cell.t === 'e' || cell.t === 'z' ? '' : (cell.w ?? String(cell.v ?? ''));
  const style = (cell as { s?: { alignment?: { indent?: number } } } | undefined)?.s;
  const spaces = /^[\s\u3000]*/u.exec(shown)?.[0].length ?? 0;
  return {
    text: oneLine(shown),
    colspan,
    rowspan,
    isHeading: false,
    indent: Math.max(spaces, 2 * (style?.alignment?.indent ?? 0)),
  };
}

/** Title, author and date of creation from the file's properties. */
function properties({ Props: props }: WorkBook): Record<string, string> {
  const metadata: Record<string, string> = {};
  const title = properTitle(String(props?.Title ?? ''));
  if (title) metadata['title'] = title;
  const author = String(props?.Author ?? '').trim();
  if (author !== '') metadata['author'] = author;
  const created = props?.CreatedDate;
  if (created instanceof Date && !Number.isNaN(created.getTime())) {
    metadata['created'] = created.toISOString().slice(0, 10);
  }
  return metadata;
}
