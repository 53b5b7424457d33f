import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question, Scope } from '../../../src/answer/question/question.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const read = (question: string): Question => understand(question, served.index, THIS_YEAR);
const scopeOf = (question: string): Scope => read(question).scope;

describe('an association', () => {
  it.each([
    ['太仓市科协开展了多少项科普活动', '太仓市科协'],
    ['太仓科协开展了多少项科普活动', '太仓市科协'],
    ['太仓市科学技术协会开展了多少项科普活动', '太仓市科协'],
    ['太仓市开展了多少项科普活动', '太仓市科协'],
    ['太仓那边开展了多少项科普活动', '太仓市科协'],
    ['開展了多少項科普活動，太倉的', '太仓市科协'],
    ['武侯区科协的企业科协有多少个', '武侯区科协'],
    ['武侯的企业科协有多少个', '武侯区科协'],
    ['宜都的橘农培训了多少人次', '宜都市科协'],
    ['弥勒有多少个农技协', '弥勒市科协'],
    ['兰溪科学节在哪里举行', '兰溪市科协'],
    ['how many activities did Taicang hold', '太仓市科协'],
    ['how many member societies are there in Pinghu', '平湖市科协'],
  ])('is known by any of its names: %s', (question, association) => {
    expect(scopeOf(question).associations).toEqual([association]);
  });

  it('is one of several in the order they are named', () => {
    expect(scopeOf('武侯、太仓和平湖谁的科普活动多').associations).toEqual([
      '武侯区科协',
      '太仓市科协',
      '平湖市科协',
    ]);
  });

  it('is none where nobody is named', () => {
    expect(scopeOf('科普画廊有多少块')).toMatchObject({
      associations: [],
      foreign: [],
      years: [],
      relativeYear: null,
    });
    expect(scopeOf('市科协开展了多少项科普活动').associations).toEqual([]);
  });

  it('is not named by a place inside a quoted name', () => {
    expect(scopeOf('“科普平湖”公众号每天做什么').associations).toEqual([]);
    expect(scopeOf('“太仓科协”微信订阅号宣传什么').associations).toEqual([]);
    expect(scopeOf('平湖的“科普e站”有多少个').associations).toEqual(['平湖市科协']);
  });

  it.each([
    ['昆山市科协有多少块科普画廊', '昆山'],
    ['昆山的科普画廊有多少块', '昆山'],
    ['苏州有多少科普教育基地', '苏州'],
    ['嘉善县科协主席是谁', '嘉善'],
  ])('without a report here is foreign: %s', (question, place) => {
    expect(scopeOf(question)).toMatchObject({ associations: [], foreign: expect.arrayContaining([place]) });
  });

  it.each([
    '科普资源有哪些',
    '学会理事是谁',
    '搭建平台做了什么',
    '惠民科普服务有哪些',
    '合作的单位有几家',
    '大篷车行程多少公里，用了多少天',
  ])('is not named by an ordinary word that some place is called: %s', (question) => {
    expect(scopeOf(question)).toMatchObject({ associations: [], foreign: [] });
  });

  it('is taken out of what is asked', () => {
    const { matter, focus } = read('太仓市科协2021年的科普画廊有多少块');
    expect(matter).not.toMatch(/太仓|科协|2021/u);
    expect(focus.map(({ text }) => text)).toContain('科普画廊');
  });
});

describe('a year', () => {
  it.each([
    ['太仓2021年的科普活动', [2021]],
    ['太仓21年的科普活动', [2021]],
    ['太仓２０２１年的科普活动', [2021]],
    ['太仓二〇二一年的科普活动', [2021]],
    ['太仓2021的科普活动', [2021]],
    ['太仓2021年度的科普活动', [2021]],
    ['兰溪2022年和2023年的科普活动', [2022, 2023]],
    ['how many activities did Taicang hold in 2021', [2021]],
  ])('of %s is %j', (question, years) => {
    expect(scopeOf(question)).toMatchObject({ years, isSpan: false, relativeYear: null });
  });

  it('may be the two ends of a span', () => {
    expect(scopeOf('荣成2017—2021年开展了多少场科普活动')).toMatchObject({
      years: [2017, 2021],
      isSpan: true,
    });
  });

  it.each([
    ['太仓去年的科普活动', THIS_YEAR - 1],
    ['太仓前年的科普活动', THIS_YEAR - 2],
    ['太仓今年的科普活动', THIS_YEAR],
    ['how many activities did Taicang hold last year', THIS_YEAR - 1],
  ])('counted from now: %s is %d', (question, year) => {
    expect(scopeOf(question)).toMatchObject({ years: [], relativeYear: year });
  });

  it.each(['第33届科普宣传周的主题', '科技馆开放了300天', '5·30活动有多少人'])('is not in %s', (question) => {
    expect(scopeOf(question).years).toEqual([]);
  });
});

describe('a comparison', () => {
  it.each(['平湖和太仓两家的科普活动', '各家科普活动分别多少', '对比一下平湖和太仓的科普活动'])(
    'is asked for by %s',
    (question) => {
      expect(scopeOf(question).isForAll).toBe(true);
    },
  );

  it.each(['兰溪历年科普读物发放量', '兰溪两年各发放多少科普读物'])(
    'of years is asked for by %s',
    (question) => {
      expect(scopeOf(question).isForAllYears).toBe(true);
    },
  );

  it('is not asked for by a word that says how much', () => {
    const much = fc.constantFrom('重要', '大', '成功', '有特色', '受欢迎', '突出', '集中');
    const forms = fc.constantFrom(
      (how: string) => `${how}的科普活动有哪些`,
      (how: string) => `科技馆里${how}的展品是什么`,
      (how: string) => `哪些做法${how}`,
    );
    fc.assert(
      fc.property(much, forms, (how, form) => {
        expect(scopeOf(form(`比较${how}`))).toEqual(scopeOf(form(how)));
      }),
    );
  });

  it('with another time is none of associations, and that time is not the one asked about', () => {
    const times = fc.constantFrom('上年', '去年', '上年同期', '去年同期');
    const links = fc.constantFrom('与', '和', '跟', '同', '较');
    const verbs = fc.constantFrom('相比', '比较', '对比');
    fc.assert(
      fc.property(times, links, verbs, (time, link, verb) => {
        const scope = scopeOf(`太仓2021年的科普活动${link}${time}${verb}增加了多少`);
        const alone = scopeOf('太仓2021年的科普活动增加了多少');
        expect(scope).toEqual({ ...alone, isAgainstYearBefore: true });
      }),
    );
    expect(scopeOf('科普活动与2020年相比增加了多少').isForAll).toBe(false);
  });

  it('is asked for of whole associations', () => {
    for (const question of ['比较科普活动的数量', '科普活动的数量比较', '比较一下科普活动'])
      expect(scopeOf(question).isForAll).toBe(true);
  });
});
