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
import type { Basis } from './finding.ts';
import { asksForPlan, isPlannedAt } from './plans.ts';
import type { AnswerType, Question } from './question.ts';

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

/** Whether a sentence tells of none of what the question says happened: 获评 dates no 当上总工程师. */
function lacksEvent({ matches }: Evidence): boolean {
  const events = matches.filter(({ term }) => term.isVerb);
  return events.length > 0 && events.every(({ strength }) => strength === 0);
}

/** What means of answering costs: a thing of the type asked for in the sentence costs nothing. */
const BY_MEANS: Readonly<Record<Basis['means'], number>> = {
  span: 1,
  list: 1,
  overview: 1,
  beside: 0.9,
  kind: 0.85,
  sentence: 0.65,
  misfit: 0.4,
  lacking: 0.5,
};
/** Types that a sentence answers as well as a span would. */
const BY_SENTENCE: ReadonlySet<AnswerType> = new Set(['open', 'yesno', 'definition', 'summary']);
/** An overview rests on the whole report. */
const OVERVIEW = 0.8;

/**
 * How sure we are that a finding answers the question.
 *
 * @returns 0 to 1
 */
export function confidenceOf(question: Question, { evidence, fit, means, ...span }: Basis): number {
  if (means === 'overview') return OVERVIEW;
  if (question.focus.length === 0) return 0;
  let confidence = Math.max(evidence.fit, fit ?? 0);
  // To a yes-or-no question 只是计划 is the answer.
  const isOnlyPlanned = isPlannedAt(evidence, span) && !asksForPlan(question, evidence);
  if (isOnlyPlanned && question.type !== 'yesno') confidence *= 0.55;
  if (disagrees(question, evidence, span)) confidence *= 0.5;
  if (!isAnchored(evidence)) confidence *= 0.85;
  if (question.type === 'date' && lacksEvent(evidence)) confidence *= 0.7;
  if (lacksForeign(question, evidence)) confidence *= 0.5;
  if (!BY_SENTENCE.has(question.type)) confidence *= BY_MEANS[means];
  return Math.max(0, Math.min(1, confidence));
}
