/**
 * A claim turned about: with another prize, person, office or end in the report, what is said turns too, and never to what
 * the report does not say. Over generated sentences.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const NAMES = ['裴知远', '裘一舟', '霍长青', '祁望舒', '屈南星'] as const;
const PRIZES = ['一等奖', '二等奖', '三等奖'] as const;
const STATIONS = ['竹编工作站', '陶瓷工作站', '蜂业工作站', '盐业工作站', '丝绸工作站'] as const;
/** Honours of one sentence, each somebody's. */
const HONOURS = [
  ['尹千帆', '全省优秀科技工作者'],
  ['岑若谷', '全国抗疫先进个人'],
  ['鲍长天', '全市最美科普员'],
] as const;
/** Meetings that one sentence tells of: month, where, of what, and figures of their own. */
const MEETINGS = [
  [4, '云台会堂', '光伏', 9, 58],
  [6, '澄江会堂', '陶瓷', 6, 39],
  [9, '鹿鸣会堂', '香料', 13, 71],
] as const;
const YARDS = ['石榴', '核桃', '枇杷', '茯苓'] as const;
/** What became of an application, and how a claim that it was granted begins to be answered. */
const ENDS = [
  ['，未获批准', '不是。'],
  ['，最终未入选', '不是。'],
  ['，因材料不全未获通过', '不是。'],
  ['，目前正在评审', '报告只说“申报”'],
  ['，结果尚未公布', '报告只说“申报”'],
] as const;

const prizeOf = (i: number) => PRIZES[i % PRIZES.length] as (typeof PRIZES)[number];

let served: Served;
beforeAll(async () => {
  const lines = [
    ...NAMES.map((name, i) => `${3 + i}月，馆长${name}获第${4 + i}届全省科普讲解大赛${prizeOf(i)}。`),
    ...STATIONS.map((station, i) => `${station}申报省级示范站${ENDS[i]?.[0]}。`),
    ...NAMES.map((name, i) => `${STATIONS[i]}站长自8月起由${name}接任。`),
    ...YARDS.map(
      (yard, i) => `${4 + i}月9日，${yard}科技小院揭牌，入驻研究生5名。这是青枫市第${2 + i}个科技小院。`,
    ),
    `${MEETINGS.map(
      ([month, hall, thing, signed, guests]) =>
        `${month}月8日，在${hall}举办${thing}产业对接会，${guests}名专家参会，现场签约${signed}项`,
    ).join('；')}。`,
    `${HONOURS.map(([name, honour], i) => `${2017 + i}年，${name}荣获${honour}称号`).join('；')}。`,
    '会议增补桑若木、简明心为常委，选举简明心为副主席。',
    '天文馆新馆于7月完成主体结构封顶，预计2025年9月试运行。',
    '贝壳馆于7月完成布展，9月2日开放。',
  ];
  served = await serve(
    [folderWith({ 'a.md': reportFile({ association: '青枫市科协', year: 2023 }, lines.join('\n\n')) })],
    'public',
  );
});
afterAll(() => served.index.close());

const tell = (question: string) => answerQuestion({ question, thisYear: 2024 }, served.index).text;

describe('a claim of a prize', () => {
  it.each([
    (name: string, prize: string) => `${name}在全省科普讲解大赛得的是${prize}吗`,
    (name: string, prize: string) => `青枫市科技馆馆长${name}得的是${prize}吗`,
  ])('is denied of any other than the one that is told, which is not denied', (ask) => {
    for (const [i, name] of NAMES.entries())
      for (const prize of PRIZES) {
        const text = tell(ask(name, prize));
        if (prize === prizeOf(i)) expect(text).not.toMatch(/^不是/u);
        else expect(text).toMatch(new RegExp(`^不是。.*${name}.*${prizeOf(i)}`, 'u'));
      }
  });
});

