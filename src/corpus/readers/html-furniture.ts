/**
 * What a web page says about itself and not about the association: where you are, how to print, how many
 * have looked, what time it is. Patterns apply to short blocks only, so that a sentence about 阅读 or 分享
 * in the report is never touched.
 */
import type { Block } from '../document.ts';

/** Longest block that can be furniture or a byline. */
const maxChars = 160;

/** Words of buttons and counters; a block made of nothing else is furniture. */
const button =
  /(?:浏览|点击|阅读|访问|查看)(?:次数|人数|总?量|数|率)?[:：]?\s?[[【(（]?\s?\d{0,9}\s?[\]】)）]?\s?(?:次|人次)?|(?:字号|字体|文字大小|字体大小|视力保护色?)[:：]?|分享(?:到|至|按钮|本文)?[:：]?|打印(?:本页|本文|此页|文章|预览)?|关闭(?:窗口|本页|页面)?|加入收藏|收藏(?:本页)?|返回(?:顶部|列表|首页|上一页|上页)?|新浪微博|微博|微信(?:扫一扫)?|朋友圈|QQ空间|QQ好友|纠错|复制链接|无障碍(?:浏览|阅读)?|语音播报|听全文|设为首页|网站地图|扫一扫(?:在手机(?:上)?打开当前页面?|分享本页)?|(?:默认|特大|超大|大|中|小|A\+|A-)(?![\p{L}\p{N}])/giu;

/** Lines that are furniture from their first words to their end. */
const furnitureLine =
  /^[[【（(]?\s?(?:责任编辑|责编|网站编辑|上一篇|下一篇|上一条|下一条|(?:您|你)?(?:现在|当前)?的?(?:所在)?位置(?:是)?|相关(?:链接|阅读|新闻|文章)|版权所有|主办单位[:：].{0,60}ICP备|.{0,40}ICP备\s?\d|.{0,40}公网安备)\s?(?:[:：]|$|\d|>|：)/iu;
const wholePageCounter = /^本(?:页|文)(?:已)?被?(?:浏览|访问|阅读)\s?\d*\s?次?$/u;

const clockLead = /^(?:今天是|今日是|现在是|现在时间|当前时间|北京时间|系统时间)/u;
const clockDate =
  /^\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?\s?(?:星期|周|礼拜)[一二三四五六日天]\s?(?:(?:上午|下午)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$/u;

/** 时间： alone would make a byline of an event's programme, 作者： of a list of prize works. */
const bylineLabel =
  /(?:(?:信息|文章|稿件|内容)?来源|(?:发布|发表|发文|更新|成文)(?:时间|日期)|发布(?:者|机构|单位|人)|供稿(?:单位)?|撰稿)\s?[:：]/u;

/** Whether a short text is nothing but a page's buttons, counters, navigation or clock. */
export function isFurniture(text: string): boolean {
  if (text.length > maxChars) return false;
  if (furnitureLine.test(text) || wholePageCounter.test(text) || clockDate.test(text)) return true;
  if (clockLead.test(text) && /\d|星期|载入|loading/iu.test(text) && text.length <= 60) return true;
  return withoutButtons(text) === '';
}

/** Blocks without furniture; lines that name source and date become bylines, without their counters. */
export function withoutFurniture(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    if (block.kind === 'row' || block.text.length > maxChars) kept.push(block);
    else if (isFurniture(block.text)) continue;
    else if (block.kind !== 'heading' && isByline(block.text)) {
      kept.push({ kind: 'byline', text: withoutCounters(block.text), level: 0 });
    } else kept.push(block);
  }
  return kept;
}

/** A line of source, date or author, of whose sentence there is none: 来源：平湖市科协 发布时间：2021-01-05 */
export function isByline(text: string): boolean {
  return text.length <= 120 && bylineLabel.test(text.slice(0, 40)) && !/[。！？；]/u.test(text);
}

function withoutButtons(text: string): string {
  return text.replace(button, '').replace(/[\s\p{P}\p{S}]+/gu, '');
}

/** Cuts counters and buttons out of a byline and keeps its source, date and author. */
function withoutCounters(text: string): string {
  return text
    .replace(/\s?[[【(（]\s?(?:大|中|小|\s){3,9}[\]】)）]/gu, '')
    .replace(
      /[|｜丨\s]*(?:(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s?[:：]\s?\d{0,9}\s?次?|(?:字号|字体)(?:大小)?\s?[:：](?:\s?(?:特大|大|中|小)(?![\p{L}])|\s?[[【]?(?:大|中|小|\s){3,9}[\]】]?)*|[[【]?(?:打印(?:本页)?|关闭(?:窗口)?|收藏)[\]】]?|分享(?:到)?[:：]?.{0,20}$|责任编辑\s?[:：]\s?[\p{L}]{0,8})/gu,
      '',
    )
    .replace(/[【[（(]\s?[】\]）)]/gu, '')
    .replace(/[|｜丨\s]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
