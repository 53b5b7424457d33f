/** The words of page furniture (`knowledge/furniture.txt`) as patterns over folded text. */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { fold } from '../../language/normalize.ts';

const WORDS = wordLists('furniture.txt', [
  'button',
  'contact',
  'address',
  'rights',
  'welcome',
  'follow',
  'ask',
  'visitor',
  'mill',
  'mill-beside',
  'notice',
  'related',
  'copies',
  'credit',
  'paper',
  'form',
]);

const folded = (...classes: (keyof typeof WORDS)[]) =>
  oneOf(...classes.map((name) => [...new Set(WORDS[name].map(fold))]));

/** 阅读 3061, [打印本页], 放大+: buttons and counters, with what stands around them. */
const BUTTON = new RegExp(
  `(?<![\\p{Script=Han}a-z])${folded('button')}\\s?[:：+\\-o]?\\s?[(（\\[【]?\\s?\\d{0,9}\\s?(?:次|人次)?[)）\\]】]?(?![\\p{Script=Han}a-z])`,
  'gu',
);
/** Buttons with nothing between them: 上一篇下一篇放大+缩小-. */
const BUTTONS = new RegExp(`^(?:\\s?${folded('button')}\\s?[+\\-o]?\\s?\\d{0,9}(?:次|人次)?){2,40}$`, 'u');
/** 新闻热线：0840-6290110: digits, letters of an address, no sentence. */
const CONTACT = new RegExp(
  `[\\p{Script=Han}]{0,8}${folded('contact')}[\\p{Script=Han}]{0,2}\\s?[:：]\\s?[\\d\\-—–x×*()（）.@a-z_]{4,40}`,
  'gu',
);
const ADDRESS = new RegExp(`^(?:original url|url|${folded('address')})\\s?[:：]\\s?(?:https?:|www\\.)`, 'u');
const RIGHTS = new RegExp(folded('rights'), 'u');
const WELCOME = new RegExp(`^${folded('welcome')}[^。]{0,24}(?:网|网站|频道|公众号|平台)[!！。]?$`, 'u');
const FOLLOW = new RegExp(folded('follow'), 'u');
const ASK = new RegExp(folded('ask'), 'u');
const VISITOR = new RegExp(`您?是?第[\\s\\d]{1,20}${folded('visitor')}`, 'gu');
const NOTICE = new RegExp(`^\\W{0,2}${folded('notice')}`, 'u');
const RELATED = new RegExp(`^${folded('related')}(?:[:：]|$)`, 'u');
const COPIES = new RegExp(`^${folded('copies')}[:：]`, 'u');
const CREDITS = new RegExp(
  `^[（(\\[【]\\s?(?:${folded('credit')}\\s?[:：]\\s?[\\p{Script=Han}·]{1,6}[\\s,，、]{0,3}){1,6}[)）\\]】]$`,
  'u',
);
/** 编辑：赵明 审核：钱立 below a page, two or more of them. */
const CREDIT_LINE = new RegExp(
  `^(?:${folded('credit')}\\s?[:：]\\s?[\\p{Script=Han}·]{1,6}[\\s,，、|丨/]{0,3}){2,6}$`,
  'u',
);
/** Whether a line says who made the page, and not whose text it is, as 来源：县科协 编辑：赵明 does. */
const isCreditLine = (text: string) => CREDIT_LINE.test(text) && !/(?:科协|[协学]会|来源|供稿)/u.test(text);
/** 首页 > 政务公开 > 部门决算 */
const CRUMBS = /^(?:[^>＞»。，！？]{1,24}\s?(?:>{1,2}|＞|»)\s?){1,8}[^>＞»。，！？]{0,24}$/u;
/** PART 01, END */
const PART_MARK = /^(?:part|no|vol)\s?\.?\s?\d{1,2}$|^-?\s?(?:the )?end\s?-?$/u;
/** （上接1版） */
const TURNED = /^[（(]?(?:上接|下转|转)\s?第?\s?[a-d]?[\d一二三四五六七八九十]{1,3}\s?版.{0,8}[)）]?$/u;
/** 当前版：03版 综合 */
const EDITION = /^(?:当前版|本版|版面|版次)\s?[:：].{0,16}$/u;
const ATTACHMENT = /^附件(?:下载)?\s?[:：].{0,60}\.(?:xlsx?|docx?|pdf|zip|rar|wps|et)$/u;
const FOLLOW_CHARS = 30;
const MILL_CHARS = 100;
const NOTICE_CHARS = 80;
const RIGHTS_CHARS = 160;

/** Whether a line is what a page prints around its text, from end to end. */
export function isFurnitureLine(line: string): boolean {
  if (line === '' || line.length > RIGHTS_CHARS) return false;
  const text = fold(line).trim();
  if (ADDRESS.test(text) || RELATED.test(text) || ATTACHMENT.test(text) || PART_MARK.test(text)) return true;
  if (
    TURNED.test(text) ||
    EDITION.test(text) ||
    CREDITS.test(text) ||
    isCreditLine(text) ||
    WELCOME.test(text)
  )
    return true;
  if (CRUMBS.test(text)) return true;
  const isInvitation = FOLLOW.test(text) || ASK.test(text);
  if (isInvitation && text.length <= FOLLOW_CHARS && !/\d/u.test(text)) return true;
  if (text.length <= NOTICE_CHARS && NOTICE.test(text)) return true;
  if (RIGHTS.test(text) && !/。./u.test(text)) return true;
  if (text.length <= MILL_CHARS && has('mill', text) && has('mill-beside', text)) return true;
  return isButtons(text);
}

const has = (name: 'mill' | 'mill-beside', text: string) => WORDS[name].some((word) => text.includes(word));

/** Nothing but buttons, counters and contacts; or a link between buttons: 22-9 专利申请 | 打印本页 | 关闭窗口. */
function isButtons(text: string): boolean {
  if (BUTTONS.test(text)) return true;
  const rest = text.replace(CONTACT, ' ').replace(VISITOR, ' ').replace(BUTTON, ' ');
  if (rest === text) return false;
  if (!/[\p{L}\p{N}]/u.test(rest)) return true;
  const parts = text.split(/[|｜丨]/u);
  return parts.length >= 3 && parts.filter((part) => isButtons(part.trim())).length * 2 >= parts.length;
}

/** 溧川日报: the paper that a text stands in, above its title. */
export const isMasthead = (line: string): boolean => PAPER.test(fold(line).trim());

const PAPER = new RegExp(`^\\p{Script=Han}{2,8}?${folded('paper')}$`, 'u');

/** 责任编辑：张三 美编：李四 热线：0573-…: credits and contacts from end to end. */
export function isCredits(line: string): boolean {
  const text = fold(line).trim();
  const rest = text.replace(CONTACT, ' ').replace(CREDIT, ' ');
  return rest !== text && !/[\p{L}\p{N}]/u.test(rest);
}

const CREDIT = new RegExp(`${folded('credit')}\\s?[:：]\\s?[\\p{Script=Han}·]{1,6}`, 'gu');

/** 单位名称（盖章）：…, 填报日期：…: a line of a form, with its answer. */
export const isFormLine = (line: string): boolean => FORM.test(fold(line).trim());

const FORM = new RegExp(`^\\p{Script=Han}{0,6}${folded('form')}(?:[(（][^()（）]{1,8}[)）])?[:：]`, 'u');

/** Whether a line says where a document goes: 抄送：市科协. */
export function isCopies(line: string): boolean {
  return line.length <= 80 && /^.{1,3}[:：]/u.test(line) && COPIES.test(fold(line)) && !/。./u.test(line);
}
