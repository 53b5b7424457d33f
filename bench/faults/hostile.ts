/**
 * Texts that mean harm, made without end: each is another, the same in every run. Eight kinds, in turn.
 */

/** The same numbers in every run: 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

export const KINDS = [
  'unicode',
  'mark-up',
  'very long',
  'nested quotes',
  'regular expressions',
  'SQL',
  'paths',
  'prototype names',
] as const;
export type Kind = (typeof KINDS)[number];

/** What is wanted of whoever asks: bits of questions among which harm is put. */
const BITS = [
  '平湖市科协2020年开展了多少项科普活动',
  '太仓有几家院士工作站',
  '谁是主席',
  '科普大篷车',
  'how many activities',
  '2021年',
  '，',
  '？',
  '那太仓呢',
  '第一季度占百分之几',
];

/** Surrogates alone, marks that pile up, what turns the direction, what has no width, what is not there, far planes. */
const STRANGE = [
  ...[
    '\ud800',
    '\udfff',
    'á̂̃̄',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u0000',
    '\u0007',
    '\u001b[2J',
    '\u2028',
  ],
  ...[
    '\u{e0041}',
    '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}',
    'ﷺ',
    '🏳️‍🌈',
    '\u{10ffff}',
    'ﬀ',
    'İ',
    'ß',
    '\ufffd',
    '㍿',
    '⑩',
    '½',
  ],
];
const MARKUP = [
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '</textarea>',
    '{{7*7}}',
    '$' + '{7*7}',
    '<!--',
  ],
  ...[
    '](javascript:alert(1))',
    '<!channel>',
    '<@U1|x>',
    '*_`~',
    '<a href="tg://user?id=1">',
    ']]>',
    '\\u003cb\\u003e',
  ],
];
const QUOTES = [
  '「',
  '」',
  '『',
  '』',
  '“',
  '”',
  '"',
  "'",
  '《',
  '》',
  '（',
  '）',
  '[',
  ']',
  '{',
  '}',
  '【',
  '】',
];
const SLOW = [
  'aaaaaaaa!',
  '((((',
  '1.1.1.1.',
  '十百千万亿',
  '零一二三四五六七八九',
  '----',
  '2020年2021年',
  '的的的的',
  '、、、、',
  '百分之百分之',
];
const SQL = [
  "' OR 1=1 --",
  '"; DROP TABLE exchanges; --',
  'UNION SELECT text FROM reports',
  'NEAR(a b)',
  '%_%',
  "x'00'",
  'MATCH *',
  '\\',
];
const PATHS = [
  '../../../../etc/passwd',
  '..%2f..%2f.env',
  'file:///etc/shadow',
  'C:\\Windows\\win.ini',
  '/proc/self/environ',
  '\\\\host\\share',
  '%00',
  '~/.ssh/id_rsa',
];
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  '[object Object]',
  'NaN',
  'undefined',
  'then',
];

/** The i-th text and its kind. */
export function hostileAt(i: number): { readonly kind: Kind; readonly text: string } {
  const kind = KINDS[i % KINDS.length] as Kind;
  const random = dice(i * 7_919 + 17);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = (list: readonly string[], most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => oneOf(list));
  const mixed = (list: readonly string[], most: number) =>
    some(list, most)
      .map((part) => (random() < 0.5 ? part : `${oneOf(BITS)}${part}`))
      .join('') + oneOf(BITS);
  switch (kind) {
    case 'unicode':
      return { kind, text: mixed(STRANGE, 20) };
    case 'mark-up':
      return { kind, text: mixed(MARKUP, 8) };
    case 'very long':
      return {
        kind,
        text: mixed(BITS, 3)
          .repeat(1 + Math.floor(random() * 400))
          .slice(0, 20_000),
      };
    case 'nested quotes':
      return { kind, text: mixed(QUOTES, 120) };
    case 'regular expressions':
      return { kind, text: oneOf(SLOW).repeat(1 + Math.floor(random() * 60)) + mixed(SLOW, 6) };
    case 'SQL':
      return { kind, text: mixed(SQL, 5) };
    case 'paths':
      return { kind, text: mixed(PATHS, 5) };
    case 'prototype names':
      return { kind, text: mixed(NAMES, 6) };
  }
}
