/**
 * The scores of passages that the cluster found, as the search on one machine gives them. The cluster only narrows: its
 * scores rest on rounded lengths and on another formula, these on the numbers that the build counted.
 */
import type { SearchDocument } from '../index/search.ts';
import type { SearchQuery } from '../index/shelf.ts';

/** In how many passages a term stands, field by field. */
export interface TermStatistics {
  readonly words: number;
  readonly bigrams: number;
  readonly heading: number;
  /** In the text or in the headings; 0 of a pair of characters that is no word. */
  readonly passages: number;
}

/** What a score rests on beside the passage. */
export interface ScoreStatistics {
  readonly passages: number;
  /** Of words, bigrams and heading. */
  readonly averageFieldLength: readonly number[];
  readonly statistics: (term: string) => TermStatistics | undefined;
}

export const BIGRAM_BOOST = 0.5;
export const HEADING_BOOST = 0.4;
/** BM25+ as MiniSearch has it: how soon a term said again counts no more, how much length counts, the least of a match. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const LEAST = 0.5;

/** A passage's score for a query: what each term in each field adds. */
export function scoreOf(
  { words, bigrams }: SearchQuery,
  passage: SearchDocument,
  { passages, averageFieldLength, statistics }: ScoreStatistics,
): number {
  const fields = [passage.words, passage.bigrams, passage.heading].map((text, field) => {
    const times = new Map<string, number>();
    for (const term of text.split(' ')) times.set(term, (times.get(term) ?? 0) + 1);
    const share = times.size / (averageFieldLength[field] || 1);
    return { times, damping: SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share) };
  });
  let score = 0;
  const add = (term: string, field: number, weight: number, having: number) => {
    const { times, damping } = fields[field] as (typeof fields)[number];
    const count = times.get(term);
    if (!count) return;
    const rarity = Math.log(1 + (passages - having + 0.5) / (having + 0.5));
    score += weight * rarity * (LEAST + (count * (SATURATION + 1)) / (count + damping));
  };
  for (const { term, weight } of words) {
    const known = statistics(term);
    add(term, 0, weight, known?.words ?? 0);
    add(term, 2, weight * HEADING_BOOST, known?.heading ?? 0);
  }
  for (const { term, weight } of bigrams) add(term, 1, weight * BIGRAM_BOOST, statistics(term)?.bigrams ?? 0);
  return score;
}
