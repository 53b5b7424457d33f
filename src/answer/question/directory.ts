/**
 * The associations of an index by every name a person may use for them: made once an index, since asking must
 * not cost more the more reports there are.
 */
import type { ReportCard } from '../../index/library.ts';
import { fold } from '../../language/normalize.ts';
import { romanize, soundOf } from '../../language/pinyin.ts';

/** A name of an association and the association it names. */
export interface Alias {
  /** Folded. */
  readonly alias: string;
  readonly association: string;
}

/** All the names, looked up in different ways. */
export interface Directory {
  /** Longest first. */
  readonly aliases: readonly Alias[];
  /** Names that a slip of the pen may hit: 平湖, 平湖市, 平湖市科协. */
  readonly names: ReadonlySet<string>;
  /** The same by how they sound. */
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  /** Places by their pinyin: pinghu. */
  readonly byPinyin: ReadonlyMap<string, string>;
}

/** 平湖市 → 平湖; a name that would be left with one character keeps its suffix. */
export function shortPlace(place: string): string {
  const short = place.replace(/(?:市|区|县|省|自治州|州|盟|自治区)$/u, '');
  return short.length >= 2 ? short : place;
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

function makeDirectory(reports: readonly ReportCard[]): Directory {
  const aliases = new Map<string, string>();
  const names = new Set<string>();
  const byPinyin = new Map<string, string>();
  for (const { association, aliases: more, place } of reports) {
    const short = shortPlace(place);
    for (const alias of [association, ...more, place, short, `${short}科协`, `${short}市科协`]) {
      const folded = fold(alias).trim();
      if (folded.length >= 2 && !aliases.has(folded)) aliases.set(folded, association);
    }
    for (const name of [short, place, association]) names.add(name);
    byPinyin.set(romanize(short), short);
  }
  const bySound = new Map<string, string[]>();
  for (const name of names) bySound.set(soundOf(name), [...(bySound.get(soundOf(name)) ?? []), name]);
  return {
    aliases: [...aliases]
      .map(([alias, association]) => ({ alias, association }))
      .sort((a, b) => b.alias.length - a.alias.length || (a.alias < b.alias ? -1 : 1)),
    names,
    bySound,
    byPinyin,
  };
}
