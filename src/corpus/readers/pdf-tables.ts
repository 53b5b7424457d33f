/**
 * Rows of a table in a PDF, where its lines leave no doubt: a line whose cells after the first are years, and below
 * it lines of as many cells, of which all but the first are figures. Anything else stays the lines it is.
 */
import { isValue, periodLabel } from './table-grid.ts';
import { tableBlocks } from './table-rows.ts';

/**
 * The rows that begin with a header, as text that can be read alone.
 *
 * @param lines the cells of each line, from the header on
 * @returns how many lines the table takes and what its rows say; null where it is none
 */
export function pdfTable(
  lines: readonly (readonly string[])[],
): { readonly taken: number; readonly rows: readonly string[] } | null {
  const [header = [], ...below] = lines;
  const years = header.slice(1);
  if (years.length === 0 || !years.every((label) => periodLabel.test(label))) return null;
  const isRow = (cells: readonly string[]) =>
    cells.length === header.length && !isValue(cells[0] ?? '') && cells.slice(1).every(isValue);
  const end = below.findIndex((cells) => !isRow(cells));
  const body = end < 0 ? below : below.slice(0, end);
  if (body.length === 0) return null;
  const cells = [header, ...body].map((line) =>
    line.map((text) => ({ text, colspan: 1, rowspan: 1, isHeading: false })),
  );
  return { taken: body.length + 1, rows: tableBlocks(cells).map(({ text }) => text) };
}
