/**
 * How far a thing is claimed to have come, against what the sentence says of it.
 */
import { isWithin, type Place } from '../../../language/place.ts';
import { saysWord } from '../../question/claim-text.ts';
import { cutClauses } from '../../read/clauses.ts';
import { beginsWithPlan, outcomeIn, saysReached, stepIn } from '../../read/status.ts';
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
  if (!about || !step) return [(about && isToCome(told, about)) ?? untold('status')];
  const start = about.start + step.start;
  const judged = (agreement: Judged['agreement'], word = step.word): Judged[] => [
    { part: 'status', agreement, word, at: { start, end: start + step.word.length } },
  ];
  if (step.kind === 'failed') return judged(isOfClaim(told, start) ? 'contradicted' : 'short');
  if (step.kind === 'lower') return [cameOf(told, about, judged('short')[0] as Judged)];
  // What is planned has no word of its own: 计划2026年5月开放 says 开放.
  return isPlanned ? judged('short', '') : judged('supported');
}

/** What a later clause of the sentence says is still to come: …主体结构封顶，预计9月试运行. */
function isToCome({ claims, text }: Told, about: Place): Judged | null {
  const clause = cutClauses(text).find(({ start, end }) => {
    const words = text.slice(start, end);
    return start >= about.end && beginsWithPlan(words) && saysReached(claims.achieved ?? 'any', words);
  });
  return clause ? { part: 'status', agreement: 'short', word: '', at: clause } : null;
}

/** What is recommended for something is not it (推荐参评 where 已经是 is claimed); empty where nothing is only on the way. */
function judgeOnTheWay(told: Told, about: Place): Judged[] {
  const { claims, text, words } = told;
  const step = stepIn(text.slice(about.start, about.end), 'any');
  if (step?.kind !== 'lower' || saysWord(claims, step.word)) return [];
  const at = { start: about.start + step.start, end: about.start + step.start + step.word.length };
  const isInWord = words.some(({ at: places }) => places.some((place) => isWithin(at, place)));
  return isInWord ? [] : [cameOf(told, about, { part: 'status', agreement: 'short', word: step.word, at })];
}

/**
 * A lower step with what the next clause says came of it: 申报…，未获批准 denies that it was got, 申报…，正在评审 shows that it is
 * awaited.
 */
function cameOf({ text }: Told, about: Place, short: Judged): Judged {
  const next = cutClauses(text).find(({ start }) => start >= about.end);
  const outcome = next && outcomeIn(text.slice(next.start, next.end));
  if (!next || !outcome || !short.at) return short;
  if (outcome.kind === 'awaited') return { ...short, at: { start: short.at.start, end: next.end } };
  const start = next.start + outcome.start;
  return {
    part: 'status',
    agreement: 'contradicted',
    word: outcome.word,
    at: { start, end: start + outcome.word.length },
  };
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
