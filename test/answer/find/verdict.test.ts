/** What is said to a claim, a figure asked for and a comparison, over the invented and the shipped reports. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const tell = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);

describe('a claim', () => {
  it.each([
    ['省科协通报2023年度重点工作，安顺排全省头名，对吧', '第2位'],
    ['《邮票上的吴健雄》得了头奖吧', '三等奖'],
    ['兰溪科技馆星期一开门吗', '闭馆'],
    ['兰溪科技馆周三闭馆吗', '每周一、周二闭馆'],
    ['漫画大赛颁奖是9月17号在平湖吧', '2020年9月27日'],
    ['兰溪2023年主题科普活动冲到350场的目标了吗', '338场次'],
    ['安顺市科协2024年新建企业科协达到15家目标了吗', '13家'],
  ])('is denied by another step of its scale: %s', (question, word) => {
    const { text } = tell(question);
    expect([text.startsWith('不是。'), text.includes(word)]).toEqual([true, true]);
  });

  it.each([
    ['太仓在全国科普示范县评估里是全省第一吧', '苏州各市区中排名第一'],
    ['夜市入选2025全国科普日优秀活动，全四川就这一个是吧', '南充市唯一'],
    ['太仓科技志愿服务大队评上先进典型，全国就它一个吧', '江苏唯一'],
    ['弥勒那个全州科协系统先进集体是2021年度的吗', '2020年度'],
    ['巩一鹭2024年评上四川省最美科技工作者了吗', '2025年度'],
    ['兰溪科技馆星期三开门吗', '全年开放'],
    ['太仓科技志愿服务大队是全国唯一的先进典型，是吧', '江苏唯一'],
  ])(
    'has no yes and no no of a narrower field, another year or another day, but the report’s words: %s',
    (question, words) => {
      const { kind, text } = tell(question);
      expect([kind, text.startsWith('报告的原文是——'), text.includes(words)]).toEqual([
        'answered',
        true,
        true,
      ]);
    },
  );

  it.each([
    ['阆中那个青少年蚕桑科学馆是按计划上半年开工的吗', '报告的原文是——'],
    ['奚小满当上“贵州省乡村振兴科技先锋”了嘛', '报告只说“推荐”，没有说已经做到。'],
    ['谭森是张浩的同事，都是海苗生物的，对吧', '报告的原文是——'],
  ])('has no yes of what is planned, recommended or told of one of two people: %s', (question, words) => {
    const { kind, text } = tell(question);
    expect([kind, text.startsWith(words)]).toEqual(['answered', true]);
  });

  it('says the same of a rank as it is written and as it is spoken', () => {
    for (const [written, spoken] of [
      ['第二', '老二'],
      ['第三', '老三'],
      ['第四', '老四'],
    ] as const) {
      const asked = (rank: string) => tell(`太仓的新时代文明实践平台在全市五大平台里排${rank}吗`).text;
      expect(asked(spoken)).toBe(asked(written));
      expect(asked(spoken).startsWith(written === '第二' ? '是。' : '不是。')).toBe(true);
    }
  });

  it('is not denied by the date of another thing', () => {
    expect(tell('敬亭松8月份是来接科协主席的位子吧').text).not.toMatch(/^不是/u);
  });

  it('without a year is held against the newest report, which knows what became of a plan', () => {
    const { text, citations } = tell('卓闻笛捧回中国青年科技奖了吧');
    expect([text.startsWith('不是。'), text.includes('未能获奖')]).toEqual([true, true]);
    expect(citations[0]?.period).toBe('2025');
  });
});

describe('a figure', () => {
  const shownFor = (question: string) => {
    const [citation] = tell(question).citations;
    return citation?.highlight
      ? citation.quote.slice(citation.highlight.start, citation.highlight.end)
      : null;
  };

  it.each([
    ['安顺院士专家工作站有多少家', '13家'],
    ['安顺2024年新建院士专家工作站几家', '2家'],
    ['荣成21年底市级学会多少', '26个'],
  ])('is of how many there are, or of how many are new: %s', (question, figure) => {
    expect(shownFor(question)).toBe(figure);
  });
});

describe('a comparison', () => {
  it('asks each side for its own thing', () => {
    const { text } = tell('平湖“科普e站”个数和太仓“你我讲”场次各是多少');
    expect(text).toContain('118个“科普e站”');
    expect(text).toContain('118场次');
  });

  it('says who has more only where that is asked', () => {
    expect(tell('宜都柑橘科技小院和弥勒葡萄科技小院分别和哪所大学共建？').text).not.toMatch(/较[多少]。/u);
    expect(tell('宜都跟荣成21年底市级学会谁家多').text).toMatch(/^荣成市科协（2021年）较多。/u);
  });
});

describe('a quoted name with a mark in it', () => {
  it.each(['《加油！科学+》有多少人看', '《加油!科学+》有多少人看'])('is one name: %s', (question) => {
    expect(tell(question).text).toContain('近2000名');
  });
});
