/**
 * Tables that nobody has seen: random places, columns, units and figures. What a table says is computed here from its cells;
 * the answers have to say the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import type { Answer } from '../../../src/answer/contract.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, corpusOf, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith } from '../../support/small.ts';

/** What a column may count, with its unit. */
const COLUMNS = [
  ['科普讲座', '场'],
  ['技能培训', '期'],
  ['科普展览', '次'],
  ['专家服务', '人次'],
  ['宣传栏', '块'],
  ['科技项目', '项'],
] as const;
type Column = (typeof COLUMNS)[number];

interface Table {
  readonly columns: readonly Column[];
  readonly absent: Column;
  readonly rows: readonly { readonly label: string; readonly figures: readonly number[] }[];
  readonly layout: 'unit in the head' | 'unit above' | 'unit beside';
}

const place = fc
  .tuple(
    fc.stringMatching(/^[柳桑槐枫榆柏杉桐]{1}[浦岭湾坪埠溪塘坞]{1}$/u),
    fc.constantFrom('镇', '乡', '街道'),
  )
  .map(([name, rank]) => name + rank);

const table = (layout: Table['layout']): fc.Arbitrary<Table> =>
  fc
    .tuple(
      fc.shuffledSubarray([...COLUMNS], { minLength: 3, maxLength: 4 }),
      fc.uniqueArray(place, { minLength: 4, maxLength: 8, selector: (name) => name.slice(0, 2) }),
    )
    .chain(([chosen, labels]) => {
      const [absent, ...columns] = chosen as [Column, ...Column[]];
      const figures = fc.array(fc.integer({ min: 2, max: 60 }), {
        minLength: columns.length,
        maxLength: columns.length,
      });
      return fc.array(figures, { minLength: labels.length, maxLength: labels.length }).map((all) => ({
        columns,
        absent,
        layout,
        rows: labels.map((label, i) => ({ label, figures: all[i] as number[] })),
      }));
    });

function pageOf({ columns, rows }: Table): string {
  const head = ['乡镇', ...columns.map(([name, unit]) => `${name}（${unit}）`)];
  const lines = [head, ...rows.map(({ label, figures }) => [label, ...figures.map(String)])];
  const html = lines
    .map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('\n');
  return `<html><body><h1>嘉山县科协2022年工作总结</h1>
<p>2022年，嘉山县科协围绕中心、服务大局，完成了全年任务。</p>
<h2>一、基层工作</h2><p>各乡镇工作开展情况见下表。</p><table>${html}</table></body></html>`;
}

async function serve(page: string): Promise<OpenIndex> {
  const { indexFolder } = await build(corpusOf(folderWith({ '嘉山县科协2022.html': page })));
  return openIndex(indexFolder, 'public');
}

const ask = (index: OpenIndex, question: string): Answer =>
  answerQuestion({ question, thisYear: THIS_YEAR }, index);
const span = ({ citations: [first] }: Answer): string =>
  first?.highlight ? first.quote.slice(first.highlight.start, first.highlight.end) : '';

/** Builds an index over one random table after the other. */
const over = (check: (table: Table, index: OpenIndex) => void) =>
  fc.assert(
    fc.asyncProperty(table('unit in the head'), async (drawn) => {
      const index = await serve(pageOf(drawn));
      try {
        check(drawn, index);
      } finally {
        index.close();
      }
    }),
    { numRuns: 8 },
  );

