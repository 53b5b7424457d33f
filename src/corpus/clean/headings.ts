/**
 * What a single line says it is: a label in 【】, a numbered heading, a slogan, a byline, a caption.
 */
import { isHan } from './characters.ts';
import { isCopies } from './furniture-words.ts';

/** What kind of heading it is, which decides how deep it stands. */
export type Rank =
  | 'title'
  | 'part' // 第一部分
  | 'slogan' // 启迪智慧 活跃思想 凝心聚力服务科技工作者
  | 'plain' // 科普活动
  | 'chapter' // 一、
  | 'label' // 【看点】
  | 'section' // （一）
  | 'point' // 1.
  | 'subpoint'; // (1)

const NUMBERED: readonly (readonly [RegExp, Rank])[] = [
  [/^第[一二三四五六七八九十]{1,3}(?:部分|章|篇|编)/, 'part'],
  // 一、二、三等奖 is a list of prizes
  [/^[一二三四五六七八九十]{1,3}[、．.](?![一二三四五六七八九十]{1,2}[、等])/, 'chapter'],
  [/^[（(][一二三四五六七八九十]{1,3}[）)]/, 'section'],
  [/^\d{1,2}[.．、](?!\d)/, 'point'],
  [/^[（(]\d{1,2}[）)]/, 'subpoint'],
];

const LABEL = /^【[^【】]{1,16}】$/;
const RUN_IN_LABEL = /^【[^【】]{1,16}】/;
const FINAL = /[。！？!?…][”’』」）)》]*$/;
const WEAK_FINAL = /[；：;:][”’』」）)]*$/;

/** 1月, 十二月份, 2023年3月: what a chronicle says before the days of a month. */
const MONTH = /^(?:20\d{2}年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?$/u;
/** 12日，召开…, 20日至26日，… */
const DAY = /^(?:[●·•\-－—]\s?)?\d{1,2}日/u;

/** A month alone on its line, above what happened on its days. */
export const isMonthAbove = (text: string, below: string | undefined): boolean =>
  MONTH.test(text.replaceAll(' ', '')) && below !== undefined && DAY.test(below);

/** 【看点】 alone on its line. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** The label a paragraph begins with, as in yearbooks: `【概述】2021年，…`; empty if there is none. */
export function runInLabel(text: string): string {
  return RUN_IN_LABEL.exec(text)?.[0] ?? '';
}

/** The rank of the number a line begins with; undefined for an unnumbered line. */
export function numberRank(text: string): Rank | undefined {
  return NUMBERED.find(([pattern]) => pattern.test(text))?.[1];
}

/** Whether a text ends a sentence. */
export function endsSentence(text: string): boolean {
  return FINAL.test(text);
}

/** Whether a text ends a clause that may stand alone on its line: `现将情况报告如下：`, `举办讲座12场；`. */
export function endsClause(text: string): boolean {
  return WEAK_FINAL.test(text);
}

/** A numbered line that names what follows rather than telling it. */
export function isNumberedHeading(text: string): boolean {
  if (numberRank(text) === undefined || text.length > 42) return false;
  if (/[；，,：:][”’』」）)]*$/.test(text)) return false;
  return endsSentence(text)
    ? text.length <= 26 && !/[。！？，；]/.test(text.slice(0, -1))
    : !/[。！？；]/.test(text);
}

/**
 * A headline of two or more parts with gaps between: `启迪智慧 活跃思想 凝心聚力服务科技工作者`. Gaps inside
 * quotation marks do not count.
 */
