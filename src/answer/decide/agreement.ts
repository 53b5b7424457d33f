/**
 * Agreement of what the question fixes with what the evidence says: the eighth is not the ninth, an honour of
 * 2018 is none of 2021.
 */
import { covers } from '../../corpus/report.ts';
import { yearsAt } from '../../language/dates.ts';
import { datesIn, numbersIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import { type Clause, cutClauses } from '../read/clauses.ts';
import { shortfall } from '../read/status.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** What one can be to an event. */
const ROLES = /主办|承办|协办|指导单位|支持单位/gu;

/** 主办 asked, and only 指导单位 found. */
export function isAnotherRole({ type, asked }: Question, { folded }: Evidence): boolean {
  const wanted: readonly string[] = type === 'yesno' ? [] : (asked.match(ROLES) ?? []);
  const found: readonly string[] = folded.match(ROLES) ?? [];
  return wanted.length > 0 && found.length > 0 && !wanted.some((role) => found.includes(role));
}

/** 获批 asked, 申报 found; a yes-or-no question is told so in its verdict. */
export function fallsShort({ type, asked }: Question, { folded }: Evidence, span: Clause): boolean {
  if (type === 'yesno' || type === 'summary') return false;
  const clause = cutClauses(folded).find(({ start, end }) => start <= span.start && span.start < end);
  return clause !== undefined && shortfall(asked, folded.slice(clause.start, clause.end)) !== null;
}

/** 第八届 asked, 第九届 found, or 三批 as a whole where 第二批 was asked. */
export function isAnotherEdition({ matter }: Question, { folded }: Evidence): boolean {
  const asked = editionsIn(matter);
  if (asked.length === 0) return false;
  const found = editionsIn(folded);
  const summedUp = numbersIn(folded).filter(({ kind, value }) => kind === 'count' && value > 1);
  return asked.some(
    ({ unit, value }) =>
      (found.some((other) => other.unit === unit) || summedUp.some((other) => other.unit === unit)) &&
      !found.some((other) => other.unit === unit && other.value === value),
  );
}

function editionsIn(text: string): { unit: string; value: number }[] {
  return numbersIn(text)
    .filter(({ kind, raw }) => kind === 'ordinal' && /[届次批期]$/u.test(raw))
    .map(({ raw, value }) => ({ unit: raw.slice(-1), value }));
}

/** The year that stands last before the span is another one than the one asked about. */
export function isAnotherYear(
  { scope, type }: Question,
  { folded, report }: Evidence,
  span: Clause,
): boolean {
  const [year, ...more] = scope.years;
  if (year === undefined || more.length > 0) return false;
  const { from, to } = report.period;
  // The date that answers may be the span itself. Without a year of its own the span is of the report's.
  const dates = datesIn(folded);
  const inside = dates.filter(({ start, end }) => start >= span.start && end <= span.end);
  if (inside.length > 0)
    return !inside.some(({ end }) => covers(yearsAt(dates, folded, end, to) ?? { from, to }, year));
  const before = yearsAt(dates, folded, span.start, to);
  // 2026年1月6日，主席谈知非在接受采访时…: the report on 2025 was written then, and names whoever held the office.
  if (type === 'person' && before && before.from > to) return false;
  if (before) return !covers(before, year);
  // 谭森获评2020年度…: what comes first may be dated by what follows.
  const isDatedLater = dates.some(
    ({ year: from, toYear }) => from !== undefined && covers({ from, to: toYear ?? from }, year),
  );
  return !isDatedLater && !covers({ from, to }, year);
}
