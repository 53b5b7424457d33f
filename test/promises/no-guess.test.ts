/** Promise 2: what the reports do not say is not answered with what they say of something else. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { PLAN_WORDS } from '../../src/answer/question/wants.ts';
import type { ReportCard } from '../../src/index/shelf.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';
import { DRAWN, type Fact, factsOf } from '../support/questions.ts';

let served: Served;
let facts: Fact[];
let cards: readonly ReportCard[];
/** All that the reports say, in one string. */
let everything: string;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
  cards = served.index.reports;
  // A thing with a place in its name is asked of that place, whoever else is named.
  facts = factsOf(served.index).filter(
    ({ what }) => !cards.some(({ place }) => what.includes(place.slice(0, 2))),
  );
  everything = cards.map(({ id }) => served.reports.get(id)?.text).join('\n');
});
afterAll(() => served.index.close());

const tell = (question: string): Answer => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);

const COUNTING = [
  '{who}{year}年{what}有多少{unit}？',
  '{who}{year}年一共开展了多少{unit}{what}',
  '{year}年{who}的{what}是多少',
  '{who}{year}年{what}',
  '{who}{year}年新增{what}几{unit}',
  '{who}{year}年{what}达到了多少{unit}，请给个准数',
] as const;
const OTHERS = [
  '{who}{year}年{what}是什么',
  '{who}{year}年有哪些{what}',
  '{who}{year}年有没有{what}',
  '{who}{year}年{what}在哪里举办',
  '{who}{year}年{what}是谁负责的',
  '{who}{year}年{what}是什么时候',
  '{who}{year}年{what}超过100{unit}了吗',
] as const;

function fill(template: string, who: string, year: number, { what, unit }: Fact): string {
  return template
    .replace('{who}', who)
    .replace('{year}', String(year))
    .replace('{what}', what)
    .replace('{unit}', unit);
}

/** Citations that are not of this association, or neither of this year nor naming it. */
function strays({ citations }: Answer, association: string, year: number): string[] {
  return citations
    .filter((citation) => {
      const period = served.reports.get(citation.report)?.period ?? { from: 0, to: 0 };
      const isOfYear = (year >= period.from && year <= period.to) || citation.quote.includes(String(year));
      return citation.association !== association || !isOfYear;
    })
    .map(({ association: other, period, quote }) => `${other} ${period}: ${quote}`);
}

const drawn = () => fc.constantFrom(...facts);
const asked = () => fc.constantFrom(...COUNTING, ...OTHERS);

describe('an answer', () => {
  it('is of the association and the year that are asked about', () => {
    const years = fc.integer({ min: 2015, max: 2024 });
    fc.assert(
      fc.property(
        drawn(),
        asked(),
        fc.constantFrom(...cards),
        years,
        (fact, template, { association }, year) => {
          const question = fill(template, association, year, fact);
          expect([question, strays(tell(question), association, year)]).toEqual([question, []]);
        },
      ),
      { ...DRAWN, numRuns: 700 },
    );
  });

  it('for one association is never the answer for another', () => {
    fc.assert(
      fc.property(drawn(), asked(), fc.constantFrom(...cards), (fact, template, other) => {
        fc.pre(other.association !== fact.association);
        const own = tell(fill(template, fact.association, fact.years[0] as number, fact));
        const theirs = tell(fill(template, other.association, other.period.to, fact));
        const quotes = new Set(own.citations.map(({ report, start }) => `${report}@${start}`));
        expect(theirs.citations.filter(({ report, start }) => quotes.has(`${report}@${start}`))).toEqual([]);
      }),
      { ...DRAWN, numRuns: 250 },
    );
  });

  it('for one year of a yearly figure is never the answer for the next', () => {
    // 观众力争… asks for the plan of a year, which stands in the report of the year before.
    const isPlan = (what: string) => [...PLAN_WORDS].some((word) => what.includes(word));
    const yearly = facts.filter(({ association, what }) => association === '兰溪市科协' && !isPlan(what));
    expect(yearly.length).toBeGreaterThan(50);
    for (const fact of yearly) {
      const [a, b] = [2022, 2023].map((year) => tell(fill(COUNTING[0], '兰溪市科协', year, fact)));
      const spans = [a, b].map(
        (answer) => answer?.citations.map(({ report, start }) => `${report}@${start}`) ?? [],
      );
      expect([fact.what, spans[0]?.filter((span) => spans[1]?.includes(span))]).toEqual([fact.what, []]);
    }
  });
});

