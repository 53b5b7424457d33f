import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerType, Question } from '../../../src/answer/question/question.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const read = (question: string): Question => understand(question, served.index, THIS_YEAR);

describe('a question for a number', () => {
  it.each([
    ['太仓2021年办了多少项科普活动', '项', 'count'],
    ['送出去几套教材？', '套', 'count'],
    ['兰花号一共出车多少次', '次', 'count'],
    ['服务师生好多人次嘛', '人次', 'count'],
    ['馆校合作上了多少课时', '课时', 'count'],
    ['院士工作站有几家', '家', 'count'],
    ['科普大讲堂的场次数', '场次', 'count'],
    ['个人会员的人数是多少', '人', 'count'],
    ['科技馆建筑面积多少平方米', '平方米', 'count'],
    ['大篷车行程多少公里', '公里', 'count'],
    ['示范园有几亩', '亩', 'count'],
    ['科技馆开放了多少天', '天', 'count'],
    ['志愿服务多少小时', '小时', 'count'],
    ['发放科普读物多少册', '册', 'count'],
    ['公众号推送图文多少篇', '篇', 'count'],
    ['选送作品多少件', '件', 'count'],
    ['有几支队伍参赛', '支', 'count'],
    ['评出一等奖几项', '项', 'count'],
    ['素质比例提高了多少个百分点', '个百分点', 'percent'],
    ['公民具备科学素质的比例是多少', '', 'percent'],
    ['社区科协占百分之几', '', 'percent'],
    ['对接成功率是多少', '', 'percent'],
    ['签约合同金额是多少', '', 'money'],
    ['科普经费投入多少万元', '万元', 'money'],
    ['改造书屋花了多少钱', '', 'money'],
    ['人均科普经费多少元', '元', 'money'],
    ['注册量排名第几', '', 'rank'],
    ['大篷车下乡跑了几趟', '次', 'count'],
    ['帮农户增收了多少', '', 'money'],
    ['平台活动在全市排名第几', '', 'rank'],
  ] as const)('%s counts in %j as %s', (question, unit, numberKind) => {
    expect(read(question)).toMatchObject({ type: 'count', unit, numberKind });
  });
});

describe('a question for one thing', () => {
  it.each<[string, AnswerType, string]>([
    ['科普画廊多久更新一次', 'date', ''],
    ['海智计划什么时候启动的', 'date', ''],
    ['启动仪式是哪天办的', 'date', ''],
    ['科技小院几月几号揭牌', 'date', ''],
    ['海洋科学馆哪一年建成开放', 'date', ''],
    ['新馆啥时候试运行', 'date', ''],
    ['颁奖活动举办日期', 'date', ''],
    ['谁当选了主席', 'person', '主席'],
    ['哪位老师获评先进工作者', 'person', '老师'],
    ['首席专家是谁', 'person', '首席专家'],
    ['栏目主持人是哪位', 'person', '主持人'],
    ['哪个院士作了首场报告', 'person', '院士'],
    ['兰溪市科协现任主席', 'person', '主席'],
    ['演讲的漫画家叫什么', 'person', '漫画家'],
    ['服务团团长哪个当', 'person', '团长'],
    ['讲解员里谁上台次数最多', 'person', ''],
    ['最年轻的入选者，叫什么名字', 'person', '入选者'],
    ['书房几点关门', 'date', ''],
    ['展览设在哪个场馆', 'place', '场馆'],
    ['和谁一起筹备航空学会', 'organisation', ''],
    ['活动的钱是谁出的', 'organisation', ''],
    ['哪篇文章阅读量最高', 'name', '文章'],
    ['启动仪式在哪里举行', 'place', ''],
    ['科普情景剧在哪个社区演出', 'place', '社区'],
    ['科学节的举办地是哪儿', 'place', ''],
    ['讲堂在什么地方开讲', 'place', ''],
    ['科技馆位于哪条路', 'place', ''],
    ['哪家公司通过了绩效评估', 'organisation', '公司'],
    ['漫画大赛的主办单位是哪家', 'organisation', '单位'],
    ['和哪个学会签了合作协议', 'organisation', '学会'],
    ['小院与哪所大学共建', 'organisation', '大学'],
    ['哪个学校承办机器人竞赛', 'organisation', '学校'],
    ['科普剧叫什么名字', 'name', '剧'],
    ['公众号叫啥', 'name', '公众号'],
    ['颁奖活动的主题是什么', 'name', '主题'],
    ['得了什么奖', 'list', '奖'],
    ['“渔科驿”是什么', 'definition', ''],
    ['什么是吴健雄节', 'definition', ''],
    ['海创联的全称', 'definition', ''],
    ['三长指的是哪三长', 'definition', ''],
    ['向海科普是啥意思', 'definition', ''],
  ])('%s wants a %s', (question, type, head) => {
    expect(read(question)).toMatchObject({ type, head });
  });
});

