/**
 * The shape of a question: what type of answer it wants, told by its question words, and where it has none
 * (关键词), by the noun that ends it.
 *
 * @see Li and Roth 2002 for question classification; the types follow the factoid types of NTCIR's Chinese QA
 */
import { MEASURES, numberKindOf, unitOf } from './asked-number.ts';
import type { AnswerType, Question } from './question.ts';

/** What the shape of a question tells. */
export interface Shape extends Pick<Question, 'type' | 'wantsMany' | 'unit' | 'numberKind' | 'head'> {
  /** The question without the words that only ask. */
  readonly matter: string;
  /** What a definition is asked of; empty for other types. */
  readonly defined: string;
}

const PERSON_HEADS =
  '市领导|一把手|主席|副主席|书记|副书记|市长|副市长|局长|部长|院士|教授|博士|专家|老师|教师|总经理|董事长|经理|秘书长|会长|副会长|理事长|主任|所长|馆长|校长|院长|站长|团长|组长|领导|记者|漫画家|作家|科学家|画家|艺术家|顾问|代表|负责人|发言人|讲师|主讲人|主持人|作者|人物|同志|嘉宾|学者|工程师|高工|医生|护士|导演|主编|教练|选手|研究生|大学生|学员|队员|学生|员工|企业家|带头人|特派员|得主|获得者|获奖者|入选者|候选人|农户|种植户|养殖户|农民|渔民|村民|市民|人';
const PLACE_HEADS =
  '地方|地点|位置|场馆|场所|区县|市区|城市|乡镇|街道|社区|公园|广场|国家|省份|园区|开发区|场地|会场|(?:省|市|县|区|镇|乡|村)(?![级内外属直里])';
const ORGANISATION_HEADS =
  '单位|学会|协会|研究会|公司|企业|机构|部门|学校|大学|高校|院校|学院|中学|小学|医院|组织|队伍|团队|团体|联盟|科协|委员会|基金会|媒体|银行|集团|实验室|研究所|研究院|委办局';
const NAME_HEADS =
  '公众号|订阅号|文章|推文|图文|稿件|课程|课|讲座|展区|展品|视频|短片|片子|影片|电影|歌曲|发明|论文|品种|画册|图书|栏目|品牌|平台|刊物|杂志|报纸|剧名|剧|书名|书|节目|主题|口号|名称|名字|称号|荣誉|奖项|奖|活动|项目|作品|基地|课题|报告|论坛|会议|比赛|大赛|赛事|展览|系统|小程序|app|网站|计划|工程|行动|等次|等级|级别|身份|职务|专业|领域|技术|措施|内容|方式|渠道|形式';

const or = (...patterns: readonly string[]) => patterns.join('|');

/** Patterns of each type, tried in this order; the first that matches decides. */
const SUMMARY =
  /概括|缩成|[两三几]句话|概况|概述|汇总|盘点|写两句|理一理|捋一?捋|梳理|总结一?下|请总结|总结(?!评估|会|大会|表彰|里|中|说)|综述|归纳|简单(?:说说|讲讲)|简述|说说|介绍一?下|讲讲|谈谈|都(?:干|做)了?(?:些)?(?:啥|什么)|做了(?:些)?(?:什么|啥)|干了(?:些)?(?:啥|什么)|(?:做|开展|进行|推进)了?哪些(?:工作|事|努力|举措|探索|\p{Script=Han}{0,3}宣传)|(?:有|取得)了?(?:哪些|什么|啥)(?:工作|举措|措施|做法|亮点|成效|成绩|进展|突破|成果|变化)|(?:是)?(?:怎么|怎样|如何|咋)(?!回事|样(?:$|[?？]))|怎么样|咋样|咋个|情况(?:如何|怎样|怎么样)/u;
