/**
 * A row of a table as a person says it: 柳埠镇讲座31场. Label, head, figure and unit are the table's own words, put
 * together in the order of speech.
 */
import { formatPeriod } from '../../corpus/report.ts';
import type { RowCell } from '../../corpus/rows.ts';
import { withoutCounted } from '../../language/table-labels.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** Between Chinese characters a table sets letters apart (全 市), and speech does not. */
const SPACED = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

const textAt = ({ passage }: Evidence, [start, end]: readonly [number, number]): string =>
  passage.text.slice(start - passage.start, end - passage.start).replace(SPACED, '');

/** The label of a row; empty where it has none. */
export function labelOf(evidence: Evidence): string {
  const at = evidence.row?.labelAt;
  return at === undefined || at[1] === 0 ? '' : textAt(evidence, at);
}

/** The figure of a cell with its unit. */
export function figureOf(evidence: Evidence, { start, end, unit }: RowCell): string {
  const figure = textAt(evidence, [start, end]);
  return unit === '' || figure.endsWith(unit) || figure.endsWith('%') ? figure : `${figure}${unit}`;
}

/**
 * Cells of a row as they are said.
 *
 * @param label what the row is called
 * @param among how many figures of the row are told together: alone, a figure of the report's year needs no year
 * @example 科普讲座：2023年目标100场，2023年实际完成118场
 */
export function wordsOfCells(
  evidence: Evidence,
  cells: readonly RowCell[],
  label = labelOf(evidence),
  among = cells.length,
): string {
  const parts = cells.map((cell) => `${headOf(evidence, cell, among)}${figureOf(evidence, cell)}`);
  const colon = label !== '' && (cells.length > 1 || /[\d\p{Script=Latin}]$/u.test(label)) ? '：' : '';
  return `${label}${colon}${parts.join('，')}`;
}

/** The head of a cell as it stands before its figure: without the report's year, and without a unit that the figure has. */
function headOf(evidence: Evidence, cell: RowCell, among: number): string {
  if (cell.headAt[1] === 0) return '';
  const head = textAt(evidence, cell.headAt).replace(/^#/u, '');
  const year = `${formatPeriod(evidence.report.period)}年`;
  if (head === year && among === 1) return '';
  return figureOf(evidence, cell).endsWith(cell.unit) ? withoutCounted(head, cell.unit) : head;
}
