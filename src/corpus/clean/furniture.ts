/**
 * Page furniture: what a web page or a printed page puts around a report (print and font buttons, counters,
 * page numbers, rules, leaders of a table of contents). None of it is the report's own text.
 */

import { isFurnitureLine } from './furniture-words.ts';
import { dropDateline, dropLineNoise } from './noise.ts';

const WHOLE_LINE: readonly RegExp[] = [
  /^[—\-–_=*＊·.…~～─━＿\s]{3,}$/,
  /^第\s?\d{1,4}\s?页(?:[\s,，/／]*共\s?\d{1,4}\s?页)?$/,
  /^共\s?\d{1,4}\s?页$/,
  /^[-—–·]+\s?\d{1,4}\s?[-—–·]+$/,
  // A4 专版
  /^(?:第\s?)?[A-D]?\d{1,3}\s?(?:版|专版|要闻|专题|综合|特刊)(?:\s?[\p{Script=Han}]{2,6})?$/u,
  /^Page\s?\d{1,4}(?:\s?of\s?\d{1,4})?$/i,
  /^.{1,60}(?:\.{4,}|…{2,}|·{4,})\s?\d{1,3}$/,
  /^(?:您(?:现在)?的位置|当前位置|首页\s?[>＞»])/,
  /^(?:上一篇|下一篇|上一条|下一条|相关(?:链接|新闻|阅读|附件下载))(?:[：:].*)?$/,
  /^(?:返回顶部|返回首页|返回列表|扫一扫.{0,30}|网站地图|联系我们|关于我们|版权所有.{0,60}|.{0,20}ICP备.{0,40}|.{0,10}公网安备.{0,30})$/,
  /^今天是\s?\d{4}年\d{1,2}月\d{1,2}日.{0,20}$/,
];

const INFO_LINE = /字[号体]|浏览|点击|阅读|打印|关闭|分享|责任编辑|责编|发布|来源/;
const INFO_PIECES =
  /[[【（(]?\s?字[号体][:：]?\s?[[【（(]?\s?(?:大|小|中|\s|\|)*[\]】）)]{0,2}|(?:浏览|点击|阅读|访问)(?:量|数|率|次数)?[:：]\s?\d*\s?次?|[[【]?打印(?:本页|正文|文章)?[\]】]?|[[【]?关闭(?:窗口|本页)?[\]】]?|分享(?:到|至)?[:：]?|收藏本页|责(?:任编辑|编)[:：]\s?[\p{Script=Han}·]{2,8}/gu;
const MAX_SIGNATURE_CHARS = 30;
const SIGNED_EDITOR = /\s?[（([【]\s?责(?:任编辑|编)[:：]?\s?[\p{Script=Han}·\s]{2,8}[）)\]】]$/u;

/**
 * The text without its page furniture.
 *
 * @param text one trimmed line, or the text of a block
 * @returns what is left: all of it for ordinary text, empty for a line of nothing but furniture
 */
export function dropFurniture(text: string): string {
  const unsigned = dropDateline(dropLineNoise(dropSignatures(text)));
  if (isFurnitureLine(unsigned)) return '';
  if (unsigned.length <= 100 && WHOLE_LINE.some((pattern) => pattern.test(unsigned))) return '';
  if (unsigned.length > 120 || /[。！？]/.test(unsigned) || !INFO_LINE.test(unsigned)) return unsigned;
  const rest = unsigned.replace(INFO_PIECES, '').replace(/\s+/gu, ' ').trim();
  if (rest === unsigned) return unsigned;
  if (/^[\s|｜[\]【】（）()：:\-—]*$/.test(rest)) return '';
  // `打印` inside a headline is a word; only a line that is otherwise an information line loses it.
  return isInformation(unsigned) ? dropFurniture(rest) : unsigned;
}

/** Without `（责任编辑：李知秋）` at its end. */
function dropSignatures(text: string): string {
  let rest = text;
  for (;;) {
    const signature = SIGNED_EDITOR.exec(rest.slice(-MAX_SIGNATURE_CHARS))?.[0] ?? '';
    if (signature === '') return rest;
    rest = rest.slice(0, rest.length - signature.length).trimEnd();
  }
}

function isInformation(text: string): boolean {
  return /字[号体][:：]|(?:浏览|点击|阅读|访问)(?:量|数|率|次数)?[:：]|责(?:任编辑|编)[:：]|发布(?:时间|日期|人|机构)?[:：]|来源[:：]/.test(
    text,
  );
}

/**
 * Which lines are bare page numbers: a rising run of at least two numbers that stand alone. A single bare
 * number is text, cut off by a wrap (`参加比拼赛的⏎18⏎个项目`).
 *
 * @param lines trimmed lines, empty ones included
 * @returns their indexes
 */
export function findPageNumbers(lines: readonly string[]): ReadonlySet<number> {
  const bare = lines.flatMap((line, index) =>
    /^\d{1,3}$/.test(line) ? [{ index, page: Number(line) }] : [],
  );
  const found = new Set<number>();
  for (let i = 1; i < bare.length; i++) {
    const previous = bare[i - 1];
    const current = bare[i];
    if (previous !== undefined && current !== undefined && current.page === previous.page + 1) {
      found.add(previous.index).add(current.index);
    }
  }
  return found;
}
