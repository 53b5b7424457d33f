/**
 * Whose reports a question is about, and which years: read first and taken out, so that what remains is
 * what is asked.
 */

import type { Index } from '../../index/shelf.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import type { Place } from '../../language/place.ts';
import { aliasesIn, directoryOf, restOfName } from './directory.ts';
import { endsBeforeRank, tailAfter } from './place-names.ts';
import type { Scope } from './question.ts';

const WORDS = wordLists('scope.txt', [
  'all',
  'compare',
  'compare-time',
  'years',
  'now',
  'still',
  'still-asks',
  'against',
  'with',
  'same_time',
  'of_year',
  'year_before',
  'year_after',
  'from_now',
]);

/** What stands for the name of an association once it is read: white space, but told from a year's. */
export const NAMED = '\u3000';

/** What of an open index tells whose and when. */
type Known = Pick<Index, 'reports' | 'lexicon' | 'segment'>;

/** What {@link readScope} found and what is left of the question. */
export interface ScopedText {
  readonly scope: Scope;
  /** The question with association and years blanked out by spaces. */
  readonly rest: string;
  /** The same with 两家 and 各自 left in: in a claim they may count (有两家了吧). */
  readonly named: string;
}

/**
 * Reads association, place and years.
 *
 * @param text the folded question
 */
export function readScope(text: string, index: Known, thisYear: number): ScopedText {
  const { associations, isEither, named } = whose(text, index);
  const withoutNames = blanked(text, named, NAMED);
  const { years, isSpan, areYearsTold, relativeYear, isAgainstYearBefore, dated } = when(
    withoutNames,
    thisYear,
  );
  const withoutYears = blanked(withoutNames, dated);
  const all = meansAll(withoutYears, text, index);
  return {
    scope: {
      associations,
      isEither,
      foreign: [],
      years,
      areYearsTold,
      isSpan,
      isForAllYears: YEARS.test(text),
      isAgainstYearBefore,
      // 现在几个人主持 is asked of the newest report.
      relativeYear: relativeYear ?? (years.length === 0 && asksOfNow(text) ? thisYear : null),
      isForAll: all !== null,
    },
    rest: all && !isInsideName(text, all.start) ? blanked(withoutYears, [all]) : withoutYears,
    named: withoutYears,
  };
}

const YEARS = new RegExp(oneOf(WORDS.years), 'u');
const NOW = new RegExp(oneOf(WORDS.now), 'u');
const STILL = new RegExp(`${oneOf(WORDS.still)}[^，,。？?]{1,14}${oneOf(WORDS['still-asks'])}[？?]?$`, 'u');

/** Whether a question is about how things stand now. */
export const asksOfNow = (text: string): boolean => NOW.test(text) || STILL.test(text);

/** A text with white space in the place of some parts of it. */
export const blanked = (text: string, spans: readonly Place[], mark = ' '): string =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + mark.repeat(end - start) + rest.slice(end),
    text,
  );

/** The associations that are named, in their order; a name that several share stands for one that is named beside it. */
function whose(
  text: string,
  { reports, lexicon }: Known,
): Pick<Scope, 'associations' | 'isEither'> & { readonly named: readonly Place[] } {
  const found: (Place & { readonly associations: readonly string[] })[] = [];
  let rest = text;
  const directory = directoryOf(reports);
  for (const { alias, associations } of aliasesIn(text, directory)) {
    const places = associations.flatMap((association) => directory.placesOf.get(association) ?? []);
    for (let at = rest.indexOf(alias); at >= 0; at = rest.indexOf(alias, at + 1)) {
      if (isInsideName(text, at)) continue;
      // 平湖市级 names 平湖 and a level.
      if (endsBeforeRank(alias, rest.slice(at + alias.length))) continue;
      const tail = tailAfter(alias, rest.slice(at + alias.length), places, lexicon.places);
      if (tail === null) continue;
      const end = at + alias.length + tail;
      const called = Math.max(0, ...associations.map((one) => restOfName(rest.slice(end), one)));
      const meant = associations.filter((one) => called === 0 || restOfName(rest.slice(end), one) === called);
      const span = { start: at, end: end + called, associations: meant };
      found.push(span);
      rest = blanked(rest, [span], NAMED);
    }
  }
  found.sort((a, b) => a.start - b.start);
  const certain = new Set(
    found.flatMap(({ associations: [one, ...others] }) => (one && !others[0] ? [one] : [])),
  );
  const meant = found.flatMap(({ associations }) => {
    const told = associations.filter((association) => certain.has(association));
    return told.length > 0 ? told : associations;
  });
  return {
    associations: [...new Set(meant)],
    isEither: certain.size === 0 && meant.length > 1,
    named: found,
  };
}

