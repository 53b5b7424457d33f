/**
 * Dates, periods, frequencies and relative times of Chinese reports and questions, by their own grammar:
 * 2020年5月23日, 2016~2020年度, “十三五”期间, 每两天, 去年, 截至目前.
 *
 * 5·30 is read as a date only where it stands for a day; in 5·30全国科技工作者日 it is part of a name.
 * A length of time (5年, 3个月) is a number, see numbers.ts, which skips what is read here.
 */
import { parseChineseNumeral } from './numerals.ts';
import { matchAt } from './sticky.ts';

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
type RelativeTime =
  | 'last-year'
  | 'this-year'
  | 'next-year'
  | 'year-before-last'
  | 'recent'
  | 'as-of-publication';

export interface DateOptions {
  /**
   * Whether years may be written short, as in questions: 21年 for 2021年, and 2020 alone. In a report
   * 20年 is a length of time unless a month follows.
   */
  readonly shortYears: boolean;
}

const YEAR = '(?:19|20)\\d\\d|[一二][〇零○九][〇零○一二三四五六七八九]{2}';
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';
const DAY =
  '3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]';
const SPACE = '[ \\t]?';
const DAYPART = '(?:凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜间)';
const CLOCK = `(?:${SPACE}\\d{1,2}(?:[:：]\\d\\d|[时点](?:\\d{1,2}分|半|整|许)?))`;
const TIME = `(?:${SPACE}${DAYPART}${CLOCK}?|${CLOCK})?`;
/** 日 and 号 that do not begin another word: 5日语, 3号楼. */
const DAY_WORD = '(?:日(?![本语元报常益均程新照光志记夜])|号(?![楼线召令文厅馆]))';
const JOINER = `${SPACE}(?:[-—–~～]{1,2}|至|到)${SPACE}`;
const OPEN_END = '(?:以来|起|开始|以后|之后)';
const NOT_IN_NUMBER = '(?<![\\d.·/a-z-])(?<!\\d,)';

const sticky = (source: string) => new RegExp(source, 'y');

