/**
 * Names of places in a question: which there are, and which of them have no report here.
 */
import type { Index } from '../../index/shelf.ts';
import { bigramTerms } from '../../index/terms.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import type { Segment } from '../../language/segment.ts';
import { LINKING } from './linking.ts';

const WORDS = wordLists('place-names.txt', [
  'rank',
  'ends',
  'large',
  'not_rank',
  'kind',
  'association',
  'there',
  'not_in_name',
  'nobody',
]);

/** What the association of a place is called, and the ranks of a place before it: 市科协. */
export const ASSOCIATION = WORDS.association;
export const RANKS = WORDS.rank;
/** End as the name of a place does and name a kind of place. */
export const PLACE_KINDS = WORDS.kind;
/** All that can end the full name of a place. */
export const PLACE_ENDS = WORDS.ends;

const END = new RegExp(`${oneOf(WORDS.ends)}$`, 'u');
const LARGE = new RegExp(`${oneOf(WORDS.large)}$`, 'u');

/** 平湖市 → 平湖; a name that would be left with one character keeps its suffix. */
export function shortPlace(place: string): string {
  const short = place.replace(END, '');
  return short.length >= 2 ? short : place;
}

/** Whether a name ends as those of cities and provinces do. */
export const endsInLargePlace = (name: string): boolean => LARGE.test(name);

/** Whether what is left of a place's name without its short name is its rank. */
export const isRank = (text: string): boolean => WORDS.ends.includes(text);

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
      cities: new Set(places.filter((place) => LARGE.test(place)).map(shortPlace)),
      beginnings: new Set(places.map((place) => place.slice(0, 2))),
    };
    placeNames.set(places, names);
  }
  return names;
}

/** Whether a word is the name of a place, by its full or short name. */
export function isPlace(word: string, places: readonly string[]): boolean {
  const { full, short } = namesOf(places);
  return full.has(word) || short.has(word);
}

/** What may follow the name of a place and still be of it: 市科协, 那边. */
const TAIL = new RegExp(
  `^(${oneOf(WORDS.rank)}(?!${oneOf(WORDS.not_rank)}))?${oneOf(WORDS.association)}?${oneOf(WORDS.there)}?`,
  'u',
);

const RANK_AT_END = new RegExp(`${oneOf(WORDS.rank)}$`, 'u');
const NOT_RANK = new RegExp(`^${oneOf(WORDS.not_rank)}`, 'u');

/** Whether the rank that a name ends with belongs to the next word: 平湖市 before 级. */
export const endsBeforeRank = (name: string, after: string): boolean =>
  RANK_AT_END.test(name) && NOT_RANK.test(after);

/**
 * How many characters after a name belong to it as well; null where they make it the name of another place than it
 * stands for: 吉林 before 市科协 where only 吉林省科协 has a report.
 *
 * @param name  as it stands in the question
 * @param after what follows
 * @param own   full names that it may stand for
 */
export function tailAfter(
  name: string,
  after: string,
  own: readonly string[],
  places: readonly string[],
): number | null {
  const [tail = '', rank = ''] = TAIL.exec(after) ?? [];
  const full = name + rank;
  const isOther = rank !== '' && !own.includes(full) && namesOf(places).full.has(full);
  return isOther ? null : tail.length;
}

/** Whoever is named before 科协 owns it, also where the lexicon does not know the place. */
const OWNER = new RegExp(
  `((?:(?!${oneOf(WORDS.not_in_name)})\\p{Script=Han}){2,6}${oneOf(WORDS.ends)})${oneOf(WORDS.association)}`,
  'gu',
);
const NOBODY = new RegExp(`^${oneOf(WORDS.nobody)}`, 'u');
const RANKED = new RegExp(`^${oneOf(WORDS.ends, WORDS.association)}`, 'u');

/**
 * Places that are named and have no report here. A short name counts only where it is a word of its own (苏州)
 * or is followed by what makes it a place: 资源 in 科普资源 is no 资源县.
 */
