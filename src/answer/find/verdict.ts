/**
 * Yes or no. Yes has to be proved: all that the question claims stands in what the report says of its subject,
 * and nothing of the same kind says otherwise. What is only recommended, applied for or planned is not
 * achieved; one of four is not the only one; a second prize is no first.
 */
import { type DateReading, readDates } from '../../language/dates.ts';
import { looksLikePerson } from '../../language/names.ts';
import { readNumbers, sameUnitFamily } from '../../language/numbers.ts';
import { peopleIn } from '../../language/readings.ts';
import { nearestSpan } from '../extract/candidate.ts';
import type { Question } from '../question/question.ts';
import type { Clause } from '../read/clauses.ts';
import { partsWithAllKeys } from '../read/parts.ts';
import { asksForPlan, isPlannedAt } from '../read/plans.ts';
import {
  ASKS_FIRST,
  ASKS_ONLY,
  closedThen,
  otherOnScale,
  otherRank,
  ranksIn,
  SAYS_FIRST,
} from '../read/scales.ts';
import { shortfall } from '../read/status.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** What the evidence says to a yes-or-no question. */
export interface Verdict {
  /**
   * `only`: less than was asked; `other`: the sentence names somebody else (`word`) than the claim; `quote`: neither proved nor
   * denied, so the report's words stand for themselves.
   */
  readonly says: 'yes' | 'no' | 'only' | 'other' | 'quote';
  /** The word that decides, as it stands in the evidence; empty where none does. */
  readonly word: string;
}

/** Fit from which a sentence is about the claim. */
const SURE_OF_MATTER = 0.8;

/**
 * Reads the verdict.
 *
 * @param shown the clauses that answer, by their offsets in the sentence
 */
export function readVerdict(question: Question, evidence: Evidence, shown: Clause): Verdict {
  const { asked } = question;
  const clause = evidence.folded.slice(shown.start, shown.end);
  if (ASKS_ONLY.test(asked)) {
    if (/唯一|独家/u.test(clause)) return { says: isNarrower(question, clause) ? 'quote' : 'yes', word: '' };
    const one = /之一|其中|第\s*\d+家|\d+家/u.exec(clause)?.[0];
    if (one) return { says: 'no', word: one };
  }
  const other =
    otherOnScale(asked, clause) ??
    otherRank(asked, clause) ??
    otherNumber(asked, clause) ??
    // What a sentence half about the claim dates may be another thing.
    (evidence.fit >= SURE_OF_MATTER ? otherDate(asked, clause) : null);
  if (other) return { says: 'no', word: other };
  const closed = closedThen(asked, clause);
  if (closed) return { says: 'no', word: closed };
  const short = shortfall(asked, clause);
  if (short) return { says: 'only', word: short };
  const somebody = namedInstead(evidence);
  if (somebody) return { says: 'other', word: evidence.folded.slice(somebody.start, somebody.end) };
  const denied = /(?:未能?|没有|尚未|并未|暂未|不再|无法)[\p{Script=Han}]{0,6}/u.exec(clause)?.[0];
  if (denied && !/没有|未|不/u.test(asked.replace(/有没有|没有?[?？]?$|是不是|对不对|能不能/gu, '')))
    return { says: 'no', word: denied };
  if (ASKS_FIRST.test(asked) && !SAYS_FIRST.test(clause)) return { says: 'only', word: '' };
  if (isOfAnother(evidence, shown)) return { says: 'only', word: '' };
  if (isElsewhere(asked, clause) || isOfAnotherYear(question, clause) || isNarrower(question, clause))
    return { says: 'quote', word: '' };
  // What is planned proves nothing done.
  if (isPlannedAt(evidence, shown) && !asksForPlan(question, evidence)) return { says: 'only', word: '' };
  return isProved(evidence, shown) && holdsClaimedNumbers(asked, clause) && holdsClaimedDay(asked, clause)
    ? { says: 'yes', word: '' }
    : { says: 'quote', word: '' };
}

/**
 * Whom a sentence names in place of the person that is claimed: 获评的是张浩吧 where it tells of 谭森.
 *
 * @returns null where the claim names nobody, or the sentence has that person or nobody
 */
export function namedInstead(evidence: Evidence): Clause | null {
  const isAbsent = evidence.matches.some(
    ({ term, at }) => term.isKey && at.length === 0 && looksLikePerson(term.text),
  );
  if (!isAbsent) return null;
  return nearestSpan(peopleIn(evidence.folded), evidence);
}

/** Whether what is claimed stands in the sentence, but beside the part that is about the subject: another one's honour. */
function isOfAnother({ matches }: Evidence, shown: Clause): boolean {
  const stands = matches.filter(({ term, at }) => term.isKey && at.length > 0);
  const outside = stands.filter(
    ({ at }) => !at.some(({ start, end }) => start >= shown.start && end <= shown.end),
  );
  return outside.length > 0 && outside.length < stands.length;
}

