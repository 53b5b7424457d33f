/**
 * Copies from a template mill: texts on the web that look like a report but were never filled in. Their
 * figures are blanks, so nothing in them may be quoted.
 */
import type { Block } from '../document.ts';

/** Fewer than this in a text are slips of the pen. */
const MIN_PLACEHOLDERS = 3;

const UNIT =
  '(?:场|名|个|次|项|家|人|万|亿|元|篇|期|年|月|日|份|余|多|届|市|县|区|镇|街道|单位|公司|同志|%|％)';
const COUNT = '(?:余?(?:万?元|亿元|名|项|场次|人次|份|家|篇|期|余人))';

const PLACEHOLDERS: readonly RegExp[] = [
  // 20XX年, 202×年
  /(?<![0-9])(?:20|19)[0-9]?[xX×＊*○Ｘ]{1,2}年/g,
  // x场, XX名; not 5+X, X光, 138xxxx1234
  new RegExp(`(?<![A-Za-z0-9+＋"“])[xX×＊*○Ｘ]{1,4}${UNIT}`, 'g'),
  /[_＿]{2,}/g,
  // 产值共亿元, 共计人次: a total with nothing in it
  new RegExp(`(?:共|共计|合计|总计|累计)${COUNT}(?=[，。、；,;）)]|$)`, 'g'),
  /(?:投入|资金|产值|收入|金额)(?:为|达)?[万亿]元(?=[，。、；,;）)]|$)/g,
  /(?:增长|下降|提高|提升|占比?|达到?|完成率)(?:了|为|达)?(?:[%％]|个百分点)/g,
  /(?<![0-9〇○零一二三四五六七八九十\p{Script=Han}])年月日/gu,
  /[（([【](?:此处|请)?(?:填写|插入|补充|待补充)[^（()）\]】]{0,12}[）)\]】]/g,
];

/**
 * Whether a text is an unfilled template.
 *
 * @returns why it is to be set aside, in one Chinese line; null for a text that can be read
 */
export function findPlaceholders(blocks: readonly Block[]): string | null {
  const found: string[] = [];
  for (const { text } of blocks) {
    for (const pattern of PLACEHOLDERS) found.push(...(text.match(pattern) ?? []));
  }
  if (found.length < MIN_PLACEHOLDERS) return null;
  const shown = [...new Set(found)].slice(0, 3).map((text) => `“${text}”`);
  return `像是没有填完的范文，有${found.length}处空缺（${shown.join('')}），不收入；请换成填好的正文`;
}
