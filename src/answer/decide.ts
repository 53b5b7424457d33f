/**
 * Whether to answer: from features of the best evidence, not from a raw score.
 *
 * The features are those that calibrate extractive answering best: how much of the question's focus the
 * evidence accounts for, whether a key term is missing from it altogether, whether it is only planned, agreement
 * of edition and year.
 *
 * @see Kamath, Jia and Liang 2020, Selective question answering under domain shift (arXiv 2006.09462)
 */
import { disagrees } from './agreement.ts';
import type { Evidence } from './evidence.ts';
import { asksForPlan, isPlannedAt } from './plans.ts';
import type { Question } from './question.ts';

/** Below this the answer is 报告里没有. Chosen on the tuning halves of the question sets, 2026-11-21. */
export const ANSWER_THRESHOLD = 0.6;

/** Whether a place that was named and has no report here is not named in the sentence either. */
function lacksForeign({ scope }: Question, { matches, folded }: Evidence): boolean {
  return scope.foreign.some(
    (place) =>
      !folded.includes(place) && !matches.some(({ term, at }) => term.text === place && at.length > 0),
  );
}

/** Whether the sentence itself, or the beginning of its paragraph, holds a key term: a heading alone is not enough. */
function isAnchored({ matches }: Evidence): boolean {
  const keys = matches.filter(({ term }) => term.isKey);
  return keys.length === 0 || keys.some(({ at, strength }) => at.length > 0 || strength > 0.7);
}

/**
 * How sure we are that this evidence answers the question.
 *
 * @param span what answers, by its offsets in the sentence
 * @returns 0 to 1
 */
export function confidenceIn(
  question: Question,
  evidence: Evidence,
  span: { readonly start: number; readonly end: number },
): number {
  let confidence = evidence.fit;
  // To a yes-or-no question 只是计划 is the answer.
  const isOnlyPlanned = isPlannedAt(evidence, span) && !asksForPlan(question, evidence);
  if (isOnlyPlanned && question.type !== 'yesno') confidence *= 0.6;
  if (disagrees(question, evidence, span)) confidence *= 0.5;
  if (!isAnchored(evidence)) confidence *= 0.85;
  if (lacksForeign(question, evidence)) confidence *= 0.5;
  if (question.focus.length === 0) confidence = 0;
  return Math.max(0, Math.min(1, confidence));
}
