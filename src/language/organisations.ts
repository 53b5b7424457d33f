/**
 * Institutions named in Chinese text, by the word their names end in: 上海市机械工程学会,
 * 苏州海苗生物科技有限公司, 市委宣传部.
 */
import { nameStart } from './phrases.ts';

/** One institution. Offsets are UTF-16 in the given text, `end` exclusive; `name` is that slice. */
export interface OrganisationReading {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The last words of institutions, longest first where one contains another; lookarounds spare 大学生, 局面, 委员. */
const HEAD = new RegExp(
  [
    '人大常委会|常委会|科学技术协会|科协(?!作)|科技局|协会(?!员)|学会(?![了着])|研究会|联合会|促进会|基金会|理事会|委员会|管委会|居委会|村委会|商会|工会|总会(?!计)|分会(?!场)|校友会|工商联|社科联|侨联|残联|文联|妇联|团委|政协|人大(?!代表)|总工会',
    '有限责任公司|股份有限公司|有限公司|分公司|子公司|公司|集团|合作社|出版社|报社|通讯社|旅行社|杂志社|事务所|工作室|联盟|联合体|共同体|孵化器|银行|农场|工厂',
    '大学(?![生])(?:[一-龥]{1,4}(?:校区|分校))?|学院(?!派)|研究院|分院|科学院|工程院|设计院|研究所|实验室|中学(?![生习])|小学(?![生习])|高中(?![生考])|幼儿园|学校|党校|校区|医院|卫生院|法院|检察院|博物院|(?<=[师科工交农医林财海理])大(?=校区|[，。、；）]|$)|西工大|中科院',
    '(?:图书|博物|科技|文化|美术|体育|展览|纪念|档案|天文|海洋|规划)馆|中心(?![城线思任点区组主词理路位])|(?:教育|科普|海智|创新|创业|产业|实践|实训|示范|研学|工作|创客|生产|试验|种植|活动|培训|志愿)基地|产业园|科技园',
    // 市一中, 黄石二中 before 学生: schools by their number.
    '(?<=[一-龥])(?<![高初])(?:[一二三四五六七八九十]中|附中|附小)(?=学生|教师|老师|师生|校长|[，。、；）]|$)|(?<=[一-龥])[一二三四五六七八九十]小(?=学生|教师|老师|师生)',
    '宣传部|组织部|统战部|(?<=[育技务防业交政商通工农生水利运])部(?![分门署位队件长落首属])|办公室|(?<=[育技务业政商通生水利运安改管计法信察督障游源境保气象林产务口关化]|教育|农业|农村)局(?![部面限])|党委|市委(?!书)|省委(?!书)|县委(?!书)|区委(?!书)|工委|纪委|[发]?改委|卫健委|经信委|科委|政府(?!采购)|市政府|国务院|党组(?![书织成])',
    '服务大队|志愿服务队|服务队|讲师团|演讲团|宣讲团|艺术团|代表团|顾问团|指导团|志愿团|大队|联合会|团队',
    '工作站|服务站|服务点|气象站|观测站|科普站|电视台|广播电台|气象台|天文台|日报社?|晚报|俱乐部|党支部|支部',
  ].join('|'),
  'g',
);

/** What is no institution although it ends like one. */
const GENERIC =
  /^(?:有关|相关|职能|各|本|我|全|该|大|小|中|高|多|名|新|老|一|两|几|市|区|县|校|院|党|产业|创新|高水平|重点|优秀|先进|企业|基层|专业|专家|科研|管理|工作|服务|志愿者?|人才|技术|核心|大型|上市|民营|外资|跨国|国有|重要|主要|研究|培训|全球|世界|最大|著名|知名|当地)+(?:部门|团队|大学|公司|集团|中心|学会|协会|学校|中学|小学|医院|银行|政府|联盟|委员会|基地|支部|学院|研究院|研究所|实验室|大队|俱乐部)$/;

/** Every institution of a text, in order and without overlap. Only names with more than their last word. */
export function readOrganisations(text: string): OrganisationReading[] {
  const readings: { start: number; end: number; name: string }[] = [];
  HEAD.lastIndex = 0;
  for (let match = HEAD.exec(text); match; match = HEAD.exec(text)) {
    const end = match.index + match[0].length;
    const start = nameStart(text, end, match[0].length);
    if (start >= match.index && !isWhole(match[0])) continue;
    const name = text.slice(start, end);
    if (GENERIC.test(name)) continue;
    const last = readings.at(-1);
    if (last && start < last.end) {
      if (start > last.start) continue;
      readings.pop();
    }
    readings.push({ start, end, name });
  }
  return readings;
}

/** Last words that are a name by themselves. */
function isWhole(head: string): boolean {
  return /^(?:市委|省委|县委|区委|市政府|国务院|西工大|中科院|宣传部|组织部|统战部|发改委|卫健委|团委|妇联|文联|总工会|政协)$/.test(
    head,
  );
}
