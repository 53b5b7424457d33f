/**
 * Sentences that say what something is: X全称为Y, X是Y, Y（以下简称X）, 品牌“X”.
 */
import type { Lexicon } from '../language/lexicon.ts';

/**
 * How much a sentence defines a term.
 *
 * @returns 0 (does not) to 0.6 (says 全称为)
 */
export function defines(sentence: string, term: string, lexicon: Lexicon): number {
  if (term.length < 2) return 0;
  const at = sentence.indexOf(term);
  if (at >= 0) {
    const after = sentence.slice(at + term.length, at + term.length + 14);
    const before = sentence.slice(Math.max(0, at - 14), at);
    if (/^[”》」"]?[(（]?(?:的)?(?:全称|全名|是指|指的是|即|意为)/u.test(after)) return 0.6;
    if (/(?:简称|称为|叫做|名为|又称|称作|俗称)[“《「"]?$/u.test(before)) return 0.55;
    if (/^[”》」"]?(?:，|是)(?:由|一|我|全|面向|指|以)/u.test(after)) return 0.35;
    if (/(?:品牌|平台|机制|模式|活动|项目|工程|栏目|计划)[“《「"]?$/u.test(before)) return 0.15;
    return 0.05;
  }
  const full = lexicon.abbreviations.find(({ short }) => short === term)?.full ?? [];
  if (full.some((long) => sentence.includes(long))) return 0.5;
  return 0;
}
