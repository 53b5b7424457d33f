/**
 * Numbers of Chinese reports with their hedge and unit: 超50余万人次, 近2000名, 一百二十余人, 3—5场,
 * 每两天1条. Dates are read by dates.ts; what it reads is no number here.
 *
 * A Chinese numeral counts only before a unit and where the two are no fixed word (一批, 一直, 十分).
 * Quantities without an exact value (十几家, 数百人) are counts from `value` to `upper` with the hedge
 * `about`; 百 or 万 without a digit (百名, 万家) is a way of speaking and is not read.
 */
import { type DateReading, readDates } from './dates.ts';
import { CHINESE_NUMERAL_CHARACTERS, parseChineseNumeral } from './numerals.ts';
import { plainUnit, UNIT_PATTERN, unitFamily } from './units.ts';

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
  readonly hedge: '' | 'below' | 'above' | 'about';
  /** The measure word as printed (`人次`, `项`, `%`), without 万 or 亿; empty where there is none. */
  readonly unit: string;
  /** Where the unit begins; where there is none, the end of the number proper. */
  readonly unitStart: number;
  /**
   * `rate`: so many per something (每两天1条, 年均10场); `ordinal`: 第33届, 一等奖; `label`: digits that
   * count nothing (5·30, 5+X, 4G, the 2020 of a name).
   */
  readonly kind: 'count' | 'percent' | 'money' | 'ordinal' | 'label' | 'rate';
}

const CN = `[${CHINESE_NUMERAL_CHARACTERS}]`;
const SPACE = '[ \\t]?';
const sticky = (source: string) => new RegExp(source, 'iy');

const BEGINNING = new RegExp(`[\\d每第首几数上成好前${CHINESE_NUMERAL_CHARACTERS}]`, 'g');
const UNIT = sticky(`${SPACE}(?:${UNIT_PATTERN})`);
const DIGITS = sticky('\\d{1,3}(?:,\\d{3})+(?![\\d])(?:\\.\\d+)?|\\d+(?:\\.\\d+)?');
const CHINESE = sticky(`${CN}{1,16}(?:点[零〇一二三四五六七八九]{1,9})?`);
const POWERS = sticky(`${SPACE}([余多几来])?${SPACE}([十百千万亿]{1,3})?([余多来])?`);
const RANGE = sticky(`(?:${SPACE}%)?${SPACE}(?:[-—–~～]{1,2}|至|到)${SPACE}`);
const FRACTION = sticky(
  `(?:(${CN}{1,8}|\\d{1,6})分之(${CN}{1,12}(?:点[零〇一二三四五六七八九]{1,6})?|\\d{1,9}(?:\\.\\d{1,9})?))`,
);
const PRIZES = sticky('(?:[一二三四五](?:[、和及与][一二三四五]){1,4}|[一二三四五]{1,3}|特)等(?:奖|功|品)');
const ORDINAL = sticky(`第${SPACE}(?:(\\d{1,9})|(${CN}{1,9}))`);
const NOT_ORDINAL = /^第(?:三方|一时间|一线|一书记|一责任|一生产力|一动力|一资源|一手|一夫人|一桶金)/;
const FIRST = sticky('首(届|批|次|个|家|位|名|例|座|期|场|项|条|支|所)(?![长府席创发尾])');
const VAGUE = sticky(
  '成千上万|成百上千|(?:好几|几|数|上|成)[十百千万亿]{1,3}(?![大强佳万])|[二三四五六七八九]?十几',
);
const APPROXIMATE = sticky('([一二两三四五六七八九])([二三四五六七八九])([十百千万])?');
/** What each unit of time, place or person a rate is per: 每两天, 每人, 每所学校. */
const PER = sticky(
  `每(?:隔)?(?:${CN}{1,4}|\\d{1,4})?${SPACE}(?:个)?(?:天|日|周|星期|月(?:\\d{1,2}[日号])?|年|季度|季|旬|学期|小时|分钟|人|户|家|亩|村|镇|校|县|班|课时|(?:${UNIT_PATTERN}))`,
);
const CLOCK = sticky(
  '(?:[:：]\\d\\d(?!\\d)|[时点](?:\\d{1,2}分|半|整|许)|时(?!间|期|代|段|刻|速|长|隔|空|尚|下))',
);
const NAME_TAIL = sticky(
  '(?:[·•]\\d+|\\+(?:[a-z]|\\d+)|[a-z][a-z0-9.+-]*|[室弄幢](?!内|外)|单元|国道|省道|路(?=公交|车|站)|[:：]\\d+(?!\\d)|(?:-\\d+)+|\\.\\d+(?:\\.\\d+)*)',
);
const MORE = sticky('([余多来])(万|亿)?');
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
const FIXED =
  /^(?:一(?:次性|人之|人一|家人|家之|家亲|一|年一度|天天|门心思|本正经|部分|处处|条龙|条心|条街|件件|项项|家家|个个|位位|场场|户户|次次|代|[镇村校县企人户街社会园院馆事岗区站家店业企](?:[（(][^（）()]{1,4}[）)])?一|节课时|成不|类事业|块钱|块儿|块(?![^，。的]{2})|期(?=工程|项目|建设))|十分(?!钟|之)|百分(?![之点])|万分(?!之)|千里|百里|万里|万家|千家|百家|万年|千年|百年|四个(?:全面|自信|意识|现代化|走在)|两个(?:维护|确立|一百年|百年|先行|高水平|毫不)|三个(?:代表|务必|第一|面向)|五个一|两会|两岸|三门(?:县|峡)|五台山|九台|七成立|三角|一成(?!左|以|多)|十字)/;
