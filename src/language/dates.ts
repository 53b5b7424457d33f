/**
 * Dates, periods, frequencies and relative times of Chinese reports and questions, by their own grammar:
 * 2020年5月23日, 2016~2020年度, “十三五”期间, 每两天, 去年, 截至目前.
 *
 * 5·30 is read as a date only where it stands for a day; in 5·30全国科技工作者日 it is part of a name.
 * A length of time (5年, 3个月) is a number, see numbers.ts, which skips what is read here.
 */
import {
  type DateReading,
  type Draft,
  draftOf,
  type Fields,
  numberOf,
  type RelativeTime,
} from './date-draft.ts';
import {
  AS_OF,
  AS_OF_PREFIX,
  BARE_YEAR,
  BEGINNING,
  DAY_CONTEXT,
  DAY_POINT,
  DAY_RANGE,
  DECADE,
  DECADE_ALONE,
  DOTTED,
  EVERY,
  FIVE_YEARS,
  HALF_YEAR,
  ISO,
  JOINER_THERE,
  LAST_AND_OTHER_YEARS,
  MONTH_POINT,
  MONTH_RANGE,
  NAMED_DAY,
  OPEN_END_THERE,
  POINT,
  RECENT,
  SHORT_YEAR,
  SHORT_YEAR_ALONE,
  TIME_THERE,
  YEAR_LIST,
  YEAR_RANGE,
} from './date-patterns.ts';
import { parseChineseNumeral } from './numerals.ts';
import { matchAt } from './sticky.ts';

export interface DateOptions {
  /**
   * Whether years may be written short, as in questions: 21年 for 2021年, and 2020 alone. In a report
   * 20年 is a length of time unless a month follows.
   */
  readonly shortYears: boolean;
}

/**
 * Every date, period, frequency and relative time of a text, in order and without overlap.
 *
 * @param text folded text
 */
export function readDates(text: string, options: DateOptions = { shortYears: false }): DateReading[] {
  const readings: DateReading[] = [];
  BEGINNING.lastIndex = 0;
  for (let match = BEGINNING.exec(text); match; match = BEGINNING.exec(text)) {
    const at = match.index;
    const reading = readAt(text, at, options);
    if (reading && reading.end > at) {
      readings.push(reading);
      BEGINNING.lastIndex = reading.end;
    }
  }
  return readings;
}

function readAt(text: string, at: number, options: DateOptions): DateReading | undefined {
  const draft =
    readFiveYears(text, at) ??
    readAsOf(text, at, options) ??
    readEvery(text, at) ??
    readRange(text, at, options) ??
    readRelative(text, at) ??
    readCentury(text, at) ??
    readHalf(text, at);
  if (!draft) return undefined;
  return { start: at, end: draft.end, raw: text.slice(at, draft.end), ...draft.fields };
}

/** Two points with a joiner between them, or one point, and 以来 or 起 after it. */
function readRange(text: string, at: number, options: DateOptions): Draft | undefined {
  const list = matchAt(YEAR_LIST, text, at);
  if (list) return draftOf(list, { kind: 'date' });
  for (const pattern of [DAY_RANGE, YEAR_RANGE, MONTH_RANGE]) {
    const range = matchAt(pattern, text, at);
    const draft = range && rangeOf(range);
    if (draft) return draft;
  }
  const from = readPoint(text, at, options);
  if (!from) return undefined;
  const joiner = matchAt(JOINER_THERE, text, from.end);
  if (joiner) {
    const to = readPoint(text, from.end + joiner[0].length, options);
    if (to?.fields.kind === 'date') return joined(from, to);
  }
  const open = matchAt(OPEN_END_THERE, text, from.end);
  if (!open) return from;
  const end = from.end + open[0].length;
  return { end, fields: { ...from.fields, kind: 'period' } };
}

function rangeOf(match: RegExpExecArray): Draft | undefined {
  const draft = draftOf(match, { kind: 'period' });
  const { year, month, day, toYear, toMonth, toDay } = draft.fields;
  if (year !== undefined && toYear !== undefined) {
    const to = toYear < 100 ? Math.floor(year / 100) * 100 + toYear : toYear;
    if (to <= year) return undefined;
    draft.fields.toYear = to;
  } else if (toMonth !== undefined && month !== undefined) {
    if (toMonth <= month) return undefined;
    if (year !== undefined) draft.fields.toYear = year;
  } else if (toDay !== undefined && day !== undefined && month !== undefined) {
    if (toDay <= day) return undefined;
    draft.fields.toMonth = month;
    if (year !== undefined) draft.fields.toYear = year;
  }
  return draft;
}

/** From one point to another, which takes year and month from the first where it has none. */
function joined(from: Draft, to: Draft): Draft {
  const fields: Fields = { ...from.fields, kind: 'period' };
  const toYear = to.fields.toYear ?? to.fields.year ?? from.fields.year;
  const toMonth =
    to.fields.toMonth ?? to.fields.month ?? (to.fields.day === undefined ? undefined : from.fields.month);
  const toDay = to.fields.toDay ?? to.fields.day;
  if (toYear !== undefined) fields.toYear = toYear;
  if (toMonth !== undefined) fields.toMonth = toMonth;
  if (toDay !== undefined) fields.toDay = toDay;
  return { end: to.end, fields };
}

