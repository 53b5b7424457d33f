/**
 * Whether a question of a conversation is answered as it is by itself, or for whom the question before named and of what that
 * one asked: what fits its own words better.
 */
import type { Answer } from '../contract.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { fitTo, strengthOf } from '../retrieve/evidence.ts';
import type { Finding } from './decide.ts';

/** An answer with what it rests on; null where it does not rest on one finding. */
interface Answered {
  readonly answer: Answer;
  readonly finding: Finding | null;
}

/** By so much an answer from elsewhere fits the question's own words better. */
const BETTER = 0.05;
/** From this strength on a sentence is about a term. */
const ABOUT = 0.7;

/**
 * Whether the answer to the question by itself is given.
 *
 * @param inContext its answer with all that was carried over
 * @param alone     its answer without
 * @param question  the question by itself
 */
export function fitsBetterAlone(inContext: Answered, alone: Answered, { focus }: Question): boolean {
  const isSilent = ({ answer }: Answered) => answer.kind === 'unanswered';
  if (isSilent(inContext) && !isSilent(alone)) return true;
  // A comparison or a choice stands in no one sentence.
  if (alone.finding === null || inContext.finding === null) return isSilent(alone) === isSilent(inContext);
  if (isOfAnotherThing(inContext.finding, alone.finding)) return true;
  if (isSilent(alone) !== isSilent(inContext)) return false;
  const own = focus.filter(({ isKey }) => isKey);
  return fitOf(alone.finding, own) > fitOf(inContext.finding, own) + marginOver(alone.answer);
}

/** What may be asked of several is asked of whom the question before named, be it in other words. */
const marginOver = ({ kind }: Answer): number =>
  kind === 'unanswered' ? -BETTER : kind === 'clarify' ? 3 * BETTER : BETTER;

/** Whether a sentence is about something that the question names itself, and the other is not: 刘会波今年多大 after 科普活动. */
function isOfAnotherThing({ basis: { evidence } }: Finding, alone: Finding): boolean {
  return alone.basis.evidence.matches.some(
    ({ term, strength }) => term.isKey && strength >= ABOUT && strengthOf(term, evidence) === 0,
  );
}

const fitOf = ({ basis: { evidence, fit = 0 } }: Finding, focus: readonly FocusTerm[]): number =>
  Math.max(fit, fitTo(focus, evidence));