/** Characters that make 一 part of another word: 统一, 同一个, 星期一. */
const NOT_BEFORE_ONE = new Set('统同每这那某任另逐专单之初何哪唯万周期不划'.split(''));

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
      const basis = exec(PER, text, at);
      if (!basis) continue;
      per = { start: at, end: at + basis[0].length };
      BEGINNING.lastIndex = per.end;
      continue;
    }
    const limit = date?.start ?? text.length;
    const resume = skip(text, at);
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

/** A number before its hedges and unit are read. */
interface Draft {
  readonly start: number;
  /** End of the number proper, powers of ten included. */
  readonly end: number;
  readonly value: number;
  readonly upper?: number;
  readonly hedge?: NumberReading['hedge'];
  readonly kind?: NumberReading['kind'];
  /** Chinese numerals need a unit; `bare` ones (万余, 近百) a hedge as well. */
  readonly needs: 'nothing' | 'unit' | 'unit and hedge';
  /** No unit is looked for. */
  readonly isClosed?: boolean;
}

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Where to go on if a fixed word begins here, else `at`. */
function skip(text: string, at: number): number {
  const ahead = text.slice(at, at + 12);
  if (
    ahead[0] === '一' &&
    NOT_BEFORE_ONE.has(text[at - 1] ?? '') &&
    !/每[周星期]{1,2}$/.test(text.slice(Math.max(0, at - 3), at))
  ) {
    return at + 1;
  }
  const fixed = FIXED.exec(ahead);
  return fixed
    ? at + Math.max(1, fixed[0].length - (/一$/.test(fixed[0]) && fixed[0].length < 3 ? 1 : 0))
    : at;
}

function readProper(text: string, at: number): Draft | undefined {
  return (
    readFraction(text, at) ??
    readOrdinal(text, at) ??
    readVague(text, at) ??
    (/\d/.test(text[at] ?? '') ? readDigits(text, at) : readChinese(text, at))
  );
}

function readFraction(text: string, at: number): Draft | undefined {
  const match = exec(FRACTION, text, at);
  const below = match && numeralValue(match[1] ?? '');
  const above = match && numeralValue(match[2] ?? '');
  if (!match || !below || above === undefined) return undefined;
  const value = below === 100 ? above : (above * 100) / below;
  return { start: at, end: at + match[0].length, value, kind: 'percent', needs: 'nothing', isClosed: true };
}

