/**
 * A candidate: a span of a sentence that may be the answer, and how near it stands to what is asked.
 */

import type { Place } from '../../language/place.ts';
import type { Question } from '../question/question.ts';
import { cutClauses } from '../read/clauses.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** A span that may answer, by its offsets in the sentence. */
export interface Candidate {
  readonly evidence: Evidence;
  readonly start: number;
  readonly end: number;
  /** Higher is better; comparable within one question. */
  readonly score: number;
  /** Whether it is all that was asked for: no other office or kind of institution, no year where a day was wanted. */
  readonly fits: boolean;
}

/** What each part (；), each clause break and each rival between a term and the span takes from the term's weight. */
const PART_COST = 0.6;
const CLAUSE_COST = 0.3;
const RIVAL_COST = 0.45;
/** A term that stands around the sentence only is as near to every span in it. */
const OUTSIDE = 0.6;

/**
 * How near a span stands to the terms of the question.
 *
 * @param rivals other spans of the same type in the sentence
 * @param afterCost what it costs a term to stand after the span (a count's terms stand around it, a
 *   date's after it)
 * @returns 0 to 1
 */
export function nearness(
  evidence: Evidence,
  span: Place,
  rivals: readonly Place[],
  afterCost = 0.12,
): number {
  const breaks = cutClauses(evidence.folded).map(({ end }) => end);
  const parts = breaks.filter((end) => /[；;]/u.test(evidence.folded[end] ?? ''));
  let near = 0;
  let total = 0;
  for (const { term, strength, at } of evidence.matches) {
    total += term.weight;
    if (strength === 0) continue;
    let best = at.length === 0 ? OUTSIDE : 0;
    for (const place of nearestOf(at, span)) {
      const isAfter = place.start >= span.end;
      const from = isAfter ? span.end : place.end;
      const to = isAfter ? place.start : span.start;
      const clauses = breaks.filter((end) => end >= from && end < to).length;
      const between = rivals.filter((rival) => rival.start >= from && rival.end <= to).length;
      const apart = parts.filter((end) => end >= from && end < to).length;
      const cost =
        PART_COST * apart + CLAUSE_COST * clauses + RIVAL_COST * between + (isAfter ? afterCost : 0);
      best = Math.max(best, 1 / (1 + cost));
    }
    near += term.weight * strength * best;
  }
  return total > 0 ? near / total : 0;
}

/** The last place that begins before a span ends and the first after it: no other has less between. */
function nearestOf(places: readonly Place[], span: Place): Place[] {
  let before: Place | undefined;
  let after: Place | undefined;
  for (const place of places) {
    if (place.start >= span.end) {
      if (!after || place.start < after.start) after = place;
    } else if (!before || place.end > before.end) before = place;
  }
  return [before, after].filter((place) => place !== undefined);
}

/** How much a term that the asker set aside speaks against a span near it. */
export function excludedNear(question: Question, evidence: Evidence, span: Place): number {
  if (question.excluded.length === 0) return 0;
  const clause = cutClauses(evidence.folded).find(
    ({ start, end }) => start <= span.start && span.end <= end + 1,
  );
  const text = clause ? evidence.folded.slice(Math.max(clause.start, span.start - 16), span.end) : '';
  const present = question.excluded.filter((word) => text.includes(word)).length;
  return (0.3 * present) / question.excluded.length;
}

/** Best first; equals keep the order of the evidence and of the text. */
export function bestFirst(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => b.score - a.score);
}
