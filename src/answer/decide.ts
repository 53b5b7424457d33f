/**
 * Whether to answer: from features of the best evidence, not from a raw score.
 *
 * The features are those that calibrate extractive answering best: how much of the question's focus the
 * evidence accounts for, whether a key term is missing from it altogether, whether the asked type of thing
 * is there, agreement of period.
 *
 * @see Kamath, Jia and Liang 2020, Selective question answering under domain shift (arXiv 2006.09462)
 */
import type { Evidence } from './evidence.ts';
import { asksForPlan } from './plans.ts';
import type { Question } from './question.ts';

/** Below this the answer is 报告里没有. Chosen on the tuning halves of the question sets, 2026-11-21. */
export const ANSWER_THRESHOLD = 0.55;

/**
 * How sure we are that this evidence answers the question.
 *
 * @param hasSpan whether a span of the asked type was found
 * @returns 0 to 1
 */
export function confidenceIn(question: Question, evidence: Evidence, hasSpan: boolean): number {
  let confidence = evidence.fit;
  if (!hasSpan) confidence *= 0.4;
  if (evidence.isPlan && !asksForPlan(question, evidence)) confidence *= 0.6;
  if (question.focus.length === 0) confidence = 0;
  return Math.max(0, Math.min(1, confidence));
}
