/**
 * What a finding is made of, and which part of a sentence is shown.
 */
import type { ReportCard } from '../index/library.ts';
import { type Clause, clausesToShow, cutClauses } from './clauses.ts';
import type { Evidence } from './evidence.ts';
import type { Verdict } from './verdict.ts';

/** A part of a sentence to show, with the sentence it is from. */
export interface Shown {
  readonly evidence: Evidence;
  /** Offsets in the sentence. */
  readonly clause: Clause;
}

/** What was found for a question, and which reports may answer it as well. */
export interface Finding extends Found {
  readonly rivals: readonly ReportCard[];
}

/** What was found for a question. */
export interface Found {
  readonly confidence: number;
  /** Best first for a fact; in the order of the text for a list or summary. Never empty. */
  readonly shown: readonly Shown[];
  /** The span that answers, in the first shown sentence; null where the sentence does. */
  readonly highlight: Clause | null;
  readonly verdict: Verdict | null;
}

const placesOf = (evidence: Evidence): Clause[] =>
  evidence.matches.filter(({ at }) => at.length > 0).map(({ at }) => at[0] as Clause);

/**
 * The part of a sentence to show.
 *
 * @param fill whether to show as much of the sentence as fits, not only what holds the question's terms
 */
export function show(evidence: Evidence, answer: Clause, maxChars: number, fill = false): Shown {
  return { evidence, clause: clausesToShow(evidence.folded, answer, placesOf(evidence), maxChars, fill) };
}

/** The clause that holds the most of what is asked. */
export function bestClause(evidence: Evidence): Clause {
  const clauses = cutClauses(evidence.folded);
  let best: Clause = clauses[0] ?? { start: 0, end: evidence.folded.length };
  let most = -1;
  for (const clause of clauses) {
    const weight = evidence.matches
      .filter(({ at }) => at.some(({ start, end }) => start >= clause.start && end <= clause.end))
      .reduce((sum, { term }) => sum + term.weight, 0);
    if (weight > most) {
      most = weight;
      best = clause;
    }
  }
  return best;
}

/** Length of what is shown, in characters. */
export const shownChars = ({ clause }: Shown) => clause.end - clause.start;

/** In the order of the text. */
export const inTextOrder = (shown: readonly Shown[]) =>
  [...shown].sort((a, b) => a.evidence.start - b.evidence.start);
