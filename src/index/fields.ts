/** What of a passage is searched. */

/** A passage as it is indexed: the terms of each field joined by single spaces. */
export interface SearchDocument {
  readonly words: string;
  readonly bigrams: string;
  readonly heading: string;
}

/** The fields, in the order in which the search file numbers them; part of the manifest. */
export const SEARCH_FIELDS = ['words', 'bigrams', 'heading'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Character pairs count less than words: together they are of about equal weight (evaluation of 2026-11-21). */
export const OF_WORDS = { words: 1, heading: 0.4 };
export const OF_BIGRAMS = { bigrams: 0.5 };
