/**
 * A search as the cluster takes it: the terms of its plan, each in its fields by what it counts, in some
 * reports or in all.
 */
import { OF_BIGRAMS, OF_WORDS } from '../index/fields.ts';
import type { PlannedTerms, TermPlan } from '../index/term-plan.ts';

/** Passages that the cluster is asked for; ours put them into their order and keep fewer. */
export const CANDIDATES = 100;
/** A clause takes no more values. */
const MAX_VALUES = 60_000;

/** The body of a search. The cluster only narrows: scores by which passages are put into their order are made of what it gives. */
export function searchBody({ opening, adding, reports }: TermPlan): object {
  const opens = clauses(opening);
  // No clause at all would find everything.
  if (opens.length === 0) return { size: 0, track_total_hits: false, query: { match_none: {} } };
  return {
    size: CANDIDATES,
    track_total_hits: false,
    query: {
      bool: {
        must: [{ bool: { should: opens, minimum_should_match: 1 } }],
        should: clauses(adding),
        ...(reports && { filter: [inReports([...reports])] }),
      },
    },
  };
}

function clauses({ words, bigrams }: PlannedTerms): object[] {
  const term = (field: string, value: string, boost: number) => ({ term: { [field]: { value, boost } } });
  return [
    ...words.flatMap(({ term: word, weight }) => [
      term('words', word, weight * OF_WORDS.words),
      term('heading', word, weight * OF_WORDS.heading),
    ]),
    ...bigrams.map(({ term: pair, weight }) => term('bigrams', pair, weight * OF_BIGRAMS.bigrams)),
  ];
}

function inReports(rows: readonly number[]): object {
  if (rows.length <= MAX_VALUES) return { terms: { report: rows } };
  const parts: object[] = [];
  for (let at = 0; at < rows.length; at += MAX_VALUES)
    parts.push({ terms: { report: rows.slice(at, at + MAX_VALUES) } });
  return { bool: { should: parts } };
}