const YES_NO =
  /吗[?？。!！\s]*$|吗[（(]|吗[,，]|是不是|是否|有没有|有无|对不对|对吧|是吧|是不[?？\s]*$|是嘛|了嘛[?？\s]*$|(?<!来)吧[?？\s]*$|真的?假的?|不[?？\s]*$|没有?[?？\s]*$|了没|没得[?？\s]*$|完了么|了么[?？\s]*$|能不能|可不可以|属实/u;
const DEFINITION =
  /什么是|何谓|是什么(?:意思|东西|组织|活动|平台|计划|项目|机制|工程|品牌)?[?？\s]*$|(?:是)?(?:干嘛|干什么|干啥|做什么)(?:用)?的|是(?:(?:个|一个|一种|一家)(?:啥|什么)样?的?子?\p{Script=Han}{0,4}|(?:啥|什么)子?(?:意思|东西|玩意儿?|概念|来的)?)(?:呀|啊|呢|嘛|哟|哦)?[?？\s]*$|指(?:的)?(?:是)?(?:什么|啥|哪)|什么意思|啥意思|怎么回事|咋回事|含义|是[\p{Script=Han}]{1,6}还是(?:什么|啥)|(?:全称|全名)(?:叫|是)?|的简称|简称(?:的是)?(?:什么|啥)|代表什么|含有什么意思/u;
const COUNT = new RegExp(
  or(
    `(?<!哪)(?:多少|几多|(?<!好)几(?!乎|十|句|段)|好多)(?:来?个|多)?\\s*(?:${MEASURES})?|(?:${MEASURES})数`,
    '数量|人数|总数|总量|场数|次数|件数|总额|金额|规模有多大|多大规模|占比|比例|比率|百分之|百分比|覆盖率|第几|排名|排第|名次|位次|等奖数|几块钱|多高|多大|多远|多长',
  ),
  'u',
);
const DATE =
  /什么时候|几点(?!建议|意见|内容|要求|体会|经验|做法)|啥时候|啥辰光|何时|几时|哪(?:一)?(?:年|天|日|月|个月|几年|几天)|几月(?:几[日号])?|几号|日期(?!间)|什么(?:时间|日子)|(?:开始|启动|举办|举行|成立|召开|具体)?时间(?:是|在)?[?？\s]*$|多久|多长时间|哪个(?:年度|月份|年份)|年份|频率|周期/u;
const PLACE = new RegExp(
  or(
    '哪里|哪儿|哪块|何处|何地|啥地方|什么地方|地点|举办地|会场|位于|在哪(?!些|几|方面|位|家)',
    `哪(?:一)?(?:个|座|些|几个)?(?:${PLACE_HEADS})`,
  ),
  'u',
);
const ORGANISATION = new RegExp(
  `(?:哪(?:一)?(?:个|家|所|些|支|几家|几个|几所|类)?|什么|啥|几家)(?:的)?[^，。？?]{0,6}?(?:${ORGANISATION_HEADS})|(?:主办|承办|协办|指导|牵头|合作|发起)(?:单位|方)`,
  'u',
);
const LIST =
  /哪些|哪几|有(?:些)?(?:什么|啥)|包括(?:什么|啥|哪)|都有(?:谁|什么|啥)|分别是|分别(?:叫|为|有)?(?:什么|啥|哪)|各(?:是|叫|有|多少)|名单|列举|列出|(?:什么|啥)(?:奖|荣誉|称号)|哪(?:两|三|四|五|六|七|八|九|十)/u;
const NAME = new RegExp(
  or(
    '叫什么|叫啥|叫做什么|名叫|什么名|啥名|名字|名称|剧名|书名|栏目名|题目|标题',
    `(?:哪(?:一)?(?:个|场|部|项|款|种|档|本|届|块|篇|期|幅|件|次)?|什么|啥)(?:的)?[^，。？?]{0,4}?(?:${NAME_HEADS})`,
  ),
  'u',
);

/** The noun after the question word. */
const HEAD = new RegExp(
  `(?:哪(?:一|几|两)?(?:个|位|名|家|所|些|支|座|部|项|场|档|种|款|类|块|篇|期|届|幅|件|次|本)?|什么(?!样)|啥(?!样)|几(?:位|名|家|个|所|支))(?:的)?([^，。？?\\s]{0,8}?(?:${or(PERSON_HEADS, PLACE_HEADS, ORGANISATION_HEADS, NAME_HEADS)}))`,
  'u',
);

/** The noun before it: 公众号叫什么, 剧名是啥. */
const HEAD_BEFORE = new RegExp(
  `(${or(PERSON_HEADS, ORGANISATION_HEADS, NAME_HEADS)})(?:的)?(?:全)?(?:名字|名称)?(?:是|叫|叫做|为|名叫)(?:什么|啥|哪个|哪位|哪家|哪一?所|哪一(?:家|个|位)|哪支|谁)`,
  'u',
);

/** Words that only ask, taken out before the matter is read. */
const ASKING = new RegExp(
  or(
    `(?:一共|总共|大概|大约|共)?(?:有|是|达到?|为)?(?:多少|几多|几|好多)(?:来?个)?(?:${MEASURES})?(?:次)?`,
    '什么时候|啥时候|啥辰光|什么时间|什么日子|什么地方|啥地方|什么名字|什么意思|啥意思|怎么回事|咋回事|什么样的?|怎么样|怎样|怎么|如何|咋样|咋个|咋',
    '多(?:大|高|远|长|久|重|宽|深)(?:规模|面积)?|(?:那|这)(?:一)?(?:个|些|次|位|家|场|项|种)(?=\\p{Script=Han})|另外?一(?:个|位|家|所|项|场)|有一(?:个|位|家|所|项|场)',
    '哪(?:[一几两三四五六七八九十])?(?:个|位|名|家|所|些|支|座|部|项|场|档|种|款|类|块|条|级|篇|期|届|幅|件|次|本|年|天|日|月|里|儿|块)?|何时|何地|何处|何人|何谓|什么|啥子?|谁|几时',
    '(?:干嘛|干啥|干什么|做什么)(?:用)?的?|百分之(?:几|多少)|几块钱?|比一比|比一下|是不是|是否|有没有|有无|对不对|对吧|能不能|可不可以',
    '是\\p{Script=Han}{1,6}还是(?:什么|啥)',
    // How long the answer is to be: 用两三句话, 概括成两点, 100字以内.
    '(?:请?用|写|缩成|归纳成|概括成?|总结成?|讲|说)(?:成|为|个|上)?[一两二三四五几](?:[、至到~—-]?[两二三四五])?(?:句话?|段话?|个?要?点)|\\d+字(?:以内|左右|之内)?|列(?:一下|出来|个表|个单子)',
    // More or less is for the comparison to say.
    '(?:一年下来)?是?(?:变|增)?多了?还是(?:变|减)?少了?|(?:是不是)?(?:变|增|减)(?:多|少)了?(?:没有?|吗)?(?=[,，?？\\s]*$)|(?<=\\p{Script=Han})数(?=谁|哪|各|分别|有|[?？\\s]*$)',
    '概括一?下|请?总结一?下|请?总结(?!评估|会|大会|表彰)|综述|归纳|简单说说|简述|说说|介绍一?下|讲讲|谈谈',
    '(?:的)?(?:数量|总数|总量|日期|年份|名字|名称|剧名|书名|栏目名|片名|地点|举办地|全称|全名|简称|中文名|英文名|含义|名单|占比|比例|排名|名次|第几|时间)(?:是|叫|为)?(?:什么|啥)?(?=[?？\\s]*$)',
    // Not a mark inside a name: 《加油！科学+》.
    '[?？!！。](?![^《“]*[》”])',
  ),
  'gu',
);

const MANY =
  /哪些|哪几|几位|[两三四五六七八九十]大(?!小)|俩|仨|列全|列出|每[期次家届]|分别|各(?:是|叫|有|自|多少)|都有(?:谁|哪|什么|啥)|都[^，。？?]{0,4}谁|名单|包括|列举|列出|有什么|有啥|哪(?:两|三|四|五|六|七|八|九|十)/u;

/**
 * Reads the shape of a question.
 *
 * @param spoken the folded question without its scope
 */
export function readShape(spoken: string): Shape {
  // 好多钱, 好多期哟 ask as 多少 does; 逛过好多回 tells.
  const text = spoken
    .replace(new RegExp(`(?<!过)好多(?=钱|${MEASURES})`, 'gu'), '多少')
    .replace(WHICH_ONE, '谁')
    .replace(/哪些(?:地方|方面)(?=[^，。？?]{0,4}(?:没|不|差|弱|欠|问题|改进|提高|加强))/u, '哪些')
    .replace(PRIZES, prizesApart);
  const type = typeOf(text);
  const named = headAfter(text);
  return {
    type,
    wantsMany: MANY.test(text),
    unit: unitOf(text, type),
    numberKind: numberKindOf(text),
    head:
      type === 'date'
        ? ''
        : (named ?? HEAD_BEFORE.exec(text)?.[1] ?? (type === 'person' ? officeIn(text) : endingHead(text))),
    matter: text.replace(ASKING, ' ').replace(/\s+/gu, ' ').trim(),
    defined: type === 'definition' ? definedTerm(text) : '',
  };
}

/** The term that a definition is asked of: what stands before 是什么, or after 什么是. */
function definedTerm(text: string): string {
  const match = DEFINITION.exec(text);
  if (!match) return '';
  const before = text.slice(0, match.index);
  const term = before.trim() ? before : text.slice(match.index + match[0].length);
  const quoted = /[“《「『"]([^”》」』"]{2,})[”》」』"]/u.exec(term)?.[1];
  if (quoted) return quoted;
  return term
    .replace(/[“”"《》「」『』\s?？!！。]/gu, '')
    .replace(/^(?:请问|那个|这个|所谓的?|里说的|说的|提到的)+/u, '')
    .replace(
      /(?:到底|究竟|具体|其实|里|中|的|是|叫|指|说|哪个|哪家|哪一?个?|什么|组织|单位|东西|机构|分别)+$/u,
      '',
    );
}

function typeOf(text: string): AnswerType {
  // 得奖数排第二？ claims and asks by the mark alone.
  if (/[?？]\s*$/u.test(text) && /[是排获拿得有叫在只占超摆]|了/u.test(text) && !ASKS_SOMETHING.test(text))
    return 'yesno';
  if (
    YES_NO.test(text) &&
    !/谁|哪|什么|啥|多少|(?<!好)几[个项家位名场次]/u.test(text.replace(/有没有什么/u, ''))
  )
    return 'yesno';
  if (WHY.test(text)) return 'open';
  if (/(?:分别|各)[^，。]{0,4}?(?:什么|啥|哪)/u.test(text) && !headClass(HEAD_BEFORE.exec(text)?.[1]))
    return 'list';
  if (/哪几(?:类|种|项|个方面)|哪些.*各(?:多少|几)/u.test(text)) return 'list';
  if (DATE.test(text)) return 'date';
  if (COUNT.test(text) && !/几位(?:是|都)|有几位.*谁/u.test(text) && !ASKS_WHICH_MOST.test(text))
    return 'count';
  if (DEFINITION.test(text) && !NAMED.test(text) && !describes(definedTerm(text))) return 'definition';
  if (/哪一?(?:位(?!置)|名(?!称|字|次))/u.test(text) && !/哪一?位置/u.test(text)) return 'person';
  const asked = headClass(headAfter(text));
  if (asked && asked !== 'name' && !/概括|总结一?下|请总结|介绍/u.test(text)) return asked;
  if (SUMMARY.test(text)) return 'summary';
  // 那6个研究生叫什么名字 asks for people.
  if (new RegExp(`(?:${PERSON_HEADS})[，,]?(?:都)?(?:叫|是)(?:什么|啥)名`, 'u').test(text)) return 'person';
  if (
    /(?:单位|方|机构|部门)(?:是|有|都有)?谁|(?:和|跟|同|与|由)谁(?:一起|共同|联合|合作|合办|合建|共建|联手|携手|签|办|搞)|哪(?:几|两|三|四|五)?家(?=一起|共同|联合|合|建|办|搞|主办|承办|协办|参与|参加|出|捐|签|来|$)|(?:钱|经费|资金|款)(?:是|都是)?由?谁(?:出|给|掏|捐|拨|付)|谁出的?(?:钱|资)|谁(?:来)?(?:主办|承办|协办|合办|共建|出资|资助|命名|认定|授予|颁发|推荐)/u.test(
      text,
    )
  )
    return 'organisation';
  if (
    /(?:都有|分别(?:是|有))谁/u.test(text) &&
    !new RegExp(`(?:${PERSON_HEADS})(?:都有|分别(?:是|有))谁`, 'u').test(text)
  )
    return 'list';
  if (/谁|何人|什么人|啥人|哪[一几]?[位名](?!置)/u.test(text)) return 'person';
  if (PLACE.test(text)) return 'place';
  if (ORGANISATION.test(text) && asked !== 'name') return 'organisation';
  if (/名单/u.test(text)) return 'list';
  const before = headClass(HEAD_BEFORE.exec(text)?.[1]);
  if (before && before !== 'name') return before;
  if (NAME.test(text) && !LIST.test(text)) return 'name';
  if (LIST.test(text)) return 'list';
  if (/什么|啥/u.test(text)) return 'name';
  return typeOfKeywords(text);
}

/** A reason is no thing of any type; 称为什么 asks for a name. */
const WHY =
  /(?<![称名命作算分认视定改译])为(?:什么(?![时名地])|何|啥)|何以|凭什么|(?:原因|理由)是?(?:什么|啥)/u;

/** 谁上台次数最多 asks who, though it names what is counted. */
const ASKS_WHICH_MOST =
  /^(?!.*(?:多少|几)).*(?:谁|哪一?[个家位所支]).*(?:最|排?第一)|^(?!.*(?:多少|几)).*最.*(?:谁|哪一?[个家位所支])/u;

const ASKS_SOMETHING =
  /谁|哪|什么|啥|多少|几|何|怎|咋|吗|呢|多[大高远长久]|概括|概述|总结|介绍|对比|比较|数量|名单|情况|日期|时间|地点|名称/u;

/** 获专项奖的发明是什么 does not ask what a word means but which thing it is. */
function describes(term: string): boolean {
  return /[\p{L}\p{N}]的[\p{Script=Han}]{2,6}$/u.test(term);
}

const HEADS = new RegExp(`^(?:${or(PERSON_HEADS, PLACE_HEADS, ORGANISATION_HEADS, NAME_HEADS)})`, 'u');

const TITLE = /(?:优秀|先进|示范|组织|文明)单位$|先进集体$/u;

/** The noun after the question word, with all that belongs to it: 国家学会, not 国家. */
function headAfter(text: string): string | undefined {
  const match = HEAD.exec(text);
  let head = match?.[1];
  if (!match || head === undefined) return undefined;
  let rest = text.slice(match.index + match[0].length);
  for (let more = HEADS.exec(rest); more; more = HEADS.exec(rest)) {
    head += more[0];
    rest = rest.slice(more[0].length);
  }
  return head;
}

/** What kind of thing a noun asks for: 哪家公司 an organisation, 哪个老师 a person. */
export function headClass(head: string | undefined): 'person' | 'place' | 'organisation' | 'name' | null {
  if (!head) return null;
  const ends = (heads: string) => new RegExp(`(?:${heads})$`, 'u').test(head);
  // A title is no institution, whatever it ends in.
  if (/机器人$|展区$|专区$/u.test(head) || TITLE.test(head)) return 'name';
  if (ends(ORGANISATION_HEADS)) return 'organisation';
  if (ends(PLACE_HEADS)) return 'place';
  if (ends(PERSON_HEADS)) return 'person';
  return ends(NAME_HEADS) ? 'name' : null;
}

/** 名称是什么 asks for a name, not for what a name is. */
const NAMED =
  /(?:名称|名字|剧名|书名|片名|中文名|英文名|栏目名?|主题|地点|时间|日期|题目|口号|称号|职务|等次)是?(?:什么|啥)/u;

/** A question without a question word: the noun that ends it tells. */
function typeOfKeywords(text: string): AnswerType {
  if (/(?:概况|情况|成绩|成效|进展|举措|做法|亮点|经验)[?？。\s]*$/u.test(text)) return 'summary';
  const last =
    text
      .trim()
      .replace(/(?:是|叫|为)?[?？。\s]*$/u, '')
      .split(/\s+/u)
      .at(-1) ?? '';
  if (new RegExp(`(?:${PERSON_HEADS})$`, 'u').test(last)) return 'person';
  if (/(?:人次|场次|课时|经费|金额|会员数|人数|数)$/u.test(last)) return 'count';
  if (/(?:公众号|订阅号|剧名|栏目)$/u.test(last)) return 'name';
  if (/(?:单位|部门|高校|大学|运营商|合作方|共建方|主办方|承办方)$/u.test(last)) return 'organisation';
  return 'open';
}

/** 团长哪个, 会长哪个当 ask who, as a part of the country says it. */
const WHICH_ONE = new RegExp(`(?<=${PERSON_HEADS})是?哪个(?=$|[?？\\s]|当|做|担任|来)`, 'gu');

/** 一二三等奖, 一、二等奖 are several prizes. */
const PRIZES = /([特一二三](?:[、，]?[一二三]){1,3})等奖/gu;

const prizesApart = (_: string, ranks: string) =>
  [...ranks.replace(/[、，]/gu, '')].map((rank) => `${rank}等奖`).join('、');

/** 谁是主席, 导演是谁: the office that is asked for. */
function officeIn(text: string): string {
  return (
    new RegExp(`(${PERSON_HEADS})(?!.*(?:${PERSON_HEADS}))`, 'u').exec(
      text.replace(/机器人|代表大会|代表团|专家组|专家团|人次|人员|人才|个人|老人|工作者/gu, ''),
    )?.[1] ?? ''
  );
}

function endingHead(text: string): string {
  const heads = or(PERSON_HEADS, '公众号', '订阅号', '栏目', '单位', '部门', '高校', '大学', '运营商');
  return new RegExp(`(${heads})(?:是|叫|为)?[?？\\s]*$`, 'u').exec(text)?.[1] ?? '';
}
