/**
 * What stands around the name of a person: offices and titles, what people do, what is named after them, and how a list of
 * them goes on.
 */
import { OFFICES, POSTS } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import { nameStart } from './phrases.ts';

const OFFICE = oneOf(POSTS, OFFICES.title, OFFICES.called);
/** What an office is noted with: 副主席(兼职)：汪以诚. */
const NOTE = '(?:[（(][^（）()，。]{1,8}[）)])?';
/** The office right before a name, or one it is linked to: 主席林士良, 指导教师为洪砺. */
export const OFFICE_BEFORE = new RegExp(`${OFFICE}((?:${NOTE})(?:(?:分别)?[由为是]|[ \\t：:]+)?)$`);
/** Whatever ends as a post does: 高级农艺师, 农技员. Also 老师 and 成员 end so, and words that are no posts. */
export const POST_BEFORE = /[一-龥]{2}(?:师|员|长)$/;
const OFFICE_SEGMENT = new RegExp(`(?:${OFFICE}|[一-龥](?:长|师|员))$`);
export const TITLE_AFTER = new RegExp(`^${oneOf(POSTS, OFFICES.title, OFFICES.after_name)}`);
export const DOES_AFTER =
  /^(?:说(?!明|法|服)|没想到|发现|看到|来到|感到|接任|接替|继任|执导|导演|编剧|主编|编著|撰写|创作|执教|指导|辅导|设计|发明|研制|主创|宣布|执笔|创办|创立|这样|领着|牵头|表示|介绍|指出|强调|认为|告诉|坦言|透露|回忆|感叹|感慨|致辞|致词|讲话|受聘|当选|荣获|获评|获得|获聘|荣膺|出席|主持|带队|率队|率领|率团|分别(?:作|做|为|就|围绕|从|介绍)|宣布|宣读|作(?:了|专题|题为|主题|报告|讲话|致辞|动员)|做(?:了|专题|客)|讲述|讲授|授课|主讲|担任|出任|兼任|现任|历任|走访|慰问|看望|会见|听取|视察|分管|主讲|出生|生于|毕业|逝世|去世|病逝|一行|领衔|被聘|以[《“]|的(?:报告|讲座|发言|作品|论文|研究|点评)|是(?:著名|知名|一[名位]|我国|国内)|谈|评价|总结|提[出到]|呼吁|希望|勉励|回顾|感谢|要求|笑着|为(?:组长|团长|大会|活动)|入选|加入|是谁|是哪|带领|应邀|在致辞|在讲话|在会上|任(?:组长|主任|主席|会长|院长))/;
export const NAMED_AFTER =
  /^(?:精神|节(?![日目约奏能])|奖|故居|纪念馆|事迹|星(?!期)|杯|工作室|实验班|班(?![级长])|塑像|诞辰|逝世|式)/;
export const PLAIN_AFTER = new RegExp(
  `^(?:等(?![级次候])|[，。；：、！？）)”』」》\\]\\s（(]|[和与及](?![谐平]|接任|当选|获|担任|主持|说|介绍|任)|[的在作做向为对就还也则曾于是从到来带将被获与以因用当赴率后并已主亲自由讲发通把给让皆都均同共齐捐提]|任(?![务何])|${[
    '参加|参与|围绕|代表|陪同|参观|考察|结合|现场|上台|申报|撰写|创作|发明|长期|多年|坚持|始终|积极|今年|去年|退休|建议|汇报|通报|解读|讲解|颁发|点评|总结|部署|要求|希望|倡议|动员|解答|示范',
    '回答|接受|走进|走上|深入|现为|现在|原任|先后|被誉|入围|晋升|晋级|斩获|夺得|摘得|勇夺|捧得|赢得|取得|完成|负责|组织|牵头|创办|面对|老人|团队|课题组|夫妇|一家',
  ].join('|')}|[a-zA-Z\\d]|$)`,
);
/** 张继科（市农业农村局）: the institution of a person in a list. */
export const INSTITUTION_AFTER = new RegExp(
  `^[（(][^（）()，。]{1,20}(?:${OFFICE}|局|委|办|部|院|校|学|所|站|公司|集团|会|中心|协|镇|乡|街道|社区|村|市|区|县)[）)]`,
);
/** 庹桂枝（女，58岁）, 仰正清（分管科普）: what only a person is. */
export const DESCRIBED_AFTER =
  /^[（(](?:[女男](?:[，,、][^（）()]{1,12})?|\d\d岁|[^（）()，]{1,3}族|兼职|挂职|驻会|(?:分管|负责)[^（）()]{1,12}|\d{4}年[^（）()]{0,4}生)[）)，,]?/;
/** 谈知非当选主席, 敬亭松任市科协党组书记, 苗叙不再担任…, 周山平为副主席: says of somebody that an office was taken or left. */
export const ELECTED_AFTER = new RegExp(
  `^(?:同志)?(?:${oneOf(OFFICES.takes, OFFICES.leaves)}|(?:转|改|续|新)?任(?=[^，。；、：]{0,20}?${OFFICE})|为(?=${oneOf(OFFICES.held)}?${oneOf(POSTS)}(?![单团会们])))`,
);
/** The same of the last of a list: 苏晚桥、廉颇山、周山平当选副主席. */
export const ELECTED_TOGETHER = new RegExp(`^(?:、[一-龥]{2,4}){0,8}?${ELECTED_AFTER.source.slice(1)}`);
export const AND_OTHERS = /^等(?:\d|[一二三四五六七八九十两]|人|同志|专家|领导|教授|院士|老师|先进)/;
export const INTRODUCED =
  /(?:邀请|特邀|聘请|聘任|选派|有请|引进|走访|慰问|看望|拜访|采访|陪同|贯彻|落实|包括|其中|由|与|和|以及|及|向|对|特别是|尤其是|的|纪念|弘扬|学习|宣传|推荐|举荐|推选|表彰|授予|为|是|即|名叫|作者|届|[大中小]学|学院|校区|公司|医院|研究院|研究所|中心|集团|科协|协会|学会|镇|街道|社区|村)[ \t]?$/;
/** Between two names of a list, with an institution in brackets or without. */
export const LIST_LINK = /^(?:[（(][^（）()，。]{1,20}[）)])?[ \t]?(?:、|和|与|及|以及)[ \t]?$/;
export const CLAUSE_START = /(?:^|[，。；：、,;:！？（(“『「《”』」》\n\r□■●◆ \t])$/;

/** 市科协主席、党组书记: offices joined by 、 belong together. */
export function startOfOffice(text: string, end: number, floor: number): number {
  let start = nameStart(text, end, officeChars(text, end), floor);
  while (text[start - 1] === '、' && start - 1 > floor) {
    const earlier = text.slice(Math.max(floor, start - 41), start - 1);
    if (!OFFICE_SEGMENT.test(earlier)) break;
    const next = nameStart(text, start - 1, officeChars(text, start - 1), floor);
    if (next >= start - 1) break;
    start = next;
  }
  return start;
}

/** Length of the office word that ends at `end`; a word for one may contain a verb (负责人). */
function officeChars(text: string, end: number): number {
  return OFFICE_SEGMENT.exec(text.slice(Math.max(0, end - 8), end))?.[0].length ?? 0;
}
