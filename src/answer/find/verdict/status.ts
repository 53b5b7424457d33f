/**
 * How far a thing is claimed to have come, against what the sentence says of it.
 */
import { isWithin, type Place } from '../../../language/place.ts';
import { saysWord } from '../../question/claim-text.ts';
import { cutClauses } from '../../read/clauses.ts';
import { saysReached, stepIn } from '../../read/status.ts';
import { type Judged, untold } from './judged.ts';
import type { Told } from './told.ts';

/**
 * Judges that something was achieved; empty where that is not claimed.
 *
 * @param isPlanned whether the sentence only plans what it tells
 */
export function judgeStatus(told: Told, isPlanned: boolean): Judged[] {
  const { claims, text } = told;
  if (claims.isNegated) return [];
  const about = stretchAbout(told);
  if (claims.achieved === null) return about ? judgeOnTheWay(told, about) : [];
  const step = about && stepIn(text.slice(about.start, about.end), claims.achieved);
  if (!about || !step) return [untold('status')];
  const start = about.start + step.start;
  const judged = (agreement: Judged['agreement']): Judged[] => [
    { part: 'status', agreement, word: step.word, at: { start, end: start + step.word.length } },
  ];
  if (step.kind === 'failed') return judged(isOfClaim(told, start) ? 'contradicted' : 'short');
  if (step.kind === 'lower' || isPlanned) return judged('short');
  return judged('supported');
}

/** What is recommended for something is not it (推荐参评 where 已经是 is claimed); empty where nothing is only on the way. */
function judgeOnTheWay({ claims, text, words }: Told, about: Place): Judged[] {
  const step = stepIn(text.slice(about.start, about.end), 'any');
  if (step?.kind !== 'lower' || saysWord(claims, step.word)) return [];
  const at = { start: about.start + step.start, end: about.start + step.start + step.word.length };
  const isInWord = words.some(({ at: places }) => places.some((place) => isWithin(at, place)));
  return isInWord ? [] : [{ part: 'status', agreement: 'short', word: step.word, at }];
}

/** Whether what has failed or is awaited is what is claimed: 未入选 is, 结果尚未公布 is only where that is asked. */
function isOfClaim({ words, text, claims }: Told, at: number): boolean {
  const clause = cutClauses(text).find(({ start, end }) => start <= at && at < end);
  const after = text.slice(at, clause?.end ?? text.length);
  return (
    words.some(({ at: places }) => places.some(({ start }) => start >= at && start < at + after.length)) ||
    (claims.achieved !== null && saysReached(claims.achieved, after))
  );
}

/** The clauses that hold what is claimed, from the first to the last. */
function stretchAbout({ words, text }: Told): Place | null {
  const clauses = cutClauses(text).filter((clause) =>
    words.some(({ at }) => at.some((place) => isWithin(place, clause))),
  );
  const [first] = clauses;
  return first ? { start: first.start, end: (clauses.at(-1) ?? first).end } : null;
}
