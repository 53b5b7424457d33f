/**
 * Takes out of a text what points to a person: telephone, identity and account numbers, addresses, names in
 * messengers. For what a maintainer prints or passes on; names of people cannot be told from names in the reports.
 */

const HIDDEN = {
  mail: '〔邮箱〕',
  number: '〔号码〕',
  account: '〔账号〕',
} as const;

const DIGIT = '[\\d０-９]';
const CHINESE_DIGITS = '[零〇一二三四五六七八九幺]';
/** Neither in the middle of a longer number nor of its decimals. */
const ALONE = `(?<!${DIGIT})`;

/** In this order: an address may hold a number, a number a shorter one. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/gu, HIDDEN.mail],
  // Slack's ids, as they stand in a message and alone
  [/<[@#!][^<>\s]*>/gu, HIDDEN.account],
  [/\b[UWCDG](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b/gu, HIDDEN.account],
  [/[@＠][A-Za-z]\w{4,}/gu, HIDDEN.account],
  [/(?<=(?:微信号?|weixin|wechat|wx)\s*[:：是]?\s*)[A-Za-z][\w-]{5,19}/giu, HIDDEN.account],
  [/(?<=qq\s*号?\s*[:：是]?\s*)\d{5,12}/giu, HIDDEN.account],
  // +86 138-0000-0000, 138 0000 0000
  [
    new RegExp(
      `(?:[+＋]?86[-\\s]?)?${ALONE}[1１][3-9３-９]${DIGIT}[-\\s]?${DIGIT}{4}[-\\s]?${DIGIT}{4}(?!${DIGIT})`,
      'gu',
    ),
    HIDDEN.number,
  ],
  // 320522 19900101 1234, 6222 0000 0000 0000; years side by side are none
  [
    new RegExp(
      `${ALONE}(?!(?:(?:19|20)\\d{2}[-\\s]?)+(?!${DIGIT}))${DIGIT}{4,6}(?:[-\\s]${DIGIT}{4,8}){2,4}[xXＸ]?(?!${DIGIT})`,
      'gu',
    ),
    HIDDEN.number,
  ],
  // 0512-53500000, (0512)5350 0000
  [
    new RegExp(
      `${ALONE}[(（]?[0０]${DIGIT}{2,3}[)）]?[-\\s—]?${DIGIT}{3,4}[-\\s]?${DIGIT}{4}(?!${DIGIT})`,
      'gu',
    ),
    HIDDEN.number,
  ],
  // Seven digits and more in one run: local and mobile numbers, identity cards, accounts
  [new RegExp(`(?:[+＋]86[-\\s]?)?${ALONE}${DIGIT}{7,}[xXＸ]?(?!${DIGIT})`, 'gu'), HIDDEN.number],
  [new RegExp(`${CHINESE_DIGITS}{7,}`, 'gu'), HIDDEN.number],
];

/** The text with marks in place of what points to a person; doing it twice changes nothing. */
export function withoutPersonal(text: string): string {
  return PATTERNS.reduce((clean, [pattern, mark]) => clean.replace(pattern, mark), text);
}

/** The same on one line, with nothing that steers a terminal or turns the direction of writing. */
export function lineWithoutPersonal(text: string): string {
  return withoutPersonal(text)
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
}
