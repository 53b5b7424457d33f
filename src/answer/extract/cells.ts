/**
 * Which cells of a table row a question asks for: the column is chosen by the year, by what was to be reached or was
 * reached, by the level, and by the words and the unit that the question shares with its head.
 */
import type { Row, RowCell } from '../../corpus/rows.ts';
import { COUNTING, MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { unitAnswers } from '../../language/numbers.ts';
import { datesIn, numbersIn } from '../../language/readings.ts';
import { unitAtEnd, withoutYear } from '../../language/table-labels.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { says, saysOfMatter } from '../question/said.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { readingsOf } from '../retrieve/passage-context.ts';

/** A cell with what it says. */
export interface Cell extends RowCell {
  /** Its words, folded. */
  readonly text: string;
  /** Its first number; null where it has none. */
  readonly value: number | null;
  readonly isPercent: boolean;
  /** The year that its head or its row gives; null where it is the report's. */
  readonly year: number | null;
  readonly role: 'target' | 'result' | 'rate' | 'note' | null;
}

/** A number alone in a cell is a figure, also where it looks like a year or a version: 1953, 5.0. */
const BARE_FIGURE = /^(?:[1-9]\d{3}|\d\.0)$/u;

/** The cells of a row with what they say. */
export function cellsOfRow({ folded, start, row }: Evidence): Cell[] {
  return (row?.cells ?? []).map((cell) => {
    const text = folded.slice(cell.start - start, cell.end - start);
    const number = numbersIn(text).find(({ kind }) => kind !== 'label' && kind !== 'ordinal');
    const head = folded.slice(...relative(cell.headAt, start));
    return {
      ...cell,
      text,
      value: number?.value ?? (BARE_FIGURE.test(text) ? Number(text) : null),
      isPercent: number?.kind === 'percent' || cell.unit === '%',
      year: datesIn(head).find(({ year }) => year !== undefined)?.year ?? null,
      role: roleOf(cell.head),
    };
  });
}

const relative = ([start, end]: readonly [number, number], from: number): [number, number] =>
  end === 0 ? [0, 0] : [start - from, end - from];

/** What a head says its figures are: 完成率 is a rate, though it holds 完成. */
function roleOf(head: string): Cell['role'] {
  if (wordIn(MEASURED.note, head) !== null) return 'note';
  if (wordIn(MEASURED.rate, head) !== null) return 'rate';
  if (wordIn(MEASURED.target, head) !== null) return 'target';
  return wordIn(MEASURED.result, head) !== null ? 'result' : null;
}

/** The head of a cell without year, role and white space: what the column is of. */
export function nameOfHead({ head }: Pick<RowCell, 'head'>): string {
  return withoutYear(head.replace(/\s+/gu, ''))
    .replace(/[（(][^（）()]*[)）]/gu, '')
    .replace(ROLES, '');
}

const ROLES = new RegExp(oneOf(MEASURED.target, MEASURED.result, MEASURED.rate, MEASURED.note), 'gu');

/**
 * The cells that are asked for of a row that the question names.
 *
 * @param columns the heads of the whole table, where a row may have no cell below some of them
 * @returns none where the question does not name the row, or names a column, a year or a level for which it has no figure
 */
export function askedCells(question: Question, evidence: Evidence, columns: readonly string[]): Cell[] {
  if (!isNamed(question, evidence)) return [];
  const cells = cellsInColumn(question, evidence, columns);
  return tellsCounted(question, evidence, cells) ? cells : [];
}

/** Whether row, column or table say the noun that is counted, at least in part: 展览 is no 讲座, however else they are named. */
function tellsCounted({ counted, focus }: Question, { row }: Evidence, cells: readonly Cell[]): boolean {
  const noun = counted.findLast((word) => !SIDES.includes(word)) ?? '';
  if (!row || noun.length < 2) return true;
  const heads = cells.map(({ head, unit }) => `${head} ${unit}`);
  const words = [
    row.label,
    ...readingsOf(row.label),
    row.caption,
    row.labelHead,
    ...row.parents,
    ...heads,
  ].join(' ');
  // 培训班 is told by 培训, and 科普展览 not by 科普.
  const ends = [noun.slice(-2), noun.slice(-3, -1)].filter((end) => end.length === 2);
  const alternatives = focus.find(({ text }) => text === noun)?.alternatives ?? [];
  return [...ends, ...alternatives].some((word) => words.includes(word));
}

/** 实际 and 比上年 say which figure of a thing is asked for, and are none. */
const SIDES = [...MEASURED.target, ...MEASURED.result, ...MEASURED.rate];

/** Whether a question names a row: says a word of its label, whatever else it says. A sum and a row without a name need none. */
function isNamed(question: Question, { row, matches }: Evidence): boolean {
  if (!row || row.label === '' || isWhole(row.label)) return row !== null;
  const [labelStart, labelEnd] = [row.labelAt[0] - row.start, row.labelAt[1] - row.start];
  return (
    says(question, row.label) ||
    matches.some(
      ({ term, at }) =>
        term.text.length > 1 &&
        (isSaid(term, row.label) || at.some((place) => place.start >= labelStart && place.end <= labelEnd)),
    ) ||
    readingsOf(row.label).some((label) => question.focus.some((term) => isSaid(term, label)))
  );
}

/** The cells of the column that is asked for, whichever row it is. */
export function cellsInColumn(question: Question, evidence: Evidence, columns: readonly string[]): Cell[] {
  const all = cellsOfRow(evidence).filter(({ value }) => value !== null);
  // 累计109家 among the remarks is how many there are in all.
  const total = all.filter(({ role, text }) => role === 'note' && wordIn(COUNTING.total, text) !== null);
  if (question.wants.total !== null && total.length > 0) return total;
  const figures = all.filter(({ role }) => role !== 'note');
  const ofYear = byYear(question, evidence, figures);
  const ofRole = byRole(question, ofYear, evidence.row?.label ?? '');
  const named = byName(question, evidence, ofRole, columns);
  return byUnit(question, named);
}

function byYear(
  { scope, wants }: Question,
  { report: { period } }: Evidence,
  cells: readonly Cell[],
): Cell[] {
  const years = cells.flatMap(({ year }) => (year === null ? [] : [year]));
  if (years.length === 0 || wants.measured.change) return [...cells];
  if (scope.years.length > 0) return cells.filter(({ year }) => scope.years.includes(year ?? period.to));
  const newest = years.includes(period.to) ? period.to : Math.max(...years);
  return cells.filter(({ year }) => (year ?? period.to) === newest);
}

function byRole({ wants, numberKind }: Question, cells: readonly Cell[], label: string): Cell[] {
  const { rate } = wants.measured;
  // 科学素质比例多少 asks for what the row is, and not for how much of its aim was reached.
  const isOfLabel = rate?.words.every((word) => label.includes(word)) ?? false;
  const side = rate && isOfLabel ? rate.elseSide : wants.measured.side;
  const of = (...roles: readonly Cell['role'][]) => cells.filter(({ role }) => roles.includes(role));
  const hasRate = cells.some(({ role }) => role === 'rate');
  const asksShare = side === null || side === 'result';
  if (hasRate && (side === 'rate' || (asksShare && (numberKind === 'percent' || numberKind === 'share')))) {
    const percents = of('rate').filter(({ isPercent }) => isPercent);
    const rates = percents.length > 0 ? percents : of('rate');
    const own = cells.filter(({ isPercent, role }) => isPercent && role !== 'rate' && role !== 'target');
    return side === 'rate' ? rates : own.length > 0 ? own : rates;
  }
  const hasTarget = cells.some(({ role }) => role === 'target');
  const hasResult = cells.some(({ role }) => role === 'result');
  if (side === 'result' && hasResult) return of('result');
  if (!hasTarget) return hasRate ? cells.filter(({ role }) => role !== 'rate') : [...cells];
  if (side === 'both') return of('target', 'result', null);
  if (side === 'target' || (side === null && wants.plan === 'plan')) return of('target');
  return of('result', null);
}

/** What of a question the head of a column says, beside what the row says itself. */
function byName(
  question: Question,
  { row }: Evidence,
  cells: readonly Cell[],
  columns: readonly string[],
): Cell[] {
  const levels = [...new Set(columns.map((head) => levelOf(head)))].filter((level) => level !== '');
  const asked = levels.filter((level) => asksLevel(question, level));
  if (asked.length > 0) {
    // 市本级 asked, and the row has nothing below it.
    const own = cells.filter((cell) => asked.includes(levelOf(cell.head)));
    // Both said, in whatever sense (全市的，不要市本级): both are told.
    const whole = cells.filter((cell) => isWhole(cell.head) && says(question, nameOfHead(cell)));
    if (own.length === 0) return [];
    return whole.length > 0 ? [...whole, ...own] : mostSaid(question, row, own);
  }
  const total = cells.filter(({ head }) => isWhole(head));
  const parts = cells.filter(({ head }) => !isWhole(head));
  const isOfParts = parts.some((cell) => weightSaid(question, nameOfHead(cell), row) > 0);
  const isOfAll = levels.length > 0 || !isOfParts;
  return mostSaid(question, row, isOfAll && total.length > 0 ? total : cells);
}

/** Whether a head or a label is of all of a column or a row: 合计, 科普活动合计, 全市; 全国科普日开幕式 is something of its own. */
export const isWhole = (head: string): boolean =>
  wordIn(MEASURED.sum, head) !== null ||
  MEASURED.whole.some((word) => head.startsWith(word) && head.length - word.length <= OF_WHOLE_CHARS);
/** What may follow: 全市数, 全县平均, 全市（场）. */
const OF_WHOLE_CHARS = 3;

/** The level that a head names: 市本级, 县级; empty where it names none, or the whole. */
function levelOf(head: string): string {
  const bare = nameOfHead({ head }).replace(/^#/u, '');
  const own = MEASURED.own.filter((word) => bare.includes(word));
  return own.reduce((most, word) => (word.length > most.length ? word : most), '');
}

/** Whether a question asks for a level, as a table or as people say it: 市本级 and 本级, 县级 and 县里. */
function asksLevel(question: Question, level: string): boolean {
  const rank = level.slice(0, 1);
  return (
    saysOfMatter(question, level) ||
    (level.endsWith(OWN) && saysOfMatter(question, OWN)) ||
    MEASURED['of-level'].some((word) => saysOfMatter(question, rank + word))
  );
}

const OWN = '本级';

/** Those whose head says the most of the question that the row's label does not say; all of them where none says anything. */
function mostSaid(question: Question, row: Row | null, cells: readonly Cell[]): Cell[] {
  const weights = cells.map((cell) => weightSaid(question, nameOfHead(cell), row));
  const most = Math.max(0, ...weights);
  return most === 0 ? [...cells] : cells.filter((_, i) => (weights[i] as number) > 0.99 * most);
}

/** How much of a question's words a column's name says. */
export function weightSaid(question: Question, name: string, row: Row | null): number {
  if (name.length < 2) return 0;
  const whole = says(question, name) ? 0.5 + 0.1 * name.length : 0;
  return question.focus
    .filter((term) => !(row && isSaid(term, row.label)) && isSaid(term, name))
    .reduce((sum, { weight }) => sum + weight, whole);
}

/** Whether words say a term, itself or another way. */
export const isSaid = ({ text, alternatives }: FocusTerm, words: string): boolean =>
  [text, ...alternatives].some((word) => occurrences(words, word).length > 0);

function byUnit(question: Question, cells: readonly Cell[]): Cell[] {
  // 参加人数 is counted in what 参与人次 is.
  const unit =
    question.unit || question.focus.map(({ text }) => unitAtEnd(text)).find((end) => end !== '') || '';
  if (unit === '' || cells.length < 2) return [...cells];
  const fits = (...answers: readonly string[]) =>
    cells.filter((cell) => answers.includes(unitAnswers(unit, cell.unit || unitIn(cell))));
  const same = fits('same');
  if (same.length > 0) return same;
  const near = fits('compatible');
  // 人次 is nearer to 人 than 个, which may be anything.
  const special = near.filter((cell) => !COUNTING.general.includes(cell.unit));
  const compatible = special.length > 0 ? special : near;
  return compatible.length > 0 || question.unit !== '' ? compatible : [...cells];
}

const unitIn = ({ text }: Cell): string => numbersIn(text)[0]?.unit ?? '';