describe('a table', () => {
  it('gives each cell to whoever names its row and its column, and cites that row', async () => {
    await over(({ columns, rows }, index) => {
      for (const { label, figures } of rows)
        for (const [i, [name, unit]] of columns.entries()) {
          const answer = ask(index, `嘉山县${label}${name}有多少${unit}？`);
          expect([answer.kind, span(answer)]).toEqual(['answered', String(figures[i])]);
          expect(answer.citations[0]?.quote.startsWith(label)).toBe(true);
          expect(answer.text).toContain(`${figures[i]}${unit}`);
        }
    });
  });

  it('answers for no column and for no row that it does not have', async () => {
    await over(({ absent: [name, unit], columns, rows }, index) => {
      for (const { label } of rows)
        expect(ask(index, `嘉山县${label}${name}有多少${unit}？`).kind).toBe('unanswered');
      for (const [column, measure] of columns)
        expect(ask(index, `嘉山县杞梁镇${column}有多少${measure}？`).kind).toBe('unanswered');
      expect(ask(index, `嘉山县哪个乡镇${name}最多？`).kind).toBe('unanswered');
    });
  });

  it('says which row has the most and the least, all that share the place', async () => {
    await over(({ columns, rows }, index) => {
      for (const [i, [name]] of columns.entries())
        for (const [word, pick] of [
          ['最多', Math.max],
          ['最少', Math.min],
        ] as const) {
          const best = pick(...rows.map(({ figures }) => figures[i] as number));
          const named = rows.filter(({ figures }) => figures[i] === best).map(({ label }) => label);
          if (named.length === rows.length) continue;
          const { kind, text } = ask(index, `嘉山县哪个乡镇${name}${word}？`);
          expect(kind).toBe('answered');
          expect(
            rows
              .map(({ label }) => label)
              .filter((label) => text.includes(label))
              .sort(),
          ).toEqual(named.sort());
          expect(text).toContain(String(best));
        }
    });
  });

  it('says which row has the second and the third most, however the place is said', async () => {
    await over(({ columns, rows }, index) => {
      const [[name] = ['']] = columns;
      for (const [written, spoken] of [
        ['排第一', '头一名'],
        ['排第二', '排老二'],
        ['排第三', '排老三'],
      ].slice(0, rows.length)) {
        const asked = (place: string | undefined) => ask(index, `嘉山县哪个乡镇${name}${place}？`);
        expect(asked(spoken).text).toBe(asked(written).text);
      }
    });
  });

  it('says at what place a row stands, and cites those before it', async () => {
    await over(({ columns, rows }, index) => {
      const [[name] = ['']] = columns;
      for (const { label, figures } of rows) {
        const before = rows.filter((other) => (other.figures[0] as number) > (figures[0] as number));
        const { kind, text, citations } = ask(index, `嘉山县${label}${name}排第几？`);
        expect(kind).toBe('answered');
        expect(text).toContain(`排第${'一二三四五六七八'[before.length]}`);
        for (const other of before)
          expect(citations.some(({ quote }) => quote.startsWith(other.label))).toBe(true);
      }
    });
  });

  it('lists every row where each is asked for', async () => {
    await over(({ columns, rows }, index) => {
      for (const [i, [name, unit]] of columns.entries()) {
        const { kind, text } = ask(index, `嘉山县各乡镇${name}分别有多少${unit}？`);
        expect(kind).toBe('answered');
        for (const { label, figures } of rows) {
          const said = text.slice(text.indexOf(label)).split('；')[0];
          expect(said).toContain(`${figures[i]}${unit}`);
        }
      }
    });
  });
});

/** What is asked for by its unit as a noun: 科普活动场次. */
const NAMED_BY_UNIT = [
  ['科普活动', '场次'],
  ['科普讲座', '场次'],
  ['技能培训', '人次'],
] as const;

const FILLING = Array.from({ length: 30 }, (_, i) => `第${i + 1}期简报刊发在县政府网站。`).join('\n\n');

describe('a column of the year before', () => {
  it('answers who asks for that year, also where a sentence says how much this one grew', async () => {
    const values = fc.tuple(fc.integer({ min: 20, max: 90 }), fc.integer({ min: 100, max: 190 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMED_BY_UNIT), values, async ([name, unit], [before, now]) => {
        const text = `---\nassociation: 嘉山县科协\nplace: 嘉山县\nperiod: 2022\naudience: public\n---\n\n# 2022年统计\n\n## 一、${name}\n\n${name}有声有色。全年开展${name}${now}${unit}，比上年增长16.5%。\n\n## 二、指标\n\n${FILLING}\n\n| 指标 | 单位 | 2022年 | 2021年 |\n|---|---|---|---|\n| ${name} | ${unit} | ${now} | ${before} |\n| 志愿者 | 名 | 260 | 240 |\n`;
        const { indexFolder } = await build(corpusOf(folderWith({ '嘉山.md': text })));
        const index = await openIndex(indexFolder, 'public');
        try {
          for (const asks of [`2021年${name}多少${unit}`, `2021年的${name}${unit}`]) {
            const said = ask(index, `嘉山县${asks}`).text;
            expect([asks, said.includes(`${before}${unit}`), said.includes(`${now}${unit}`)]).toEqual([
              asks,
              true,
              false,
            ]);
          }
        } finally {
          index.close();
        }
      }),
      { numRuns: 5 },
    );
  });
});

/** Indicators with their units; of some the name says that they are a share or a rate. */
const INDICATORS = [
  ['科普讲座', '场'],
  ['公民具备科学素质比例', '%'],
  ['科普经费增长率', '%'],
  ['学会会员比上年增长', '%'],
  ['流动科普车进乡镇', '次'],
  ['新建企业科协', '家'],
  ['群众满意度', '%'],
] as const;

