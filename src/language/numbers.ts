/**
 * Numbers of Chinese reports with their hedge and unit: 超50余万人次, 近2000名, 一百二十余人, 3—5场,
 * 每两天1条. Dates are read by dates.ts; what it reads is no number here.
 *
 * A Chinese numeral counts only before a unit and where the two are no fixed word (一批, 一直, 十分).
 * Quantities without an exact value (十几家, 数百人) are counts from `value` to `upper` with the hedge
 * `about`; 百 or 万 without a digit (百名, 万家) is a way of speaking and is not read.
 */
import type { DateReading } from './date-draft.ts';
import { readDates } from './dates.ts';
import { skipFixed } from './fixed-words.ts';
import { type Hedge, type NumberKind, type ProperNumber, readProper } from './number-proper.ts';
import { CHINESE_NUMERAL_CHARACTERS } from './numerals.ts';
import { matchAt, sticky } from './sticky.ts';
import { plainUnit, UNIT_PATTERN, unitAt, unitFamily } from './units.ts';

export { parseChineseNumeral } from './numerals.ts';
export { MEASURE_WORDS, sameUnitFamily, unitAnswers } from './units.ts';

/** One number. Offsets are UTF-16 in the given text, `end` exclusive, hedges and unit included. */
export interface NumberReading {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /**
   * With 万, 亿 and the like multiplied in: 8.6万人次 is 86000 人次, 2亿元 is 200000000 元. A percentage
   * is per hundred, also where it is written 三分之一 (33.33…); ‰ and 成 are as written.
   */
  readonly value: number;
  /** The far end of 3—5场 or 两三家. */
  readonly upper?: number;
  /** `below`: 近, 不足, 不到; `above`: 余, 多, 超, 以上; `about`: 约, 左右. */
  readonly hedge: Hedge;
  /** The measure word as printed (`人次`, `项`, `%`), without 万 or 亿; empty where there is none. */
  readonly unit: string;
  /** Where the unit begins; where there is none, the end of the number proper. */
  readonly unitStart: number;
  /**
   * `rate`: so many per something (每两天1条, 年均10场); `ordinal`: 第33届, 一等奖; `label`: digits that
   * count nothing (5·30, 5+X, 4G, the 2020 of a name).
   */
  readonly kind: NumberKind;
}

const CN = `[${CHINESE_NUMERAL_CHARACTERS}]`;
const SPACE = '[ \\t]?';

const BEGINNING = new RegExp(`[\\d每第首几数上成好前${CHINESE_NUMERAL_CHARACTERS}]`, 'g');
/** What each unit of time, place or person a rate is per: 每两天, 每人, 每所学校. */
const PER = sticky(
  `每(?:隔)?(?:${CN}{1,4}|\\d{1,4})?${SPACE}(?:个)?(?:天|日|周|星期|月(?:\\d{1,2}[日号])?|年|季度|季|旬|学期|小时|分钟|人|户|家|亩|村|镇|校|县|班|课时|(?:${UNIT_PATTERN}))`,
);
const PER_AFTER = sticky('/(?:天|日|周|月|年|人|户|亩|场|次|期|班|平方米|小时|吨)');
const HEDGE_BEFORE =
  /(?:(将近|接近|(?<![最附靠临邻亲远])近|不足|不到|未满|不超过|低于|至多)|(超过了?|超出|(?<!突)破(?=[百千万亿\d])|(?<![赶高])超|逾|突破了?|至少|不少于|不低于|不下于?|高于|多于|大于|(?<!经|超|通|不|度|走)过(?=[百千万亿]))|((?<![节签预合契履相大])约(?:为|计)?|大约|大概))[ \t]?$/;
const HEDGE_AFTER = sticky('(?:(以上|及以上)|(左右|上下(?![联级游班齐一]))|(以内|以下)|(之多|不等))');
const MORE_AFTER_UNIT = sticky('多(?=来|的|时间|前|后|[，。；、）)]|$)');
/** 每月更换一次, 人均科普经费2.5元: what stands between is no part of the number. */
const RATE_EARLIER =
  /(?:每(?:个)?(?:天|日|周|星期|月|季度|季|年|学期|小时)(?:更[换新]|举[办行]|开[展放课]|组织|推[送出]|发[布送]|播放|召开|至少|不少于|接待|编印|出版|安排|集中|培训|新增){1,3}|(?:人均|户均|日均|月均|年均|场均|亩均)[^\d，。；、：,;]{1,8}|亩产(?:量|值)?|时速)(?:约|近|超|达|为)?$/;
