/**
 * What a table tells: the cells of the row that is asked about, said as a person says them. The column is chosen by the
 * question (`extract/cells.ts`); which row of a column is first or last is in `order.ts`.
 */

import type { Index } from '../../../index/shelf.ts';
import { MEASURED } from '../../../knowledge/lists.ts';
import { askedCells, type Cell, isWhole } from '../../extract/cells.ts';
import type { FocusTerm } from '../../question/focus-term.ts';
import type { Question } from '../../question/question.ts';
import type { Shown } from '../../read/parts.ts';
import { wordsOfCells } from '../../read/row-words.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { rowsOfTable } from '../../retrieve/retrieve.ts';
import type { Found } from '../finding.ts';

/** More cells than this are a row, and no answer. */
const MAX_CELLS = 4;

/** The heads of the columns of some rows. */
export const columnsOf = (rows: readonly Evidence[]): string[] => [
  ...new Set(rows.flatMap(({ row }) => row?.cells.map(({ head }) => head) ?? [])),
];

/** The cells of one row that are asked for; none where it is no row, or has no figure in the column asked about. */
export function cellsFor(question: Question, evidence: Evidence, index: Index): Cell[] {
  if (evidence.row === null) return [];
  return askedCells(question, evidence, columnsOf(rowsOfTable(question, evidence, index)));
}

/** The cells of a row as an answer; null where none is asked for. */
export function findCells(question: Question, evidence: Evidence, index: Index): Found | null {
  const cells = cellsFor(question, evidence, index).slice(0, MAX_CELLS);
  const [first] = cells;
  if (!first) return null;
  const place = placeIn(evidence, first);
  const parent = parentOf(question, evidence, index);
  // 全市 is what the column 合计 is of.
  const ofWhole = cells.some(({ head }) => isWhole(head));
  const ofRate = cells.every(({ role }) => role === 'rate');
  const told = accounted(
    evidence,
    ({ text }) => (ofWhole && isWhole(text)) || (ofRate && MEASURED.rate.includes(text)),
  );
  return {
    basis: { evidence: told, ...place, means: 'span' },
    shown: [shownCells(told, cells, parent), ...(parent ? [citedOnly(parent)] : [])],
    highlight: place,
    verdict: null,
  };
}

/** Where a cell stands in the sentence. */
export const placeIn = ({ start }: Evidence, cell: Cell) => ({
  start: cell.start - start,
  end: cell.end - start,
});

/** Cells as they are said, the part after what it is a part of: 征集技术需求，其中对接成功44项. */
function shownCells(evidence: Evidence, cells: readonly Cell[], parent: Evidence | null): Shown {
  const said = wordsOfCells(evidence, cells);
  const words = parent?.row ? `${wordsOfCells(parent, [])}，其中${said}` : said;
  return { evidence, clause: wholeOf(evidence), words };
}

export const wholeOf = ({ folded }: Evidence) => ({ start: 0, end: folded.length });

/** A sentence that is cited for the words that are taken from it. */
export const citedOnly = (evidence: Evidence): Shown => ({ evidence, clause: wholeOf(evidence), words: '' });

/** The row that a row is a part of; null where it stands for itself. */
function parentOf(question: Question, evidence: Evidence, index: Index): Evidence | null {
  const { row } = evidence;
  if (!row?.isPart) return null;
  const label = row.parents.at(-1);
  const above = rowsOfTable(question, evidence, index).filter(({ start }) => start < evidence.start);
  return above.findLast((other) => other.row?.label === label) ?? null;
}

/** A row with only the cells that are asked for, in place: the other columns say nothing to the question. */
export function asAsked(question: Question, evidence: Evidence, index: Index): Evidence {
  if (evidence.row === null) return evidence;
  const asked = cellsFor(withAim(question), evidence, index);
  const { row, start } = evidence;
  let { folded } = evidence;
  for (const cell of row.cells) {
    if (asked.some((one) => one.start === cell.start)) continue;
    const from = (cell.headAt[1] === 0 ? cell.start : cell.headAt[0]) - start;
    folded = folded.slice(0, from) + ' '.repeat(cell.end - start - from) + folded.slice(cell.end - start);
  }
  return { ...evidence, folded, row: { ...row, cells: asked } };
}

/** 完成了吗, with no figure: whether the aim was reached is told by target and result together. */
function withAim(question: Question): Question {
  const { claims, wants } = question;
  if (claims?.reaches == null || claims.numbers.length > 0) return question;
  return { ...question, wants: { ...wants, measured: { ...wants.measured, side: 'both', rate: null } } };
}

/** What is said of a row that has only the cells that are asked for. */
export function shownRow(evidence: Evidence): Shown {
  const words = wordsOfCells(evidence, evidence.row?.cells ?? []);
  return { evidence, clause: wholeOf(evidence), words };
}

/** What a table tells beside a row (its caption, the heads of its columns) counts as much as a heading does. */
const TOLD_BY_TABLE = 0.8;

/** A row with the terms accounted for that its table tells. */
export function accounted(evidence: Evidence, isTold: (term: FocusTerm) => boolean): Evidence {
  const matches = evidence.matches.map((match) =>
    match.strength < TOLD_BY_TABLE && isTold(match.term) ? { ...match, strength: TOLD_BY_TABLE } : match,
  );
  const total = matches.reduce((sum, { term }) => sum + term.weight, 0) || 1;
  const coverage = matches.reduce((sum, { term, strength }) => sum + term.weight * strength, 0) / total;
  const isMissing = evidence.missing !== null && !isTold(evidence.missing);
  const missing = isMissing ? evidence.missing : null;
  return { ...evidence, matches, coverage, missing, fit: isMissing ? evidence.fit : coverage };
}
