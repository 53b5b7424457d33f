/**
 * Numbers before their hedges and unit are read: digits, Chinese numerals, fractions, ordinals, ranges, and ways of
 * saying about how many (十几, 数百, 两三).
 */
import { CHINESE_NUMERAL_CHARACTERS, parseChineseNumeral } from './numerals.ts';
import { matchAt, sticky } from './sticky.ts';
import { unitAt } from './units.ts';

/** A number without what stands around it; `hedge` and `kind` where it says them by itself. */
export interface ProperNumber {
  readonly start: number;
  /** End of the number proper, powers of ten included. */
  readonly end: number;
  readonly value: number;
  readonly upper?: number;
  readonly hedge?: Hedge;
  readonly kind?: NumberKind;
  /** Chinese numerals need a unit; `bare` ones (万余, 近百) a hedge as well. */
  readonly needs: 'nothing' | 'unit' | 'unit and hedge';
  /** No unit is looked for. */
  readonly isClosed?: boolean;
}

/** How a number is qualified: `below` 近, 不足; `above` 余, 多, 超; `about` 约, 左右. */
export type Hedge = '' | 'below' | 'above' | 'about';

/** What a number does in its sentence. */
export type NumberKind = 'count' | 'percent' | 'money' | 'ordinal' | 'label' | 'rate';

const CN = `[${CHINESE_NUMERAL_CHARACTERS}]`;
const SPACE = '[ \\t]?';
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
const CLOCK = sticky(
  '(?:[:：]\\d\\d(?!\\d)|[时点](?:\\d{1,2}分|半|整|许)|时(?!间|期|代|段|刻|速|长|隔|空|尚|下))',
);
const NAME_TAIL = sticky(
  '(?:[·•]\\d+|\\+(?:[a-z]|\\d+)|[a-z][a-z0-9.+-]*|[室弄幢](?!内|外)|单元|国道|省道|路(?=公交|车|站)|[:：]\\d+(?!\\d)|(?:-\\d+)+|\\.\\d+(?:\\.\\d+)*)',
);
const MORE = sticky('([余多来])(万|亿)?');
/** The number that begins here. */
export function readProper(text: string, at: number): ProperNumber | undefined {
  return (
    readFraction(text, at) ??
    readOrdinal(text, at) ??
    readVague(text, at) ??
    (/\d/.test(text[at] ?? '') ? readDigits(text, at) : readChinese(text, at))
  );
}

function readFraction(text: string, at: number): ProperNumber | undefined {
  const match = matchAt(FRACTION, text, at);
  const below = match && numeralValue(match[1] ?? '');
  const above = match && numeralValue(match[2] ?? '');
  if (!match || !below || above === undefined) return undefined;
  const value = below === 100 ? above : (above * 100) / below;
  return { start: at, end: at + match[0].length, value, kind: 'percent', needs: 'nothing', isClosed: true };
}

function readOrdinal(text: string, at: number): ProperNumber | undefined {
  const prizes = matchAt(PRIZES, text, at);
  if (prizes) {
    const grades = [...prizes[0].matchAll(/[一二三四五]/g)].map(([grade]) => parseChineseNumeral(grade) ?? 0);
    const end = at + prizes[0].length;
    const draft: ProperNumber = {
      start: at,
      end,
      value: grades[0] ?? 0,
      kind: 'ordinal',
      needs: 'nothing',
      isClosed: true,
    };
    return grades.length > 1 ? { ...draft, upper: grades.at(-1) as number } : draft;
  }
  const first = matchAt(FIRST, text, at);
  if (first) return { start: at, end: at + 1, value: 1, kind: 'ordinal', needs: 'unit' };
  const match = matchAt(ORDINAL, text, at);
  const value = match && numeralValue(match[1] ?? match[2] ?? '');
  if (!match || value === undefined) return undefined;
  const end = at + match[0].length;
  if (NOT_ORDINAL.test(text.slice(at, at + 6))) {
    return { start: at, end, value, kind: 'label', needs: 'nothing', isClosed: true };
  }
  return { start: at, end, value, kind: 'ordinal', needs: 'nothing' };
}

/** 数百, 十几, 上千, and two digits next to each other: 两三家, 二三十人. */
function readVague(text: string, at: number): ProperNumber | undefined {
  const vague = matchAt(VAGUE, text, at);
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
  const pair = matchAt(APPROXIMATE, text, at);
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

function readDigits(text: string, at: number): ProperNumber | undefined {
  const match = matchAt(DIGITS, text, at);
  if (!match) return undefined;
  const raw = match[0];
  const end = at + raw.length;
  const value = Number(raw.replaceAll(',', ''));
  const label = (to: number): ProperNumber => ({
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
  const clock = raw.length <= 2 && matchAt(CLOCK, text, end);
  if (clock) return label(end + clock[0].length);
  const powers = readPowers(text, end, value);
  const range = matchAt(RANGE, text, powers.end);
  if (range) {
    const far = readFarEnd(text, powers, range, raw);
    // 737-800 without a unit is a name.
    if (far && range[0].trim() === '-' && !unitAt(text, far.end)) return label(far.end);
    if (far) return { start: at, ...far, needs: 'nothing' };
  }
  if (unitAt(text, end) === undefined) {
    const tail = matchAt(NAME_TAIL, text, end);
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
  // 2022年 1953 and 志愿者（人） 1953 are cells of a table.
  return (
    YEAR_LIKE.test(raw) && !/(?:年[:： ]{0,2}|[)）][:： ]{1,2})$/.test(text.slice(Math.max(0, at - 3), at))
  );
}

interface Powers {
  readonly end: number;
  readonly value: number;
  readonly upper?: number;
  readonly hedge?: Hedge;
}

/** 余, 多 and powers of ten after digits: 50余万, 8.6万, 1000多. */
function readPowers(text: string, at: number, value: number): Powers {
  const match = matchAt(POWERS, text, at);
  if (!match || match[0].trim() === '') return { end: at, value };
  let [, before, power, after] = match;
  let end = at + match[0].length;
  // 3千米 and 2021百强: the power belongs to what follows.
  if (
    power &&
    unitAt(text, end - (after?.length ?? 0) - power.length) !== undefined &&
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
      unitAt(text, wordEnd) !== undefined ||
      (word === '余' && /^(?:[，。；、）)]|$)/.test(text.slice(wordEnd, wordEnd + 1)));
    if (!isUsed || (word === '来' && value % 10 !== 0)) return { end: at, value };
    end = wordEnd;
  } else if (after && after !== '余' && unitAt(text, end) === undefined) {
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
  const digits = matchAt(DIGITS, text, at);
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

function readChinese(text: string, at: number): ProperNumber | undefined {
  const match = matchAt(CHINESE, text, at);
  if (!match) return undefined;
  const end = at + match[0].length;
  const value = parseChineseNumeral(match[0]);
  if (value === undefined || /^[一二两三四五六七八九]{2,}$/.test(match[0])) return undefined;
  const isBare = /^[百千万亿]+$/.test(match[0]);
  const needs = isBare ? 'unit and hedge' : 'unit';
  const range = matchAt(RANGE, text, end);
  const far = range && !isBare ? matchAt(CHINESE, text, end + range[0].length) : undefined;
  const upper = far && parseChineseNumeral(far[0]);
  if (far && range && upper !== undefined && upper > value) {
    return { start: at, end: end + range[0].length + far[0].length, value, upper, needs };
  }
  const more = matchAt(MORE, text, end);
  if (
    more &&
    (more[2] || unitAt(text, end + 1) !== undefined) &&
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
