/**
 * A search as the cluster takes it: each term in its fields by what it counts, in some reports or in all.
 */
import type { SearchQuery } from '../index/shelf.ts';
import { BIGRAM_BOOST, HEADING_BOOST } from './score.ts';

/** Passages that the cluster is asked for; ours put them into their order and keep fewer. */
export const CANDIDATES = 100;
/** A clause takes no more values. */
const MAX_VALUES = 60_000;

/** The body of a search. The cluster only narrows: scores by which passages are put into their order are made of what it gives. */
export function searchBody({ words, bigrams, reports }: SearchQuery): object {
  const term = (field: string, value: string, boost: number) => ({ term: { [field]: { value, boost } } });
  const should = [
    ...words.flatMap((word) => [
      term('words', word.term, word.weight),
      term('heading', word.term, word.weight * HEADING_BOOST),
    ]),
    ...bigrams.map((pair) => term('bigrams', pair.term, pair.weight * BIGRAM_BOOST)),
  ];
  return {
    size: CANDIDATES,
    track_total_hits: false,
    query: {
      bool: { should, minimum_should_match: 1, ...(reports && { filter: [inReports([...reports])] }) },
    },
  };
}

function inReports(rows: readonly number[]): object {
  if (rows.length <= MAX_VALUES) return { terms: { report: rows } };
  const parts: object[] = [];
  for (let at = 0; at < rows.length; at += MAX_VALUES)
    parts.push({ terms: { report: rows.slice(at, at + MAX_VALUES) } });
  return { bool: { should: parts } };
}