function readOrdinal(text: string, at: number): Draft | undefined {
  const prizes = exec(PRIZES, text, at);
  if (prizes) {
    const grades = [...prizes[0].matchAll(/[一二三四五]/g)].map(([grade]) => parseChineseNumeral(grade) ?? 0);
    const end = at + prizes[0].length;
    const draft: Draft = {
      start: at,
      end,
      value: grades[0] ?? 0,
      kind: 'ordinal',
      needs: 'nothing',
      isClosed: true,
    };
    return grades.length > 1 ? { ...draft, upper: grades.at(-1) as number } : draft;
  }
  const first = exec(FIRST, text, at);
  if (first) return { start: at, end: at + 1, value: 1, kind: 'ordinal', needs: 'unit' };
  const match = exec(ORDINAL, text, at);
  const value = match && numeralValue(match[1] ?? match[2] ?? '');
  if (!match || value === undefined) return undefined;
  const end = at + match[0].length;
  if (NOT_ORDINAL.test(text.slice(at, at + 6))) {
    return { start: at, end, value, kind: 'label', needs: 'nothing', isClosed: true };
  }
  return { start: at, end, value, kind: 'ordinal', needs: 'nothing' };
}

/** 数百, 十几, 上千, and two digits next to each other: 两三家, 二三十人. */
function readVague(text: string, at: number): Draft | undefined {
  const vague = exec(VAGUE, text, at);
  if (vague) {
    const raw = vague[0];
    const end = at + raw.length;
    if (/^成.上/.test(raw))
      return { start: at, end, value: raw.endsWith('千') ? 100 : 1000, hedge: 'above', needs: 'unit' };
    const power = parseChineseNumeral(raw.replace(/^(?:好几|几|数|上|成)/, '').replace(/几$/, '')) ?? 0;
    if (power === 0) return undefined;
    if (/^[上成]/.test(raw)) return { start: at, end, value: power, hedge: 'above', needs: 'unit' };
    if (raw.endsWith('几'))
      return { start: at, end, value: power + 1, upper: power + 9, hedge: 'about', needs: 'unit' };
    return { start: at, end, value: power * 2, upper: power * 9, hedge: 'about', needs: 'unit' };
  }
  const pair = exec(APPROXIMATE, text, at);
  const low = pair && parseChineseNumeral(pair[1] ?? '');
  const high = pair && parseChineseNumeral(pair[2] ?? '');
  if (!pair || low === undefined || high === undefined || !(high - low === 1 || pair[0] === '三五'))
    return undefined;
  const power = pair[3] ? (parseChineseNumeral(pair[3]) ?? 1) : 1;
  return {
    start: at,
    end: at + pair[0].length,
    value: low * power,
    upper: high * power,
    hedge: 'about',
    needs: 'unit',
  };
}

const YEAR_LIKE = /^(?:19|20)\d\d$/;

function readDigits(text: string, at: number): Draft | undefined {
  const match = exec(DIGITS, text, at);
  if (!match) return undefined;
  const raw = match[0];
  const end = at + raw.length;
  const value = Number(raw.replaceAll(',', ''));
  const label = (to: number): Draft => ({
    start: at,
    end: to,
    value: Number.isFinite(value) ? value : 0,
    kind: 'label',
    needs: 'nothing',
    isClosed: true,
  });
  const before = text.slice(Math.max(0, at - 2), at);
  if (!Number.isFinite(value) || /[a-z_]$|[a-z][-·]$/i.test(before)) return label(end);
  if (/\[$/.test(before) && text[end] === ']') return label(end);
  if (/[(（]$/.test(before) && /[)）]/.test(text[end] ?? '') && raw.length <= 2)
    return { ...label(end), kind: 'ordinal' };
  if (
    raw.length <= 2 &&
    /^[.、)）]/.test(text.slice(end, end + 1)) &&
    /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 8), at)) &&
    !/\d/.test(text[end + 1] ?? '')
  ) {
    return { ...label(end), kind: 'ordinal' };
  }
  const clock = raw.length <= 2 && exec(CLOCK, text, end);
  if (clock) return label(end + clock[0].length);
  const powers = readPowers(text, end, value);
  const range = exec(RANGE, text, powers.end);
  if (range) {
    const far = readFarEnd(text, powers, range, raw);
    // 737-800 without a unit is a name.
    if (far && range[0].trim() === '-' && !exec(UNIT, text, far.end)) return label(far.end);
    if (far) return { start: at, ...far, needs: 'nothing' };
  }
  if (exec(UNIT, text, end) === undefined) {
    const tail = exec(NAME_TAIL, text, end);
    if (tail) return label(end + tail[0].length);
    if (raw.length > 1 && raw.startsWith('0') && !raw.includes('.')) return label(end);
    if (powers.end === end && isName(text, at, end, raw)) return label(end);
  }
  return { start: at, ...powers, needs: 'nothing' };
}