function readPoint(text: string, at: number, options: DateOptions): Draft | undefined {
  for (const pattern of [ISO, POINT, SHORT_YEAR, MONTH_POINT]) {
    const match = matchAt(pattern, text, at);
    if (match) return withTime(text, draftOf(match, { kind: 'date' }));
  }
  const dotted = matchAt(DOTTED, text, at);
  if (dotted) {
    const rest = text.slice(at + dotted[0].length, at + dotted[0].length + 4);
    const isDay = dotted[0].includes('·')
      ? DAY_CONTEXT.test(rest)
      : /[于在]/.test(text[at - 1] ?? '') || NAMED_DAY.test(rest);
    if (isDay) return draftOf(dotted, { kind: 'date' });
  }
  const day = matchAt(DAY_POINT, text, at);
  if (day) return withTime(text, draftOf(day, { kind: 'date' }));
  if (options.shortYears) {
    const short = matchAt(SHORT_YEAR_ALONE, text, at) ?? matchAt(BARE_YEAR, text, at);
    if (short) return draftOf(short, { kind: 'date' });
  }
  return undefined;
}

/** A day takes the time of day after it. */
function withTime(text: string, draft: Draft): Draft {
  if (draft.fields.day === undefined) return draft;
  const time = matchAt(TIME_THERE, text, draft.end);
  return time ? { end: draft.end + time[0].length, fields: draft.fields } : draft;
}

/** 截至目前, and 截至 before a date. */
function readAsOf(text: string, at: number, options: DateOptions): Draft | undefined {
  const prefix = matchAt(AS_OF_PREFIX, text, at);
  if (prefix) {
    const date = readPoint(text, at + prefix[0].length, options) ?? readRelative(text, at + prefix[0].length);
    if (date && date.fields.relative !== 'as-of-publication') return { end: date.end, fields: date.fields };
  }
  const match = matchAt(AS_OF, text, at);
  if (!match) return undefined;
  return { end: at + match[0].length, fields: { kind: 'relative', relative: 'as-of-publication' } };
}

function readEvery(text: string, at: number): Draft | undefined {
  const match = matchAt(EVERY, text, at);
  return match && { end: at + match[0].length, fields: { kind: 'frequency' } };
}

const RELATIVE: Readonly<Record<string, RelativeTime>> = {
  去: 'last-year',
  上: 'last-year',
  前: 'year-before-last',
  今: 'this-year',
  本: 'this-year',
  年: 'this-year',
  岁: 'this-year',
  明: 'next-year',
};

function readRelative(text: string, at: number): Draft | undefined {
  const year = matchAt(LAST_AND_OTHER_YEARS, text, at);
  if (year) {
    const relative = RELATIVE[text[at] ?? ''] ?? 'this-year';
    const draft = draftOf(year, { kind: 'relative', relative });
    const word = year.groups?.['word'] ?? '';
    if (draft.fields.month === undefined && /年初$/.test(word)) draft.fields.month = 1;
    if (draft.fields.month === undefined && /[底末]$/.test(word)) draft.fields.month = 12;
    const months = draft.fields.month === undefined ? matchAt(MONTH_RANGE, text, draft.end) : undefined;
    return months && !months.groups?.['year']
      ? { end: draft.end + months[0].length, fields: { ...draftOf(months, draft.fields).fields } }
      : draft;
  }
  const recent = matchAt(RECENT, text, at);
  return recent && { end: at + recent[0].length, fields: { kind: 'relative', relative: 'recent' } };
}

/** 十三五 is 2016 to 2020; 十五 alone is a number. */
function readFiveYears(text: string, at: number): Draft | undefined {
  const match = matchAt(FIVE_YEARS, text, at);
  if (!match) return undefined;
  const isQuoted = match.groups?.['open'] !== undefined;
  if (isQuoted !== (match.groups?.['close'] !== undefined)) return undefined;
  const plan = parseChineseNumeral(match.groups?.['plan'] ?? '') ?? 0;
  const year = 2001 + plan * 5;
  return { end: at + match[0].length, fields: { kind: 'period', year, toYear: year + 4 } };
}

function readCentury(text: string, at: number): Draft | undefined {
  const match = matchAt(DECADE, text, at) ?? matchAt(DECADE_ALONE, text, at);
  if (!match) return undefined;
  const { century, decade } = match.groups ?? {};
  const before = century ? ((numberOf(century) ?? 20) - 1) * 100 : match[0].startsWith('本') ? 2000 : 1900;
  const year = decade ? before + (numberOf(decade) ?? 0) : before + 1;
  return { end: at + match[0].length, fields: { kind: 'period', year, toYear: year + (decade ? 9 : 99) } };
}

function readHalf(text: string, at: number): Draft | undefined {
  const match = matchAt(HALF_YEAR, text, at);
  return match && draftOf(match, { kind: 'date' });
}
