/**
 * Which year something in a sentence is dated by.
 */
import type { DateReading } from './date-draft.ts';

/**
 * The years that a place of a sentence is dated by: those of the last date before it. 十四五 names a plan rather than
 * a time, unless it says 十四五期间; 上年的 right before a number is the year before the report's.
 *
 * @param dates      what {@link readDates} read in the sentence
 * @param at         UTF-16 offset in the sentence
 * @param reportYear year that 上年 is counted from; without it 上年 dates nothing
 * @returns null where nothing before it gives a year
 */
export function yearsAt(
  dates: readonly DateReading[],
  sentence: string,
  at: number,
  reportYear?: number,
): { readonly from: number; readonly to: number } | null {
  const last = dates.findLast(({ end }) => end <= at);
  const isLastYear =
    last?.relative === 'last-year' &&
    /^(?:的|为|是|达|仅|只有|仅有|仅为)?$/u.test(sentence.slice(last.end, at));
  if (isLastYear && reportYear !== undefined) return { from: reportYear - 1, to: reportYear - 1 };
  const dated = dates.findLast(
    ({ start, end, year, raw }) =>
      end <= at &&
      year !== undefined &&
      !PLAN_NAME.test(raw) &&
      !(HELD_AGAINST.test(sentence.slice(0, start)) && CHANGES.test(sentence.slice(end, at))),
  );
  return dated?.year === undefined ? null : { from: dated.year, to: dated.toYear ?? dated.year };
}

/** 比2020年增长20% is no figure of 2020, as the 1104 of 比2020年的1104场增加282场 is. */
const HELD_AGAINST = /[比较]$/u;
const CHANGES = /[增减降升涨]|提高|上浮|回落|翻|[多少高低]出?了?$/u;

const PLAN_NAME = /^[“"「『‘']?十[一二三四五六七八]五[”"」』’']?$/u;