interface Aims {
  readonly indicators: readonly (typeof INDICATORS)[number][];
  /** Target, result and how much of the target was reached, in tenths. */
  readonly figures: readonly (readonly [number, number])[];
  readonly heads: readonly [string, string, string];
}

const aims: fc.Arbitrary<Aims> = fc
  .tuple(
    fc.shuffledSubarray([...INDICATORS], { minLength: 3, maxLength: 5 }),
    fc.uniqueArray(fc.integer({ min: 110, max: 990 }), { minLength: 10, maxLength: 10 }),
    fc.constantFrom(
      ['目标', '完成', '完成率'] as const,
      ['年度目标', '实际完成', '完成率'] as const,
      ['计划数', '完成数', '完成比例'] as const,
    ),
  )
  .map(([indicators, drawn, heads]) => ({
    indicators,
    heads,
    figures: indicators.map((_, i) => [drawn[2 * i] as number, drawn[2 * i + 1] as number] as const),
  }));

const written = (value: number, unit: string) => (unit === '%' ? (value / 10).toFixed(1) : String(value));
const rateOf = ([target, result]: readonly [number, number]) => `${((100 * result) / target).toFixed(1)}%`;

function aimsPage({ indicators, figures, heads }: Aims): string {
  const lines = [
    ['指标', '单位', ...heads],
    ...indicators.map(([name, unit], i) => {
      const [target, result] = figures[i] as readonly [number, number];
      return [name, unit, written(target, unit), written(result, unit), rateOf([target, result])];
    }),
  ];
  const html = lines
    .map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('\n');
  return `<html><body><h1>嘉山县科协2022年目标任务完成情况</h1>
<p>2022年，嘉山县科协对照目标任务逐项落实。</p><table>${html}</table></body></html>`;
}

describe('a table of aims', () => {
  it('gives the result to whoever asks how much it is, the target and the rate to whoever asks for them', async () => {
    await fc.assert(
      fc.asyncProperty(aims, async (drawn) => {
        const index = await serve(aimsPage(drawn));
        try {
          for (const [i, [name, unit]] of drawn.indicators.entries()) {
            const [target, result] = drawn.figures[i] as readonly [number, number];
            const shown = (value: number) => written(value, unit);
            for (const [question, figure] of [
              [`嘉山县${name}是多少`, shown(result)],
              [`嘉山县2022年${name}多少`, shown(result)],
              [`嘉山县${name}完成了多少`, shown(result)],
              [`嘉山县${name}目标是多少`, shown(target)],
              [`嘉山县${name}完成率是多少`, rateOf([target, result])],
            ] as const) {
              const answer = ask(index, question);
              expect([question, answer.kind, span(answer).replace(/[^\d.]+/gu, '')]).toEqual([
                question,
                'answered',
                figure.replace('%', ''),
              ]);
            }
          }
        } finally {
          index.close();
        }
      }),
      { numRuns: 6 },
    );
  });

  it('says whether an aim was reached, and whether more than that, by target and result, or shows both', async () => {
    await fc.assert(
      fc.asyncProperty(aims, async (drawn) => {
        const index = await serve(aimsPage(drawn));
        try {
          for (const [i, [name]] of drawn.indicators.entries()) {
            const [target, result] = drawn.figures[i] as readonly [number, number];
            for (const [question, isSo] of [
              [`嘉山县${name}完成了吗`, result >= target],
              [`嘉山县${name}达标了吗`, result >= target],
              [`嘉山县${name}超额完成了吗`, result > target],
            ] as const) {
              const { kind, text } = ask(index, question);
              const said = isSo ? '是。' : '不是。';
              // The row alone, with both figures, is no wrong answer.
              const isRight =
                text.startsWith(said) || (text.startsWith('报告的原文是') && /目标|计划/u.test(text));
              expect([question, kind, text, isRight]).toEqual([question, 'answered', text, true]);
            }
          }
        } finally {
          index.close();
        }
      }),
      { numRuns: 3 },
    );
  });
});

/** Indicators with a unit of their own, by years or by levels. */
const COUNTS = [
  ['科普讲座', '场'],
  ['科普展览', '次'],
  ['科技志愿者', '人'],
  ['科普基地', '个'],
] as const;
const counts = fc.array(fc.tuple(fc.integer({ min: 110, max: 480 }), fc.integer({ min: 500, max: 990 })), {
  minLength: COUNTS.length,
  maxLength: COUNTS.length,
});
const pageWith = (lines: readonly (readonly string[])[]) =>
  `<html><body><h1>嘉山市科协2022年科普统计</h1><p>2022年，嘉山市科协开展了科普统计。</p><table>${lines
    .map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    .join('')}</table></body></html>`;

