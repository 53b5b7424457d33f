/**
 * Words written by the initials of their pinyin (kpr for 科普日): a run of Latin letters that no text of the reader's index has
 * and that is no English is read as the one association, or else the one word, that has these initials. Where several have
 * them it is left as it stands. Only names and words of the reader's own index are proposed.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { fold } from '../../language/normalize.ts';
import { initialsOf, isPinyin } from '../../language/pinyin.ts';
import { directoryOf } from './directory.ts';
import { holdsEnglishGrammar, isEnglish, isKnownEnglish } from './english.ts';
import type { Understanding } from './question.ts';
import type { Correction } from './spelling.ts';
import { isNoun } from './terms.ts';

/** Letters with nothing beside them that makes them part of something longer: an address, a unit after a number, a model. */
const RUN = /(?<![a-z0-9@._/'-])[a-z]{3,8}(?![a-z@_/'-]|\.[a-z]|(?!(?:19|20)\d\d(?!\d))\d)/gu;
const SHORTEST = 3;
const LONGEST = 8;

const LATIN = wordLists('latin.txt', ['abbreviation', 'unit', 'chat']);
const IS_LATIN = new RegExp(`^${oneOf(...Object.values(LATIN))}$`, 'u');

/**
 * The runs of a folded question that are read as what they are the initials of, in their order.
 *
 * @example with 汀阳市科协 in the index, tyskx有几项活动 gives { from: 'tyskx', to: '汀阳市科协', start: 0 }
 */
export function readInitials(folded: string, index: Understanding): Correction[] {
  if (holdsEnglishGrammar(folded)) return [];
  const read = [...folded.matchAll(RUN)].flatMap(({ 0: from, index: start }) => {
    const to = isStrange(from, index) ? meantBy(from, index) : null;
    return to === null ? [] : [{ from, to, start }];
  });
  // Among English words an unknown one is more likely English.
  const left = read.reduce((text, { from }) => text.replace(from, ' '), folded);
  return isEnglish(left) ? [] : read;
}

/** Whether letters are neither a word of the index or the lexicon, nor English, nor pinyin written out. */
const isStrange = (run: string, index: Understanding): boolean =>
  !IS_LATIN.test(run) && !isPinyin(run) && !initialsIn(index).latin.has(run) && !isKnownEnglish(run, index);

function meantBy(run: string, index: Understanding): string | null {
  const { names, words, ends } = initialsIn(index);
  for (const group of [names, words, ends]) {
    const [one, ...others] = group.get(run) ?? [];
    if (one !== undefined) return others.length === 0 ? one : null;
  }
  return null;
}

/** By initials what has them. */
type ByInitials = ReadonlyMap<string, readonly string[]>;

/** What an index has, by initials. */
interface Initials {
  /** Of names that mean one association: its longest. */
  readonly names: ByInitials;
  readonly words: ByInitials;
  /** How longer words end (创新大赛, of 青少年科技创新大赛), where people leave out what stands before. */
  readonly ends: ByInitials;
  /** Latin words of the texts, their titles and the lexicon. */
  readonly latin: ReadonlySet<string>;
}

/** Made once an index. */
const known = new WeakMap<Understanding['written'], Initials>();

function initialsIn(index: Understanding): Initials {
  let initials = known.get(index.written);
  if (!initials) {
    const words = wordsOf(index);
    initials = {
      names: namesOf(index),
      words: byInitials(words),
      ends: byInitials(
        words.flatMap((word) =>
          Array.from({ length: Math.max(0, word.length - SHORTEST_END - 1) }, (_, at) => word.slice(at + 2))
            // An end is cut between words: no 技创新大赛.
            .filter((end) => index.segment(end).every(({ text }) => text.length > 1)),
        ),
      ),
      latin: latinOf(index),
    };
    known.set(index.written, initials);
  }
  return initials;
}

const SHORTEST_END = 4;

/** The lexicon's nouns that the texts have, or have in other words. */
function wordsOf({ lexicon, written, segment }: Understanding): string[] {
  return lexicon.words
    .map(({ word }) => word)
    .filter(
      (word) =>
        [word, ...(lexicon.alternatives.get(word) ?? [])].some((way) => written.has(way)) &&
        segment(word).every(({ tag }, _, { length }) => length === 1 && isNoun(tag)),
    );
}

/** A name that several associations share is none of them. */
function namesOf({ reports }: Understanding): ByInitials {
  const { aliases } = directoryOf(reports);
  const meant = new Map<string, { readonly name: string; readonly of: ReadonlySet<string> }>();
  for (const [alias, associations] of aliases) {
    for (const initials of spelt(alias)) {
      const before = meant.get(initials);
      // The aliases come longest first: of those of one association the first is kept.
      meant.set(initials, {
        name: before?.name ?? alias,
        of: new Set([...(before?.of ?? []), ...associations]),
      });
    }
  }
  return new Map(
    [...meant].map(([initials, { name, of }]) => [initials, of.size === 1 ? [name] : [name, '']]),
  );
}

function byInitials(words: readonly string[]): ByInitials {
  const groups = new Map<string, Set<string>>();
  for (const word of words)
    for (const initials of spelt(word)) groups.set(initials, (groups.get(initials) ?? new Set()).add(word));
  return new Map([...groups].map(([initials, group]) => [initials, [...group]]));
}

/** The initials of a word of Chinese characters that is neither too short nor too long; none of others. */
const spelt = (word: string): readonly string[] =>
  word.length >= SHORTEST && word.length <= LONGEST && HAN.test(word) ? [initialsOf(word)] : [];

const HAN = /^\p{Script=Han}+$/u;

function latinOf({ reports, latin, lexicon }: Understanding): ReadonlySet<string> {
  const texts = [
    ...latin(),
    ...reports.flatMap(({ title, association, aliases, publisher, source }) =>
      [title, association, ...aliases, publisher, source].map(fold),
    ),
    ...lexicon.words.map(({ word }) => word),
    ...[...lexicon.alternatives].flatMap(([word, ways]) => [word, ...ways]),
    ...lexicon.glossary.map(({ english }) => english),
  ];
  return new Set(texts.flatMap((text) => text.match(/[a-z]+/gu) ?? []));
}
