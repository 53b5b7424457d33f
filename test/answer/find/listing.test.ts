/** Lists and summaries over generated reports: all that is counted off is said, and every word of it is quoted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { emptyFolder, type Served, serve, THIS_YEAR } from '../../support/corpora.ts';

const NAMES = [
  '星桥讲堂',
  '云帆课堂',
  '稻香夜话',
  '银杏沙龙',
  '溪流展览',
  '萤火实验',
  '青禾培训',
  '古井问答',
];
const DIGITS = '一二三四五六七八';

/** How a report counts off so many projects. */
const FORMS: Readonly<Record<string, (n: number) => string>> = {
  bullets: (n) =>
    `全年重点打造了以下科普项目：\n\n${each(n, (name, i) => `- “${name}”：开讲${i + 11}期；`, '\n')}`,
  numbered: (n) =>
    `全年重点打造了以下科普项目：\n\n${each(n, (name, i) => `${i + 1}. “${name}”，开讲${i + 11}期。`, '\n')}`,
  counted: (n) =>
    `全年重点打造了几个科普项目：${each(n, (name, i) => `${DIGITS[i]}是“${name}”，开讲${i + 11}期`, '；')}。`,
  sentences: (n) =>
    `全年重点打造了几个科普项目。${each(n, (name, i) => `${DIGITS[i]}是“${name}”。开讲${i + 11}期，反响热烈。`, '')}`,
  paragraphs: (n) =>
    `全年重点打造了以下科普项目：\n\n${each(n, (name, i) => `（${DIGITS[i]}）办好“${name}”，开讲${i + 11}期，深受好评。`, '\n\n')}`,
  circled: (n) =>
    `全年重点打造科普项目：${each(n, (name, i) => `${'①②③④⑤⑥⑦⑧'[i]}“${name}”${i + 11}期`, '；')}。`,
};

function each(n: number, item: (name: string, i: number) => string, between: string): string {
  return NAMES.slice(0, n).map(item).join(between);
}

const ELSEWHERE =
  '学会工作抓了三件事：一是规范换届，9个学会完成换届；二是规范财务，开展审计2次；三是规范档案，归档63卷。';

/** Each form with three, five and eight items, alone and beside another list; each in a report of its own. */
const MADE = Object.entries(FORMS).flatMap(([form, write]) =>
  [3, 5, 8].flatMap((n) => [false, true].map((isBeside) => ({ form, n, isBeside, write }))),
);
const placeOf = (at: number) =>
  `${'甲乙丙丁戊己庚辛壬癸'[Math.floor(at / 10)]}${'东南西北中春夏秋冬溪'[at % 10]}`;

const PROBLEMS = [
  '基层力量薄弱，有7个乡镇没有专职人员',
  '经费投入偏低，人均只有1.3元',
  '场馆设施老化，完好率只有71%',
];
const RESULTS = ['举办科普讲座134场，听众2.6万人次。', '新建科普画廊27处，更新内容310期。'];
const WHOLE = `---
title: 岭桥市科协2022年工作总结
association: 岭桥市科协
place: 岭桥市
period: "2022"
---
# 岭桥市科协2022年工作总结

一年来，市科协坚持围绕中心、服务大局，圆满完成了各项任务。

## 一、科学普及

科普工作意义重大，必须常抓不懈。${RESULTS[0]}我们始终坚持面向群众。

## 二、阵地建设

我们深知阵地的意义。${RESULTS[1]}

## 三、存在的问题

对照要求，我们还有差距。一是${PROBLEMS[0]}；二是${PROBLEMS[1]}；三是${PROBLEMS[2]}。

## 四、下一步打算

1. 举办讲座150场。
2. 新建画廊30处。
`;

let served: Served;
beforeAll(async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'whole.md'), WHOLE);
  for (const [at, { form, n, isBeside, write }] of MADE.entries()) {
    const place = placeOf(at);
    writeFileSync(
      join(folder, `${form}-${n}-${isBeside}.md`),
      `---\ntitle: ${place}市科协2022年工作总结\nassociation: ${place}市科协\nplace: ${place}市\nperiod: "2022"\n---\n` +
        `# ${place}市科协2022年工作总结\n\n## 一、科学普及\n\n${write(n)}\n\n全年受益群众3.2万人次。\n\n` +
        `## 二、组织建设\n\n${isBeside ? ELSEWHERE : '学会工作有序开展。'}\n`,
    );
  }
  served = await serve([folder], 'public');
}, 120_000);
afterAll(() => served.index.close());