describe('a year that no report is about or names', () => {
  it('has no answer, whoever and whatever it is asked of', () => {
    const years = [1998, 2005, 2011, 2013, 2014, 2027, 2028, 2035].filter(
      (year) => !everything.includes(String(year)),
    );
    const whose = fc
      .constantFrom(...cards)
      .chain(({ association, place }) => fc.constantFrom(association, place, '市科协', ''));
    expect(years.length).toBeGreaterThan(4);
    fc.assert(
      fc.property(drawn(), asked(), whose, fc.constantFrom(...years), (fact, template, who, year) => {
        const question = fill(template, who, year, fact);
        expect([question, tell(question).kind]).toEqual([question, 'unanswered']);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });

  it('is named in the reason, with the years that are there', () => {
    expect(tell('太仓市科协2013年开展了多少项科普活动？').text).toBe(
      '没有2013年的报告。现有：太仓市科协（2021年）。',
    );
    expect(tell('How many science popularization activities did Taicang hold in 2013?').text).toBe(
      'There is no report for 2013. Covered: 太仓市科协 (2021).',
    );
  });
});

describe('an association that has no report', () => {
  const ABSENT = [
    '昆山市',
    '海宁市',
    '义乌市',
    '慈溪市',
    '余姚市',
    '江阴市',
    '张家港市',
    '晋江市',
    '石狮市',
    '胶州市',
    '诸暨市',
    '桐乡市',
    '嘉善县',
    '海盐县',
    '丹阳市',
    '德清县',
    '安吉县',
    '长兴县',
    '句容市',
    '瑞安市',
  ];
  const FOREIGN = [
    '{who}科协{year}年{what}有多少{unit}？',
    '{year}年{who}科协的{what}',
    '{who}科协有多少{unit}{what}',
    '{who}科协{year}年{what}花了多少钱',
    '{who}科协{what}在哪里举办',
    '{who}科协{what}是谁负责的',
  ] as const;

  it('has no answer to anything that others have', () => {
    fc.assert(
      fc.property(drawn(), fc.constantFrom(...ABSENT), fc.constantFrom(...FOREIGN), (fact, who, template) => {
        fc.pre(!everything.includes(who.slice(0, 2)));
        const question = fill(template, who, fact.years[0] as number, fact);
        expect([question, tell(question).kind]).toEqual([question, 'unanswered']);
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });

  it('is named in the reason', () => {
    const { kind, text } = tell('海宁市科协2021年开展了多少项科普活动？');
    expect([kind, text.startsWith('没有海宁科协的报告。现有：')]).toEqual(['unanswered', true]);
  });
});

describe('a thing of one association', () => {
  it.each([
    '太仓市科协的“火塘科学夜”走进了多少个村寨',
    '平湖市科协有多少处渔科驿',
    '武侯区科协的“兰花号”出车多少次',
    '荣成市科协的“你我讲”科普大讲堂举办了多少场次',
    '宜都市科协“云诊断”活动搞了几场',
    '弥勒市科协“蓝湾论坛”在哪里举行',
    '太仓市科协“鱼鹰计划”遴选了多少人',
    '兰溪市科协“科普漫游武侯”打卡线路有几条',
    '平湖市科协的葡萄科技小院什么时候揭牌',
    '武侯区科协的首任院士工作站站长是谁',
    '宜都市科协的《瀫水小博士》播了多少期',
    '荣成市科协的《邮票上的吴健雄》得了什么奖',
    '太仓市科协的“凝智助力”比拼赛有多少个项目',
    '平湖市科协“半山书屋”花了多少钱',
    '弥勒市科协的首席专家祁望舒在哪个小院',
  ])('is not answered of another: %s', (question) => {
    expect([tell(question).kind, tell(question).citations]).toEqual(['unanswered', []]);
  });

  it.each([
    ['宜都水产科技小院是哪天揭牌的', 'whose date is of something else'],
    ['大冶市青铜科学馆几时开的馆', 'whose date is of something else'],
    ['红河州2021年全州一共组织了多少场科普', 'whose figure is of another place'],
    ['嘉兴市一共有多少家优秀院士工作站', 'whose figure is of another place'],
    ['独山港危化企业应急救援那个项目是哪个学会牵头', 'that names no organisation'],
    ['钱江浪花艺术团的团长是哪位', 'that does not speak of the office'],
    ['海带夹苗机器人一台卖多少钱', 'whose sum is in another part of it'],
    ['鱼鹰计划第二批选了几个人', 'that counts all batches'],
    ['鄢问天院士是哪个大学的', 'that names a company'],
    ['金华全市23年底多少家院士专家工作站', 'whose figure is of another place'],
    ['大冶湖国际会展中心有多大面积', 'that gives no area'],
    ['曲砚波领的服务团总共几个专家', 'that counts no people'],
    ['甸溪河水质侦探社一共几个学生娃', 'that counts no people'],
    ['中国科协那份海智基地批复是几月几号下的', 'that gives a year only'],
    ['为啥把市珠算协会注销了？黄石', 'that gives no reason'],
    ['科技馆几点开门', 'that tells no hour'],
    ['平湖市科协地址', 'that tells where something else was'],
    ['太仓市科协领导班子', 'about the officers of another association'],
    ['平湖哪些企业有院士工作站', 'that names no company'],
    ['江城科普讲堂在图书馆几楼', 'that tells no floor'],
    ['宜都那个柑橘小院，橘农总共多赚了好多钱', 'whose figure the print has lost'],
  ])('is not answered from a sentence: %s, %s', (question) => {
    expect(tell(question)).toMatchObject({ kind: 'unanswered', citations: [] });
  });

  it.each([
    '今天天气怎么样',
    '太仓市的人口有多少',
    '平湖市2020年GDP是多少',
    '兰溪市科协的电话号码是多少',
    '武侯区科协的办公地址在哪里',
    '特斯拉股价多少',
    '弥勒市科协主席的工资是多少',
    '荣成海洋科学馆门票多少钱',
  ])('that no report speaks of is not answered: %s', (question) => {
    expect(tell(question)).toMatchObject({ kind: 'unanswered', citations: [] });
  });
});

describe('what is only planned', () => {
  /** What the answer gives as the figure asked for. */
  const given = (question: string) => {
    const [citation] = tell(question).citations;
    return citation?.highlight
      ? citation.quote.slice(citation.highlight.start, citation.highlight.end)
      : null;
  };

  it.each([
    ['兰溪市科协2022年主题科普活动开展了多少场次', '350', '312场次'],
    ['兰溪市科协2022年新建院士专家工作站几家', '3家', '2家'],
    ['兰溪市科协2022年新成立企业科协多少家', '12家', '11家'],
    ['兰溪市科协2022年“双百行动”正式签约多少个', '15个', '9个'],
    ['兰溪市科协2022年公民具备科学素质的比例是多少', '14.5%', '13.6%'],
    ['兰溪市科协2023年主题科普活动开展了多少场次', '360', '338场次'],
    ['兰溪市科协2023年新成立企业科协多少家', '10家', '9家'],
    ['荣成市科协已建成多少处渔科驿', '40处', '18处'],
    ['荣成市科协五年累计开展科普活动多少场次', '3000', '2146场次'],
  ])('does not answer %s: not %s but %s', (question, planned, done) => {
    expect(given(question)).toBe(done);
    expect(given(question)).not.toContain(planned);
  });

  it.each([
    ['兰溪市科协2024年计划开展主题科普活动多少场次', '360场次'],
    ['荣成市科协计划把企业科协发展到多少家', '60家'],
  ])('answers who asks for the plan: %s', (question, planned) => {
    expect(given(question)).toContain(planned);
  });
});

describe('what is not awarded', () => {
  it.each([
    ['太仓科技馆评上全国科普教育基地了吗', '推荐参评'],
    ['丛令仪评上齐鲁最美科技工作者了吗', '提名'],
    ['苏州市航空航天学会成立了吗', '筹建'],
  ])('has no yes: %s', (question, word) => {
    const { kind, text, citations } = tell(question);
    expect([kind, text.startsWith(`报告只说“${word}”，没有说已经做到。`)]).toEqual(['answered', true]);
    expect(citations[0]?.quote).toContain(word);
  });

  it.each([['平湖的“云诊断”活动举行了5场吗', '4场']])(
    'has a no for another number: %s',
    (question, number) => {
      const { text } = tell(question);
      expect([text.startsWith('不是。'), text.includes(number)]).toEqual([true, true]);
    },
  );

  it('shows whom the report says it of where somebody else is claimed, who is not denied to be another of them', () => {
    for (const question of [
      '2020年度苏州魅力科技人物是张浩吧？',
      '获评2020年度苏州魅力科技人物的是不是张浩',
    ]) {
      const { kind, text } = tell(question);
      expect([kind, text.startsWith('报告的原文是——'), text.includes('谭森')]).toEqual([
        'answered',
        true,
        true,
      ]);
    }
  });

  it('has no yes where two people of one sentence would have to be put together', () => {
    const { text, citations } = tell('公良屿是湖北省最美科技工作者吗');
    expect(text).not.toMatch(/^是。/u);
    expect(citations[0]?.quote).toContain('公良屿获评2023年全国最美科技工作者提名');
  });

  it.each([
    ['平湖的“云诊断”活动举行了4场吗', '4场'],
    ['太仓市科协2021年科普活动是925项吗', '925项'],
    ['兰花号获评2023年度全国科普大篷车优秀案例了吗', '优秀案例'],
    ['金兰泵业的省级院士工作站批下来了吗', '获批'],
  ])('has a yes where the report says so: %s', (question, words) => {
    const { text } = tell(question);
    expect([text.startsWith('是。'), text.includes(words)]).toEqual([true, true]);
  });
});
