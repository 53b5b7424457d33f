/**
 * Which part of a report is asked for, where nothing in it is asked for in particular: 存在哪些问题, 明年打算, 得过什么荣誉.
 */
import { GENERAL, JOINING, LISTING } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import type { Aspect, Question } from './question.ts';

/** The words that ask for each part, and those beside which they ask for something else. */
const ASKED: readonly (readonly [Aspect, asks: readonly string[], not: readonly string[]])[] = [
  ['problems', LISTING['asks-problems'], LISTING['not-problems']],
  ['plans', LISTING['asks-plans'], []],
  ['plans', LISTING['asks-targets'], LISTING['not-targets']],
  ['honours', LISTING['asks-honours'], []],
];

/**
 * The parts of a report.
 *
 * @param asked the folded, corrected question
 * @returns none where a thing in them is asked for: 专职人员有什么问题
 */
export function aspectsIn(asked: string, focus: Question['focus']): readonly Aspect[] {
  const asks = ASKED.filter(([, words, not]) => wordIn(words, asked) !== null && wordIn(not, asked) === null);
  if (asks.length === 0) return [];
  const named = new Set(asks.map(([aspect]) => aspect));
  const beside = [
    ...ASKED.flatMap(([aspect, words]) => (named.has(aspect) ? words : [])),
    ...LISTING['asks-beside'],
    ...GENERAL.whole,
    ...GENERAL.asks,
  ];
  const besides = new RegExp(oneOf(beside, JOINING.of), 'gu');
  const isOther = ({ text, isKey }: Question['focus'][number]) =>
    isKey &&
    !beside.some((word) => word === text || (text.length > 1 && word.includes(text))) &&
    // 工作计划, 的年度计划
    text.replace(besides, '') !== '';
  return focus.some(isOther) ? [] : [...named];
}
