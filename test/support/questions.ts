/**
 * Questions nobody wrote down: what the reports count, asked of every association and year in many ways, with
 * the noise of real keyboards. They are drawn by fast-check; {@link DRAWN} makes every run ask the same ones.
 */
import fc from 'fast-check';
import { Converter } from 'opencc-js/cn2t';
import type { OpenIndex } from '../../src/index/shelf.ts';

/** Draws the same questions on every run; another seed asks others. */
export const DRAWN = { seed: Number(process.env['FC_SEED'] ?? 20211121) } as const;

const toTraditional = Converter({ from: 'cn', to: 'tw' });

/** A figure of an index that says what it counts, with whose it is. */
export interface Fact {
  readonly association: string;
  readonly place: string;
  readonly years: readonly number[];
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** The figure as it is printed. */
  readonly raw: string;
}

/** Every figure of an index with what it counts, in the order of the text. */
export function factsOf(index: OpenIndex): Fact[] {
  const facts: Fact[] = [];
  for (const report of index.reports) {
    for (let ordinal = 0; ; ordinal++) {
      const passage = index.passageAt(report.row, ordinal);
      if (!passage) break;
      for (const figure of passage.figures) {
        if (figure.what.length < 2) continue;
        const { from, to } = figure.period ?? report.period;
        facts.push({
          association: report.association,
          place: report.place,
          years: Array.from({ length: to - from + 1 }, (_, i) => from + i),
          what: figure.what,
          unit: figure.unit,
          value: figure.value,
          raw: passage.text.slice(figure.start - passage.start, figure.end - passage.start),
        });
      }
    }
  }
  return facts;
}

/** Headings, quoted names and words of an index: what people ask about besides figures. */
export function topicsOf(index: OpenIndex): string[] {
  const topics = new Set<string>();
  for (const report of index.reports) {
    for (let ordinal = 0; ; ordinal++) {
      const passage = index.passageAt(report.row, ordinal);
      if (!passage) break;
      for (const heading of passage.section) topics.add(heading);
      for (const [, name] of passage.text.matchAll(/[“《]([^”》]{2,20})[”》]/gu)) topics.add(name as string);
      for (const { text, tag } of index.segment(passage.folded)) {
        if (text.length > 1 && /^n/u.test(tag)) topics.add(text);
      }
    }
  }
  return [...topics];
}

const COUNTED = [
  '{who}{when}{what}有多少{unit}？',
  '{who}{when}一共开展了多少{unit}{what}',
  '{when}{who}的{what}是多少',
  '{who}{what}几{unit}？{when}的',
  '{what}{who}{when}',
  '{who}{when}{what}数量',
  '{who}{when}{what}达到了多少{unit}，比上年增加多少',
  '{what}的比例，{who}{when}是百分之几',
  '{who}{when}{what}花了多少钱',
  '{who}{when}新增{what}几{unit}',
  '{who}{when}{what}排名第几',
  '{who}{when}{what}超过100{unit}了吗？',
  '{who}{when}{what}是不是{unit}最多的',
  '{who}{when}有没有{what}',
  'how many {what} did {who} have in {year}',
] as const;

const TOPICAL = [
  '{who}{when}的{what}是什么？',
  '什么是{what}',
  '{what}是什么时候的事',
  '{who}{when}{what}在哪里举办',
  '{what}是谁负责的',
  '{who}{when}{what}的主办单位是哪家',
  '{who}{when}{what}有哪些',
  '{what}叫什么名字',
  '{who}{when}在{what}方面做了哪些工作',
  '总结一下{who}{when}的{what}',
  '介绍{what}',
  '{who}{when}评上{what}了吗',
  '{what}多久一次',
  '{who}和其他几家的{what}比较',
  '各家{when}的{what}分别多少',
  '{what}',
  'when was {what} held in {who}',
  'who leads {what}',
] as const;

