/**
 * Scales that a claim may stand on: prizes, ranks, levels, days of the week, whether there is another. Where a report
 * uses the same scale and gives another step of it, the claim is wrong.
 */
import { readNumbers } from '../../language/numbers.ts';
import { type Clause, cutClauses } from './clauses.ts';

/** Claims that there is no other, and what speaks for or against one. */
export const ASKS_ONLY =
  /唯一|独家|独一份|独此|仅此一|(?:就|只有?)(?:[它他她]|这)?(?:独)?(?:一|1)[家个份例项]/u;
const SAYS_WHETHER_ONLY = /唯一|独家|仅.{0,3}[家个例项]|之一|第\s*\d+家/gu;
/** Claims to be the first, and what says so. */
export const ASKS_FIRST = /首个|首次|首家|首任|头名|头一[个回家次]|冠军|第一(?:个|家|名|次|位)|最早|率先/u;
export const SAYS_FIRST = /首个|首次|首家|首任|首位|首批|第一|最早|率先|第1/u;
const WEEKDAY = /(?:周|星期|礼拜)[一二三四五六日天]/gu;
/** Prizes by their rank. */
export const PRIZES = '[特一二三]等奖|优秀奖|入围奖|提名奖|[金银铜]奖|头奖';
/** Words of one scale: where both sides use it and differ, the claim is wrong. */
const SCALES: readonly RegExp[] = [
  new RegExp(PRIZES, 'gu'),
  WEEKDAY,
  /开放|闭馆/gu,
  /国家级|省级|市级|县级/gu,
  /上午|下午|晚上/gu,
];

/** 第2位 where 第一 was asked, as it stands in the clause. */
export function otherRank(asked: string, clause: string): string | null {
  const claimed = ranksIn(asked);
  const said = ranksIn(clause);
  if (claimed.length === 0 || said.length === 0) return null;
  return said.some(({ value }) => claimed.some((one) => one.value === value)) ? null : (said[0]?.raw ?? null);
}

/** The ranks of a text (第二, 第2位, 头名, 首位), with their places. */
export function ranksIn(text: string): { start: number; end: number; value: number; raw: string }[] {
  const numbered = readNumbers(text).filter(
    ({ kind, raw, unit }) => kind === 'ordinal' && /^第/u.test(raw) && /^(?:名|位|)$/u.test(unit),
  );
  const tops = [...text.matchAll(/头名|榜首|首位|冠军/gu)].map(({ 0: raw, index }) => ({
    start: index,
    end: index + raw.length,
    value: 1,
    raw,
  }));
  return [...numbered.filter(({ start }) => !tops.some((top) => top.start === start)), ...tops];
}

/** Where a sentence stands on a scale that the claim uses: 二等奖 where 一等奖 is claimed, 第2位 where 头名 is. */
export function onScaleClaimed(asked: string, sentence: string): Clause[] {
  if (ranksIn(asked).length > 0) return ranksIn(sentence);
  const scale = ASKS_ONLY.test(asked) ? SAYS_WHETHER_ONLY : SCALES.find((one) => asked.match(one));
  return scale
    ? [...sentence.matchAll(scale)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
    : [];
}

/** One word for a step of a scale: 礼拜天 is 周日, 头奖 is 一等奖. */
const step = (word: string): string =>
  word
    .replace(/星期|礼拜/u, '周')
    .replace('周天', '周日')
    .replace('头奖', '一等奖');

/** 二等奖 where 一等奖 was asked. */
export function otherOnScale(asked: string, clause: string): string | null {
  for (const scale of SCALES) {
    const claimed: readonly string[] = asked.match(scale) ?? [];
    const said: readonly string[] = clause.match(scale) ?? [];
    const isSaid = claimed.some((word) => said.some((other) => step(other) === step(word)));
    if (claimed.length > 0 && said.length > 0 && !isSaid) return said[0] ?? null;
  }
  return null;
}

/** 周一闭馆 where 星期一开门吗 was asked, 检修闭馆 where 一直开着吧 was: the word by which it is closed then. */
export function closedThen(asked: string, clause: string): string | null {
  if (/闭馆|关门|休息/u.test(asked)) return null;
  const closed = /闭馆|关门|停止开放|休馆/u;
  if (/一直开|天天开|没(?:有)?关过|从不关/u.test(asked)) return closed.exec(clause)?.[0] ?? null;
  const days = (asked.match(WEEKDAY) ?? []).map(step);
  const ofThen = cutClauses(clause)
    .map(({ start, end }) => clause.slice(start, end))
    .filter((part) => (part.match(WEEKDAY) ?? []).some((day) => days.includes(step(day))));
  return closed.exec(ofThen.join('，'))?.[0] ?? null;
}
