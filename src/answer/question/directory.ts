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
  /** Longest first. */
  readonly aliases: readonly Alias[];
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

/** A report that does not say whose it is has no name to be asked by. */
function makeDirectory(all: readonly ReportCard[]): Directory {
  const reports = all.filter(({ association }) => association !== '');
  const places = new Map(reports.map(({ place }) => [shortPlace(place), place]));
  const names = new Set(reports.flatMap(({ association, place }) => [shortPlace(place), place, association]));
  const byPinyin = grouped([...places.keys()], (short) => inPinyin(places.get(short) ?? short));
  return {
    aliases: aliasesOf(reports, byPinyin),
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
): Alias[] {
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
  return [...named]
    .map(([alias, associations]) => ({ alias, associations }))
    .sort((a, b) => b.alias.length - a.alias.length || (a.alias < b.alias ? -1 : 1));
}

/** Things by what they have in common, each group in their order. */
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
