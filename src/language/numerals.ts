/**
 * Chinese numerals, read and nothing else: no unit, no context.
 */

const DIGIT = new Map(
  [...'零一二三四五六七八九'].map((character, value) => [character, value] as [string, number]),
);
for (const [character, value] of [...'〇○两壹贰叁肆伍陆柒捌玖'].map(
  (character, at) => [character, [0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9][at] ?? 0] as const,
)) {
  DIGIT.set(character, value);
}

/** Powers of ten below 万, and the contractions 廿 and 卅. */
const SMALL_POWER = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);
const CONTRACTION = new Map([
  ['廿', 20],
  ['卅', 30],
]);

/** Every character a Chinese numeral can be made of, for use inside a character class. */
export const CHINESE_NUMERAL_CHARACTERS = '零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟';

/**
 * The value of a Chinese numeral: `一百二十` 120, `一百二` 120, `廿五` 25, `二〇二〇` 2020, `三点五` 3.5,
 * `两亿五千万` 250000000. 余, 多, 来 and 几 are skipped, so `百余` is 100.
 *
 * @returns undefined where the characters make no number (`二三十`, `百千`, the empty string)
 */
export function parseChineseNumeral(raw: string): number | undefined {
  const numeral = raw.replace(/[余多来几]/g, '');
  const point = numeral.indexOf('点');
  if (point >= 0) return parseWithDecimals(numeral.slice(0, point), numeral.slice(point + 1));
  if (numeral === '') return undefined;
  const value = isDigitString(numeral) ? parseDigitString(numeral) : parsePositional(numeral);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function isDigitString(numeral: string): boolean {
  for (const character of numeral) if (!DIGIT.has(character)) return false;
  return true;
}

function parseDigitString(numeral: string): number {
  let value = 0;
  for (const character of numeral) value = value * 10 + (DIGIT.get(character) ?? 0);
  return value;
}

function parseWithDecimals(whole: string, decimals: string): number | undefined {
  const integer = parseChineseNumeral(whole);
  if (integer === undefined || decimals === '' || decimals.length > 15 || !isDigitString(decimals)) {
    return undefined;
  }
  return integer + parseDigitString(decimals) / 10 ** decimals.length;
}

/** 亿 closes what was read so far, 万 closes four places, and a last digit without a power counts in the next lower one. */
function parsePositional(numeral: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastPower = Number.POSITIVE_INFINITY;
  let afterZero = false;
  for (const character of numeral) {
    const asDigit = DIGIT.get(character);
    if (asDigit !== undefined) {
      if (asDigit === 0) {
        if (digit !== undefined) return undefined;
        afterZero = true;
        continue;
      }
      if (digit !== undefined) return undefined;
      digit = asDigit;
      continue;
    }
    const contraction = CONTRACTION.get(character);
    const power = SMALL_POWER.get(character);
    if (contraction !== undefined || power === 10) {
      if (lastPower <= 10 || (contraction !== undefined && digit !== undefined)) return undefined;
      section += contraction ?? (digit ?? 1) * 10;
      lastPower = 10;
    } else if (power !== undefined) {
      if (lastPower <= power || (digit === undefined && section > 0)) return undefined;
      section += (digit ?? 1) * power;
      lastPower = power;
    } else {
      const large = character === '万' ? 1e4 : character === '亿' ? 1e8 : 0;
      if (large === 0) return undefined;
      const open = section + (digit ?? 0);
      total = large === 1e8 ? (total + open || 1) * large : total + (open || 1) * large;
      section = 0;
      lastPower = large;
    }
    digit = undefined;
    afterZero = false;
  }
  if (digit !== undefined) {
    const isShorthand = !afterZero && lastPower >= 100 && Number.isFinite(lastPower);
    section += isShorthand ? (digit * lastPower) / 10 : digit;
  }
  return total + section;
}

/**
 * A small number in Chinese numerals.
 *
 * @param value a whole number from 0 to 99; others stay digits
 * @example chineseNumeral(26) // '二十六'
 */
export function chineseNumeral(value: number): string {
  const digits = '零一二三四五六七八九';
  if (!Number.isInteger(value) || value < 0 || value > 99) return String(value);
  if (value < 10) return digits.charAt(value);
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? digits.charAt(tens) : ''}十${value % 10 > 0 ? digits.charAt(value % 10) : ''}`;
}