describe('a table of two columns for one thing', () => {
  it('has a figure in a cell that looks like a year or a version', async () => {
    const rows = [
      ['科普讲座', '场', '502', '478', '5.0'],
      ['科普展览', '次', '1953', '1860', '5.0'],
      ['专家服务', '人次', '2046', '1999', '2.4'],
    ] as const;
    const index = await serve(
      pageWith([['指标', '单位', '2022年', '2021年', '增减%'], ...rows.map((row) => [...row])]),
    );
    for (const [name, unit, now, before, grown] of rows)
      for (const [question, figure] of [
        [`嘉山市2022年${name}多少${unit}`, `${now}${unit}`],
        [`嘉山市2021年${name}多少${unit}`, `${before}${unit}`],
        [`嘉山市${name}比上年增长多少`, `${grown}%`],
      ] as const)
        expect([question, ask(index, question).text]).toEqual([question, expect.stringContaining(figure)]);
    index.close();
  });

  it('keeps the unit of a row from a column in percent, and denies a figure of the other year', async () => {
    await fc.assert(
      fc.asyncProperty(counts, async (drawn) => {
        const rows = COUNTS.map(([name, unit], i) => {
          const [before, now] = drawn[i] as [number, number];
          return { name, unit, before, now, grown: ((100 * (now - before)) / before).toFixed(1) };
        });
        const index = await serve(
          pageWith([
            ['指标', '单位', '2022年', '2021年', '增减%'],
            ...rows.map(({ name, unit, before, now, grown }) => [name, unit, `${now}`, `${before}`, grown]),
          ]),
        );
        try {
          for (const { name, unit, before, now, grown } of rows) {
            expect(ask(index, `嘉山市${name}比上年增长多少`).text).toContain(`${grown}%`);
            expect(ask(index, `嘉山市2022年${name}${now}${unit}吗`).text).toMatch(/^是。/u);
            expect(ask(index, `嘉山市2022年${name}${before}${unit}吗`).text).toMatch(/^不是。/u);
          }
        } finally {
          index.close();
        }
      }),
      { numRuns: 3 },
    );
  });

  it('tells both levels where both are asked for together', async () => {
    await fc.assert(
      fc.asyncProperty(counts, async (drawn) => {
        const index = await serve(
          pageWith([
            ['指标', '市级', '县级'],
            ...COUNTS.map(([name, unit], i) => [`${name}（${unit}）`, ...(drawn[i] as number[]).map(String)]),
          ]),
        );
        try {
          for (const [i, [name, unit]] of COUNTS.entries())
            for (const asked of [`${name}市级和县级`, `市级和县级${name}`]) {
              const { text } = ask(index, `嘉山市${asked}各多少${unit}`);
              for (const figure of drawn[i] as number[])
                expect([asked, text]).toEqual([asked, expect.stringContaining(`${figure}`)]);
            }
        } finally {
          index.close();
        }
      }),
      { numRuns: 3 },
    );
  });
});

describe('a ledger', () => {
  const EVENTS = [
    ['3月12日', '果树剪枝课', '青崖村', '86'],
    ['7月16日', '少年航模邀请赛', '体育场', '310'],
    ['9月17日', '全国科普日开幕式', '滨江广场', '2046'],
    ['11月5日', '全市科技节', '创业园', '64'],
  ] as const;
  const HEADS = [
    ['序号', '日期', '活动名称', '地点', '参加人数'],
    ['日期', '活动名称', '地点', '参加人数'],
    ['时间', '活动内容', '地点', '参加人数'],
  ] as const;

  it.each(HEADS.map((heads) => [heads.join(' '), heads] as const))(
    'names its lines by what was done: %s',
    async (_, heads) => {
      const index = await serve(
        pageWith([
          [...heads],
          ...EVENTS.map((event, i) => (heads[0] === '序号' ? [String(i + 1), ...event] : [...event])),
        ]),
      );
      for (const [day, event, , many] of EVENTS) {
        expect(ask(index, `嘉山市${event}多少人参加`).text).toContain(many);
        expect(ask(index, `嘉山市${event}是哪天`).text).toContain(day);
      }
      // 全国 and 全市 in a name make no sum of a line.
      expect(ask(index, '嘉山市哪次活动参加人数最多').text).toContain('全国科普日开幕式');
      index.close();
    },
  );
});
