/**
 * What a Chinese-English dictionary knows of an index's own words: which words are near them, and which of them an
 * English word may mean. It is looked up while an index is built and kept with it, word by word, so that no question
 * loads a dictionary; and from an audience's own words alone, so that nothing of a staff report shows in it.
 *
 * Two words are near if they share a gloss and a character (选中 and 遴选, to select). Sharing a gloss alone says little,
 * since an English word has many meanings: of the pairs found so among the lexicon's words 40 % were synonyms of the
 * lexicon as well, of those with a character in common 90 % (2026-11-30).
 *
 * @see Bannard and Callison-Burch 2005, paraphrases by way of another language
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../home.ts';
import type { Lexicon } from '../language/lexicon.ts';

/** The dictionary and the day of its data, as the first line of the file says. */
export const DICTIONARY = 'CC-CEDICT of 2026-01-04';

/** Glosses that more words share (to arrange, to develop) mean too much. */
const SHARED_BY = 12;
/** So many words are kept of a row: the nearest. */
const KEPT = 6;

/** What an index keeps of the dictionary, each sorted by its key. */
export interface DictionaryRows {
  /** By a word, in the index or not, the words of the index that are near it, the nearest first. */
  readonly near: readonly (readonly [word: string, words: readonly string[]])[];
  /** By an English gloss the words of the index that have it, the likeliest first. */
  readonly english: readonly (readonly [gloss: string, words: readonly string[]])[];
}

/** The dictionary in memory: by gloss its words, the likeliest first. */
export type Glosses = ReadonlyMap<string, readonly string[]>;

/** Reads the dictionary, 1.3 MB; for one build. */
export function readGlosses(): Glosses {
  const text = readFileSync(join(PACKAGE_ROOT, 'dictionary', 'cc-cedict.txt'), 'utf8');
  return new Map(
    text.split('\n').flatMap((line): [string, string[]][] => {
      const tab = line.indexOf('\t');
      return tab > 0 ? [[line.slice(0, tab), line.slice(tab + 1).split(' ')]] : [];
    }),
  );
}

/**
 * What the dictionary knows of the words of an index.
 *
 * @param has     whether a word stands in the index
 * @param lexicon where both words of a pair stand in it, it tells whether they are near
 */
export function dictionaryRows(
  glosses: Glosses,
  has: (word: string) => boolean,
  { alternatives }: Pick<Lexicon, 'alternatives'>,
): DictionaryRows {
  const english: [string, readonly string[]][] = [];
  /** By word those near it, each with how few words share their gloss. */
  const near = new Map<string, Map<string, number>>();
  for (const [gloss, words] of glosses) {
    const known = words.filter(has);
    if (known.length === 0) continue;
    english.push([gloss, known.slice(0, KEPT)]);
    if (words.length > SHARED_BY) continue;
    for (const word of words) {
      for (const other of known) {
        if (!mayBeNear(word, other) || (alternatives.has(word) && alternatives.has(other))) continue;
        const others = near.get(word) ?? new Map<string, number>();
        near.set(word, others.set(other, Math.min(words.length, others.get(other) ?? SHARED_BY)));
      }
    }
  }
  return { near: [...near].map(([word, others]) => [word, nearest(others)] as const).sort(byKey), english };
}

const mayBeNear = (word: string, other: string) =>
  word !== other && [...word].some((character) => other.includes(character));

const nearest = (others: ReadonlyMap<string, number>): readonly string[] =>
  [...others]
    .sort(([a, sharedA], [b, sharedB]) => sharedA - sharedB || (a < b ? -1 : 1))
    .slice(0, KEPT)
    .map(([word]) => word);

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
