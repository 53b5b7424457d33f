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
    ({ end, year, raw }) => end <= at && year !== undefined && !PLAN_NAME.test(raw),
  );
  return dated?.year === undefined ? null : { from: dated.year, to: dated.toYear ?? dated.year };
}

const PLAN_NAME = /^[“"「『‘']?十[一二三四五六七八]五[”"」』’']?$/u;