/** A year in a name, or digits alone between quotation marks. */
function isName(text: string, at: number, end: number, raw: string): boolean {
  if (/[“"‘「『]/.test(text[at - 1] ?? '') && /[”"’」』]/.test(text[end] ?? '')) return true;
  if (/^\d\.0$/.test(raw)) return true;
  return YEAR_LIKE.test(raw) && !/年[:： ]{0,2}$/.test(text.slice(Math.max(0, at - 3), at));
}

interface Powers {
  readonly end: number;
  readonly value: number;
  readonly upper?: number;
  readonly hedge?: NumberReading['hedge'];
}

/** 余, 多 and powers of ten after digits: 50余万, 8.6万, 1000多. */
function readPowers(text: string, at: number, value: number): Powers {
  const match = exec(POWERS, text, at);
  if (!match || match[0].trim() === '') return { end: at, value };
  let [, before, power, after] = match;
  let end = at + match[0].length;
  // 3千米 and 2021百强: the power belongs to what follows.
  if (
    power &&
    exec(UNIT, text, end - (after?.length ?? 0) - power.length) !== undefined &&
    /^[千百]$/.test(power)
  ) {
    end = at;
    power = undefined;
    after = undefined;
    before = undefined;
  }
  if (power && /^[十百千]/.test(power) && YEAR_LIKE.test(String(value))) return { end: at, value };
  if (!power) {
    const word = before ?? after;
    if (!word) return { end: at, value };
    const wordEnd = at + match[0].length;
    const isUsed =
      exec(UNIT, text, wordEnd) !== undefined ||
      (word === '余' && /^(?:[，。；、）)]|$)/.test(text.slice(wordEnd, wordEnd + 1)));
    if (!isUsed || (word === '来' && value % 10 !== 0)) return { end: at, value };
    end = wordEnd;
  } else if (after && after !== '余' && exec(UNIT, text, end) === undefined) {
    end -= after.length;
    after = undefined;
  }
  const factor = power ? (parseChineseNumeral(power) ?? 1) : 1;
  const word = before ?? after;
  const scaled = multiply(value, factor);
  return word ? { end, value: scaled, hedge: word === '来' ? 'about' : 'above' } : { end, value: scaled };
}

/** Without the rounding of 8.6 * 10000 = 86000.00000000001. */
function multiply(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15));
}

/** The second number of 3—5, 10万—20万, 30%—40%. */
function readFarEnd(text: string, from: Powers, range: RegExpExecArray, raw: string): Powers | undefined {
  const at = from.end + range[0].length;
  const digits = exec(DIGITS, text, at);
  if (!digits) return undefined;
  const far = readPowers(text, at + digits[0].length, Number(digits[0].replaceAll(',', '')));
  if (
    /^-\d/.test(text.slice(far.end, far.end + 2)) ||
    (raw.length > 1 && raw.startsWith('0') && !raw.includes('.'))
  )
    return undefined;
  const factor = far.value / Number(digits[0].replaceAll(',', ''));
  const value = factor > 1 && from.value < far.value / factor ? multiply(from.value, factor) : from.value;
  if (!(value < far.value)) return undefined;
  if (YEAR_LIKE.test(raw) && YEAR_LIKE.test(digits[0])) return undefined;
  if (range[0].includes('%') && !/^[ \t]?%/.test(text.slice(far.end, far.end + 2))) return undefined;
  return far.hedge
    ? { end: far.end, value, upper: far.value, hedge: far.hedge }
    : { end: far.end, value, upper: far.value };
}

