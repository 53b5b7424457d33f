import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { audienceFiles } from '../../../src/index/manifest.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { type Built, build, corpusOf, SHIPPED } from '../../support/corpora.ts';

const ANSWERS = `
- id: 科技工作者日
  questions: [全国科技工作者日是哪天？, 科技工作者日是几月几号？]
  answer: 每年的5月30日是全国科技工作者日。
  source: {title: 国务院的批复, published: 2016-11}
  audience: public
- id: 大讲堂
  questions: [怎么报名科普大讲堂？, 科普大讲堂如何预约？]
  answer: 打前台的电话就可以报名。
  source: {title: 前台告示, url: https://example.org/signup}
  audience: public
  expires: 2024-06-30
- id: 画廊
  questions: [太仓有多少块科普画廊？]
  answer: 太仓全市有142块科普画廊。
  source: {report: taicang-2021, quote: 全市的科普画廊共142块}
  audience: public
- id: 值班
  questions: [保卫科夜间值班是谁？]
  answer: 夜间值班找貔貅科长。
  source: {title: 值班表}
  audience: staff
`;

describe('a standard answer', () => {
  let built: Built;
  let open: OpenIndex;
  let staff: OpenIndex;
  beforeAll(async () => {
    const folder = corpusOf(SHIPPED);
    writeFileSync(join(folder, 'lexicon/answers.yaml'), ANSWERS);
    built = await build(folder);
    open = await openIndex(built.indexFolder, 'public');
    staff = await openIndex(built.indexFolder, 'staff');
  });
  afterAll(() => {
    open.close();
    staff.close();
  });

  const ask = (question: string, index = open, today = '2024-06-30'): Answer =>
    answerQuestion({ question, thisYear: 2024, today }, index);
  const idOf = (question: string, index = open, today?: string) => ask(question, index, today).standard?.id;

  it('goes before what the reports say, and says whose words it is, from where and until when', () => {
    expect(ask('科普大讲堂如何预约')).toMatchObject({
      kind: 'answered',
      text: '科协工作人员的标准回答：打前台的电话就可以报名。（来源：前台告示，https://example.org/signup；有效至2024-06-30）',
      citations: [],
      standard: {
        id: '大讲堂',
        source: { title: '前台告示', url: 'https://example.org/signup', published: '' },
        expires: '2024-06-30',
      },
    });
  });

  it.each([
    ['全国科技工作者日是哪天', '科技工作者日'],
    ['科技工作者日是几月几日？', '科技工作者日'],
    ['科技工作者日是什么时候', '科技工作者日'],
    ['請問全國科技工作者日是哪一天？', '科技工作者日'],
    ['科技工作着日是哪天', '科技工作者日'],
    ['太仓市科协有多少块科普画廊？', '画廊'],
    ['2021年太仓科普画廊有几块', '画廊'],
  ])('is given to %s', (question, id) => {
    expect(idOf(question)).toBe(id);
  });

  it.each([
    '科技工作者日活动是哪天办的？',
    '科技工作者日办了哪些活动？',
    '科技工作者日在哪里办？',
    '科技工作者日有多少人参加？',
    '太仓的科技工作者日是哪天？',
    '昆山市科技工作者日是哪天？',
    '2021年科技工作者日是哪天？',
    '全国科技活动周是哪天？',
    '女科技工作者日是哪天？',
    '平湖有多少块科普画廊？',
    '2020年太仓有多少块科普画廊？',
    '太仓和平湖各有多少块科普画廊？',
    '太仓新建了多少块科普画廊？',
    '太仓有多少科普馆？',
    '科普画廊有多少块？',
  ])('is not given to %s', (question) => {
    expect(idOf(question)).toBeUndefined();
  });

  it('that rests on a report cites its sentence word for word', () => {
    const { citations } = ask('太仓有多少块科普画廊？');
    const [citation] = citations;
    const report = built.corpus.reports.find(({ id }) => id === citation?.report);
    expect(citation?.quote).toBe('全市的科普画廊共142块');
    expect(report?.text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    expect(open.passageById(citation?.passage ?? '')).toBeDefined();
  });

  it('is not given after its last day', () => {
    expect(idOf('怎么报名科普大讲堂？', open, '2024-06-30')).toBe('大讲堂');
    expect(idOf('怎么报名科普大讲堂？', open, '2024-07-01')).toBeUndefined();
  });

  it('does not count on a day that was not told: the year has to be over', () => {
    const answer = answerQuestion({ question: '怎么报名科普大讲堂？', thisYear: 2024 }, open);
    expect(answer.standard).toBeUndefined();
  });

  it('for staff is given to staff and leaves no trace in the files of the public', () => {
    expect(idOf('保卫科夜间值班是谁？', staff)).toBe('值班');
    expect(idOf('保卫科夜间值班是谁？', open)).toBeUndefined();
    const { library, search } = audienceFiles('public');
    for (const file of [library, search]) {
      const bytes = readFileSync(join(built.indexFolder, built.manifest.generation, file));
      for (const word of ['貔貅', '值班表', '保卫科']) expect(bytes.includes(word)).toBe(false);
    }
  });

  it('for staff leaves the generation of the public as it was', async () => {
    const folder = corpusOf(SHIPPED);
    const publicOnly = ANSWERS.slice(0, ANSWERS.indexOf('- id: 值班'));
    writeFileSync(join(folder, 'lexicon/answers.yaml'), publicOnly);
    const { manifest } = await build(folder);
    expect(manifest.audiences.public).toEqual(built.manifest.audiences.public);
    expect(manifest.audiences.staff.generation).not.toBe(built.manifest.audiences.staff.generation);
  });

  it('leaves a follow-up about another association to the reports', () => {
    const asked = { question: '那平湖呢？', previous: '太仓有多少块科普画廊？', thisYear: 2024 };
    expect(answerQuestion(asked, open).standard).toBeUndefined();
  });

  it('in answer to English is marked in English', () => {
    expect(ask('How many science galleries are there in Taicang?').text).toMatch(
      /^Standard answer by the association's staff: /u,
    );
  });
});
