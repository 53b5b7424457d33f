/** Two people in one sentence: the office, the institution and the body of each is his own, in whichever order they stand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { type Served, serve } from '../support/corpora.ts';
import { folderWith, reportFile } from '../support/small.ts';

interface Person {
  readonly name: string;
  readonly body: string;
  readonly post: string;
}

const PAIRS: readonly (readonly [Person, Person])[] = [
  [
    { name: '祁望舒', body: '市医学会', post: '理事长' },
    { name: '田北野', body: '市农学会', post: '秘书长' },
  ],
  [
    { name: '许南乔', body: '市人民医院', post: '副院长' },
    { name: '郑砚秋', body: '海州船舶有限公司', post: '总工程师' },
  ],
];
const FORMS: readonly ((a: Person, b: Person) => string)[] = [
  (a, b) => `${a.body}${a.post}${a.name}、${b.body}${b.post}${b.name}获评全市优秀科技工作者。`,
  (a, b) => `名单：${a.name}（${a.body}${a.post}）、${b.name}（${b.body}${b.post}）。`,
];

let served: Served;
beforeAll(async () => {
  const lines = (isSwapped: boolean) =>
    PAIRS.map(([a, b], i) => (FORMS[i] as (typeof FORMS)[number])(isSwapped ? b : a, isSwapped ? a : b)).join(
      '\n\n',
    );
  served = await serve(
    [
      folderWith({
        'yanling.md': reportFile(
          { association: '雁岭市科协', year: 2022 },
          `## 一、人才\n\n${lines(false)}\n\n## 二、换届\n\n3月8日，召开市科协第四次代表大会，代表186名。覃远山当选主席，邓知秋、章可为当选兼职副主席。9月2日，市科协四届二次全委会召开。\n\n市科协党组书记由卜文澜接任，原党组书记严若谷退休。`,
        ),
        'heting.md': reportFile({ association: '禾汀市科协', year: 2022 }, `## 一、人才\n\n${lines(true)}`),
      }),
    ],
    'public',
  );
});
afterAll(() => served.index.close());

/** What answers, and with what. */
const ask = (question: string) => {
  const { kind, citations } = answerQuestion({ question, thisYear: 2022 }, served.index);
  const [first] = citations;
  const { start, end } = first?.highlight ?? { start: 0, end: 0 };
  return kind === 'answered' ? (first?.quote.slice(start, end) ?? '') : kind;
};

describe.each(['雁岭市科协', '禾汀市科协'])(
  'of two people of a sentence, in the report of %s',
  (association) => {
    it.each(PAIRS.flat().map((person) => [person.name, person] as const))(
      '%s keeps what is his own',
      (name, person) => {
        expect(ask(`${association}2022年${name}是什么职务？`)).toContain(person.post);
        expect(ask(`${association}2022年${name}在哪个单位？`)).toContain(person.body);
        expect(ask(`${association}2022年，${person.body}${person.post}是谁？`)).toBe(name);
      },
    );

    it.each(PAIRS.map(([a, b]) => [a.body, a, b] as const))(
      '%s gives nobody the office of the other',
      (_, a, b) => {
        for (const [body, post] of [
          [a.body, b.post],
          [b.body, a.post],
        ])
          expect([a.name, b.name]).not.toContain(ask(`${association}2022年，${body}${post}是谁？`));
      },
    );
  },
);

describe('who holds an office of the association', () => {
  it('is whoever came into it last, and not who left it', () => {
    expect(ask('雁岭市科协现任党组书记是谁')).toBe('卜文澜');
    expect(ask('雁岭市科协一把手是谁')).toBe('卜文澜');
    expect(ask('雁岭市科协主席是谁')).toBe('覃远山');
  });

  it('is told of a congress in whatever way it is written', () => {
    for (const meeting of ['四大', '四代会', '第四次代表大会'])
      expect([meeting, ask(`雁岭市科协${meeting}是哪天开的`)]).toEqual([meeting, '3月8日']);
    for (const meeting of ['四届二次全会', '四届二次全委会', '第四届委员会第二次全体会议'])
      expect([meeting, ask(`雁岭市科协${meeting}是哪天开的`)]).toEqual([meeting, '9月2日']);
    expect(ask('雁岭市科协四届三次全会是哪天开的')).not.toBe('9月2日');
    expect(ask('雁岭市科协五代会是哪天开的')).not.toBe('3月8日');
  });
});

describe('who took over and who presided', () => {
  const TURNS = [
    ['市气象学会会长不再由郜大壮担任，由沙沐阳接任', '气象学会会长', '郜大壮', '沙沐阳'],
    ['6月，牟清源接替任满的漆文澜担任市盆景协会秘书长', '盆景协会秘书长', '漆文澜', '牟清源'],
  ] as const;
  let turns: Served;
  beforeAll(async () => {
    const told = TURNS.map(([tells]) => `${tells}。`).join('\n\n');
    const minutes = '## 主席办公会议纪要\n\n时间：3月8日\n\n主持人：桑以宁\n\n记录：卞清扬';
    const body = `${minutes}\n\n## 人事\n\n${told}`;
    turns = await serve(
      [folderWith({ 'a.md': reportFile({ association: '望川市科协', year: 2022 }, body) })],
      'public',
    );
  });
  afterAll(() => turns.index.close());
  const answer = (question: string) =>
    answerQuestion({ question, thisYear: 2022 }, turns.index).citations.map(({ quote, highlight }) =>
      highlight ? quote.slice(highlight.start, highlight.end) : '',
    )[0];

  it.each(
    TURNS.flatMap(([, office, before, after]) => [
      [`${office}是谁`, after],
      [`${office}现在由谁担任`, after],
      [`${before}之后谁当${office}`, after],
    ]),
  )('is told: %s', (question, name) => {
    expect(answer(question)).toBe(name);
  });

  it('is told of minutes whose head names an office', () => {
    expect(answer('谁主持了主席办公会议')).toBe('桑以宁');
  });
});
