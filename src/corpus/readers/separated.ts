/**
 * Comma- and tab-separated files: one sheet, read as that of a workbook. Which character parts the cells is told by
 * which one parts all lines alike.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './encoding.ts';
import { oneLine } from './one-line.ts';
import { maxTextChars, type Reading, refuse, refuseLength } from './reader.ts';
import { MAX_SHEET_ROWS, sheetBlocks, tooManyRows } from './sheet-blocks.ts';
import type { Cell } from './table-grid.ts';

const SEPARATORS = ['\t', ',', ';', '|', '，'];
/** Lines that are looked at to tell the separator. */
const SAMPLE_LINES = 200;

/** Reads a `.csv` or `.tsv` file. */
export async function readSeparated(bytes: Uint8Array): Promise<Reading> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  if (decoded.text.length > maxTextChars) return refuseLength();
  let records: string[][];
  try {
    records = parse(decoded.text, {
      delimiter: separatorOf(decoded.text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      to: MAX_SHEET_ROWS + 1,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse('有一格以英文双引号开头，到文件末尾也没有配对的；请补上，或用表格软件另存为 .xlsx');
  }
  if (records.length > MAX_SHEET_ROWS) return refuse(tooManyRows);
  const rows = records.map((record) => record.map(cellOf));
  return { ok: true, metadata: {}, content: { layout: 'blocks', blocks: sheetBlocks([{ name: '', rows }]) } };
}

function cellOf(text: string): Cell {
  const indent = /^\s*/u.exec(text)?.[0].length ?? 0;
  return { text: oneLine(text), colspan: 1, rowspan: 1, isHeading: false, indent };
}

/** The separator that stands equally often, at least once, in most of the lines that have one; a comma if none does. */
function separatorOf(text: string): string {
  const lines = text
    .split(/\r?\n/u, SAMPLE_LINES)
    .map((line) => line.replace(/"[^"]*"/gu, ''))
    .filter((line) => line.trim() !== '');
  let best = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const parts = line.split(separator).length - 1;
      if (parts > 0) counts.set(parts, (counts.get(parts) ?? 0) + 1);
    }
    const alike = Math.max(0, ...counts.values());
    if (alike > most) [best, most] = [separator, alike];
  }
  return best;
}
