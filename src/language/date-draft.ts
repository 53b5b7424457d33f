/**
 * From what a pattern matched to the fields of a date: numerals, halves of a year and quarters as months.
 */
import { parseChineseNumeral } from './numerals.ts';

/** One reading. Offsets are UTF-16 in the given text, `end` exclusive; `raw` is that slice. */
export interface DateReading {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /**
   * `date`: one year, month or day, as far as the fields say; `period`: from–to, or open-ended (以来, 起)
   * where no `to` field is set; `frequency`: 每周一次; `relative`: 去年, with month and day if given.
   */
  readonly kind: 'date' | 'period' | 'frequency' | 'relative';
  readonly year?: number;
  /** 1 to 12; 年初 is 1 and 年底 is 12. */
  readonly month?: number;
  readonly day?: number;
  readonly toYear?: number;
  readonly toMonth?: number;
  readonly toDay?: number;
  readonly relative?: RelativeTime;
}

/** What a relative time is relative to: the year of the report, or its day of publication. */
export type RelativeTime =
  | 'last-year'
  | 'this-year'
  | 'next-year'
  | 'year-before-last'
  | 'recent'
  | 'as-of-publication';

/** The fields of a reading before its slice of the text is known. */
export type Fields = {
  -readonly [key in keyof Omit<DateReading, 'start' | 'end' | 'raw'>]: DateReading[key];
};

export interface Draft {
  readonly end: number;
  readonly fields: Fields;
}

export function numberOf(digits: string): number | undefined {
  return /^\d+$/.test(digits) ? Number(digits) : parseChineseNumeral(digits);
}

/** The fields a match names, with halves, quarters and the edges of a year as months. */
export function draftOf(match: RegExpExecArray, fields: Fields): Draft {
  const groups = match.groups ?? {};
  const read = (name: string) => (groups[name] === undefined ? undefined : numberOf(groups[name]));
  const short = read('short');
  const year = read('year') ?? (short === undefined ? undefined : short + (short < 50 ? 2000 : 1900));
  if (year !== undefined) fields.year = year;
  for (const name of ['month', 'day', 'toYear', 'toMonth', 'toDay'] as const) {
    const value = read(name);
    if (value !== undefined) fields[name] = value;
  }
  if (groups['edge'] === '初') fields.month = 1;
  else if (groups['edge'] === '底' || groups['edge'] === '末') fields.month = 12;
  else if (groups['third'] && fields.month === undefined) fields.month = groups['third'] === '初' ? 1 : 12;
  const months = monthsOf(groups['half'], groups['quarter']);
  if (months) {
    fields.month = months[0];
    fields.toMonth = months[1];
    if (fields.kind === 'date') fields.kind = 'period';
    if (year !== undefined) fields.toYear = year;
  }
  return { end: match.index + match[0].length, fields };
}

function monthsOf(half: string | undefined, quarter: string | undefined): [number, number] | undefined {
  if (half !== undefined) return half.startsWith('上') ? [1, 6] : [7, 12];
  const number = quarter === undefined ? undefined : numberOf(quarter);
  return number === undefined ? undefined : [number * 3 - 2, number * 3];
}
