/**
 * The figures of a table that can be set in an order: one column from top to bottom, or one row from left to right, all in
 * one unit, without sums and without the parts of other rows.
 */
import { MEASURED } from '../../../knowledge/lists.ts';
import { wordIn } from '../../../knowledge/word-lists.ts';
import { unitAnswers } from '../../../language/numbers.ts';
import { SPOKEN_RANKS } from '../../../language/ranks.ts';
import { numbersIn } from '../../../language/readings.ts';
import { unitAtEnd } from '../../../language/table-labels.ts';
import {
  type Cell,
  cellsInColumn,
  cellsOfRow,
  isSaid,
  isWhole,
  nameOfHead,
  weightSaid,
} from '../../extract/cells.ts';
import type { FocusTerm } from '../../question/focus-term.ts';
import { LINKING } from '../../question/linking.ts';
import { RANKS } from '../../question/place-names.ts';
import type { Question } from '../../question/question.ts';
import { says } from '../../question/said.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { columnsOf } from './row.ts';

/** A row with the one figure of the column that is asked for. */
export interface Entry {
  readonly evidence: Evidence;
  readonly cell: Cell;
  readonly value: number;
}

/** The entries of a table that a question asks about; fewer than two where it asks about none. */
export function entriesOf(question: Question, rows: readonly Evidence[]): Entry[] {
  const down = entriesDown(question, rows);
  return down.length > 1 ? down : entriesAcross(question, rows);
}

/** What tells an entry from the others: the label of its row, or across a row the head of its column. */
export const nameOf = ({ evidence, cell }: Entry, entries: readonly Entry[]): string =>
  entries.every((other) => other.evidence === evidence) ? cell.head : (evidence.row?.label ?? '');

/**
 * The rows that have one figure in the column asked for, all in one unit: without sums and without the parts of other rows.
 * None where the question does not say the column, or asks for more than the table is about.
 */
function entriesDown(question: Question, rows: readonly Evidence[]): Entry[] {
  const columns = columnsOf(rows);
  const entries = rows.flatMap((evidence): Entry[] => {
    const { row } = evidence;
    if (!row || row.isPart || row.label === '' || isWhole(row.label)) return [];
    const [cell, ...more] = cellsInColumn(question, evidence, columns);
    return cell && more.length === 0 && cell.value !== null ? [{ evidence, cell, value: cell.value }] : [];
  });
  const head = entries[0]?.cell.head;
  const unit = entries[0]?.cell.unit;
  if (entries.some(({ cell }) => cell.head !== head || cell.unit !== unit)) return [];
  return tellsOf(question, entries) ? entries : [];
}

/** The figures of the row that is asked about, column by column: of several years where a year is asked for, else of several places. */
function entriesAcross(question: Question, rows: readonly Evidence[]): Entry[] {
  const named = rows.filter(({ row }) => row !== null && row.label.length > 1 && says(question, row.label));
  const [evidence] = named.sort((a, b) => (b.row?.label.length ?? 0) - (a.row?.label.length ?? 0));
  if (!evidence) return [];
  const cells = cellsOfRow(evidence).filter(
    ({ value, role }) => value !== null && (role === null || role === 'result'),
  );
  const names = new Set(cells.map(nameOfHead));
  const whole = cells.find(({ head }) => isWhole(head));
  const chosen =
    question.type === 'date'
      ? cells.filter(
          (cell) =>
            cell.year !== null && (names.size === 1 || (whole && nameOfHead(cell) === nameOfHead(whole))),
        )
      : cells.filter(({ head, year }) => year === null && !isWhole(head) && head !== '');
  const [first] = chosen;
  const entries = chosen.flatMap((cell) =>
    cell.value === null || cell.unit !== first?.unit ? [] : [{ evidence, cell, value: cell.value }],
  );
  return question.focus.every((term) => !term.isKey || isTold(term, entries)) ? entries : [];
}

/** Whether the column and its table account for all that is asked. */
function tellsOf(question: Question, entries: readonly Entry[]): boolean {
  const [first] = entries;
  if (!first) return false;
  const { cell } = first;
  const { side } = question.wants.measured;
  const isOfUnit = question.unit !== '' && unitAnswers(question.unit, cell.unit) === 'same';
  const isOfRole = side !== null && cell.role === side;
  const isCounted = question.focus.some((term) => countsIn(term, cell));
  if (!isOfUnit && !isOfRole && !isCounted && weightSaid(question, nameOfHead(cell), null) === 0)
    return false;
  // Of 科普展览 the column 科普讲座 says the first half: where its own last word is not asked for, nothing may be left over.
  const isHeadSaid = isOfUnit || isOfRole || isCounted || says(question, nameOfHead(cell).slice(-2));
  return question.focus.every((term) => isTold(term, entries) || (isHeadSaid ? !term.isKey : term.isTold));
}

/** Whether a column says a term: by its head, by what its table is about, by what its rows are, or by asking for an order. */
export function isTold(term: FocusTerm, entries: readonly Entry[]): boolean {
  return (
    wordIn(ORDERS, term.text) !== null ||
    numbersIn(term.text).length > 0 ||
    entries.some(({ evidence, cell }) => {
      const { label = '' } = evidence.row ?? {};
      const around = [...aroundOf(evidence), cell.head, cell.unit, label].join(' ');
      return isSaid(term, around) || isKindOf(term.text, label, cell.head) || countsIn(term, cell);
    })
  );
}

/** Whether a row or a column is one of what a word names: 柳埠镇 of 乡镇. */
function isKindOf(word: string, ...names: readonly string[]): boolean {
  const rank = word.slice(-1);
  return names.some((name) => name.endsWith(word) || (RANKS.includes(rank) && name.endsWith(rank)));
}

/** What a row's table is about. */
export const aroundOf = ({ row, passage, report }: Evidence): string[] => [
  row?.caption ?? '',
  row?.labelHead ?? '',
  ...passage.section,
  report.title,
];

/** 参加人数 is counted in what 参与人次 is. */
const countsIn = ({ text }: FocusTerm, { unit }: Cell): boolean => {
  const asked = unitAtEnd(text);
  return asked !== '' && unit !== '' && unitAnswers(asked, unit) !== 'no';
};

const ORDERS = [
  MEASURED.most,
  MEASURED.least,
  MEASURED.more,
  MEASURED.less,
  MEASURED.ranks,
  SPOKEN_RANKS,
  MEASURED.every,
  LINKING.each,
].flat();
