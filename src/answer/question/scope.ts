/**
 * Whose reports a question is about, and which years: read first and taken out, so that what remains is
 * what is asked.
 */
import type { OpenIndex } from '../../index/open.ts';
import { readDates } from '../../language/dates.ts';
import { directoryOf, shortPlace } from './directory.ts';
import type { Scope } from './question.ts';

/** What stands for the name of an association once it is read: white space, but told from a year's. */
export const NAMED = '\u3000';

/** What {@link readScope} found and what is left of the question. */
export interface ScopedText {
  readonly scope: Scope;
  /** The question with association and years blanked out by spaces. */
  readonly rest: string;
  /** The same with 两家 and 各自 left in: in a claim they may count (有两家了吧). */
  readonly named: string;
}

const FOR_ALL =
  /两份报告(?:里|中)?(?:都|各)?|(?<!哪)(?:这?两家(?:科协)?|两地|两个市)|两边|各自|每家|各家|哪家(?:科协)?.{0,8}最|哪个市|谁更|对比|相比|比较/u;
const FOR_ALL_YEARS = /两年|历年|逐年|各年|每年各|这几年|年度(?:对比|比较)|同比/u;
/** Whether a question is about how things stand now. */
export const asksOfNow = (text: string): boolean => /现在|目前|如今|眼下|现任|当前/u.test(text);
const SPOKEN_PLACE_TAIL =
  /^(?:市科学技术协会|市科协|科协|市(?![级长委])|县(?![级长委])|区(?![级长委]))?(?:那边|这边|那里|这里|那儿|当地|本地)?/u;

/**
 * Reads association, place and years.
 *
 * @param text the folded question
 */
export function readScope(
  text: string,
  index: Pick<OpenIndex, 'reports' | 'lexicon' | 'segment'>,
  thisYear: number,
): ScopedText {
  let rest = text;
  const blank = (start: number, end: number, mark = ' ') => {
    rest = rest.slice(0, start) + mark.repeat(end - start) + rest.slice(end);
  };

  const found: { association: string; at: number }[] = [];
  for (const { alias, association } of directoryOf(index.reports).aliases) {
    for (let at = rest.indexOf(alias); at >= 0; at = rest.indexOf(alias, at + 1)) {
      if (isInsideName(text, at)) continue;
      const tail = SPOKEN_PLACE_TAIL.exec(rest.slice(at + alias.length))?.[0].length ?? 0;
      found.push({ association, at });
      blank(at, at + alias.length + tail, NAMED);
    }
  }
  found.sort((a, b) => a.at - b.at);
  const associations = [...new Set(found.map(({ association }) => association))];

  const years: number[] = [];
  let relativeYear: number | null = null;
  let isSpan = false;
  for (const date of readDates(rest, { shortYears: true })) {
    if (date.kind === 'relative' && !/[比较同]$/u.test(rest.slice(0, date.start))) {
      const back = { 'last-year': 1, 'year-before-last': 2, 'this-year': 0, 'next-year': -1 } as const;
      if (date.relative && date.relative in back) {
        const year = thisYear - back[date.relative as keyof typeof back];
        // A year to come is asked for outright: no older report answers for it.
        if (year > thisYear) years.push(year);
        else relativeYear = year;
        blank(date.start, date.end);
      }
    } else if (date.year !== undefined && (date.kind === 'date' || date.kind === 'period')) {
      years.push(date.year);
      if (date.toYear !== undefined && date.toYear !== date.year) {
        years.push(date.toYear);
        isSpan = true;
      }
      // A day or a span of years is matter as well: it is looked for in the text.
      if (date.month === undefined && date.toYear === undefined) blank(date.start, date.end);
    }
  }

  // 现在几个人主持 is asked of the newest report.
  if (years.length === 0 && relativeYear === null && asksOfNow(text)) relativeYear = thisYear;

  const named = rest;
  const forAll = FOR_ALL.exec(rest);
  if (forAll && !isInsideName(text, forAll.index)) blank(forAll.index, forAll.index + forAll[0].length);
  return {
    scope: {
      associations,
      foreign: [],
      years: [...new Set(years)],
      isSpan,
      isForAllYears: FOR_ALL_YEARS.test(text),
      relativeYear,
      isForAll: forAll !== null,
    },
    rest,
    named,
  };
}

