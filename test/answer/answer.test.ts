import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion, MAX_QUESTION_CHARS } from '../../src/answer/answer.ts';
import type { Answer, Citation } from '../../src/answer/contract.ts';
import { ANSWER_THRESHOLD } from '../../src/answer/decide/confidence.ts';
import { conversationWith } from '../../src/answer/question/turns.ts';
import { openIndex } from '../../src/index/open.ts';
import { build, corpusOf, FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../support/corpora.ts';
import { DRAWN, factsOf, questionsAbout } from '../support/questions.ts';
import { folderWith } from '../support/small.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

function tell(question: string, previous?: string): Answer {
  const asked = previous === undefined ? { question } : { question, previous };
  return answerQuestion({ ...asked, thisYear: THIS_YEAR }, served.index);
}

/** The span that a fact's first citation highlights. */
function spanOf({ citations: [first] }: Answer): string | null {
  return first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : null;
}

describe('an answer', () => {
  const CITATION: Record<
    Exclude<keyof Citation, 'link' | 'isRecognised' | 'publisher' | 'published' | 'source'>,
    string
  > = {
    report: 'string',
    title: 'string',
    association: 'string',
    period: 'string',
    passage: 'string',
    section: 'array',
    quote: 'string',
    start: 'number',
    end: 'number',
    highlight: 'span',
  };
  const ANSWER: Record<Exclude<keyof Answer, 'standard'>, string> = {
    kind: 'string',
    text: 'string',
    confidence: 'number',
    citations: 'array',
    nearest: 'array',
    suggestions: 'array',
    generation: 'string',
  };

  function kindOf(value: unknown): string {
    if (Array.isArray(value)) return 'array';
    if (value === null) return 'span';
    if (typeof value !== 'object') return typeof value;
    return Object.keys(value).sort().join() === 'end,start' ? 'span' : 'object';
  }
  const fieldsOf = (object: object) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, kindOf(value)]));

  it('has the fields of the contract and no others, and survives JSON', () => {
    fc.assert(
      fc.property(questionsAbout(served.index), (question) => {
        const answer = tell(question);
        expect(fieldsOf(answer)).toEqual(ANSWER);
        for (const { publisher, published, source, ...citation } of answer.citations) {
          expect(fieldsOf(citation)).toEqual(CITATION);
          for (const told of [publisher, published, source]) expect(told).not.toBe('');
        }
        expect(['answered', 'clarify', 'unanswered', 'help']).toContain(answer.kind);
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }),
      { ...DRAWN, numRuns: 200 },
    );
  });

  it('names the association and the year, then what the report says', () => {
    const { kind, text, citations, suggestions } = tell('太仓市科协2021年开展了多少项科普活动？');
    expect({ kind, text, suggestions }).toEqual({
      kind: 'answered',
      text: '太仓市科协（2021年）：共开展科普活动925项，从中受益的超50余万人次。',
      suggestions: [],
    });
    expect(citations).toMatchObject([{ report: 'taicang-2021', association: '太仓市科协', period: '2021' }]);
  });

  it('is sure enough of what it answers and not of what it does not', () => {
    fc.assert(
      fc.property(questionsAbout(served.index), (question) => {
        const { kind, confidence } = tell(question);
        if (kind === 'answered') expect(confidence).toBeGreaterThanOrEqual(ANSWER_THRESHOLD - 0.005);
        if (kind === 'help') expect(confidence).toBe(0);
      }),
      { ...DRAWN, numRuns: 200 },
    );
  });

  it('to a question for one figure is at most 120 characters long', () => {
    fc.assert(
      fc.property(fc.constantFrom(...factsOf(served.index)), ({ association, years, what, unit }) => {
        const { kind, text } = tell(`${association}${years[0]}年${what}有多少${unit}？`);
        if (kind === 'answered') expect(text.length).toBeLessThanOrEqual(120);
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });

  it('is the same however the question is spelled, spaced or ended', () => {
    const { text } = tell('太仓市科协2021年开展了多少项科普活动？');
    for (const question of [
      '太仓市科协2021年开展了多少项科普活动',
      '太仓市科协２０２１年开展了多少项科普活动？？',
      '  太仓市科协 2021年\n开展了多少项科普活动?  ',
      '太倉市科協2021年開展了多少項科普活動？',
      '请问太仓科协21年一共开展了多少项科普活动呀',
      '太仓市科协\u200b2021年开展了多少项科普活动',
    ]) {
      expect([question, tell(question).text]).toEqual([question, text]);
    }
  });
});

describe('a fact', () => {
  it.each([
    ['平湖市2020年获评嘉兴市级优秀的院士工作站有几家', '6家'],
    ['平湖的科普e站有多少个', '118个'],
    ['“云诊断”活动搞了几场', '4场'],
    ['平湖市首届科普漫画大赛收到作品多少件', '302件'],
    ['太仓科普大讲堂受益者有多少人次', '超6100人次'],
    ['太仓“馆校合作”实践活动有多少课时', '402课时'],
    ['武侯区科协2022年科普讲座多少场次', '437场次'],
    ['宜都江城科普讲堂听众有多少人次', '2100人次'],
    ['弥勒葡萄科技小院示范园有多少亩', '1240亩'],
    ['荣成海洋科学馆建筑面积多少平方米', '5400平方米'],
    ['海智计划什么时候启动', '2004年2月'],
    ['荣成海洋科学馆哪一年建成开放', '2019年6月'],
    ['弥勒的科技小院什么时候揭牌', '2021年3月18日'],
    ['兰溪市科协第九次代表大会在哪里召开', '市行政中心'],
    ['兰溪2022年当选主席的是谁', '严若谷'],
    ['太仓谁获评苏州魅力科技人物', '谭森'],
    ['平湖大型科普情景剧叫什么名字', '《加油！科学+》'],
  ])('%s: %s', (question, span) => {
    expect(spanOf(tell(question))).toBe(span);
  });
});

describe('a question that several associations or years fit', () => {
  it('is asked back with each of them', () => {
    const { kind, text, citations, suggestions } = tell('科技小院是什么时候揭牌的');
    expect([kind, citations]).toEqual(['clarify', []]);
    expect(text).toMatch(/^您问的是哪一家？.*的报告里都有。$/u);
    expect([...suggestions].sort()).toEqual([
      '安顺市科协2024年科技小院是什么时候揭牌的',
      '宜都市科协2021年科技小院是什么时候揭牌的',
      '弥勒市科协2021年科技小院是什么时候揭牌的',
    ]);
  });

  it('is told of each year of the one that is named, and each can be asked for alone', () => {
    const { kind, text, suggestions } = tell('兰溪主题科普活动多少场次');
    expect(kind).toBe('answered');
    expect(text).toMatch(/^兰溪市科协（2022年）：.*312场次.*；2023年：.*338场次.*。$/u);
    expect(suggestions).toEqual([
      '兰溪市科协2022年主题科普活动多少场次',
      '兰溪市科协2023年主题科普活动多少场次',
    ]);
  });

  it('has an answer once a choice is taken', () => {
    for (const question of ['科技小院是什么时候揭牌的', '兰溪主题科普活动多少场次']) {
      for (const choice of tell(question).suggestions) {
        expect([choice, tell(choice).kind]).toEqual([choice, 'answered']);
      }
    }
  });

  // 2026年1月6日，阆中市科协主席谈知非在接受采访时…, in the report on 2025.
  it('has an answer once a choice is taken, also of an office that is named in passing', () => {
    for (const choice of tell('市科协主席是谁').suggestions) {
      expect([choice, tell(choice).kind]).toEqual([choice, 'answered']);
    }
  });

  it('is answered where one is named', () => {
    expect(spanOf(tell('弥勒的科技小院是什么时候揭牌的'))).toBe('2021年3月18日');
    expect(spanOf(tell('兰溪2023年主题科普活动多少场次'))).toBe('338场次');
  });

  it('is answered of the newest year where it asks how things stand now', () => {
    expect(tell('《瀫水小博士》现在由谁主持')).toMatchObject({
      kind: 'answered',
      citations: [{ report: 'lanxi-2023-summary' }],
    });
  });

  it('is answered of an older year where the newest says nothing of how things stand now', () => {
    expect(tell('兰溪现在的机关党支部开展了多少次主题党日')).toMatchObject({
      kind: 'answered',
      citations: [{ report: 'lanxi-2022-summary' }],
    });
  });

  it('is answered where only one has it', () => {
    expect(tell('《瀫水小博士》2022年播出了多少期')).toMatchObject({
      kind: 'answered',
      citations: [{ report: 'lanxi-2022-summary' }],
    });
  });
});

describe('a conversation of several questions', () => {
  it('keeps what the first asked through one that only names another association', () => {
    const { text } = tell('从中受益的有多少人次？', '平湖2020年开展了多少项科普活动？\n那太仓呢？');
    expect(text).toContain('太仓市科协');
    expect(text).toContain('50余万人次');
  });

  it('is kept as its last three questions, one a line', () => {
    const all = ['一', '二\n行', '三', '四'].reduce<string | undefined>(conversationWith, undefined);
    expect(all).toBe('二 行\n三\n四');
  });
});

describe('a comparison', () => {
  it('has one citation an association, each with its own year', () => {
    const { kind, text, citations } = tell('平湖和太仓哪家的科普活动更多');
    expect(kind).toBe('answered');
    expect(citations.map(({ association, period }) => `${association}${period}`)).toEqual([
      '平湖市科协2020',
      '太仓市科协2021',
    ]);
    expect(text).toMatch(/^太仓市科协（2021年）较多。/u);
    expect(text).toContain('106项');
    expect(text).toContain('925项');
    expect(text).toContain('（年份不同，口径以原文为准）');
  });

  it('asks each for the year that is named for it', () => {
    const { text } = tell('平湖2020年和太仓2021年的科普活动各多少项');
    expect(text).toMatch(/平湖市科协（2020年）：.*106项.*；太仓市科协（2021年）：.*925项/u);
  });

  it('sets the years of one association side by side', () => {
    const { text, citations } = tell('兰溪2022年和2023年科普读物各发放多少册');
    expect(citations.map(({ report }) => report)).toEqual(['lanxi-2022-summary', 'lanxi-2023-summary']);
    expect(text).toMatch(/兰溪市科协（2022年）：.*4\.6万册；兰溪市科协（2023年）：.*5\.1万册/u);
    expect(tell('兰溪两年各发放多少科普读物').citations).toHaveLength(2);
  });

  it('of all associations names each that has a figure', () => {
    const { kind, citations } = tell('各家科普活动分别多少场');
    expect(kind).toBe('answered');
    expect(new Set(citations.map(({ association }) => association)).size).toBeGreaterThan(3);
  });
});

describe('a follow-up', () => {
  it.each([
    ['那太仓呢？', '平湖2020年开展了多少项科普活动？', '925项'],
    ['其中社区的呢', '平湖2020年开展了多少项科普活动？', '27项'],
    ['2022年呢', '兰溪2023年主题科普活动多少场次', '312场次'],
    ['2023年呢？', '兰溪2022年兰花号出车多少次', '64次'],
    ['那2023年的呢', '兰溪2022年科技馆接待了多少观众', '9.8万人次'],
    ['那宜都呢？', '弥勒的科技小院什么时候揭牌', '2021年6月8日'],
    ['首席专家是谁', '弥勒的科技小院什么时候揭牌', '裴立言'],
    ['其中重点项目有多少', '平湖2020年金桥工程收到多少项申报', '21项'],
    ['他是哪家公司的', '太仓谁获评苏州魅力科技人物', '苏州海苗生物科技有限公司'],
  ])('%s after %s: %s', (question, previous, span) => {
    expect(spanOf(tell(question, previous))).toBe(span);
  });

  it('that stands on its own is answered as if nothing came before', () => {
    const question = '太仓市科协2021年开展了多少项科普活动？';
    expect(tell(question, '弥勒的科技小院什么时候揭牌')).toEqual(tell(question));
    expect(tell(question, '今天天气怎么样')).toEqual(tell(question));
  });

  it.each(['', '  ', '\u200b', '？？'])('of nothing (%j) is a question of its own', (previous) => {
    const question = '平湖的科普e站有多少个';
    expect(tell(question, previous)).toEqual(tell(question));
  });

  it('to what the reports do not say stays without an answer', () => {
    expect(tell('太仓呢', '今天天气怎么样').kind).toBe('unanswered');
  });
});

describe('a question in English', () => {
  it.each([
    ['How many science popularization activities did Taicang hold in 2021?', '925项', 'taicang-2021'],
    ['Who is the chairman of the Mile association?', '昂文彬', 'mile-2021-newspaper-page'],
  ])('is answered in an English frame around Chinese words: %s', (question, span, report) => {
    const answer = tell(question);
    expect([answer.citations[0]?.report, spanOf(answer)]).toEqual([report, span]);
    expect(answer.text).toMatch(/^[\p{Script=Han}]+ \(\d{4}\): ".*"\.$/u);
    expect(answer.text).not.toMatch(/[。；：]"?\.?$/u);
  });

  it('that the reports do not answer is told so in English', () => {
    const { kind, text } = tell('How many spaceships did Taicang launch in 2021?');
    expect(kind).toBe('unanswered');
    expect(text).toMatch(/^The reports .*Covered: 太仓市科协 \(2021\)\.$/u);
  });

  it('may have Chinese in it', () => {
    expect(tell('what is 渔科驿')).toMatchObject({ kind: 'answered' });
    expect(tell('what is 渔科驿').text).toContain('渔港科普驿站');
  });
});

describe('what is no question about the reports', () => {
  it.each(['', ' ', '？？？', '……', '\u200b\u00ad', '😀', '——'])('(%j) gets help', (question) => {
    expect(tell(question)).toMatchObject({ kind: 'help', citations: [] });
  });

  it.each(['你好', '帮助', 'help', '你是谁', '怎么用？', '能问什么', '有哪些报告', 'HELLO!'])(
    '(%s) gets help that names the reports',
    (question) => {
      const { kind, text, suggestions } = tell(question);
      expect(kind).toBe('help');
      expect(text).toMatch(/平湖市科协(?:（2020年）| \(2020\))/u);
      expect(suggestions.length).toBeGreaterThan(0);
    },
  );

  it('is too long past 500 characters, and not before', () => {
    const long = tell('科'.repeat(MAX_QUESTION_CHARS + 1));
    expect(long.kind).toBe('help');
    expect(long.text).toContain(`${MAX_QUESTION_CHARS}字`);
    const padded = `太仓市科协2021年开展了多少项科普活动${'？'.repeat(MAX_QUESTION_CHARS)}`.slice(
      0,
      MAX_QUESTION_CHARS,
    );
    expect(tell(padded).kind).toBe('answered');
    expect(tell('x'.repeat(5000)).kind).toBe('help');
    expect(tell('那太仓呢？', '平湖科普活动'.repeat(5000)).kind).not.toBe('help');
  });
});

describe('what is offered', () => {
  it('where there is no answer can be asked, and is answered', () => {
    for (const question of ['太仓的人口有多少', '荣成海洋科学馆门票多少钱', '特斯拉股价多少', '帮助']) {
      const { suggestions } = tell(question);
      expect(suggestions.length).toBeGreaterThan(0);
      for (const offer of suggestions) expect([offer, tell(offer).kind]).toEqual([offer, 'answered']);
    }
  });

  it('is of the association that is asked about', () => {
    expect(tell('荣成海洋科学馆门票多少钱').suggestions.every((offer) => offer.startsWith('荣成市'))).toBe(
      true,
    );
  });
});

describe('an index without reports for its reader', () => {
  it('says so', async () => {
    const staffOnly =
      '---\ntitle: 甲市科协2022年预算\nassociation: 甲丰市科协\nplace: 甲丰市\nperiod: 2022\naudience: staff\n---\n\n2022年预算共513.7万元。\n';
    const { indexFolder } = await build(corpusOf(folderWith({ 'a.md': staffOnly })));
    const index = await openIndex(indexFolder, 'public');
    for (const question of [
      '预算是多少',
      '甲丰市科协2022年预算是多少',
      '总结2022年的工作',
      '帮助',
      '各家比较',
    ]) {
      const answer = answerQuestion({ question, thisYear: THIS_YEAR }, index);
      expect(JSON.stringify(answer)).not.toMatch(/513|甲市/u);
      expect([answer.citations, answer.suggestions]).toEqual([[], []]);
    }
    expect(answerQuestion({ question: '科普活动有多少', thisYear: THIS_YEAR }, index).text).toBe(
      '还没有可查的报告。',
    );
    expect(
      answerQuestion({ question: 'how many activities were there', thisYear: THIS_YEAR }, index).text,
    ).toBe('No report has been added yet.');
    index.close();
  });
});