const ask = (question: string): Answer => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
const quotesOf = ({ citations }: Answer) => citations.map(({ quote }) => quote).join('\n');

describe('a list that a report counts off', () => {
  it.each(MADE.map((made, at) => ({ ...made, place: placeOf(at) })))(
    'is told whole: $form, $n items, another list elsewhere: $isBeside',
    ({ n, place }) => {
      const answer = ask(`${place}市科协2022年重点打造了哪些科普项目`);
      expect(answer.kind).toBe('answered');
      expect([...answer.text].length).toBeLessThanOrEqual(320);
      for (const name of NAMES.slice(0, n)) {
        expect(answer.text).toContain(name);
        expect(quotesOf(answer)).toContain(name);
      }
      expect(answer.text).not.toContain('规范');
    },
  );
});

describe('a part of a report', () => {
  it.each(['岭桥市科协2022年存在哪些问题', '岭桥的不足', '岭桥市科协有什么短板'])(
    '%s: every item',
    (question) => {
      const answer = ask(question);
      for (const problem of PROBLEMS) expect(answer.text).toContain(problem);
      expect(answer.text).not.toContain('150');
    },
  );

  it('is not taken for a thing in the report that its word is said of', () => {
    const answer = ask('岭桥市科协解决了哪些问题');
    expect(answer.text).not.toContain('71%');
  });
});

describe('honours that are told in sentences', () => {
  const WON = NAMES.map(
    (name, i) =>
      `第${i + 1}季度，作为全省${'东南西北中上下左'[i]}部片区参评单位，“${name}”获评全国优秀科普品牌。`,
  );
  let told: Served;
  beforeAll(async () => {
    const folder = emptyFolder();
    const head =
      '---\ntitle: 柳岸市科协2022年工作总结\nassociation: 柳岸市科协\nplace: 柳岸市\nperiod: "2022"\n---\n';
    writeFileSync(
      join(folder, 'won.md'),
      `${head}# 柳岸市科协2022年工作总结\n\n## 一、荣誉\n\n${WON.join('')}“空谷讲坛”由省科协推荐参评全国优秀科普品牌。\n`,
    );
    told = await serve([folder], 'public');
  });
  afterAll(() => told.index.close());

  it('are shown with what was won, fewer of them where not all have room, and without what was only recommended', () => {
    const { text } = answerQuestion(
      { question: '柳岸市科协2022年获得哪些荣誉', thisYear: THIS_YEAR },
      told.index,
    );
    const items = text.slice(text.indexOf('：') + 1).split('；');
    expect(items.length).toBeGreaterThan(3);
    for (const item of items) expect(item).toMatch(/获评全国优秀科普品牌/u);
    expect(text).not.toContain('空谷讲坛');
  });
});

describe('a summary of a whole report', () => {
  it.each(['岭桥市科协2022年主要工作', '岭桥科协2022年干了些啥'])(
    '%s: results before openings',
    (question) => {
      const { text } = ask(question);
      for (const result of RESULTS) expect(text).toContain(result.slice(0, -1));
      expect(text).not.toMatch(/意义|深知|圆满完成/u);
      expect([...text].length).toBeLessThanOrEqual(640);
    },
  );

  it('is whole sentences of the report, one a line, with the section named', () => {
    const answer = ask('岭桥市科协2022年主要工作');
    const [, ...lines] = answer.text.split('\n');
    const report = [...served.reports.values()].find(({ association }) => association === '岭桥市科协');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const words = line.replace(/^· (?:【[^】]+】)?/u, '');
      expect(report?.text).toContain(`${words}。`);
      expect(quotesOf(answer)).toContain(words);
    }
    expect(answer.text).toContain('【科学普及】');
    expect(answer.text).toContain('【阵地建设】');
  });
});
