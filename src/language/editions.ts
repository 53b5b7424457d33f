/**
 * Congresses and plenary sessions by their number, which are written in many ways: 六代会 is 第六次代表大会, 八届二次全委会 is
 * 第八届委员会第二次全体会议. Another number is another meeting.
 */
import { OFFICES } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import type { Place } from './place.ts';

/** A meeting that a text names, with all the ways in which it may be written. */
export interface EditionReading extends Place {
  readonly forms: readonly string[];
}

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const CONGRESS = new RegExp(
  `第(${NUMERAL})次(?:会员)?(?:代表)?大会|(${NUMERAL})(?:次)?代会|(?<=^|\\s|${oneOf(OFFICES.meets)})(${NUMERAL})大(?=[上的时是选召开换来在哪什谁有]|$)`,
  'gu',
);
const SESSION = new RegExp(
  `第?(${NUMERAL})届(?:委员会)?第?(${NUMERAL})次(?:(全委扩大会议|全委会议?|全会|全体(?:委员)?会议)|常(?:务)?委(?:员)?会(?:议)?)`,
  'gu',
);

/** A text with 第 before an edition that speech calls 12届; 办了12届 counts them. */
export const withOrdinals = (text: string): string =>
  text.replace(/(?<![第\d了过办共续])(\d{1,2})届/gu, '第$1届');

/** The meetings of a text, in order. */
export function readEditions(text: string): EditionReading[] {
  const congresses = [...text.matchAll(CONGRESS)].map((match) => {
    const n = match[1] ?? match[2] ?? match[3] ?? '';
    const forms = [`${n}代会`, `${n}次代会`, `第${n}次代表大会`, `第${n}次会员代表大会`, `第${n}次会员大会`];
    return { start: match.index, end: match.index + match[0].length, forms };
  });
  const sessions = [...text.matchAll(SESSION)].map((match) => {
    const [whole, n = '', m = '', plenary] = match;
    const forms = plenary ? plenaryForms(n, m) : standingForms(n, m);
    return { start: match.index, end: match.index + whole.length, forms };
  });
  return [...congresses, ...sessions].sort((a, b) => a.start - b.start);
}

const plenaryForms = (n: string, m: string): string[] => [
  ...['全委会', '全会', '全委扩大会议', '全委(扩大)会议', '全委（扩大）会议', '全体会议', '全体委员会议'].map(
    (name) => `${n}届${m}次${name}`,
  ),
  ...['全体会议', '全体委员会议', '全委会'].map((name) => `第${n}届委员会第${m}次${name}`),
];

const standingForms = (n: string, m: string): string[] => [
  ...['常委会', '常务委员会'].map((name) => `${n}届${m}次${name}`),
  ...['常务委员会', '委员会常务委员会'].map((name) => `第${n}届${name}第${m}次会议`),
];