export function foreignPlaces(
  rest: string,
  index: Pick<Index, 'lexicon' | 'segment' | 'hasBigram'>,
  own: ReadonlySet<string>,
): string[] {
  // 中山区 is known by its full name alone where 中山市 has a report.
  const nameOf = (place: string) => (own.has(shortPlace(place)) ? place : shortPlace(place));
  const names = namesOf(index.lexicon.places);
  const { full, short, cities } = names;
  const found = new Set<string>();
  for (const place of fullPlacesIn(rest, names, index.segment(rest))) found.add(nameOf(place));
  const segments = index.segment(rest);
  for (const { 1: place = '', index: start } of rest.matchAll(OWNER)) {
    const owner = ownerIn(place, start, segments);
    if (owner) found.add(nameOf(owner));
  }
  for (const owner of unknownOwners(segments, index)) found.add(owner);
  for (const { text, tag, start, end } of segments) {
    if (NOBODY.test(text) || isJoinedLevel(rest, start, end)) continue;
    const isAbbreviated = index.lexicon.alternatives.get(text)?.some((name) => full.has(name));
    if (full.has(text) || isAbbreviated) found.add(nameOf(text));
    // A city that begins the question is one, also where the dictionary takes it for a person or a make (嘉兴, 金华).
    else if (cities.has(text) && /^n[rz]/u.test(tag) && rest.slice(0, start).trim() === '') found.add(text);
    else if (short.has(text) && (tag === 'ns' || RANKED.test(rest.slice(end)))) found.add(text);
  }
  return [...found].filter((name) => ![...found].some((other) => other !== name && other.includes(name)));
}

/**
 * Names without a rank before 科协 that neither the lexicon nor the reports know: 沅溪科协, and not 企业科协. They are no words,
 * and stand together in no report.
 */
function unknownOwners(segments: readonly Segment[], { hasBigram }: Pick<Index, 'hasBigram'>): string[] {
  return segments.flatMap(({ text }, at) => {
    if (!WORDS.association.includes(text)) return [];
    let from = at;
    while (from > 0 && isLoose(segments[from - 1] as Segment)) from--;
    const before = segments[at - 1];
    const isName =
      before !== undefined && before.text.length <= MOST_NAME_CHARS && /^n[rs]/u.test(before.tag);
    const name =
      from < at
        ? segments
            .slice(from, at)
            .map((one) => one.text)
            .join('')
        : isName
          ? before.text
          : '';
    const isUnknown =
      name.length >= 2 &&
      name.length <= MOST_NAME_CHARS &&
      !END.test(name) &&
      !bigramTerms(name).some(hasBigram);
    return isUnknown ? [name] : [];
  });
}
const MOST_NAME_CHARS = 3;
const isLoose = ({ text }: Segment): boolean =>
  /^\p{Script=Han}$/u.test(text) && !isFunctionWord(text) && !isRank(text) && !NOBODY.test(text);

/**
 * The name that ends what stands before 科协, in whole words: 普定县 of 谁当选普定县, 岳陵市 of 请问岳陵市, whose name the
 * dictionary does not know, and nobody of 那个全省.
 *
 * @param start where `before` stands in the text that the segments are of
 * @returns empty where no name ends it
 */
function ownerIn(before: string, start: number, segments: readonly Segment[]): string {
  const end = start + before.length;
  let from = end;
  for (const { text, tag, start: at, end: to } of segments.toReversed()) {
    if (to > from || at < start) continue;
    const isRankAlone = from === end && isRank(text);
    const isSingle = text.length === 1 && !isFunctionWord(text);
    if (from === end ? NOBODY.test(text) : !isSingle && (from < end - 1 || !/^n/u.test(tag))) break;
    from = at;
    if (!isRankAlone && !isSingle) break;
  }
  const name = before.slice(from - start);
  return name.length > 2 ? name : '';
}

/** Full names of places in a text, the longest at each place; 和县 is none in 市级和县级. */
function fullPlacesIn(
  text: string,
  { full, beginnings }: PlaceNames,
  segments: readonly Segment[],
): string[] {
  const starts = new Set(segments.map(({ start }) => start));
  const found: string[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!starts.has(start) || !beginnings.has(text.slice(start, start + 2))) continue;
    for (let end = Math.min(text.length, start + 12); end >= start + 2; end--) {
      if (!full.has(text.slice(start, end)) || isJoinedLevel(text, start, end)) continue;
      found.push(text.slice(start, end));
      start = end - 1;
      break;
    }
  }
  return found;
}

/** 和县 of 市级和县级 is no place: what joins two levels stands before 级. */
const isJoinedLevel = (text: string, start: number, end: number): boolean =>
  LINKING.and.includes(text[start] ?? '') && NOT_RANK.test(text.slice(end));
