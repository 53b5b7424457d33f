/**
 * The score of one passage, to the last bit what a search by MiniSearch gives it: for an engine that only narrows, so
 * that its passages come in the same order with the same scores.
 */
import { OF_BIGRAMS, OF_WORDS, type SearchDocument, type SearchField } from './search.ts';
import type { WeightedTerm } from './shelf.ts';
import { type PlannedTerms, rarityOf, type TermPlan } from './term-plan.ts';

/** What a score rests on beside the passage. */
export interface ScoringStatistics {
  /** How many passages there are. */
  readonly passages: number;
  /** The average length of a field, in distinct terms, as MiniSearch keeps it. */
  readonly averageLength: Readonly<Record<SearchField, number>>;
  /** In how many passages a term stands in a field. */
  readonly passagesWithIn: (field: SearchField, term: string) => number;
}

/** A passage with its terms counted. */
export interface CountedPassage {
  /** How often a term stands in a field. */
  readonly times: (field: SearchField, term: string) => number;
  /** The length of a field: its distinct terms, 1 where it has none. */
  readonly length: Readonly<Record<SearchField, number>>;
}

/** Counts the terms of a passage; fields that are not searched may be left empty. */
export function countPassage(document: SearchDocument): CountedPassage {
  const counted = (field: SearchField) => {
    const times = new Map<string, number>();
    for (const term of document[field].split(' ')) times.set(term, (times.get(term) ?? 0) + 1);
    return times;
  };
  const fields = { words: counted('words'), bigrams: counted('bigrams'), heading: counted('heading') };
  return {
    times: (field, term) => fields[field].get(term) ?? 0,
    length: { words: fields.words.size, bigrams: fields.bigrams.size, heading: fields.heading.size },
  };
}

/** BM25+ as MiniSearch has it: how soon a term said again counts no more, how much length counts, the least of a match. */
const K = 1.2;
const B = 0.7;
const D = 0.5;

/**
 * Scores a passage by a plan.
 *
 * @returns 0 where no term of the plan opens it
 */
export function scorePassage(plan: TermPlan, passage: CountedPassage, statistics: ScoringStatistics): number {
  const matched = new Set<string>();
  // Added up search by search and term by term, as MiniSearch does: numbers added in another order differ.
  const scoreOf = ({ words, bigrams }: PlannedTerms, before: number) =>
    before + sumOf(words, OF_WORDS) + sumOf(bigrams, OF_BIGRAMS);
  const sumOf = (terms: readonly WeightedTerm[], boosts: Readonly<Record<string, number>>) => {
    let sum = 0;
    for (const { term, weight } of terms) {
      let score = 0;
      for (const [name, boost] of Object.entries(boosts)) {
        const field = name as SearchField;
        const times = passage.times(field, term);
        if (times > 0) score += weight * boost * bm25(field, term, times);
      }
      if (score > 0) matched.add(term);
      sum += score;
    }
    return sum;
  };
  const bm25 = (field: SearchField, term: string, times: number) => {
    const { passages, averageLength } = statistics;
    const holding = statistics.passagesWithIn(field, term);
    const length = (B * passage.length[field]) / averageLength[field];
    return rarityOf(holding, passages) * (D + (times * (K + 1)) / (times + K * (1 - B + length)));
  };
  const opened = scoreOf(plan.opening, 0);
  if (opened === 0) return 0;
  const score = scoreOf(plan.adding, opened);
  // MiniSearch multiplies by the terms that matched, and that is divided out again.
  return (score * matched.size) / matched.size;
}
