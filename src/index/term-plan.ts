/**
 * The term plan of a search: which terms of a question are looked up, few however long it is and however many passages
 * there are. A search engine's work is the postings it goes through; those of a word that stands everywhere are most of
 * them and tell least. The plan is the same for every engine that searches, so that all of them give the same passages.
 */
import type { SearchQuery, WeightedTerm } from './shelf.ts';

/** In how many passages terms stand. */
export interface TermStatistics {
  /** How many passages there are. */
  readonly passages: number;
  /** How many have a word in their text or headings. */
  readonly passagesWith: (word: string) => number;
  /** How many have a pair of characters in their text. */
  readonly passagesWithPair: (pair: string) => number;
}

/** The terms that are looked up, in the order in which their scores are added up. */
export interface TermPlan {
  /** A passage is found if it has one of these. */
  readonly opening: PlannedTerms;
  /** These add to the score of a passage that is found, and find none. */
  readonly adding: PlannedTerms;
  /** Rows of the reports that are searched; all of them where it is null. */
  readonly reports: ReadonlySet<number> | null;
}

/** Terms of one kind of search: words are looked for in texts and headings, pairs in texts. */
export interface PlannedTerms {
  readonly words: readonly WeightedTerm[];
  readonly bigrams: readonly WeightedTerm[];
}

/** Of each kind, so many are looked up. */
const MOST_TERMS = 12;
/** A term in more than this share of the passages is left out, or, in a small index, in more than so many passages. */
const COMMON_SHARE = 0.02;
const COMMON_PASSAGES = 150;
/** But so many of each kind are kept however common they are. */
const KEPT_TERMS = 3;
/** Terms open passages, those that tell most first, until they stand in about so many. */
export const OPENED_PASSAGES = 1000;
/** A question has two kinds of terms, and its best of each open whatever they cost. */
const OPENING_TERMS = 1;

/** A term with how much finding it tells. */
interface Weighed extends WeightedTerm {
  readonly passages: number;
  readonly tells: number;
}

/**
 * Chooses the terms of a query: some wherever any of them stands in the index.
 *
 * @param query terms in any number, each of a kind once
 */
export function planTerms(query: SearchQuery, statistics: TermStatistics): TermPlan {
  const words = chosen(query.words, statistics.passagesWith, statistics.passages);
  const bigrams = chosen(query.bigrams, statistics.passagesWithPair, statistics.passages);
  const opens = openers(words, bigrams);
  const part = (isOpening: boolean): PlannedTerms => ({
    words: words.filter((term) => opens.has(term) === isOpening).map(withoutStatistics),
    bigrams: bigrams.filter((term) => opens.has(term) === isOpening).map(withoutStatistics),
  });
  return { opening: part(true), adding: part(false), reports: query.reports ?? null };
}

const withoutStatistics = ({ term, weight }: Weighed): WeightedTerm => ({ term, weight });

/** The terms of a kind that are looked up, those that tell most first. */
function chosen(
  terms: readonly WeightedTerm[],
  passagesWith: (term: string) => number,
  total: number,
): Weighed[] {
  const common = Math.max(COMMON_PASSAGES, COMMON_SHARE * total);
  return terms
    .map(({ term, weight }): Weighed => {
      const passages = passagesWith(term);
      return { term, weight, passages, tells: weight * rarityOf(passages, total) };
    })
    .filter(({ passages }) => passages > 0)
    .sort((a, b) => b.tells - a.tells || (a.term < b.term ? -1 : 1))
    .filter(({ passages }, i) => i < KEPT_TERMS || passages <= common)
    .slice(0, MOST_TERMS);
}

/** The terms that find passages. */
function openers(words: readonly Weighed[], bigrams: readonly Weighed[]): ReadonlySet<Weighed> {
  const opens = new Set([...words.slice(0, OPENING_TERMS), ...bigrams.slice(0, OPENING_TERMS)]);
  let opened = [...opens].reduce((sum, { passages }) => sum + passages, 0);
  for (const term of [...words, ...bigrams].sort((a, b) => a.passages - b.passages)) {
    if (opens.has(term)) continue;
    opened += term.passages;
    if (opened > OPENED_PASSAGES) break;
    opens.add(term);
  }
  return opens;
}

/**
 * How much finding a term tells, from near 0 (in every passage) to about ln(total) (in one or none).
 *
 * @see Robertson and Zaragoza 2009, BM25's inverse document frequency
 */
export const rarityOf = (passages: number, total: number): number =>
  Math.log(1 + (total - passages + 0.5) / (passages + 0.5));
