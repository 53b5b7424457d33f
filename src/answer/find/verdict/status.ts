/**
 * How far a thing has come: what is planned, applied for or recommended is not achieved, and what is said to have failed
 * or to be awaited is not either.
 */
import { STATUS } from '../../../knowledge/lists.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import { cutClauses } from '../../read/clauses.ts';
import { type Judged, untold } from './judged.ts';
import type { Told } from './told.ts';

const FAILED = new RegExp(oneOf(STATUS.failed), 'u');
const AWAITED = new RegExp(`${oneOf(STATUS.awaited)}|待(?=[\\p{Script=Han}]{0,6}(?:评|审|验收|公布))`, 'u');
const LOWER = new RegExp(oneOf(STATUS.recommended, STATUS.applied, STATUS.underway), 'u');
const LOWER_WITH_OBJECT = new RegExp(`${LOWER.source}[\\p{Script=Han}“”]{0,4}`, 'gu');
const REACHED = {
  honour: new RegExp(oneOf(STATUS.honour), 'u'),
  building: new RegExp(oneOf(STATUS.building), 'u'),
  any: new RegExp(oneOf(STATUS.any, STATUS.honour, STATUS.building), 'u'),
} as const;
/** 成功申报 has been achieved. */
const SUCCEEDED = /成功(?:申报|申请|创建)/u;

/** Judges that something was achieved; empty where that is not claimed. */
export function judgeStatus(told: Told, isPlanned: boolean): Judged[] {
  const { claims, text } = told;
  if (claims.achieved === null || claims.isNegated) return [];
  const about = stretchAbout(told);
  if (!about) return [untold('status')];
  const words = text.slice(about.start, about.end);
  const judged = (agreement: Judged['agreement'], { 0: word, index }: RegExpExecArray): Judged[] => {
    const start = about.start + index;
    return [{ part: 'status', agreement, word, at: { start, end: start + word.length } }];
  };
  const failed = FAILED.exec(words) ?? AWAITED.exec(words);
  const done = REACHED[claims.achieved].exec(words);
  // 完成7项，未完成5项 says both.
  if (failed && done && done.index < failed.index) return [untold('status')];
  if (failed) return judged(isOfClaim(told, about.start + failed.index) ? 'contradicted' : 'short', failed);
  const succeeded = SUCCEEDED.exec(words);
  if (succeeded) return judged('supported', succeeded);
  const lower = LOWER.exec(words);
  const reached = REACHED[claims.achieved].exec(
    words.replace(LOWER_WITH_OBJECT, (step) => '，'.repeat(step.length)),
  );
  if (lower && (!reached || reached.index < lower.index)) return judged('short', lower);
  if (!reached) return [untold('status')];
  return isPlanned ? judged('short', reached) : judged('supported', reached);
}

/** Whether what has failed or is awaited is what is claimed: 未入选 is, 结果尚未公布 is only where that is asked. */
function isOfClaim({ words, text, claims }: Told, at: number): boolean {
  const clause = cutClauses(text).find(({ start, end }) => start <= at && at < end);
  const after = text.slice(at, clause?.end ?? text.length);
  return (
    words.some(({ at: places }) => places.some(({ start }) => start >= at && start < at + after.length)) ||
    (claims.achieved !== null && REACHED[claims.achieved].test(after))
  );
}

/** The clauses that hold what is claimed, from the first to the last. */
function stretchAbout({ words, text }: Told): { readonly start: number; readonly end: number } | null {
  const clauses = cutClauses(text).filter(({ start, end }) =>
    words.some(({ at }) => at.some((place) => place.start >= start && place.end <= end)),
  );
  const [first] = clauses;
  return first ? { start: first.start, end: (clauses.at(-1) ?? first).end } : null;
}