/** 年初, 年底, 岁末: of which year stands elsewhere. */
const EDGES = ['年', '岁'];

/** Years before this one, of the times that are told from it. */
const YEARS_BACK = { 'last-year': 1, 'year-before-last': 2, 'this-year': 0, 'next-year': -1 } as const;

/** The years that are asked about, and where they are named. */
type When = Pick<Scope, 'years' | 'areYearsTold' | 'isSpan' | 'relativeYear' | 'isAgainstYearBefore'> & {
  readonly dated: readonly Place[];
};

function when(text: string, thisYear: number): When {
  const years: number[] = [];
  const dated: Place[] = [];
  let relativeYear: number | null = null;
  let isSpan = false;
  let areYearsTold = false;
  let isAgainstYearBefore = false;
  const neighbours = neighboursIn(text);
  const dates = readDates(text, { shortYears: true }).filter(
    (date) => !neighbours.some((other) => date.start < other.end && other.start < date.end),
  );
  for (const date of [...dates, ...neighbours].sort((a, b) => a.start - b.start)) {
    if ('offset' in date) {
      const [year] = years.slice(-1);
      if (isComparedWith(date, text)) isAgainstYearBefore ||= date.offset < 0;
      else if (year !== undefined) {
        // 2023年的前一年 is 2022 alone, 2023年和上一年 are two, and 2023年…去年申报的 tells of what happened.
        const between = text.slice(dated.at(-1)?.end, date.start);
        if (!OF_YEAR.test(between) && !AND_YEAR.test(between)) continue;
        if (OF_YEAR.test(between)) years.pop();
        years.push(year + date.offset);
        areYearsTold = true;
        dated.push(date);
      } else if (date.isFromNow) {
        relativeYear = thisYear + date.offset;
        dated.push(date);
      }
    } else if (date.kind === 'relative') {
      const back = YEARS_BACK[date.relative as keyof typeof YEARS_BACK];
      // 2022年…年初定的目标 tells the beginning of that year, not of this one.
      const isOfNamed = EDGES.includes(date.raw.charAt(0)) && dates.some(({ year }) => year !== undefined);
      if (back === undefined || isOfNamed || isComparedWith(date, text)) continue;
      relativeYear = thisYear - back;
      dated.push(date);
    } else if (date.year !== undefined && (date.kind === 'date' || date.kind === 'period')) {
      years.push(date.year);
      if (date.toYear !== undefined && date.toYear !== date.year) {
        years.push(date.toYear);
        isSpan = true;
      }
      // A day or a span of years is matter as well: it is looked for in the text.
      if (date.month === undefined && date.toYear === undefined) dated.push(date);
    }
  }
  return { years: [...new Set(years)], areYearsTold, isSpan, relativeYear, isAgainstYearBefore, dated };
}

const OF_YEAR = new RegExp(`^${oneOf(WORDS.of_year)}?$`, 'u');
const AND_YEAR = new RegExp(`^${oneOf(WORDS.with)}$`, 'u');
const NEIGHBOURS = new RegExp(oneOf(WORDS.year_before, WORDS.year_after), 'gu');
const BEFORE: ReadonlySet<string> = new Set(WORDS.year_before);
const FROM_NOW: ReadonlySet<string> = new Set(WORDS.from_now);

/** A year that is told from another one: 上一年, 次年, and from that of asking where none is named (去年, 明年). */
export interface Neighbour extends Place {
  readonly offset: -1 | 1;
  /** Whether it is told from the year of asking where no year is named. */
  readonly isFromNow: boolean;
}