export function isSlogan(text: string): boolean {
  if (text.length > 60 || endsSentence(text) || endsClause(text) || /[，。；：、]/.test(text)) return false;
  // 谌若溪（女） 区科协普及部部长 is a line of a roster.
  if (/^\p{Script=Han}{2,4}[（(]/u.test(text)) return false;
  const unquoted = text.replace(/“[^“”]{0,30}”/g, (quoted) => quoted.replace(/[“” ]/g, ''));
  if (/[“”]/.test(unquoted)) return false;
  const parts = unquoted.split(' ');
  return parts.length >= 2 && parts.every((part) => [...part].filter(isHan).length >= 4);
}

const DATE = String.raw`(?:\d{4}|[二一][〇○零九Ｏ][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?`;

const BYLINES: readonly RegExp[] = [
  // □本报记者 肖朋
  /^[□■◎○●☐\s]*(?:本报|特约|见习)?(?:记者|通讯员|特约撰稿)[\s：:]?[\p{Script=Han}·\s]{2,16}(?:(?:文|摄|图|\/|／|报道|通讯员).{0,16})?$/u,
  // 发布时间：2022-01-10 来源：…
  /^(?:作者|撰稿|供稿|摄影|文\/图|文／图|图文|来源|稿源|信息来源|文章来源|发布(?:时间|日期|人|机构|单位)|发文(?:时间|日期)|时间|日期)[：:]\s?\S/,
  // 溪山科协发〔2023〕6号
  /^\p{Script=Han}{1,10}\s?[〔[（(]\s?\d{4}\s?[〕\]）)]\s?\d{1,4}\s?号$/u,
  // （2022年3月28日，大会秘书处）
  new RegExp(`^[（(]${DATE}\\s?[，,]?\\s?[\\p{Script=Han}]{2,12}[）)]$`, 'u'),
  // （2021年12月30日）
  new RegExp(`^[（(]?${DATE}[）)]?$`),
  // 太湖日报 2022年3月18日 星期五; 今日太湖 2 综合新闻 2022年3月18日 星期五 编辑/校对：张三
  new RegExp(
    String.raw`^[^。，]{0,24}${DATE}\s?星期[一二三四五六日天](?:.{0,16}|[^。]{0,6}(?:编辑|责编|校对|版式|美编).{0,40})$`,
  ),
  // 2020-12-22 09:05 来源：太湖晨报 作者：张三
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s?(?:来源|來源|作者|编辑|編輯|发布|發布|$)/,
  // [索引号] 115000/2022-00041 [发布日期] 2022-09-02
  /^[[【(（]?\s?(?:索\s?引\s?号|主题分类|发文字号|文\s?号)\s?[\]】)）]?\s?[:：]?\s?\S/,
  // 梅岗县科协办公室编 2019年8月30日
  new RegExp(
    String.raw`^\p{Script=Han}{2,16}(?:编|编印|主办|印发?|科协|协会|学会|办公室|委员会)\s*${DATE}(?:印发?)?$`,
    'u',
  ),
  // 今日太湖融媒体中心主办, （共印120份）
  /^(?:E-?mail[:：]\S+\s*)?\p{Script=Han}{2,20}(?:主办|承办|编印)$/iu,
  /^[（(]共印\s?\d+\s?份[）)]$/,
  // （葛 云）
  /^[（(]\s?\p{Script=Han}\s?\p{Script=Han}{1,2}(?:\s\p{Script=Han}{2,3}){0,2}\s?[）)]$/u,
];

/** Who wrote it, where and when it appeared. */
export function isByline(text: string): boolean {
  return (
    isCopies(text) ||
    (text.length <= 90 && !endsSentence(text) && BYLINES.some((pattern) => pattern.test(text)))
  );
}

/** 党组书记、主席：张三: a line of a list that names who or what follows. */
export function isLabelled(text: string): boolean {
  return (
    /^[\p{Script=Han}、]{2,14}(?:[（(][^（）()]{1,8}[）)])?[：:](?=.)/u.test(text) && !endsSentence(text)
  );
}

/** 表一、组织建设, 表7 2022年主要指标, 续表: the name of a table. */
export function isTableName(text: string): boolean {
  return (
    text.length <= 60 && /^(?:续表|(?:附|续)?表\s?[一二三四五六七八九十\d])/.test(text) && !endsSentence(text)
  );
}

/** （内部资料 注意保存）: what is stamped above a title. */
export function isStamp(text: string): boolean {
  return (
    /^[（(【[][^（）()【】]{2,16}[）)】\]]$/.test(text) &&
    /资料|保存|保密|内部|机密|秘密|征求意见|讨论|送审/.test(text)
  );
}

/** 单位：个、场: what the figures below are counted in. */
export function isUnitLine(text: string): boolean {
  return text.length <= 30 && /^[（(]?(?:计量)?单位\s?[：:]/.test(text);
}

/** What only a picture's caption says. */
export function isMarkedCaption(text: string): boolean {
  return (
    text.length <= 60 &&
    /^(?:图为|图[①-⑳\d一二三]?[：:]|[▲△▼◀▶])|(?:供图|资料图片?|摄影|\s摄)[）)]?$/.test(text)
  );
}