const RATE_BEFORE = /(?:人均|户均|年均|月均|日均|场均|平均每[年月天场人])[ \t]?(?:约|近|超|达)?$/;
const CURRENCY_BEFORE = /(?:[¥￥$€]|人民币)[ \t]?$/;

/** Units that 一 may count; before any other 一 is part of a word (一面, 一道, 一批). */
const ONE_COUNTS = new Set(
  '个 家 项 场 次 名 位 人 件 幅 篇 条 支 座 所 处 部 册 份 套 台 门 节 堂 课时 学时 场次 人次 年 个月 天 周 个星期 星期 小时 个小时 个多小时 个多月 分钟 元 亩 公里 吨 岁 个百分点 倍 种 类 则 首 本 张 枚 届 栋 间 艘 辆 架 名次 期 周年 个工作日 个学期 个季度 块 颗 对 组 轮 成 米 个世纪 世纪 公斤 斤 克 户'.split(
    ' ',
  ),
);
/** Units that make a word of a Chinese numeral: 四面, 两口子, 三头. */
const DIGITS_ONLY = new Set('面 点 道 口 头 把 层 段 代 声 步 包 起 片 号 度'.split(' '));

/** Which stretches of a text dates take from the numbers: all but frequencies, which are rates here. */
export function datedSpans(dates: readonly DateReading[]): DateReading[] {
  return dates.filter(({ kind }) => kind !== 'frequency');
}

/**
 * Every number of a text, in order and without overlap.
 *
 * @param text  folded text
 * @param dates what {@link readDates} read in it, given where it was read with other options
 */
export function readNumbers(text: string, dates: readonly DateReading[] = readDates(text)): NumberReading[] {
  const readings: NumberReading[] = [];
  const dated = datedSpans(dates);
  let nextDate = 0;
  let floor = 0;
  let per: { start: number; end: number } | undefined;
  BEGINNING.lastIndex = 0;
  for (let match = BEGINNING.exec(text); match; match = BEGINNING.exec(text)) {
    const at = match.index;
    while (dated[nextDate] && (dated[nextDate] as DateReading).end <= at) nextDate++;
    const date = dated[nextDate];
    if (date && date.start <= at) {
      BEGINNING.lastIndex = date.end;
      floor = date.end;
      continue;
    }
    if (match[0] === '每') {
      const basis = matchAt(PER, text, at);
      if (!basis) continue;
      per = { start: at, end: at + basis[0].length };
      BEGINNING.lastIndex = per.end;
      continue;
    }
    const limit = date?.start ?? text.length;
    const resume = skipFixed(text, at);
    const draft = resume > at ? undefined : readProper(text, at);
    if (!draft) {
      BEGINNING.lastIndex = Math.max(resume, at + 1);
      continue;
    }
    const reading = draft.end <= limit ? complete(text, draft, floor, per) : undefined;
    if (reading && reading.end <= limit) {
      readings.push(reading);
      floor = reading.end;
    }
    BEGINNING.lastIndex = Math.max(reading?.end ?? draft.end, at + 1);
  }
  return readings;
}