/** Of a year that 年 follows; a length of time is seldom that long. */
const ANY_YEAR = `1[1-9]\\d\\d(?=${SPACE}年(?![来前]|以上|的历史|历史))|${YEAR}`;
/** Year, then as much of month and day as there is. */
const POINT = sticky(
  `${NOT_IN_NUMBER}(?:公元)?(?<year>${ANY_YEAR})${SPACE}(?:年度?|学年)(?:${SPACE}(?:` +
    `(?<month>${MONTH})${SPACE}月(?!球|饼|亮|光|刊|台)份?(?:${SPACE}(?<day>${DAY})${SPACE}${DAY_WORD})?` +
    `|年?(?<edge>[初底末中])(?![级小学期国心])|(?<half>[上下]半年)|(?:第?(?<quarter>[一二三四1-4])季度)))?` +
    `(?<third>[上中下]旬|[初底末](?![级中]))?`,
);
const MONTH_POINT = sticky(
  `${NOT_IN_NUMBER}(?<![一二三四五六七八九十每个第])(?<month>${MONTH})${SPACE}月(?!球|饼|亮|光|刊|台)份?` +
    `(?:${SPACE}(?<day>${DAY})${SPACE}${DAY_WORD})?(?<third>[上中下]旬|[初底末](?![级中]))?`,
);
const DAY_POINT = sticky(
  `${NOT_IN_NUMBER}(?<!为期|历时|[每第])(?<day>3[01]|[12]\\d|0?[1-9])${SPACE}日(?![本语元报常益均程新照光志记夜内])`,
);
const SHORT_YEAR = sticky(
  `${NOT_IN_NUMBER}(?<short>[0-4]\\d|9\\d)年(?:度(?!过)|(?<month>${MONTH})月(?:(?<day>${DAY})${DAY_WORD})?)`,
);
const SHORT_YEAR_ALONE = sticky(
  `${NOT_IN_NUMBER}(?<![近第])(?<short>[0-3]\\d|9\\d)年(?!来|间|内|前|后|多|以上|左右|期|级|的历史|的时间|历史|代)(?:底|初|末)?`,
);
const BARE_YEAR = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?![\\d.%,·/a-z-]|${SPACE}(?:年|余|多|万|亿|元|人|名|位|家|个|项|场|次|件|户|亩|吨|米|公里|平方|天|本|册|份|条))`,
);
const ISO = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?<sep>[-./])(?<month>1[0-2]|0?[1-9])\\k<sep>(?<day>3[01]|[12]\\d|0?[1-9])(?![\\d.])`,
);
const YEAR_RANGE = sticky(
  `${NOT_IN_NUMBER}(?<year>1[1-9]\\d\\d|${YEAR})(?:${SPACE}年度?)?(?:${JOINER}|/)(?<toYear>${ANY_YEAR}|\\d\\d(?=年|学年))(?![\\d.月])(?:${SPACE}(?:学年度?|年度?(?!\\d)))?(?!${SPACE}(?:1[0-2]|[1-9])月)(?:期间)?`,
);
const MONTH_RANGE = sticky(
  `${NOT_IN_NUMBER}(?:(?<year>${YEAR})${SPACE}年${SPACE})?(?<month>1[0-2]|0?[1-9])${JOINER}(?<toMonth>1[0-2]|0?[1-9])${SPACE}月(?!\\d)份?`,
);
const DAY_RANGE = sticky(
  `${NOT_IN_NUMBER}(?:(?<year>${YEAR})${SPACE}年${SPACE})?(?<month>1[0-2]|0?[1-9])${SPACE}月${SPACE}(?<day>3[01]|[12]\\d|0?[1-9])日?${JOINER}(?<toDay>3[01]|[12]\\d|0?[1-9])${SPACE}日`,
);
const YEAR_LIST = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?=(?:[、,，和及与](?:19|20)\\d\\d){1,12}年)`,
);
const DOTTED = sticky(`${NOT_IN_NUMBER}(?<month>1[0-2]|0?[1-9])[.·](?<day>3[01]|[12]\\d|0[1-9])(?![\\d.%‰])`);
/** What a dotted day may stand before to be a day: not a unit, and not the name of the day. */
const DAY_CONTEXT = /^(?:活动|当天|当日|期间|前后|起|[，。；、）)]|$)/;
/** After 5.23, which may be a decimal as well. */
const NAMED_DAY = /^(?:活动|当天|当日|期间|前后)/;
const FIVE_YEARS = sticky(
  `(?<open>[“"「『‘'])?十(?<plan>[一二三四五六七八])五(?<close>[”"」』’'])?(?:期间|时期|以来|末|初)?`,
);
const DECADE = sticky(
  `(?:(?<century>1\\d|2[01]|十[七八九]|二十一?)世纪|上(?:个)?世纪|本世纪)(?:(?<decade>[1-9]0|[二三四五六七八九]十)年代)?[初中末]?(?:期|叶)?`,
);
const DECADE_ALONE = sticky(
  `(?<![\\d一二三四五六七八九])(?<decade>[2-9]0|[二三四五六七八九]十)年代[初中末]?期?`,
);
const HALF_YEAR = sticky(`(?:(?<half>[上下]半年)|第?(?<quarter>[一二三四1-4])季度)`);
const AS_OF = sticky(
  '(?:(?:截[至止]到?|到|直到|直至)?目前(?:为止)?|截[至止]到?(?:现在|今)|迄今(?:为止)?|至今(?:为止)?)',
);
const AS_OF_PREFIX = sticky(`截[至止]到?${SPACE}`);
const LAST_AND_OTHER_YEARS = sticky(
  `(?<word>去年|今年|明年|前年|上一年度|上一年|上年度|上年|本年度|本年(?!级)|(?<!当|成|中|青|少|老|每)年初|(?<!每|全)年底|(?<!每|周|学)年末|岁末)(?:以来|度)?(?:(?<edge>[初底末])|(?<half>[上下]半年)|${SPACE}(?<month>${MONTH})${SPACE}月份?(?:${SPACE}(?<day>${DAY})${DAY_WORD})?)?(?<third>[上中下]旬)?`,
);
const RECENT = sticky(
  '(?:近日|日前(?!提)|近期|近来|前不久|不久前|昨日|昨天|今日|今天|前天|上个?月|本月|上周|本周|最近(?:(?:[一两三四五六七八九十几\\d]{1,2})个?(?:年|月|天|周))?(?:来|以来)?|近(?:几|两|三|四|五|六|七|八|九|十|\\d{1,2})?(?:个)?(?:年|月)(?:来|以来|间)?)',
);
const EVERY = sticky(
  `(?:每(?:隔|逢)?(?:[一二两三四五六七八九十半]{1,3}|\\d{1,3})?${SPACE}(?:个)?(?:天|日|(?:周|星期|礼拜)(?:[一二三四五六日天末](?![次期回届条场篇]))?|月(?:(?:${DAY})[日号])?|年|季度|季|旬|学期|学年|小时|晚|半年)|逐[年月]|一年一度)` +
    `(?:${SPACE}(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})${SPACE}(?:次(?!数|日|年)|期(?!间)|回|届|条|更|场(?!地|馆)|篇))?|(?:[一两三四五六七八九十]|\\d{1,2})(?:年|个?月|周|天)[一两三](?:次|届|期|更)`,
);

const JOINER_THERE = sticky(JOINER);
const OPEN_END_THERE = sticky(OPEN_END);
const TIME_THERE = sticky(TIME);

/** Characters a reading can begin with: everything else is passed over. */
const BEGINNING = /[\d公一二三四五六七八九十廿“"「『‘'截到直目迄至去今明前上本年岁近日不昨最每逐下第]/g;

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

/** The fields of a reading before its slice of the text is known. */
type Fields = { -readonly [key in keyof Omit<DateReading, 'start' | 'end' | 'raw'>]: DateReading[key] };

interface Draft {
  readonly end: number;
  readonly fields: Fields;
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

function numberOf(digits: string): number | undefined {
  return /^\d+$/.test(digits) ? Number(digits) : parseChineseNumeral(digits);
}

/** The fields a match names, with halves, quarters and the edges of a year as months. */
function draftOf(match: RegExpExecArray, fields: Fields): Draft {
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
