/**
 * What a comparison promises whatever is compared: every side that was named is in the text, which is more follows from
 * the figures and from no word of the question but the one that asks, and a side without the figure is filled with no other.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const YEAR = 2022;
/** Who has how many lectures, and how many small courtyards; none of the first where it is left out. */
const PLACES = {
  雁岭市: { lectures: 31, courts: 5 },
  禾汀县: { lectures: 18, courts: 5 },
  白石市: { lectures: 46, courts: 3 },
  河口县: { lectures: null, courts: 9 },
} as const;
type Place = keyof typeof PLACES;
const NAMES = Object.keys(PLACES) as Place[];
const WITH_LECTURES = NAMES.filter((place) => PLACES[place].lectures !== null);

const body = (place: Place, year: number, lectures: number | null) => `## 一、科普活动

${lectures === null ? '短视频栏目《科学一分钟》播出24期。' : `全年举办青少年科普讲座${lectures}场。`}大篷车行程${year}公里。

## 二、阵地

全市有科技小院${PLACES[place].courts}家，${place}科协被评为先进集体。

## 三、乡镇

${place === '白石市' ? '各乡镇开展科普宣讲，其中南岗镇19场、北渠镇14场、河西镇22场。' : '各乡镇都有科普宣传栏。'}

## 四、下一年打算

计划举办青少年科普讲座${(lectures ?? 0) + 100}场，拟新建科技小院2家。`;

let served: Served;
beforeAll(async () => {
  served = await serve(
    [
      folderWith({
        ...Object.fromEntries(
          NAMES.map((place, i) => [
            `${i}.md`,
            reportFile(
              { association: `${place}科协`, year: YEAR },
              body(place, YEAR, PLACES[place].lectures),
            ),
          ]),
        ),
        'before.md': reportFile({ association: '雁岭市科协', year: YEAR - 1 }, body('雁岭市', YEAR - 1, 27)),
      }),
    ],
    'public',
  );
});
afterAll(() => served.index.close());

const ask = (question: string): Answer => answerQuestion({ question, thisYear: YEAR + 1 }, served.index);
const first = (text: string) => /^(.+?)科协（\d+年）[较最][多少]。/u.exec(text)?.[1];

const two = fc
  .tuple(fc.constantFrom(...WITH_LECTURES), fc.constantFrom(...WITH_LECTURES))
  .filter(([a, b]) => a !== b);
const FORMS = [
  (a: string, b: string, word: string) => `${a}和${b}${YEAR}年青少年科普讲座哪家${word}`,
  (a: string, b: string, word: string) => `${YEAR}年${a}跟${b}谁的青少年科普讲座更${word}？`,
  (a: string, b: string, word: string) => `青少年科普讲座${YEAR}年${a}${word}还是${b}${word}`,
  (a: string, b: string, word: string) => `${a}${YEAR}年青少年科普讲座比${b}${word}吗`,
];

describe('which of two has more', () => {
  it('follows from the figures, however it is asked and whichever is named first', () => {
    fc.assert(
      fc.property(two, fc.constantFrom(...FORMS), fc.constantFrom('多', '少'), ([a, b], form, word) => {
        const [most, least] = (PLACES[a].lectures ?? 0) > (PLACES[b].lectures ?? 0) ? [a, b] : [b, a];
        const { text } = ask(form(a, b, word));
        expect(first(text)).toBe(word === '多' ? most : least);
        for (const place of [a, b]) expect(text).toContain(`${PLACES[place].lectures}场`);
      }),
    );
  });

  it('is neither where both have as many', () => {
    expect(ask('雁岭市和禾汀县哪家的科技小院多').text).toMatch(/^一样多。/u);
    expect(ask('雁岭市和禾汀县的科技小院一样多吗').text).toMatch(/^一样多。/u);
  });

  it('is told of the years of one as of two', () => {
    for (const question of [
      `雁岭市${YEAR - 1}年和${YEAR}年的青少年科普讲座哪年多`,
      `雁岭市${YEAR}年青少年科普讲座比${YEAR - 1}年多了多少场`,
      `雁岭市${YEAR}年青少年科普讲座比上一年多了几场`,
      '雁岭市哪一年的青少年科普讲座更多',
    ]) {
      const { text } = ask(question);
      expect(text).toMatch(new RegExp(`^雁岭市科协（${YEAR}年）较多。`, 'u'));
      for (const figure of ['27场', '31场']) expect(text).toContain(figure);
    }
  });
});

describe('a side', () => {
  it('that was named is in the text, with its figure or as one that has none', () => {
    const some = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 4 });
    const forms = fc.constantFrom(
      (names: string) => `${names}${YEAR}年青少年科普讲座各多少场`,
      (names: string) => `${names}${YEAR}年哪家的青少年科普讲座最多`,
    );
    fc.assert(
      fc.property(some, forms, (places, form) => {
        const { text, kind } = ask(form(places.join('、')));
        expect(kind).toBe('answered');
        for (const place of places) expect(text).toContain(`${place}科协`);
      }),
    );
  });

  it('without the figure asked for is not filled with another, and nothing is more than it', () => {
    const { text } = ask('雁岭市和河口县哪家的青少年科普讲座多');
    expect(text).toContain('河口县科协（2022年）的报告里没有这一项');
    expect(text).not.toMatch(/24期|较[多少]/u);
  });

  it('of which there is no report is said to have none', () => {
    expect(ask(`雁岭市${YEAR}年和昆山市${YEAR}年哪家的青少年科普讲座多`).text).toMatch(/没有昆山.*报告/u);
    expect(ask(`雁岭市${YEAR}年青少年科普讲座比${YEAR - 3}年多多少场`).text).toContain(
      `没有雁岭市科协${YEAR - 3}年的报告`,
    );
  });
});

describe('places of one report', () => {
  it('are held beside each other by what it tells of each', () => {
    for (const [question, first] of [
      ['白石市的南岗镇和北渠镇哪个科普宣讲多', '南岗镇'],
      ['白石市的北渠镇和南岗镇哪个科普宣讲多', '南岗镇'],
      ['白石市的南岗镇和北渠镇哪个科普宣讲少', '北渠镇'],
    ] as const) {
      const { text } = ask(question);
      expect(text.startsWith(`${first}较`)).toBe(true);
      for (const figure of ['19场', '14场']) expect(text).toContain(figure);
    }
  });
});

describe('all associations', () => {
  it('are compared without being named, the one with the most first', () => {
    const { text } = ask('哪家科协的青少年科普讲座最多');
    expect(first(text.replace('写到这一项的报告里，', ''))).toBe('白石市');
    for (const place of WITH_LECTURES) expect(text).toContain(`${PLACES[place].lectures}场`);
  });
});

it('every number of a comparison is of the question or of a citation', () => {
  fc.assert(
    fc.property(
      two,
      fc.constantFrom(...FORMS, (a: string, b: string) => `${a}和${b}的青少年科普讲座差多少场`),
      ([a, b], form) => {
        const question = form(a, b, '多');
        const { text, citations } = ask(question);
        const known = [question, ...citations.flatMap(({ quote, period }) => [quote, period])].join(' ');
        for (const [number] of text.matchAll(/\d+(?:\.\d+)?/gu)) expect(known).toContain(number);
      },
    ),
  );
});
