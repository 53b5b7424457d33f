/** Each objection holds where it should, over a small report that no question set knows, and not for its counterpart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceQuestion } from '../../../src/answer/answer.ts';
import { ANSWER_THRESHOLD } from '../../../src/answer/decide/confidence.ts';
import { OBJECTION_NAMES, type ObjectionName } from '../../../src/answer/decide/objections.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const REPORT = `## 一、科普服务

全年开展科普报告会126场。下一步，计划新建科普驿站20座。

第八届科普讲解大赛在青枫文化宫举行。

会展路展厅申报全国科普教育基地。

市珠算协会于年内注销。

3月5日，白鹭湖科普馆移交施工图纸。

## 二、人才服务

2019年，栾青川获评最美科技工作者。

禾汀市科协副主席贺兰亭到会祝贺。

6月8日，丝绸工坊签约9项；茶叶工坊另有签约意向。

企业科协的年度目标是30家。少年科学院共有分院，比上年增加6所。

全市有院士专家工作站14家，义乌市科协授予其中一家称号。

蚕桑联盟由几家单位牵头建设。

气象馆开门迎客，由副市长□□揭幕。科技馆馆长贺兰舟到场。

甘露艺术团赴乡镇演出，演员钟离原领唱。

石英研究会的会址设在旧粮库。

荞麦种植协会会长伏明霁。荞麦种植协会由此走上正轨。

| 县区 | 公众接待日（次） |
| --- | --- |
| 东坪县 | 12 |
| 西岭区 | 17 |
`;

let served: Served;
beforeAll(async () => {
  served = await serve(
    [folderWith({ 'qingfeng-2022.md': reportFile({ association: '青枫市科协', year: 2022 }, REPORT) })],
    'public',
  );
});
afterAll(() => served.index.close());

const findingFor = (question: string) => traceQuestion({ question, thisYear: 2024 }, served.index).finding;

/** What is asked that the report does not tell, and what it does where a counterpart does. */
const CASES: readonly (readonly [ObjectionName, string, string])[] = [
  ['onlyPlanned', '新建科普驿站多少座', '计划新建科普驿站多少座'],
  ['anotherYear', '青枫市科协2022年谁获评最美科技工作者', '2019年谁获评最美科技工作者'],
  ['anotherEdition', '第九届科普讲解大赛在哪里举行', '第八届科普讲解大赛在哪里举行'],
  ['fallsShort', '哪个展厅获评全国科普教育基地', '哪个展厅申报全国科普教育基地'],
  ['lacksEvent', '白鹭湖科普馆什么时候揭牌', '白鹭湖科普馆什么时候移交图纸'],
  ['lacksForm', '为什么注销珠算协会', '注销的是哪个协会'],
  ['anothersOffice', '副主席是谁', '谁到会祝贺'],
  ['apart', '茶叶工坊签约几项', '丝绸工坊签约几项'],
  ['lacksForeign', '义乌的科普报告会多少场', '青枫的科普报告会多少场'],
  ['lacksAssociation', '义乌市科协科普报告会多少场', '青枫市科协科普报告会多少场'],
  ['figureOfAnotherPlace', '义乌市有多少家院士专家工作站', '全市有多少家院士专家工作站'],
  ['figureOfAnotherPlace', '公众接待日多少次', '东坪县公众接待日多少次'],
  ['onlyTarget', '企业科协有多少家', '企业科协的年度目标是多少家'],
  ['onlyChange', '少年科学院有多少所分院', '少年科学院比上年增加多少所分院'],
  ['lacksOffice', '甘露艺术团的团长是谁', '荞麦种植协会会长是谁'],
  ['anotherBody', '青枫茶业集团开展科普报告会多少场', '青枫科普报告会开展多少场'],
  ['unknownThing', '科普报告会有多少位主厨', '科普报告会有多少场'],
  ['unknownThing', '什么潜艇获评最美科技工作者', '谁获评最美科技工作者'],
  ['onlyBeside', '谁带荞麦种植协会走上正轨', '荞麦种植协会会长是谁'],
  ['onlySentence', '石英研究会在哪个广场', '第八届科普讲解大赛在哪里举行'],
  ['misfit', '甘露艺术团的团长是谁', '荞麦种植协会会长是谁'],
  ['lacking', '科普报告会什么时候开展', '科普报告会开展多少场'],
  ['illegible', '气象馆由哪位副市长揭幕', '科技馆馆长是谁'],
  ['namesNoPlace', '石英研究会在哪条街', '石英研究会设在哪里'],
  ['namesNone', '蚕桑联盟由哪家公司牵头', '蚕桑联盟由几家单位牵头'],
];

describe('an objection', () => {
  it.each(CASES)('%s holds for %s and not for %s', (name, asked, counterpart) => {
    expect(findingFor(asked)?.objections).toContain(name);
    expect(findingFor(counterpart)?.objections ?? []).not.toContain(name);
  });

  it('is one of those that are tried here', () => {
    expect([...new Set(CASES.map(([name]) => name))].sort()).toEqual([...OBJECTION_NAMES].sort());
  });
});

describe('a confidence', () => {
  it.each(CASES)('is less where %s holds: %s against %s', (_, asked, counterpart) => {
    expect(findingFor(asked)?.confidence).toBeLessThan(findingFor(counterpart)?.confidence ?? 0);
  });

  it('is a probability', () => {
    for (const [, ...questions] of CASES)
      for (const question of questions) {
        const confidence = findingFor(question)?.confidence ?? 0;
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThan(1);
      }
  });

  it('has a threshold between chance and certainty', () => {
    expect(ANSWER_THRESHOLD).toBeGreaterThan(0.2);
    expect(ANSWER_THRESHOLD).toBeLessThan(0.8);
  });
});
