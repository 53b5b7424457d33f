import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../../src/answer/answer.ts';
import type { Answer } from '../../../../src/answer/contract.ts';
import { corpusOf, type Served, serve, THIS_YEAR } from '../../../support/corpora.ts';
import { folderWith, reportFile } from '../../../support/small.ts';

/** Paragraphs of an invented report, each with a fact of another kind. */
const REPORT = reportFile(
  { association: '雁岭市科协', year: 2023 },
  `## 一、科普服务

雁岭天文馆位于云溪区，由退休教师卢望舒捐资兴建。馆藏星图长卷由意大利画家马里奥·贝洛尼绘制，展出半年。

星河讲堂全年巡回开讲，主题包括航天科技、气象观测、海洋生态和食品安全。

## 二、人才服务

“青禾计划”是面向乡镇农技人员的三年轮训项目，由市农业学会承办。青禾计划第二期推迟开班，因为汛期山区道路中断。

学会之家落户滨江产业园。`,
);

let served: Served;
beforeAll(async () => {
  served = await serve([corpusOf(folderWith({ 'yanling-2023.md': REPORT }))], 'public');
});
afterAll(() => served.index.close());

const tell = (question: string): Answer => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
const spanOf = ({ citations: [first] }: Answer): string | null =>
  first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : null;

describe('the span that is highlighted', () => {
  it.each([
    ['what follows 位于', '雁岭天文馆位于哪里', '云溪区'],
    ['who is named between 由 and what was done', '雁岭天文馆由谁捐资兴建', /卢望舒$/u],
    ['a foreign name whole', '星图长卷由谁绘制', /马里奥·贝洛尼$/u],
    ['the items alone', '星河讲堂的主题包括哪些', '航天科技、气象观测、海洋生态和食品安全'],
    ['what follows 是', '青禾计划是什么', /轮训项目$/u],
    ['what follows 因为', '青禾计划第二期为什么推迟开班', /道路中断$/u],
    ['the organisation after 由', '青禾计划由哪个学会承办', '市农业学会'],
  ])('is %s', (_, question, span) => {
    expect(spanOf(tell(question))).toMatch(typeof span === 'string' ? new RegExp(`^${span}$`, 'u') : span);
  });

  it('stands in a text that tells whole clauses', () => {
    expect(tell('雁岭天文馆位于哪里').text).toContain('雁岭天文馆位于云溪区');
    expect(tell('星河讲堂的主题包括哪些').text).toContain('主题包括航天科技、气象观测、海洋生态和食品安全');
  });

  it('repeats no word of the question that stands beside the answer', () => {
    expect(spanOf(tell('学会之家落户哪个产业园'))).not.toContain('落户');
  });
});
