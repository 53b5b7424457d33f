/**
 * The lines of the lexicon: those that ship, and over them a maintainer's own, so that both stay as they are. An upgrade
 * brings new words and takes none of one's own. A line that begins with `- ` takes the same line of those that ship away.
 */
import { fold } from './normalize.ts';

/**
 * The texts of the lexicon's files by file name; a missing file is an empty one. What a maintainer adds to them stands
 * under {@link ownName} of the file.
 */
export type LexiconTexts = Readonly<Record<string, string>>;

/** The lexicon's files, in the order they are read. */
export const LEXICON_FILES = [
  'dictionary.txt',
  'synonyms.txt',
  'abbreviations.txt',
  'glossary.en.txt',
  'places.txt',
] as const;

export type LexiconFile = (typeof LEXICON_FILES)[number];

/** A line of a lexicon. */
export interface Entry {
  readonly text: string;
  /** `file:line` for messages. */
  readonly where: string;
}

/** Where a maintainer's own lines to a file stand. */
export const ownName = (file: LexiconFile): string => `lexicon/${file}`;

/** The entries of a file without comments and blank lines; a maintainer's own go before those that ship. */
export function entriesOf(texts: LexiconTexts, file: LexiconFile): Entry[] {
  const shipped = linesOf(texts, file);
  const own = linesOf(texts, ownName(file));
  return own.length === 0 ? shipped : layered(file, shipped, own);
}

/** The lines of one text that are entries. */
export function linesOf(texts: LexiconTexts, name: string): Entry[] {
  const entries: Entry[] = [];
  for (const [index, line] of (texts[name] ?? '').split(/\r?\n/u).entries()) {
    const text = fold(line.replace(/(^|\s)#.*$/u, '')).trim();
    if (text) entries.push({ text, where: `${name}:${index + 1}` });
  }
  return entries;
}

/** What an own line takes away, without the sign; null for a line that adds. */
export function takenBy(text: string): string | null {
  return /^- ?\S/u.test(text) ? spaced(text.slice(1)) : null;
}

/** An entry with one space between its words, as entries are compared. */
export const spaced = (text: string): string => text.trim().replace(/\s+/gu, ' ');

/**
 * The entries of both, those that ship first.
 *
 * Where both say something of the same word, short form or English phrase, the own line stands. Two-way synonyms are
 * joined instead: what stands for one word stands for all that stand for it.
 */
export function layered(file: LexiconFile, shipped: readonly Entry[], own: readonly Entry[]): Entry[] {
  const taken = new Set(own.map(({ text }) => takenBy(text)).filter((text) => text !== null));
  const added = own.filter(({ text }) => takenBy(text) === null);
  const left = shipped.filter(({ text }) => !taken.has(spaced(text)));
  if (file === 'synonyms.txt') return joined(left, added);
  const said = new Set(added.map(({ text }) => keyOf(file, text)));
  return [...left.filter(({ text }) => !said.has(keyOf(file, text))), ...added];
}

/** What an entry is about: it may be said once. */
function keyOf(file: LexiconFile, text: string): string {
  if (file === 'dictionary.txt') return text.split(/\s+/u)[0] ?? '';
  if (file === 'places.txt') return text;
  return spaced(text.split('=')[0] ?? '');
}

/** A group of words that stand for one another, and those of them that a maintainer wrote. */
interface Group extends Entry {
  readonly words: readonly string[];
  readonly written: ReadonlySet<string>;
}

/** Own two-way groups take the groups that they share a word with into themselves. */
function joined(shipped: readonly Entry[], own: readonly Entry[]): Entry[] {
  const isOneWay = ({ text }: Entry) => text.startsWith('~');
  const oneWay = new Set(own.filter(isOneWay).map(({ text }) => spaced(text)));
  const left = shipped.filter((entry) => !isOneWay(entry) || !oneWay.has(spaced(entry.text)));
  let groups = left
    .filter((entry) => !isOneWay(entry))
    .map((entry): Group => ({ ...entry, words: entry.text.split(/\s+/u), written: new Set() }));
  const refused: Entry[] = [];
  for (const entry of own.filter((one) => !isOneWay(one))) {
    const words = entry.text.split(/\s+/u);
    const meets = ({ words: others }: Group) => words.some((word) => others.includes(word));
    const met = groups.filter(meets);
    // Twice in one's own lines: left for the reader to refuse.
    if (met.some(({ written }) => words.some((word) => written.has(word)))) {
      refused.push(entry);
      continue;
    }
    // The word that ships first stays the standard term. One that a line has twice is left for the reader as well.
    const others = met.flatMap((group) => group.words);
    const all = [...others, ...words.filter((word) => !others.includes(word))];
    const written = new Set([...words, ...met.flatMap((group) => [...group.written])]);
    groups = [
      ...groups.filter((group) => !meets(group)),
      { ...entry, text: all.join(' '), words: all, written },
    ];
  }
  const whole = new Set(groups.map(({ where }) => where));
  const kept = left.filter((entry) => isOneWay(entry) || whole.has(entry.where));
  const added = groups.filter(({ written }) => written.size > 0).map(({ where, text }) => ({ where, text }));
  return [...kept, ...added, ...own.filter(isOneWay), ...refused];
}