function readChinese(text: string, at: number): Draft | undefined {
  const match = exec(CHINESE, text, at);
  if (!match) return undefined;
  const end = at + match[0].length;
  const value = parseChineseNumeral(match[0]);
  if (value === undefined || /^[一二两三四五六七八九]{2,}$/.test(match[0])) return undefined;
  const isBare = /^[百千万亿]+$/.test(match[0]);
  const needs = isBare ? 'unit and hedge' : 'unit';
  const range = exec(RANGE, text, end);
  const far = range && !isBare ? exec(CHINESE, text, end + range[0].length) : undefined;
  const upper = far && parseChineseNumeral(far[0]);
  if (far && range && upper !== undefined && upper > value) {
    return { start: at, end: end + range[0].length + far[0].length, value, upper, needs };
  }
  const more = exec(MORE, text, end);
  if (
    more &&
    (more[2] || exec(UNIT, text, end + 1) !== undefined) &&
    !(more[1] === '来' && !/[十百千万]$/.test(match[0]))
  ) {
    const scaled = more[2] ? value * (parseChineseNumeral(more[2]) ?? 1) : value;
    return {
      start: at,
      end: end + more[0].length,
      value: scaled,
      hedge: more[1] === '来' ? 'about' : 'above',
      needs: 'unit',
    };
  }
  return { start: at, end, value, needs };
}

function numeralValue(raw: string): number | undefined {
  const value = /^[\d.]+$/.test(raw) ? Number(raw) : parseChineseNumeral(raw);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Adds unit and hedges; undefined where a Chinese numeral turns out to be no number. */
function complete(
  text: string,
  draft: Draft,
  floor: number,
  per?: { start: number; end: number },
): NumberReading | undefined {
  const matched = draft.isClosed ? undefined : exec(UNIT, text, draft.end);
  const printed = matched?.[0].trimStart() ?? '';
  const unitStart = matched ? draft.end + matched[0].length - printed.length : draft.end;
  const isOne = draft.needs !== 'nothing' && text.slice(draft.start, draft.end) === '一';
  if (isOne && !ONE_COUNTS.has(plainUnit(printed))) return undefined;
  if (draft.needs === 'unit' && DIGITS_ONLY.has(printed)) return undefined;
  // 显宗二年: a length of time is 两年.
  if (printed === '年' && text.slice(draft.start, draft.end) === '二') return undefined;

  const before = text.slice(Math.max(floor, draft.start - 6), draft.start);
  const hedgeBefore =
    draft.kind === 'ordinal' || draft.kind === 'label' ? undefined : HEDGE_BEFORE.exec(before);
  const isBare = draft.needs === 'unit and hedge';
  if (isBare && !hedgeBefore && !/元$/.test(printed)) return undefined;
  // 超百万 goes without a unit, 超百 does not.
  const needsUnit = draft.needs === 'unit' || (isBare && draft.value < 1e6);
  if (needsUnit && printed === '') return undefined;
  let start = draft.start - (hedgeBefore?.[0].length ?? 0);
  let end = unitStart + printed.length;
  let hedge: NumberReading['hedge'] = draft.hedge ?? '';
  if (hedgeBefore) hedge = hedgeBefore[1] ? 'below' : hedgeBefore[2] ? 'above' : hedge || 'about';
  const hedgeAfter =
    draft.kind === 'ordinal' || draft.kind === 'label' ? undefined : exec(HEDGE_AFTER, text, end);
  if (hedgeAfter) {
    end += hedgeAfter[0].length;
    hedge = hedgeAfter[1] ? 'above' : hedgeAfter[2] ? 'about' : hedgeAfter[3] ? 'below' : hedge;
  } else if (printed.startsWith('个多')) {
    hedge = 'above';
  } else if (unitFamily(printed) === 'time' && exec(MORE_AFTER_UNIT, text, end)) {
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
        const perAfter = exec(PER_AFTER, text, end);
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

function kindOf(text: string, draft: Draft, printed: string): NumberReading['kind'] {
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
function isQuotedSlogan(text: string, draft: Draft): boolean {
  if (!/[“‘「『《]/.test(text[draft.start - 1] ?? '')) return false;
  return /^[^，。；、]{0,10}[”’」』》]/.test(text.slice(draft.end, draft.end + 12));
}
