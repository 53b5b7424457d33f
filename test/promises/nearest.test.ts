/** Promise 7: what was found is shown, what is nowhere is said, and nothing is shown for the sake of showing. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { type Golden, halfOf, readGolden } from '../../src/evaluation/golden.ts';
import { fold, foldQuestion } from '../../src/language/normalize.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';

let served: Served;
/** All that a public reader can find, folded. */
let everything: string;
/** The golden questions that were not answered, with what was said instead. */
let refused: (Golden & { readonly answer: Answer })[];
beforeAll(async () => {
  const files = ['careful', 'difficult', 'invented', 'practice'].map(async (name) => {
    const all = await readGolden(join(import.meta.dirname, `../fixtures/questions/${name}.jsonl`));
    return all.filter((one) => name === 'practice' || halfOf(one) === 'tune');
  });
  served = await serve([SHIPPED, FIXTURES], 'public');
  everything = fold(
    served.index.reports.map(({ id, title }) => `${title}\n${served.reports.get(id)?.text}`).join('\n'),
  );
  refused = (await Promise.all(files))
    .flat()
    .map((golden) => ({ ...golden, answer: tell(golden.question, golden.previous) }))
    .filter(({ answer }) => answer.kind === 'unanswered');
});
afterAll(() => served.index.close());

const tell = (question: string, previous?: string | null): Answer =>
  answerQuestion({ question, ...(previous ? { previous } : {}), thisYear: THIS_YEAR }, served.index);

/** What a reason says there is nothing about. */
const named = ({ text }: Answer) => /^报告里没有关于“(.+?)”的内容/u.exec(text)?.[1] ?? null;

/** About nothing that an association reports. */
const ELSEWHERE = [
  '平湖的地铁票价是多少',
  '今天天气怎么样',
  'who won the world cup',
  'how do I bake bread',
  '怎么学吉他',
  '太仓哪家火锅好吃',
  '股票今天涨了吗',
  '油价又涨了吗',
  '平湖房价多少',
  '身份证丢了怎么补办',
  '太仓中考分数线是多少',
  '狗能吃巧克力吗',
  '红烧肉怎么做',
  '太仓停车费一小时多少钱',
  'what is the capital of france',
];

describe('a reason for refusing', () => {
  it('names only a whole word of the question that no text has, not even in part', () => {
    let reasons = 0;
    const others = ELSEWHERE.map((question) => ({ question, answer: tell(question) }));
    for (const { question, answer } of [...refused, ...others]) {
      const word = named(answer);
      if (word === null) continue;
      reasons++;
      const words = served.index.segment(foldQuestion(question)).map(({ text }) => text);
      const pairs = [...word].slice(1).map((character, i) => `${[...word][i]}${character}`);
      expect([question, words.includes(word), pairs.filter((pair) => everything.includes(pair))]).toEqual([
        question,
        true,
        [],
      ]);
      expect([question, answer.nearest]).toEqual([question, []]);
    }
    expect(reasons).toBeGreaterThan(10);
  });

  it.each([
    ['老大叫什么', '大叫'],
    ['平湖获评优秀的院士工作站占嘉兴市的29%吗，是哪年的事', '嘉兴'],
    ['平湖2020年请客吃饭花了多少钱', '请客吃饭'],
    ['平湖院士工作站2020年比2019年多了几个', '多了'],
    ['谁当选普宁县科协主席', '当选普宁'],
  ])('does not name what is no word or stands in a report: %s, %s', (question, word) => {
    expect(tell(question).text).not.toContain(`“${word}”`);
  });

  it.each([
    ['平湖的地铁票价是多少', '地铁'],
    ['怎么学吉他', '吉他'],
    ['吴健雄是哪年拿诺贝尔奖的', '诺贝尔奖'],
  ])('names the word that is nowhere: %s, %s', (question, word) => {
    const answer = tell(question);
    expect([answer.kind, answer.nearest.length > 0 ? word : named(answer)]).toEqual(['unanswered', word]);
  });
});

describe('what is nearest', () => {
  it.each(ELSEWHERE)('is nothing to %s, and that is said', (question) => {
    const { kind, nearest, text } = tell(question);
    expect([kind, nearest]).toEqual(['unanswered', []]);
    expect(text).toMatch(
      /报告里没有关于“.+”的内容|也没有相近的内容|nor is anything near it|say nothing about “.+”/u,
    );
  });

  it('is about the place that is asked about, where it has no report', () => {
    for (const { quote } of tell('苏州市科协主席是谁').nearest) expect(quote).toContain('苏州');
    expect(tell('昆山市科协2021年办了多少场科普活动').nearest).toEqual([]);
  });

  it('is of the association that is named', () => {
    for (const { question, previous, answer } of refused) {
      if (previous) continue;
      const whose = served.index.reports.filter(
        ({ association, place }) => question.includes(association) || question.includes(place),
      );
      if (whose.length !== 1) continue;
      const others = answer.nearest.filter(({ association }) => association !== whose[0]?.association);
      expect([question, others]).toEqual([question, []]);
    }
  });

  it('tells of another year where no report is of the one that is asked about', () => {
    const { text, nearest } = tell('太仓市科协2013年开展了多少项科普活动？');
    expect(text).toContain('没有2013年的报告');
    expect(nearest.map(({ period }) => period)).toContain('2021');
  });
});

describe('what is offered to ask next', () => {
  it('is answered from the passages that are shown', () => {
    let offers = 0;
    for (const { answer } of refused) {
      const { nearest, suggestions } = answer;
      if (nearest.length === 0) continue;
      const passages = nearest.map(({ passage }) => passage);
      for (const offer of suggestions) {
        offers++;
        const next = tell(offer);
        expect([offer, next.kind, passages.includes(next.citations[0]?.passage ?? '')]).toEqual([
          offer,
          'answered',
          true,
        ]);
      }
    }
    expect(offers).toBeGreaterThan(50);
  });
});
