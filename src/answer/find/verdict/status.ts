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
const LOWER = new RegExp(oneOf(STATUS.recommended, STATUS.applied, STATUS.underway, STATUS.planned), 'u');
const LOWER_WITH_OBJECT = new RegExp(`${LOWER.source}[\\p{Script=Han}“”]{0,4}`, 'gu');
const REACHED = {
  honour: new RegExp(oneOf(STATUS.honour), 'u'),
  building: new RegExp(oneOf(STATUS.building), 'u'),
  any: new RegExp(oneOf(STATUS.any, STATUS.honour, STATUS.building), 'u'),
} as const;
/** 成功申报 has been achieved. */
const SUCCEEDED = /成功(?:申报|申请|创建)/u;

/** Judges that something was achieved; empty where that is not claimed. */
export function judgeStatus(told: Told): Judged[] {
  const { claims, text } = told;
  if (claims.achieved === null || claims.isNegated) return [];
  const places = told.words.filter(({ word }) => !word.isVerb).flatMap(({ at }) => at);
  const clauses = cutClauses(text).filter(({ start, end }) =>
    places.some((place) => place.start >= start && place.end <= end),
  );
  const last = clauses.at(-1);
  if (!last) return [untold('status')];
  const from = clauses[0]?.start ?? 0;
  const about = text.slice(from, last.end);
  const judged = (agreement: Judged['agreement'], { 0: word, index }: RegExpExecArray): Judged[] => [
    { part: 'status', agreement, word, at: { start: from + index, end: from + index + word.length } },
  ];
  const failed = FAILED.exec(about) ?? AWAITED.exec(about);
  if (failed) return judged('contradicted', failed);
  const succeeded = SUCCEEDED.exec(about);
  if (succeeded) return judged('supported', succeeded);
  const lower = LOWER.exec(about);
  const reached = REACHED[claims.achieved].exec(
    about.replace(LOWER_WITH_OBJECT, (words) => '，'.repeat(words.length)),
  );
  if (lower && (!reached || reached.index < lower.index)) return judged('short', lower);
  return reached ? judged('supported', reached) : [untold('status')];
}
