/**
 * Claimed days, months, years and frequencies against those of a sentence.
 */

import { covers } from '../../../corpus/report.ts';
import type { DateReading } from '../../../language/date-draft.ts';
import { frequenciesIn, sameFrequency } from '../../../language/frequencies.ts';
import { isOrigin } from '../../../language/origins.ts';
import { datesIn } from '../../../language/readings.ts';
import { type Agreement, type Judged, untold } from './judged.ts';
import { alignedValue, type Told } from './told.ts';

/** Judges the days and months of a claim. */
export function judgeDates(told: Told): Judged[] {
  // 自8月起 is every month from then on.
  const said = datesIn(told.text).filter(({ month, kind }) => month !== undefined && kind === 'date');
  return told.claims.dates
    .filter(({ month }) => month !== undefined)
    .map((claimed) => {
      const aligned = alignedDate(told, said);
      if (!aligned) return untold('date');
      const agreement = daysAgree(claimed, aligned);
      return agreement === 'untold'
        ? untold('date')
        : { part: 'date', agreement, word: aligned.raw, at: { start: aligned.start, end: aligned.end } };
    });
}

/** A date is of all that follows it until the next one; the last that stands before most of the claim's words. */
function alignedDate(told: Told, said: readonly DateReading[]): DateReading | null {
  const [only, ...more] = said;
  if (!only) return null;
  if (more.length === 0) return only;
  const score = (date: DateReading, i: number) => {
    const next = said[i + 1]?.start ?? told.text.length;
    return told.words
      .filter(({ at }) => at.some(({ start }) => start >= date.start && start < next))
      .reduce((sum, { word }) => sum + word.weight, 0);
  };
  const scored = said.map((date, i) => ({ date, score: score(date, i) })).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && (!second || best.score > second.score) ? best.date : null;
}

/** 年初 and 2月, 年底 and 11月: what is vague is not denied by what is near it. */
const isNear = (one: DateReading, other: DateReading) =>
  (VAGUE.test(one.raw) || VAGUE.test(other.raw)) &&
  one.month !== undefined &&
  other.month !== undefined &&
  one.month !== other.month &&
  Math.abs(one.month - other.month) <= 2;
const VAGUE = /[初中底末]$/u;

function daysAgree(claimed: DateReading, said: DateReading): Agreement {
  const isOther = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  if (isNear(claimed, said)) return 'untold';
  if (
    isOther(claimed.month, said.month) ||
    isOther(claimed.day, said.day) ||
    isOther(claimed.year, said.year)
  )
    return 'contradicted';
  return claimed.day !== undefined && said.day === undefined ? 'untold' : 'supported';
}

/**
 * Judges the year that is claimed: by the date that the sentence gives what is claimed, else by the year of the report.
 * Whoever names the report's own year picks the report; only another year is a claim that a date may deny.
 */
export function judgeYear(told: Told, years: readonly number[]): Judged[] {
  const [year, ...more] = years;
  if (year === undefined || more.length > 0) return [];
  const { text, evidence } = told;
  const { period } = evidence.report;
  const isOfReport = period.from === period.to && period.to === year;
  const dated = datesIn(text).filter(({ year: from, kind }) => from !== undefined && kind !== 'relative');
  const isOfYear = ({ year: from, toYear = from }: DateReading) =>
    from !== undefined && toYear !== undefined && covers({ from, to: toYear }, year);
  const judged = (agreement: Agreement, { raw, start, end }: DateReading): Judged[] => [
    { part: 'year', agreement, word: raw, at: { start, end } },
  ];
  const own = dated.find((date) => isOfYear(date) && tellsWhen(told, date, dated));
  if (own) return judged('supported', own);
  const other = alignedDate(told, dated);
  if (other && !isOfYear(other) && tellsWhen(told, other, dated))
    return dated.some(isOfYear) || isOfReport ? [untold('year')] : judged('contradicted', other);
  return [isOfReport ? { part: 'year', agreement: 'supported', word: '', at: null } : untold('year')];
}

/** Whether most of the claim's verbs and nouns that come after any date come after this one and before the next. */
function tellsWhen({ words, text }: Told, date: DateReading, all: readonly DateReading[]): boolean {
  const next = all.find(({ start }) => start >= date.end)?.start ?? text.length;
  const weightBetween = (from: number, to: number) =>
    words
      .filter(({ at }) => at.some(({ start }) => start >= from && start < to))
      .reduce((sum, { word }) => sum + word.weight, 0);
  const own = weightBetween(date.end, next);
  return own > 0 && 2 * own >= weightBetween(all[0]?.start ?? 0, text.length);
}

/** Judges how often something is claimed to happen. */
export function judgeFrequencies(told: Told): Judged[] {
  const said = frequenciesIn(told.text).filter((frequency) => !isOrigin(told.text, frequency));
  return told.claims.frequencies.map((claimed) => {
    const aligned = alignedValue(told, said);
    if (!aligned) return untold('frequency');
    const { value } = aligned;
    const isSame = sameFrequency(claimed, value);
    if (said.some((other) => aligned.isRival(other) && sameFrequency(claimed, other) !== isSame))
      return untold('frequency');
    return {
      part: 'frequency',
      agreement: isSame ? 'supported' : 'contradicted',
      word: value.raw,
      at: { start: value.start, end: value.end },
    };
  });
}
