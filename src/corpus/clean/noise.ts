/**
 * What is pressed into a line of running text and is none of it: the random characters that a site puts at line ends
 * against copying, and the dateline before a report's first sentence. Nothing is put in its place.
 */

import { fold } from '../../language/normalize.ts';

const LAST_TOKEN = /(?<=[\p{Script=Han}。，；：！？”）》)"'.,;:]) ?([!-~]{8,40})$/u;
const MOST_NOISE_CHARS = 60;
/** In random characters nearly every one is of another kind than the one before: k7.2Wc3~9Rt5;1b, not SARS-CoV-2019. */
const LEAST_CHANGES = 0.7;

/** A line without random characters at its end. */
export function dropLineNoise(line: string): string {
  const token = LAST_TOKEN.exec(line.slice(-MOST_NOISE_CHARS));
  const text = token?.[1] ?? '';
  if (text === '' || !isRandom(text)) return line;
  return line.slice(0, line.length - (token?.[0].length ?? 0)).trimEnd();
}

function isRandom(token: string): boolean {
  if (/@|:\/\/|www\.|\.(?:com|cn|net|org)/iu.test(token)) return false;
  const kinds = [...token].map(kindOf);
  if (new Set(kinds).size < 3) return false;
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length;
  return changes >= (token.length - 1) * LEAST_CHANGES;
}

function kindOf(char: string): 'lower' | 'upper' | 'digit' | 'mark' {
  if (/[a-z]/u.test(char)) return 'lower';
  if (/[A-Z]/u.test(char)) return 'upper';
  return /\d/u.test(char) ? 'digit' : 'mark';
}

/** 本报讯（记者 张三）, 淮津新闻网--淮津晨报讯, 新华社北京3月1日电 */
const DATELINE =
  /^(?:(?:本[报刊网台]|[\p{Script=Han}—-]{2,20}[报网社台刊])讯(?:\s?[（(【][^（）()【】]{2,30}[）)】])?|[\p{Script=Han}]{2,12}\d{1,2}月\d{1,2}日电(?:\s?[（(][^（）()]{2,30}[）)])?)[\s，,：:]*(?=\S)/u;

const MOST_DATELINE_CHARS = 80;

/** A text without the dateline before its first sentence. */
export function dropDateline(text: string): string {
  const opening = text.slice(0, MOST_DATELINE_CHARS);
  if (!/[讯訊电電]/u.test(opening)) return text;
  const [dateline] = DATELINE.exec(fold(opening)) ?? [''];
  // A line of its own may be a heading: 学会通讯.
  return text.length - dateline.length >= 12 ? text.slice(dateline.length) : text;
}
