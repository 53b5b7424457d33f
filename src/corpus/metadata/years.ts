/** What is found of a report's period, and the years that a text names. */
import type { Period } from '../report.ts';

/** A period found in a text, and why. */
export interface FoundPeriod {
  /** Both 0 where nothing tells. */
  readonly period: Period;
  readonly reason: string;
  /** Why a maintainer is asked: it is one of two, or told by little; empty where it is sure. */
  readonly doubt: string;
  /** What to write where nothing tells. */
  readonly example?: string;
}

/** One year. */
export const year = (from: number, reason: string, doubt = ''): FoundPeriod => ({
  period: { from, to: from },
  reason,
  doubt,
});

export const NEVER = '看不出是哪一年的报告';

/** Until this month a text tells of the year before. */
export const EARLY_MONTHS = 3;

/** 2017—2021年: two years that stand for all between them. */
export const SPAN = /((?:19|20)\d{2})年?度?(?:[-—–－~～]{1,2}|至|到)((?:19|20)\d{2})(?=年|届|期|$|[）)])/g;

/** The years that a text names, each once. */
export function yearsIn(text: string): readonly number[] {
  const years = withoutSpans(text).match(/(?<!\d)(?:19|20)\d{2}(?=年)/g) ?? [];
  return [...new Set(years.map(Number))];
}

/** How often a text names a year. */
export function countYear(text: string, year: number): number {
  return withoutSpans(text).split(new RegExp(`(?<!\\d)${year}年`)).length - 1;
}

/** A span (2021~2025年度) is a plan's or a programme's and says nothing about the report's year. */
function withoutSpans(text: string): string {
  return text.replace(SPAN, '');
}