/** The years of a text that are told from another one, with the day or month that follows left to the dates. */
export function neighboursIn(text: string): Neighbour[] {
  const dates = readDates(text, { shortYears: true });
  return [...text.matchAll(NEIGHBOURS)].flatMap(({ 0: word, index: start }): Neighbour[] => {
    const end = start + word.length;
    const date = dates.find((other) => other.start <= start && end <= other.end);
    // 去年3月 and 上年底 are dates of their own.
    if (date?.month !== undefined) return [];
    return [
      { start, end: date?.end ?? end, offset: BEFORE.has(word) ? -1 : 1, isFromNow: FROM_NOW.has(word) },
    ];
  });
}

const AGAINST = new RegExp(`${oneOf(WORDS.against)}$`, 'u');
const WITH = new RegExp(`${oneOf(WORDS.with)}$`, 'u');
const COMPARED = new RegExp(`^${oneOf(WORDS.same_time)}?${oneOf(WORDS.compare, WORDS['compare-time'])}`, 'u');
/** 与2020年相比 once its year is read and taken out. */
const COMPARED_WITH_TAKEN = new RegExp(
  `${oneOf(WORDS.with)}\\s+${oneOf(WORDS.same_time)}?${oneOf(WORDS.compare, WORDS['compare-time'])}`,
  'gu',
);

/** Where a text names a time that something is compared with, with the words that say so: 比去年, 与上年相比. */
export function comparedTimes(text: string): Place[] {
  const times = readDates(text, { shortYears: true })
    .filter((date) => isComparedWith(date, text))
    .map(({ start, end }) => {
      const before = text.slice(0, start);
      const word = (AGAINST.exec(before) ?? WITH.exec(before))?.[0].length ?? 0;
      return { start: start - word, end: end + (COMPARED.exec(text.slice(end))?.[0].length ?? 0) };
    });
  const taken = [...text.matchAll(COMPARED_WITH_TAKEN)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }));
  return [...times, ...taken];
}

/** Whether a time is what something is compared with: 比去年, 与上年相比. */
function isComparedWith({ start, end }: Place, text: string): boolean {
  const before = text.slice(0, start);
  return AGAINST.test(before) || (WITH.test(before) && COMPARED.test(text.slice(end)));
}

const COMPARES = new RegExp(oneOf(WORDS.compare), 'gu');
const ALL = new RegExp(`(?<!哪)${oneOf(WORDS.all)}|哪家(?=.{0,16}最)`, 'u');

/** Whether a text sets things side by side. */
export const comparesIn = (text: string): boolean => text.search(COMPARES) >= 0;

/** Where a question says that it is of all associations. */
function meansAll(text: string, asked: string, index: Known): Place | null {
  const all = ALL.exec(text);
  if (all) return { start: all.index, end: all.index + all[0].length };
  for (const { 0: word, index: start } of text.matchAll(COMPARES)) {
    const end = start + word.length;
    if (!followsTime(asked, start) && !saysHowMuch(asked, end, index)) return { start, end };
  }
  return null;
}

/** 与2020年相比 and 和上年同期比较 set a time beside another, not an association. */
function followsTime(text: string, at: number): boolean {
  return readDates(text, { shortYears: true }).some(
    (date) => isComparedWith(date, text) && ['', ...WORDS.same_time].includes(text.slice(date.end, at)),
  );
}

/** 比较 before what can be more or less (比较重要, 比较有特色) says how much and compares nothing. */
function saysHowMuch(text: string, end: number, index: Known): boolean {
  // A word that holds more than 比较 is a phrase of its own (比较突出).
  const next = index.segment(text).find((segment) => segment.end > end);
  const isPhrase = next !== undefined && next.start < end;
  return text.slice(0, end).endsWith('比较') && (isPhrase || /^[advzi]/u.test(next?.tag ?? ''));
}

/** Whether a place stands inside a quoted name, as in “科普平湖”. */
function isInsideName(text: string, at: number): boolean {
  const open = Math.max(text.lastIndexOf('“', at), text.lastIndexOf('《', at), text.lastIndexOf('「', at));
  if (open < 0) return false;
  const close = text.slice(open).search(/[”》」]/u);
  return close >= 0 && open + close > at;
}