describe('a question for more than one thing', () => {
  it.each<[string, AnswerType]>([
    ['新命名的科技特色学校有哪些', 'list'],
    ['打卡线路叫哪些名字', 'list'],
    ['科普五进包括哪些', 'list'],
    ['出席仪式的领导名单', 'list'],
    ['哪几类科普基地', 'list'],
    ['新认定的基地是哪两家', 'organisation'],
    ['有哪些公司建了院士工作站', 'organisation'],
    ['出席启动仪式的有哪几位领导', 'person'],
  ])('%s wants many, as %s', (question, type) => {
    expect(read(question)).toMatchObject({ type, wantsMany: true });
  });
});

describe('a question for a yes or no', () => {
  it.each([
    '太仓科技馆评上全国基地了吗',
    '是不是只有一家海智基地',
    '有没有办过漫画大赛',
    '海智基地获批了没有',
    '科普大篷车进没进校园？有吗',
    '换届是否完成',
    '参赛作品都得奖了吗？',
  ])('%s', (question) => {
    expect(read(question).type).toBe('yesno');
  });
});

describe('a question for an overview', () => {
  it.each([
    '概括一下太仓的科普工作',
    '总结平湖2020年的工作',
    '科协是怎么服务企业的',
    '青少年科技教育方面做了什么',
    '介绍一下科技小院的情况',
    '疫情期间开展了哪些科普宣传',
    '学会工作有什么亮点',
    '科技馆的情况，几句话说说',
    '夜市的盛况，缩成一句话',
  ])('%s', (question) => {
    expect(read(question).type).toBe('summary');
  });
});

describe('the matter of a question', () => {
  it.each([
    ['请问太仓市科协2021年一共开展了多少项科普活动呀？', ['科普活动']],
    ['那个，麻烦问下科普画廊有几块', ['科普画廊']],
    ['你好，“科普万家”拉力赛是什么时候启动的？谢谢', ['科普万家', '启动']],
  ])('%s is about %j', (question, matter) => {
    const focus = read(question).focus.map(({ text }) => text);
    expect(focus).toEqual(expect.arrayContaining(matter));
    for (const word of [
      '请问',
      '一共',
      '多少',
      '那个',
      '麻烦',
      '你好',
      '谢谢',
      '什么',
      '时候',
      '太仓',
      '2021',
    ]) {
      expect(focus).not.toContain(word);
    }
  });

  it('keeps a quoted name whole', () => {
    expect(read('“达铃可信健康码”是干什么的').focus.map(({ text }) => text)).toContain('达铃可信健康码');
  });

  it('asks for the synonyms and full names of a word as well', () => {
    const alternatives = read('海创联来了几位专家').focus.find(({ text }) => text === '海创联')?.alternatives;
    expect(alternatives).toContain('中国海归创业联盟');
  });

  it('speaks against what the asker sets aside', () => {
    const { focus, excluded } = read('命名的科普教育基地有几家？不是苏州市级的那个');
    expect(excluded.join('')).toContain('苏州');
    expect(focus.map(({ text }) => text)).not.toContain('苏州市级');
  });

  it('of the clause that asks counts more than what is only told', () => {
    const { focus } = read('我家住在西三镇，想问下科技小院是哪天揭牌的');
    const weight = (word: string) => focus.find(({ text }) => text === word);
    expect(weight('科技小院')?.isKey).toBe(true);
    expect(focus.filter(({ text }) => text.includes('西三')).every(({ isKey }) => !isKey)).toBe(true);
  });
});