/** Adds unit and hedges; undefined where a Chinese numeral turns out to be no number. */
function complete(
  text: string,
  draft: ProperNumber,
  floor: number,
  per?: { start: number; end: number },
): NumberReading | undefined {
  const matched = draft.isClosed ? undefined : unitAt(text, draft.end);
  const printed = matched?.trimStart() ?? '';
  const unitStart = matched ? draft.end + matched.length - printed.length : draft.end;
  const isOne = draft.needs !== 'nothing' && text.slice(draft.start, draft.end) === '一';
  if (isOne && !ONE_COUNTS.has(plainUnit(printed))) return undefined;
  if (draft.needs === 'unit' && DIGITS_ONLY.has(printed)) return undefined;
  // 显宗二年: a length of time is 两年.
  if (printed === '年' && text.slice(draft.start, draft.end) === '二') return undefined;

  const before = text.slice(Math.max(floor, draft.start - 6), draft.start);
  const hedgeBefore =
    draft.kind === 'ordinal' || draft.kind === 'label' ? undefined : HEDGE_BEFORE.exec(before);
  const isBare = draft.needs === 'unit and hedge';
  if (isBare && !hedgeBefore) return undefined;
  // 超百万 goes without a unit, 超百 does not.
  const needsUnit = draft.needs === 'unit' || (isBare && draft.value < 1e6);
  if (needsUnit && printed === '') return undefined;
  let start = draft.start - (hedgeBefore?.[0].length ?? 0);
  let end = unitStart + printed.length;
  let hedge: Hedge = draft.hedge ?? '';
  if (hedgeBefore) hedge = hedgeBefore[1] ? 'below' : hedgeBefore[2] ? 'above' : hedge || 'about';
  const hedgeAfter =
    draft.kind === 'ordinal' || draft.kind === 'label' ? undefined : matchAt(HEDGE_AFTER, text, end);
  if (hedgeAfter) {
    end += hedgeAfter[0].length;
    hedge = hedgeAfter[1] ? 'above' : hedgeAfter[2] ? 'about' : hedgeAfter[3] ? 'below' : hedge;
  } else if (printed.startsWith('个多')) {
    hedge = 'above';
  } else if (unitFamily(printed) === 'time' && matchAt(MORE_AFTER_UNIT, text, end)) {
    end += 1;
    hedge = 'above';
  }

  let kind = draft.kind ?? kindOf(text, draft, printed);
  if (kind === 'count' || kind === 'money' || kind === 'percent') {
    if (per && per.end <= start && text.slice(per.end, start).trim() === '' && per.start >= floor) {
      start = per.start;
      kind = 'rate';
    } else {
      const rate = RATE_BEFORE.exec(text.slice(Math.max(floor, start - 6), start));
      if (rate) {
        start -= rate[0].length;
        kind = 'rate';
      } else {
        if (RATE_EARLIER.test(text.slice(Math.max(floor, start - 14), start))) kind = 'rate';
        const perAfter = matchAt(PER_AFTER, text, end);
        if (perAfter) {
          end += perAfter[0].length;
          kind = 'rate';
        }
      }
    }
  }
  if (
    kind === 'count' &&
    CURRENCY_BEFORE.test(text.slice(Math.max(floor, start - 4), start)) &&
    printed === ''
  )
    kind = 'money';
  const reading = {
    start,
    end,
    raw: text.slice(start, end),
    value: draft.value,
    hedge,
    unit: printed,
    unitStart,
    kind,
  };
  return draft.upper === undefined ? reading : { ...reading, upper: draft.upper };
}

const ORDINAL_UNITS_OF_TWO = new Set('期 次 届 批 级 类 层 楼 等 部'.split(' '));

function kindOf(text: string, draft: ProperNumber, printed: string): NumberKind {
  const unit = plainUnit(printed);
  const family = unitFamily(unit);
  if (family === 'money') return 'money';
  if (family === 'percent') return 'percent';
  if (family === 'grade') return unit === '号' || unit === '楼' ? 'label' : 'ordinal';
  const raw = text.slice(draft.start, draft.end);
  if (unit === '年级' || (raw === '二' && ORDINAL_UNITS_OF_TWO.has(unit))) return 'ordinal';
  if (
    unit === '届' &&
    /^(?:[一二三四五六七八九]中全会|中央|全国人)/.test(text.slice(draft.end + 1, draft.end + 5))
  )
    return 'ordinal';
  if (text[draft.start - 1] === '前' && /^[名位强]$/.test(unit)) return 'ordinal';
  if (draft.needs === 'unit' && isQuotedSlogan(text, draft)) return 'label';
  return 'count';
}

/** “三个一百”, “一家亲”: a numeral right after the opening mark of a short quotation. */
function isQuotedSlogan(text: string, draft: ProperNumber): boolean {
  if (!/[“‘「『《]/.test(text[draft.start - 1] ?? '')) return false;
  return /^[^，。；、]{0,10}[”’」』》]/.test(text.slice(draft.end, draft.end + 12));
}