const BEFORE = [
  '',
  '',
  '',
  '请问',
  '那个，',
  '麻烦问一下 ',
  '你好，我想知道',
  '嗯……',
  '@科问 ',
  '我是弟弟学校的老师，',
];
const AFTER = ['', '', '', '啊', '呀？', '，谢谢！', '？？？', ' 急', '（数据要准确）', '。'];
const SOUNDS: Readonly<Record<string, string>> = {
  普: '谱',
  作: '做',
  院: '圆',
  动: '洞',
  企: '起',
  业: '叶',
  会: '汇',
  场: '厂',
  学: '雪',
  协: '鞋',
  课: '科',
  志: '智',
};

/** One keyboard's way with a question. */
const noise: fc.Arbitrary<(question: string) => string> = fc.oneof(
  { weight: 5, arbitrary: fc.constant((question: string) => question) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...BEFORE), fc.constantFrom(...AFTER)).map(
      ([before, after]) =>
        (question: string) =>
          before + question + after,
    ),
  },
  { weight: 1, arbitrary: fc.constant((question: string) => toTraditional(question)) },
  {
    weight: 1,
    arbitrary: fc.constant((question: string) =>
      question.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...Object.keys(SOUNDS))
      .map((right) => (question: string) => question.replace(right, SOUNDS[right] as string)),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat(8)
      .map((cut) => (question: string) => question.slice(0, Math.max(2, question.length - cut))),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat(20)
      .map((at) => (question: string) => `${question.slice(0, at)}  ${question.slice(at)}`),
  },
  { weight: 1, arbitrary: fc.constant((question: string) => question.replace(/[年的？，]/gu, '')) },
);

/** Random Chinese, with the marks and digits that stand in it. */
const gibberish = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
      },
      { weight: 1, arbitrary: fc.constantFrom(...'，。？“”《》（）0123456789 年多少') },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((characters) => characters.join(''));

function fill(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => parts[name] ?? '');
}

/** What a person may call an association. */
export function namesFor({ association, place }: Pick<Fact, 'association' | 'place'>): string[] {
  const short = place.replace(/[市区县]$/u, '');
  return [association, place, short, `${short}科协`, '市科协', ''];
}

/** Questions of every kind about an index, most of them about what is in it. */
export function questionsAbout(index: OpenIndex): fc.Arbitrary<string> {
  const facts = factsOf(index);
  const topics = topicsOf(index);
  const cards = index.reports.map(({ association, place }) => ({ association, place }));
  const who = fc.constantFrom(...cards).chain((card) => fc.constantFrom(...namesFor(card)));
  const when = fc.oneof(
    fc.integer({ min: 2015, max: 2026 }).map((year) => `${year}年`),
    fc.integer({ min: 17, max: 24 }).map((year) => `${year}年`),
    fc.constantFrom('', '', '去年', '今年', '2021—2022年', '2021年和2022年'),
  );
  const own = fc.constantFrom(...facts).chain((fact) =>
    fc
      .record({
        template: fc.constantFrom(...COUNTED),
        who: fc.constantFrom(...namesFor(fact)),
        year: fc.constantFrom(...fact.years),
        isDated: fc.boolean(),
      })
      .map((part) =>
        fill(part.template, {
          who: part.who,
          when: part.isDated ? `${part.year}年` : '',
          year: String(part.year),
          what: fact.what,
          unit: fact.unit,
        }),
      ),
  );
  const crossed = fc
    .record({
      template: fc.constantFrom(...COUNTED),
      fact: fc.constantFrom(...facts),
      who,
      when,
      year: fc.nat(40),
    })
    .map(({ template, fact, who: name, when: date, year }) =>
      fill(template, { who: name, when: date, year: String(1990 + year), what: fact.what, unit: fact.unit }),
    );
  const topical = fc
    .record({ template: fc.constantFrom(...TOPICAL), what: fc.constantFrom(...topics), who, when })
    .map(({ template, what, who: name, when: date }) => fill(template, { who: name, when: date, what }));
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: own },
        { weight: 3, arbitrary: crossed },
        { weight: 4, arbitrary: topical },
        { weight: 1, arbitrary: gibberish },
      ),
      noise,
    )
    .map(([question, typed]) => typed(question));
}
