/**
 * Agreement of what the question fixes with what the evidence says: the eighth is not the ninth, an honour of
 * 2018 is none of 2021.
 */

import { covers } from '../../corpus/report.ts';
import { NARRATION } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { yearsAt } from '../../language/date-years.ts';
import { readDates } from '../../language/dates.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { datesIn, numbersIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import { comparedTimes } from '../question/scope.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { cutClauses } from './clauses.ts';
import { plannedYear } from './plans.ts';
import { stepIn } from './status.ts';

/** 主办 asked, and only 指导单位 found. */
export function isAnotherRole({ type, wants }: Question, { folded }: Evidence): boolean {
  if (type === 'yesno' || wants.roles.length === 0) return false;
  const found = ROLE_NAMES.filter((role) => folded.includes(role));
  return found.length > 0 && !wants.roles.some((role) => found.includes(role));
}

/** Of the roles, those that one event has several of, with a body each. */
const ROLE_NAMES = ['主办', '承办', '协办', '指导', '支持'];

/** 获批 asked, 申报 found; a yes-or-no question is told so in its verdict. */
export function fallsShort({ type, wants }: Question, { folded }: Evidence, span: Place): boolean {
  if (type === 'yesno' || type === 'summary' || wants.achieved === null) return false;
  const clause = cutClauses(folded).find(({ start, end }) => start <= span.start && span.start < end);
  const step = clause && stepIn(folded.slice(clause.start, clause.end), wants.achieved);
  return step !== undefined && step !== null && step.kind !== 'reached';
}

/** 第八届 asked, 第九届 found, or 三批 as a whole where 第二批 was asked. */
export function isAnotherEdition({ wants }: Question, { folded }: Evidence): boolean {
  const { editions } = wants;
  if (editions.length === 0) return false;
  const found = editionsIn(folded);
  const summedUp = numbersIn(folded).filter(({ kind, value }) => kind === 'count' && value > 1);
  return editions.some(
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
export function isAnotherYear({ scope, type, wants }: Question, evidence: Evidence, span: Place): boolean {
  const { folded, report } = evidence;
  const [year, ...more] = scope.years;
  if (year === undefined || more.length > 0) return false;
  if (wants.plan === 'plan' && plannedYear(evidence, span) === year) return false;
  const { from, to } = report.period;
  // The date that answers may be the span itself. Without a year of its own the span is of the report's.
  const dates = datesIn(folded);
  const inside = dates.filter((date) => isWithin(date, span));
  if (inside.length > 0)
    return !inside.some(({ end }) => covers(yearsAt(dates, folded, end, to) ?? { from, to }, year));
  const before = yearsAt(dates, folded, span.start, to);
  // 2026年1月6日，主席谈知非在接受采访时…: the report on 2025 was written then, and names whoever held the office.
  if (type === 'person' && before && before.from > to) return false;
  if (before) return !covers(before, year);
  // 谭森获评2020年度…: what comes first may be dated by what follows; 68万人次，比2023年增加16万 is not of 2023.
  const compared = comparedTimes(folded);
  const isDatedLater = dates.some(
    ({ year: from, toYear, ...date }) =>
      from !== undefined &&
      covers({ from, to: toYear ?? from }, year) &&
      !compared.some((place) => isWithin(date, place)),
  );
  return !isDatedLater && !covers({ from, to }, year);
}

const ARRIVES = new RegExp(oneOf(NARRATION.arrives), 'u');

/**
 * Whether a sentence tells of somebody who is named and of nothing else that is asked: the year of an award is not that of
 * 毕业, or of coming to where he is.
 */
export function isOfAnotherEvent({ people, wants }: Question, { matches, folded }: Evidence): boolean {
  if (people.length === 0) return false;
  if (wants.arrives && !ARRIVES.test(folded)) return true;
  const others = matches.filter(({ term }) => !people.includes(term.text));
  return others.length > 0 && others.every(({ at }) => at.length === 0);
}

/** 上半年 asked, and what a sentence tells is of another month or of the whole year. */
export function isAnotherHalf(
  { wants }: Question,
  { folded, passage, report }: Evidence,
  span: Place,
): boolean {
  const { months } = wants;
  if (months === null) return false;
  const monthly = (text: string) => readDates(text).filter(({ month }) => month !== undefined);
  const own = datesIn(folded).findLast(({ month, start }) => month !== undefined && start <= span.start);
  const around = [...passage.section.toReversed(), report.title].map((heading) => monthly(heading).at(-1));
  const date = [own, ...around].find((one) => one?.month !== undefined);
  if (date?.month === undefined) return true;
  return date.month < months.from || (date.toMonth ?? date.month) > months.to;
}