/** Whether a place stands inside a quoted name, as in “科普平湖”. */
function isInsideName(text: string, at: number): boolean {
  const open = Math.max(text.lastIndexOf('“', at), text.lastIndexOf('《', at), text.lastIndexOf('「', at));
  if (open < 0) return false;
  const close = text.slice(open).search(/[”》」]/u);
  return close >= 0 && open + close > at;
}

/** Full and short names of the lexicon's places, and the first two characters of the full ones. */
interface PlaceNames {
  readonly full: ReadonlySet<string>;
  readonly short: ReadonlySet<string>;
  /** Short names of cities and provinces. */
  readonly cities: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
}

/** Made once for a lexicon. */
const placeNames = new WeakMap<readonly string[], PlaceNames>();

function namesOf(places: readonly string[]): PlaceNames {
  let names = placeNames.get(places);
  if (!names) {
    names = {
      full: new Set(places),
      short: new Set(places.map(shortPlace)),
      cities: new Set(places.filter((place) => /[市省州]$/u.test(place)).map(shortPlace)),
      beginnings: new Set(places.map((place) => place.slice(0, 2))),
    };
    placeNames.set(places, names);
  }
  return names;
}

/** Whoever is named before 科协 owns it, also where the lexicon does not know the place. */
const OWNER = /((?:(?![的了是在和与拿有])\p{Script=Han}){2,6}[市区县旗州盟])(?:科协|科学技术协会)/gu;

/** Full names of places in a text, the longest at each place. */
function fullPlacesIn(text: string, { full, beginnings }: PlaceNames): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!beginnings.has(text.slice(start, start + 2))) continue;
    for (let end = Math.min(text.length, start + 12); end >= start + 2; end--) {
      if (!full.has(text.slice(start, end))) continue;
      found.push(text.slice(start, end));
      start = end - 1;
      break;
    }
  }
  return found;
}

/** Whether a word is the name of a place, by its full or short name. */
export function isPlace(word: string, places: readonly string[]): boolean {
  const { full, short } = namesOf(places);
  return full.has(word) || short.has(word);
}

/**
 * Places that are named and have no report here. A short name counts only where it is a word of its own (苏州)
 * or is followed by what makes it a place: 资源 in 科普资源 is no 资源县.
 */
export function foreignPlaces(rest: string, index: Pick<OpenIndex, 'lexicon' | 'segment'>): string[] {
  const names = namesOf(index.lexicon.places);
  const { full, short, cities } = names;
  const found = new Set<string>();
  for (const place of fullPlacesIn(rest, names)) found.add(shortPlace(place));
  for (const [, place] of rest.matchAll(OWNER)) if (place) found.add(shortPlace(place));
  for (const { text, tag, start, end } of index.segment(rest)) {
    if (/^[全我各本]/u.test(text)) continue;
    const isAbbreviated = index.lexicon.alternatives.get(text)?.some((name) => full.has(name));
    if (full.has(text) || isAbbreviated) found.add(shortPlace(text));
    // A city that begins the question is one, also where the dictionary takes it for a person or a make (嘉兴, 金华).
    else if (cities.has(text) && /^n[rz]/u.test(tag) && rest.slice(0, start).trim() === '') found.add(text);
    else if (short.has(text) && (tag === 'ns' || /^(?:市|县|区|省|州|科协)/u.test(rest.slice(end))))
      found.add(text);
  }
  return [...found].filter((name) => ![...found].some((other) => other !== name && other.includes(name)));
}
