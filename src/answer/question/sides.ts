/**
 * The sides of a comparison, each with the question as it is asked of it alone: associations, years of one, places or
 * things that one report tells of (大冶和阳新哪个多), and a place that is named beside an association and has no report.
 */
import { covers, formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { namedBefore, plainText, SETS_BESIDE } from './comparing.ts';
import { LINKING } from './linking.ts';
import { type OwnWords, ownWords, without, withoutOthers, yearsOfOthers } from './own-words.ts';
import { ASSOCIATION, PLACE_ENDS, shortPlace } from './place-names.ts';
import type { Question, Scope, Understanding } from './question.ts';
import { withNamesOf } from './renamed.ts';
import { understand } from './understand.ts';

/** One side. */
export interface Side {
  /** Whose report tells of it; empty where that is open. */
  readonly association: string;
  /** The time it is asked for, as the answer names it; empty where that is open. */
  readonly period: string;
  /** The place or thing, of sides within one report; empty otherwise. */
  readonly item: string;
  /** The question as it is asked of this side alone. */
  readonly question: Question;
  /** The same of how many there are in all (累计), where it is not asked how many were added; null where that is no question. */
  readonly inAll: Question | null;
  /** The reports that may tell; none where there is no report of it. */
  readonly reports: readonly ReportCard[];
  /** Older ones, newest first, for what those do not tell. */
  readonly older: readonly ReportCard[];
}

/** Whether a question that compares is asked of sides, and not only of what one became (增加了多少). */
const comparesSides = ({ wants }: Question) => wants.comparison !== null && wants.comparison !== 'change';

/**
 * The sides that a question sets beside each other, in the order in which they are named.
 *
 * @param reports the reports in scope
 * @returns fewer than two where it sets nothing beside each other
 */
export function sidesOf(question: Question, index: Understanding, reports: readonly ReportCard[]): Side[] {
  const { scope, type } = question;
  if (scope.isEither) return [];
  const parties = partiesIn(question);
  if (scope.associations.length >= 2 || (scope.associations.length === 1 && parties.length > 0))
    return [
      ...scope.associations.map((association) =>
        sideOf(association, withoutParties(question, parties), index, reports),
      ),
      ...parties.map((place) => placeSide(place, withoutParties(question, parties), index, reports)),
    ];
  const years = yearsBeside(question, reports);
  if (years.length >= 2) return years.map((year) => yearSide(year, question, index, reports));
  const items = comparesSides(question) ? itemsIn(question) : [];
  if (items.length >= 2) return items.map((item) => itemSide(item, items, question, index, reports));
  if (!scope.isForAll || scope.associations.length > 0 || type === 'summary') return [];
  const all = [...new Set(reports.flatMap(({ association }) => association || []))];
  return all.map((association) => sideOf(association, question, index, reports));
}

/** The association's side: of the years asked about those it has a report of, without a year its newest. */
function sideOf(
  association: string,
  question: Question,
  index: Understanding,
  reports: readonly ReportCard[],
): Side {
  const own = reports.filter((report) => report.association === association);
  const { scope } = question;
  // 平湖2020年和太仓2021年 asks each association for its own year.
  const years = scope.years.filter((year) => own.some(({ period }) => covers(period, year)));
  // 荣成跟兰溪（2022） asks 荣成 for no year.
  const others = yearsOfOthers(question, association, index);
  const asksYear = scope.years.some((year) => !others.includes(year));
  const newest = own.filter(({ period }) => own.every((other) => other.period.to <= period.to));
  const told = years.length > 0 || asksYear ? own : newest;
  const [first] = told;
  return {
    association,
    period: years.length > 0 ? years.join('、') : first ? formatPeriod(first.period) : '',
    item: '',
    ...ofSide(question, index, {
      scope: years.length > 0 || !asksYear ? { ...scope, years } : scope,
      words: ownWords(question, association, index),
    }),
    reports: told,
    older: [...own].filter((report) => !told.includes(report)).sort((a, b) => b.period.to - a.period.to),
  };
}

/** The years that are set beside each other: those that are named, the one and that before it, or all that there are. */
function yearsBeside({ scope, wants }: Question, reports: readonly ReportCard[]): readonly number[] {
  if (scope.associations.length !== 1 || scope.isSpan) return [];
  if (scope.years.length >= 2) return scope.years;
  const known = reports.filter(({ period }) => hasPeriod(period));
  const covered = [...new Set(known.flatMap(({ period }) => [period.from, period.to]))].sort((a, b) => a - b);
  if (scope.isAgainstYearBefore && wants.comparison !== null) {
    const year = scope.years[0] ?? covered.at(-1);
    return year === undefined ? [] : [year, year - 1];
  }
  return scope.isForAllYears ? covered : [];
}

function yearSide(
  year: number,
  question: Question,
  index: Understanding,
  reports: readonly ReportCard[],
): Side {
  return {
    association: question.scope.associations[0] ?? '',
    period: String(year),
    item: '',
    ...ofSide(question, index, { scope: { ...question.scope, years: [year], isAgainstYearBefore: false } }),
    reports,
    older: [],
  };
}

const JOIN = oneOf(['、'], LINKING.and, LINKING.with, SETS_BESIDE);

/** How a place is named: 昆山市科协. */
const named = (place: string) => `${shortPlace(place)}${oneOf(PLACE_ENDS)}?${oneOf(ASSOCIATION)}?`;

/** Places without a report that are named as a side beside an association: 安顺2024年和昆山. */
function partiesIn({ scope, unscoped }: Question): string[] {
  // What is read and taken out, the association and the years, left white space.
  const isBeside = (name: string) =>
    new RegExp(`(?:^|[\\s、])${JOIN}\\s*${name}|^${name}\\s*${JOIN}(?:\\s|$)`, 'u').test(unscoped);
  return scope.foreign.filter((place) => isBeside(named(place)));
}

/** The question as the associations are asked it, without the places beside them. */
function withoutParties(question: Question, parties: readonly string[]): Question {
  if (parties.length === 0) return question;
  const cut = (text: string) =>
    parties.reduce((rest, place) => rest.replace(new RegExp(named(place), 'u'), ' '), text);
  const { scope, focus, unscoped, matter, asked } = question;
  return {
    ...question,
    focus: focus.filter(({ text }) => !parties.some((place) => text.startsWith(shortPlace(place)))),
    unscoped: cut(unscoped),
    matter: cut(matter),
    asked: cut(asked),
    scope: { ...scope, foreign: scope.foreign.filter((place) => !parties.includes(place)) },
  };
}

function placeSide(
  place: string,
  question: Question,
  index: Understanding,
  reports: readonly ReportCard[],
): Side {
  const { scope } = question;
  return {
    association: '',
    period: '',
    item: place,
    ...ofSide(question, index, { scope: { ...scope, foreign: [place] }, item: place }),
    reports: namesPlace(place, index) ? reports : [],
    older: [],
  };
}

/** Whether any report names a place at all. */
const namesPlace = (place: string, { has, hasBigram }: Understanding): boolean =>
  has(place) || hasBigram(place.slice(0, 2));

const CHAIN = new RegExp(JOIN, 'u');
const OF = new RegExp(`^${oneOf(JOINING.of)}`, 'u');

/** Places or things that are named before what is asked of them; fewer than two where they are none. */
function itemsIn({ unscoped, focus, scope }: Question): string[] {
  const items = namedBefore(unscoped)
    .split(CHAIN)
    .map((item) => item.trim().replace(OF, ''));
  const [last = ''] = items.slice(-1);
  // 大冶和阳新的院士站: what the last has behind 的 is asked of both.
  const hasOwn = items.slice(0, -1).some((item) => item.includes('的'));
  const named = [...items.slice(0, -1), hasOwn ? last : (last.split('的')[0] ?? '')];
  const isOne = (item: string) =>
    item.length > 1 &&
    (scope.foreign.some((place) => item.includes(place)) ||
      focus.some(({ text, isKey }) => isKey && item.includes(text)));
  return named.length >= 2 && named.every(isOne) ? named : [];
}

function itemSide(
  item: string,
  items: readonly string[],
  question: Question,
  index: Understanding,
  reports: readonly ReportCard[],
): Side {
  return {
    association: question.scope.associations[0] ?? '',
    period: '',
    item,
    ...ofSide(question, index, { scope: question.scope, item, words: { own: '', others: items } }),
    reports,
    older: [],
  };
}

/** What makes the question of one side of the question of all. */
interface Own {
  readonly scope: Scope;
  /** What is asked about before all else: 大冶. */
  readonly item?: string;
  readonly words?: OwnWords | null;
}

/** The place that an item is, also where the lexicon knows none of that name. */
const placesOf = ({ scope, focus }: Question, item: string): readonly string[] =>
  scope.foreign.length === 0 && focus.some(({ text }) => text === item) ? [item] : scope.foreign;

/** The question as it is asked of one side: without what compares, and without what belongs to the others. */
function ofSide(
  question: Question,
  index: Understanding,
  { scope, item = '', words = null }: Own,
): Pick<Side, 'question' | 'inAll'> {
  const { comparison, additions } = question.wants;
  const isYears = scope.associations.length === 1 && scope.years.length === 1;
  if (comparison === null || (comparison === 'change' && !isYears) || question.type === 'summary') {
    const own = words ? withoutOthers(question, words) : question;
    const wantsMany = question.wantsMany && question.type !== 'count';
    return { question: { ...own, scope, wantsMany }, inAll: null };
  }
  const text = `${item} ${plainText(without(question.unscoped, words?.others ?? []), comparison)}`.trim();
  const isDated = comparison === 'earlier' || comparison === 'later';
  const plain = understand(text, index, 0);
  const asked: Question = {
    ...plain,
    // What the whole question calls otherwise is called so of one side as well.
    focus: withNamesOf(question.focus, plain.focus),
    type: isDated ? 'date' : 'count',
    head: '',
    wantsMany: false,
    unit: plain.unit || question.unit,
    wants: { ...question.wants, each: false },
    scope: item === '' ? scope : { ...scope, foreign: placesOf(plain, item) },
    corrections: question.corrections,
    language: question.language,
  };
  const inAll: Question = { ...asked, wants: { ...asked.wants, total: 'only' } };
  return { question: asked, inAll: isDated || additions ? null : inAll };
}
