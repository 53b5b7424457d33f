/**
 * Raised characters: 企业科协[2]274个 has a footnote mark that would change the figure beside it, while km² and
 * 10⁴ have an exponent that belongs to theirs.
 */

const bracketed = /^[[［〔【(（]\s?(?:注\s?)?\d{1,3}\s?[\]］〕】)）]$/u;
const bare = /^(?:注\s?\d{0,3}|[①-⑳*＊※†]{1,3}|[↑↩^])$/u;
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Whether a text can only be a mark such as `[2]`; plain digits can be one too where they are raised. */
export function isFootnoteText(text: string): boolean {
  return bracketed.test(text.trim());
}

/**
 * A raised text as it stays in the line.
 *
 * @param before what the line has before it
 * @returns `²` after `km`, nothing for a footnote mark, else the text
 */
export function raise(text: string, before: string): string {
  const mark = text.trim();
  if (bracketed.test(mark) || bare.test(mark)) return '';
  if (!/^\d{1,3}$/u.test(mark)) return text;
  return /[A-Za-z0-9)]$/u.test(before.slice(-1)) ? mark.replace(/\d/gu, (d) => raised[Number(d)] ?? d) : '';
}
