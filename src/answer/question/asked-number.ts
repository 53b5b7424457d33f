/**
 * What kind of number a question asks for, and in which unit.
 */
import type { AnswerType, Question } from './question.ts';

/** Measure words people count with; longer ones first. */
export const MEASURES =
  '个百分点|平方米|平方公里|平米|公顷|人次|场次|课时|小时|分钟|万元|亿元|公里|项目|名额|项|个|家|场|次|人|名|位|件|幅|块|篇|条|期|届|所|支|座|处|册|份|部|台|套|门|节|户|亩|吨|元|年|月|天|岁|类|种|批|层|间|只|本|张|颗|站|村|镇|校|字|轮|组|队|辆|棵|倍|趟|回|斤|公斤|头|株|艘';

/** The unit that is asked for; empty where none is. */
export function unitOf(text: string, type: AnswerType): string {
  const measure =
    new RegExp(`(?:多少|几多|几|好多)(?:来?个(?=人|场|家))?\\s*(${MEASURES})`, 'u').exec(text)?.[1] ?? '';
  if (measure === '名额') return '';
  if (measure === '项目') return '个';
  if (measure === '趟' || measure === '回') return '次';
  const counted = type === 'count' ? countedUnit(text) : '';
  // 几个专家 counts people.
  if (measure === '' || (measure === '个' && counted === '人'))
    return (type === 'count' && measure === '' && namedUnit(text)) || counted;
  return measure;
}

/** 展品件数 wants 件, …人次 wants 人次. */
function namedUnit(text: string): string {
  return (
    /(人次|场次|课时)/u.exec(text)?.[1] ?? /(人|家|件|项|场|次|户|篇|期|册|名|届|幅)数/u.exec(text)?.[1] ?? ''
  );
}

/** 多少选手 counts people, 多少企业 counts institutions. */
function countedUnit(text: string): string {
  const counted = /(?:多少|几多|几)个?([\p{Script=Han}]{2,6})/u.exec(text)?.[1] ?? '';
  if (
    /^(?:外地|市民|青少年|中小学)?(?:选手|学员|观众|群众|游客|专家|学生|代表|会员|志愿者|农民|老人|居民|师生|老师|教师|院士|博士|讲师|人才|听众|村民|橘农|果农|农户|职工|队员|嘉宾|小朋友|孩子|老百姓)/u.test(
      counted,
    )
  )
    return '人';
  return /^(?:企业|公司|单位|学校|机构)/u.test(counted) ? '家' : '';
}

/** Whether a count, a share, a sum, a rank or a frequency is asked for. */
export function numberKindOf(text: string): Question['numberKind'] {
  if (/占(?:了|到)?(?:多少|几)(?![项个家场人名件块])/u.test(text)) return 'percent';
  if (/\p{Script=Han}率[^，。]{0,12}(?:多少(?![项个家场人名件块次])|几成)/u.test(text)) return 'percent';
  if (/百分之|百分比|占比|比例|比率|率(?:是|为|有|达)?(?:多少|多高)|百分点/u.test(text)) return 'percent';
  if (
    /多少(?:钱|元|万元|亿元|资金|经费)|(?:经费|金额|预算|资金|费用|奖金|补助|拨款|投资|产值)(?:是|有|为|共|总共|一共|大概)?(?:多少|几)|总额|(?:工资|薪水|薪资|门票|票价|价格|售价|单价|收费)(?:是|要|为)?(?:多少|几)|花了?多少|每个资助多少|几(?:块钱|元|万元|百万元)|多少块钱|(?:增收|盈利|利润|营收|销售额|收入|赚)(?:了|到)?(?:大概|大约)?多少(?![人户家个])/u.test(
      text,
    )
  )
    return 'money';
  if (/几等|什么奖次|哪个?等次/u.test(text)) return 'grade';
  if (/第几|排名|排第|名次|位次/u.test(text)) return 'rank';
  if (/多久.*次|频率|隔多久|多久(?:更新|举办|召开|发布|一次)/u.test(text)) return 'frequency';
  return 'count';
}
