/**
 * The associations of an index by every name a person may use for them: made once an index, since asking must
 * not cost more the more reports there are.
 */
import type { ReportCard } from '../../index/shelf.ts';
import { fold } from '../../language/normalize.ts';
import { romanize, soundOf } from '../../language/pinyin.ts';
import { shortPlace } from './place-names.ts';

/** A name and the associations it may mean: one, or all that a name they share leaves open. */
export interface Alias {
  /** Folded. */
  readonly alias: string;
  readonly associations: readonly string[];
}

/** All the names, looked up in different ways. */
export interface Directory {
  /** By name, the longest first, and how long that is. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly longestAlias: number;
  /** Reports of an association, in their order; of no one, those that do not say whose they are. */
  readonly reportsOf: ReadonlyMap<string, readonly ReportCard[]>;
  /** Places of an association, as its reports name them. */
  readonly placesOf: ReadonlyMap<string, readonly string[]>;
  /** Names that a slip of the pen may hit: 平湖, 平湖市, 平湖市科协. */
  readonly names: ReadonlySet<string>;
  /** The same by how they sound. */
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  /** Places by their pinyin, pinghu; not those that share it (苏州, 宿州), whose pinyin is an alias of both. */
  readonly byPinyin: ReadonlyMap<string, string>;
}

const directories = new WeakMap<readonly ReportCard[], Directory>();

/** The directory of an index's reports. */
export function directoryOf(reports: readonly ReportCard[]): Directory {
  let directory = directories.get(reports);
  if (!directory) {
    directory = makeDirectory(reports);
    directories.set(reports, directory);
  }
  return directory;
}

/** What names an association; a report that does not say whose it is has no name to be asked by. */
function namesIn(all: readonly ReportCard[]): readonly ReportCard[] {
  // Most reports of an association say the same of it, and names are folded and spelt out, which takes its time.
  const said = ({ association, place, aliases }: ReportCard) => [association, place, ...aliases].join('\n');
  return Array.from(
    grouped(
      all.filter(({ association }) => association !== ''),
      said,
    ).values(),
    ([first]) => first as ReportCard,
  );
}

function makeDirectory(all: readonly ReportCard[]): Directory {
  const reports = namesIn(all);
  const places = new Map(reports.map(({ place }) => [shortPlace(place), place]));
  const names = new Set(reports.flatMap(({ association, place }) => [shortPlace(place), place, association]));
  const byPinyin = grouped([...places.keys()], (short) => inPinyin(places.get(short) ?? short));
  const aliases = aliasesOf(reports, byPinyin);
  const reportsOf = grouped(all, ({ association }) => association);
  return {
    aliases,
    longestAlias: [...aliases.keys()].reduce((longest, { length }) => Math.max(longest, length), 0),
    reportsOf,
    placesOf: new Map(
      Array.from(reportsOf, ([association, own]) => [
        association,
        [...new Set(own.map(({ place }) => place))],
      ]),
    ),
    names,
    bySound: grouped([...names], soundOf),
    byPinyin: new Map(
      [...byPinyin].flatMap(([pinyin, [place, ...others]]) =>
        place !== undefined && others.length === 0 ? [[pinyin, place]] : [],
      ),
    ),
  };
}

const inPinyin = (place: string) => romanize(place, shortPlace(place).length);

/** That a name means an association. */
type Claim = readonly [name: string, association: string];

/**
 * Names by what they may mean. A name goes to whoever has the best claim to it: first whose own name it is, then
 * whose place it names in full, then who is only called so for short. 吉林市科协 is never 吉林省科协, while 吉林科协 may be
 * either where both have a report.
 */
function aliasesOf(
  reports: readonly ReportCard[],
  byPinyin: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const own: Claim[] = [];
  const full: Claim[] = [];
  const short: Claim[] = [];
  for (const { association, aliases, place } of reports) {
    own.push([association, association]);
    if (place) full.push([place, association]);
    for (const alias of aliases) (place && alias.startsWith(place) ? full : short).push([alias, association]);
    if (!place) continue;
    const called = shortPlace(place);
    short.push([called, association], [`${called}科协`, association]);
    // Places that sound alike are told apart in Chinese only.
    const pinyin = inPinyin(place);
    if ((byPinyin.get(pinyin)?.length ?? 0) > 1) short.push([pinyin, association]);
  }
  const named = new Map<string, readonly string[]>();
  for (const claims of [own, full, short]) {
    const taken = grouped(
      claims.filter(([name]) => name.length >= 2 && !named.has(fold(name).trim())),
      ([name]) => fold(name).trim(),
    );
    for (const [name, of] of taken) named.set(name, [...new Set(of.map(([, association]) => association))]);
  }
  return new Map([...named].sort(([a], [b]) => longestFirst(a, b)));
}

const longestFirst = (a: string, b: string) => b.length - a.length || (a < b ? -1 : 1);

/** The reports of some associations, in their order. */
export function reportsOf(
  associations: readonly string[],
  reports: readonly ReportCard[],
): readonly ReportCard[] {
  const known = directoryOf(reports).reportsOf;
  const [one, ...others] = [...new Set(associations)].map((association) => known.get(association) ?? []);
  return others.length === 0
    ? (one ?? [])
    : [one, ...others].flatMap((own) => own ?? []).sort((a, b) => a.row - b.row);
}

/** The names that stand in a text, the longest first: looked up by its parts, so that it costs the same however many there are. */
export function aliasesIn(text: string, { aliases, longestAlias }: Directory): Alias[] {
  const found = new Map<string, Alias>();
  for (let start = 0; start < text.length; start++) {
    for (let end = start + 2; end <= Math.min(text.length, start + longestAlias); end++) {
      const alias = text.slice(start, end);
      const associations = aliases.get(alias);
      if (associations) found.set(alias, { alias, associations });
    }
  }
  return [...found.values()].sort((a, b) => longestFirst(a.alias, b.alias));
}

/**
 * How much of an association's name follows its place, where it is said for short: 农机学会 of 岚阳市农业机械学会. The characters
 * stand in the name in their order, from the first after the place to the last. 科协 is read with the place.
 */
export function restOfName(after: string, association: string): number {
  const kind = association.slice(-KIND_CHARS);
  const at = after.indexOf(kind);
  if (at < 1 || at + KIND_CHARS > association.length) return 0;
  const said = after.slice(0, at + KIND_CHARS);
  let place = -1;
  for (const character of said) {
    place = association.indexOf(character, place + 1);
    if (place < 0) return 0;
  }
  return said.length;
}
/** 学会, 协会, 大学, 科协 at the end of a name. */
const KIND_CHARS = 2;

/** Things by a key of theirs, in their order. */
export function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
