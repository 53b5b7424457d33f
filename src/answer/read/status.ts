/**
 * How far a thing has come, by the words that say so: planned, applied for and recommended are not achieved, and what has
 * failed or is awaited is not either.
 */
import { STATUS } from '../../knowledge/progress.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Achieved } from '../question/claim.ts';

/** What a text says of how far something has come. */
export interface Step {
  /** `lower`: a step on the way (推荐参评); `failed`: not reached (未入选, 待评审); `reached`: it is. */
  readonly kind: 'lower' | 'failed' | 'reached';
  /** The word that says so, and where it stands. */
  readonly word: string;
  readonly start: number;
}

const FAILED = new RegExp(
  `${oneOf(STATUS.failed, STATUS.awaited)}|${oneOf(STATUS.awaits)}(?=\\p{Script=Han}{0,6}${oneOf(STATUS['to-come'])})`,
  'u',
);
const LOWER = new RegExp(oneOf(STATUS.recommended, STATUS.applied, STATUS.underway), 'u');
/** 推荐参评“…”: the recommending is done, the award is not. */
const LOWER_WITH_OBJECT = new RegExp(`${LOWER.source}[\\p{Script=Han}“”]{0,4}`, 'gu');
const REACHED: Readonly<Record<Achieved, RegExp>> = {
  honour: new RegExp(oneOf(STATUS.honour), 'u'),
  building: new RegExp(oneOf(STATUS.building), 'u'),
  any: new RegExp(oneOf(STATUS.any, STATUS.honour, STATUS.building), 'u'),
};
/** 成功申报 has been achieved. */
const SUCCEEDED = new RegExp(oneOf(STATUS.succeeded), 'u');

/** Whether a text says that something of a kind was reached. */
export const saysReached = (kind: Achieved, text: string): boolean => REACHED[kind].test(text);

/**
 * The step that a text tells of what was to be achieved; null where it tells none.
 *
 * @param kind an award is not won by building something
 */
export function stepIn(text: string, kind: Achieved): Step | null {
  const step = (of: Step['kind'], match: RegExpExecArray | null): Step | null =>
    match && { kind: of, word: match[0], start: match.index };
  const done = step('reached', REACHED[kind].exec(text));
  const failed = step('failed', FAILED.exec(text));
  // 完成7项，未完成5项 says both.
  if (failed) return done && done.start < failed.start ? null : failed;
  const succeeded = step('reached', SUCCEEDED.exec(text));
  if (succeeded) return succeeded;
  const lower = step('lower', LOWER.exec(text));
  const reached = step(
    'reached',
    REACHED[kind].exec(text.replace(LOWER_WITH_OBJECT, (words) => '，'.repeat(words.length))),
  );
  return lower && (!reached || reached.start < lower.start) ? lower : reached;
}

/** What came of something, where a clause says nothing else: 最终未入选, 因账目不全未获通过, 目前正在评审. */
const OUTCOME = new RegExp(
  `^(?:${oneOf(STATUS['outcome-lead'])})*(?:${oneOf(STATUS['outcome-because'])}[^，。；]{2,10}?)?(?:(${oneOf(STATUS.failed)})|${oneOf(STATUS.awaited)})`,
  'u',
);

/**
 * What a clause says came of what the clause before it told; null where it has a subject of its own or says no such thing.
 *
 * @example outcomeIn('最终未入选') // { kind: 'failed', word: '未', start: 2 }
 * @example outcomeIn('目前正在评审') // { kind: 'awaited', … }
 */
export function outcomeIn(
  clause: string,
): { kind: 'failed' | 'awaited'; word: string; start: number } | null {
  const match = OUTCOME.exec(clause);
  if (!match) return null;
  const [all, failed] = match;
  const start = all.length - (failed ?? '').length;
  // 结果尚未公布 has not failed.
  const isFailed = failed !== undefined && saysReached('any', clause.slice(start).replace(ANNOUNCED, ''));
  if (failed !== undefined && !isFailed && !ANNOUNCED.test(clause)) return null;
  return isFailed
    ? { kind: 'failed', word: clause.slice(start), start }
    : { kind: 'awaited', word: clause.slice(start), start };
}
const ANNOUNCED = new RegExp(oneOf(STATUS.announced), 'u');

/** Whether a clause has no subject of its own and plans: 预计9月试运行. */
export const beginsWithPlan = (clause: string): boolean => PLANNED.test(clause);
const PLANNED = new RegExp(`^${oneOf(STATUS.planned)}`, 'u');
