/**
 * The rows of a report as tables again: a column for each head, in the order in which heads first come. A row whose
 * cells the reader did not know stays the line that it is.
 */
import type { Row } from '../../corpus/rows.ts';
import { type Known, type Run, runsOf } from './runs.ts';

/** A row with its cells in the order of the columns; null where it has none. */
export interface TableLine {
  readonly label: readonly Run[];
  readonly isPart: boolean;
  readonly cells: readonly (readonly Run[] | null)[];
}

/** A table as it is shown. */
export interface ShownTable {
  readonly labelHead: string;
  /** Heads; all empty where the table has none. */
  readonly columns: readonly string[];
  readonly lines: readonly TableLine[];
}

/** Wider tables are shown line by line. */
const MAX_COLUMNS = 30;

/** Rows of one table, side by side; null where they make none. */
export function tableOf(rows: readonly Row[], known: Known): ShownTable | null {
  const places = rows.map(placesOf);
  const columns = [...new Set(places.flatMap((row) => [...row.keys()]))];
  if (columns.length === 0 || columns.length > MAX_COLUMNS) return null;
  const heads = columns.map((column) => column.replace(/\0.*$/u, ''));
  return {
    labelHead: rows[0]?.labelHead ?? '',
    columns: heads,
    lines: rows.map((row, i) => ({
      label: labelOf(row, known),
      isPart: row.isPart,
      cells: columns.map((column) => {
        const cell = places[i]?.get(column);
        return cell ? runsOf(cell, known) : null;
      }),
    })),
  };
}

/** The cells of a row by the head of their column; heads that come twice, or not at all, are told apart by a count. */
function placesOf({ cells }: Row): Map<string, Row['cells'][number]> {
  const places = new Map<string, Row['cells'][number]>();
  for (const cell of cells) {
    let name = cell.head;
    for (let count = 1; places.has(name); count++) name = `${cell.head}\0${count}`;
    places.set(name, cell);
  }
  return places;
}

/** What stands before the first head or cell: the label with its group and unit. */
function labelOf({ start, cells }: Row, known: Known): Run[] {
  const [first] = cells;
  if (!first) return [];
  const hasHead = first.headAt[1] > first.headAt[0] && first.headAt[0] >= start;
  const upTo = hasHead ? Math.min(first.headAt[0], first.start) : first.start;
  const written = known.text.slice(start, upTo).replace(/[\s：:；;，,]+$/u, '');
  return written === '' ? [] : runsOf({ start, end: start + written.length }, known);
}