describe('a claim of what was applied for', () => {
  it.each(ENDS.map((end, i) => [...end, STATIONS[i] as string] as const))(
    'is answered by what came of it: %s',
    (_, says, station) => {
      for (const claim of ['批下来了吗', '获批了，对吧', '拿到了没有']) {
        const text = tell(`${station}的省级示范站${claim}`);
        expect(text).not.toMatch(/^是/u);
        expect(text.startsWith('不是。') && says !== '不是。').toBe(false);
      }
      expect(tell(`${station}申报省级示范站批下来了吗`)).toMatch(new RegExp(`^${says}`, 'u'));
    },
  );
});

describe('a claim that something is open', () => {
  it.each(['已经对外开放了吗', '已经开放了吧', '开放参观了没有'])('is no plan: %s', (claim) => {
    expect(tell(`青枫市的天文馆新馆${claim}`)).toMatch(/^报告里说的只是计划，没有说已经做到。.*试运行/u);
  });

  it('is affirmed of what has been opened', () => {
    expect(tell('青枫市的贝壳馆9月2日开放了吧')).toMatch(/^是。/u);
    expect(tell('青枫市的贝壳馆9月2日开放了吧')).not.toContain('计划');
  });
});

describe('a claim of an office', () => {
  it('to be the first to hold it is denied of who took over', () => {
    for (const [i, name] of NAMES.entries())
      expect(tell(`${name}是${STATIONS[i]}的首任站长吗`)).toMatch(/^不是。.*接任/u);
  });

  it('that somebody was elected to is not denied by another that the sentence tells', () => {
    expect(tell('简明心当选青枫市科协副主席了，对吗')).toMatch(/^是。/u);
    expect(tell('桑若木当选青枫市科协副主席了，对吗')).not.toMatch(/^是。/u);
  });
});

describe('a claim of which of several something is', () => {
  it('is answered by the sentence that counts it, which refers to the one before', () => {
    for (const [i, yard] of YARDS.entries())
      for (const n of [2, 3, 4, 5, 6]) {
        const text = tell(`${yard}科技小院是青枫市第${n}个科技小院，对吗`);
        expect([yard, n, text]).toEqual([
          yard,
          n,
          expect.stringMatching(new RegExp(`^${n === 2 + i ? '' : '不'}是。.*${yard}.*第${2 + i}个`, 'u')),
        ]);
      }
  });

  it('is no level of the thing', () => {
    for (const yard of YARDS) expect(tell(`${yard}科技小院是国家级的吗`)).not.toMatch(/^不?是。/u);
  });
});

describe('a claim of one of several meetings', () => {
  it('is held against its own figure, whatever figures the others have', () => {
    const decided = MEETINGS.flatMap(([, hall, thing, signed]) =>
      MEETINGS.flatMap(([, , , claimed]) =>
        [`${hall}那场${thing}对接会签了${claimed}项是吧`, `${thing}产业对接会现场签约${claimed}项，对吗`].map(
          (question) => {
            const text = tell(question);
            expect([question, text]).toEqual([
              question,
              expect.not.stringMatching(signed === claimed ? /^不是/u : /^是/u),
            ]);
            if (text.startsWith('不是')) expect(text).toContain(`${signed}项`);
            return /^不?是/u.test(text);
          },
        ),
      ),
    );
    expect(decided.filter((is) => is).length).toBeGreaterThan(0.8 * decided.length);
  });
});

describe('a claim of an honour', () => {
  it('is affirmed of nobody but whom the sentence gives it to, and denied of who got another', () => {
    const decided = HONOURS.flatMap(([name, own]) =>
      HONOURS.flatMap(([, honour]) =>
        [`${name}是不是${honour}`, `${name}获得过${honour}称号吧`].map((question) => {
          const text = tell(question);
          const isFalse = text.startsWith(honour === own ? '不是' : '是。');
          expect([question, isFalse ? text : '']).toEqual([question, '']);
          return /^不?是。/u.test(text);
        }),
      ),
    );
    expect(decided.filter((is) => is).length).toBeGreaterThan(0.5 * decided.length);
  });
});