/** 在上海办的吗 is no question about 上海市科学技术协会: the place has to be told as a place. */
function isElsewhere(asked: string, clause: string): boolean {
  const place = /在([\p{Script=Han}]{2,8}?)[市县区]?(?:举办|举行|召开|办|开|进行|颁|演)/u.exec(asked)?.[1];
  if (!place) return false;
  return !new RegExp(`(?:在|于|地点[是为]|到|走进|落户|会场设)[^，。；]{0,10}${place}`, 'u').test(clause);
}

/** Whether a rank is claimed among more (全省第一) than a clause tells of, or of another place. */
function isNarrower({ asked, scope }: Question, clause: string): boolean {
  if (scope.foreign.some((place) => !clause.includes(place))) return true;
  if (ranksIn(asked).length === 0 && !ASKS_FIRST.test(asked) && !ASKS_ONLY.test(asked)) return false;
  return (asked.match(/全[国省市区县州]/gu) ?? []).some((field) => !clause.includes(field));
}

/** Whether a clause gives years, and none of them is the one that is claimed. */
function isOfAnotherYear({ scope }: Question, clause: string): boolean {
  const given = readDates(clause).filter(({ year }) => year !== undefined);
  const covers = ({ year = 0, toYear = year }: DateReading) =>
    scope.years.some((claimed) => claimed >= year && claimed <= toYear);
  return scope.years.length > 0 && given.length > 0 && !given.some(covers);
}

/** Whether a clause gives every number that is claimed: 排第一, 签了9项 are not proved by what gives no number. */
function holdsClaimedNumbers(asked: string, clause: string): boolean {
  const given = readNumbers(clause);
  return readNumbers(asked)
    .filter(({ kind }) => kind === 'count' || kind === 'percent' || kind === 'money' || kind === 'ordinal')
    .every((number) => given.some(({ value }) => value === number.value) || clause.includes(number.raw));
}

/**
 * Whether every key term stands in the clauses shown, not merely somewhere around them, and in one part of them: what
 * stands on both sides of a semicolon is told of two things.
 */
function isProved(evidence: Evidence, shown: Clause): boolean {
  const keys = evidence.matches.filter(({ term }) => term.isKey || looksLikePerson(term.text));
  const inShown = keys.every(({ at }) =>
    at.some(({ start, end }) => start >= shown.start && end <= shown.end),
  );
  const hasParts = /[；;]/u.test(evidence.folded.slice(shown.start, shown.end));
  return inShown && (!hasParts || keys.length === 0 || partsWithAllKeys(evidence).length > 0);
}

/** Whether two units count the same thing: 场 and 场次 do, 个 may count anything. */
export function countsAlike(one: string, other: string): boolean {
  return one === other || (one !== '个' && other !== '个' && sameUnitFamily(one, other));
}

/** A number that the question gives for the same unit as another one in the clause: 是不是5场 against 4场. */
function otherNumber(asked: string, clause: string): string | null {
  const given = readNumbers(clause).filter(({ kind }) => kind === 'count' || kind === 'percent');
  for (const number of readNumbers(asked)) {
    if (number.kind !== 'count' && number.kind !== 'percent') continue;
    const sameUnit = given.filter(({ unit }) => countsAlike(unit, number.unit));
    if (sameUnit.length === 1 && /突破|超过|达到|不止|多于|以上|上了/u.test(asked)) {
      return (sameUnit[0]?.value ?? 0) < number.value ? (sameUnit[0]?.raw ?? null) : null;
    }
    if (sameUnit.length > 0 && !sameUnit.some(({ value }) => value === number.value))
      return sameUnit[0]?.raw ?? null;
  }
  return null;
}

/** The days and months of a text; a year alone is none. */
export function daysIn(text: string): DateReading[] {
  return readDates(text).filter(({ kind, month }) => kind === 'date' && month !== undefined);
}

/** Whether a clause says when, where a day is claimed: another one has been denied before. */
const holdsClaimedDay = (asked: string, clause: string) =>
  daysIn(asked).length === 0 || daysIn(clause).length > 0;

/** 9月27日 where 9月26日 was asked. */
function otherDate(asked: string, clause: string): string | null {
  const claimed = daysIn(asked);
  const said = daysIn(clause);
  if (claimed.length === 0 || said.length === 0) return null;
  const agree = (a: DateReading, b: DateReading) =>
    a.month === b.month && (a.day === undefined || b.day === undefined || a.day === b.day);
  return claimed.some((a) => said.some((b) => agree(a, b))) ? null : (said[0]?.raw ?? null);
}
