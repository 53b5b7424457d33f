/**
 * Forms: tables that have no head but a label before each value, often several pairs a row (基地名称 | … | 建成时间 | 2018年).
 * Taken for a table, the first pair would name the columns of all others. What tells a form is that the values under each
 * other are of different kinds, a figure below words, while every label is a word of its own.
 */
import { unitFamily } from '../../language/units.ts';
import type { Block } from '../document.ts';
import { isReadable } from './one-line.ts';
import { type Grid, headerWord, isValue, type Placed, periodLabel, sameCell } from './table-grid.ts';

const MAX_LABEL_CHARS = 16;

/** The rows of a form, a pair each; undefined where a table is none. */
export function formBlocks(grid: Grid): Block[] | undefined {
  const rows = grid.map(cellsIn);
  if (rows.length < 2 || rows.some((cells) => cells.length === 0 || cells.length % 2 === 1)) return undefined;
  const labels = rows.flatMap((cells) => cells.filter((_, c) => c % 2 === 0)).map(({ text }) => text);
  const isForm =
    labels.every(isLabel) &&
    new Set(labels).size === labels.length &&
    !namesColumns(rows[0] ?? []) &&
    (isMixed(rows) || isPairsOfFigures(rows));
  if (!isForm) return undefined;
  return rows
    .flatMap((cells) =>
      cells.flatMap((cell, c) => (c % 2 === 0 ? [] : [[cells[c - 1]?.text ?? '', cell.text]])),
    )
    .filter(([, value = '']) => isReadable(value))
    .map(([label = '', value = ''], i) => ({
      kind: 'row',
      text: `${label}：${value}`,
      level: 0,
      row: {
        opens: i === 0,
        group: '',
        label,
        labelHead: '',
        depth: 0,
        cells: [{ head: '', value, unit: '' }],
      },
    }));
}

/** Each cell once; a cell over several rows makes a row uneven, and the table none. */
function cellsIn(row: Grid[number]): Placed[] {
  return row.filter((cell, c): cell is Placed => cell !== undefined && !sameCell(cell, row[c - 1]));
}

function isLabel(text: string): boolean {
  return (
    isReadable(text) &&
    text.length <= MAX_LABEL_CHARS &&
    !/[。；！？，]/u.test(text) &&
    !isValue(text) &&
    !periodLabel.test(text) &&
    unitFamily(text) === undefined
  );
}

/** Whether what would be values of the first row are heads: 完成情况, 2022年. */
function namesColumns(first: readonly Placed[]): boolean {
  return first.some(({ text }, c) => c % 2 === 1 && (headerWord.test(text) || periodLabel.test(text)));
}

/** Whether a column of values has a figure and words below the first row. */
function isMixed([, ...rows]: readonly (readonly Placed[])[]): boolean {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  return Array.from({ length: width }, (_, c) => c)
    .filter((c) => c % 2 === 1)
    .some((c) => {
      const texts = rows.map((cells) => cells[c]?.text ?? '').filter(isReadable);
      return texts.some(isValue) && texts.some((text) => !isValue(text));
    });
}

/** Several pairs a row, all of a label and a figure. */
function isPairsOfFigures(rows: readonly (readonly Placed[])[]): boolean {
  const values = rows.flatMap((cells) => cells.filter((_, c) => c % 2 === 1));
  return rows.every((cells) => cells.length >= 4) && values.every(({ text }) => text === '' || isValue(text));
}
