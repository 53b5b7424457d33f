import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Figure, readFigures } from '../../src/corpus/figures.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { cutPassages } from '../../src/corpus/passages.ts';
import type { Report } from '../../src/corpus/report.ts';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { LEXICON_FILES } from '../../src/language/lexicon-entries.ts';
import { fold } from '../../src/language/normalize.ts';
import { createSegmenter } from '../../src/language/segment.ts';
import { corpusOf, FIXTURES, LEXICON, SHIPPED } from '../support/corpora.ts';

const segment = createSegmenter(
  parseLexicon(
    Object.fromEntries(LEXICON_FILES.map((file) => [file, readFileSync(join(LEXICON, file), 'utf8')])),
  ).words,
);

function figuresOf(text: string, kind: 'paragraph' | 'row' = 'paragraph'): (Figure & { raw: string })[] {
  const folded = fold(text);
  return readFigures(folded, [{ start: 0, end: folded.length, kind, block: 0 }], segment).map((figure) => ({
    ...figure,
    raw: text.slice(figure.start, figure.end),
  }));
}

describe('a figure', () => {
  it.each([
    [
      '全市142块科普画廊每月更新内容。',
      { raw: '142块', value: 142, unit: '块', what: '科普画廊', hedge: '', kind: 'count' },
    ],
    ['科普画廊共142块。', { raw: '142块', value: 142, unit: '块', what: '科普画廊' }],
    ['从中受益的超50余万人次。', { raw: '超50余万人次', value: 500_000, unit: '人次', hedge: 'above' }],
    ['到场观看的市民近2000名。', { raw: '近2000名', value: 2000, unit: '名', what: '市民', hedge: 'below' }],
    ['行程约7100公里。', { raw: '约7100公里', value: 7100, unit: '公里', what: '行程', hedge: 'about' }],
    ['占嘉兴市的29%。', { raw: '29%', value: 29, unit: '%', kind: 'percent' }],
    ['合同金额1875万元。', { raw: '1875万元', value: 18_750_000, what: '合同金额', kind: 'money' }],
    ['新增院士工作站3家。', { raw: '3家', value: 3, unit: '家', what: '院士工作站' }],
    ['立项19个软课题。', { raw: '19个', value: 19, unit: '个', what: '软课题' }],
    ['全年办讲座3—5场。', { raw: '3—5场', value: 3, upper: 5, unit: '场' }],
    ['“科普e站”有118个。', { raw: '118个', value: 118, unit: '个', what: '科普e站' }],
    ['培訓１２０人次。', { raw: '１２０人次', value: 120, unit: '人次' }],
  ])('of %s is %j', (text, figure) => {
    expect(figuresOf(text)).toMatchObject([figure]);
  });

  it.each([
    ['年内新建工作站2家，全市累计13家。', ['新建工作站', '工作站']],
    ['新建工作站2家，会员总数达到13人。', ['新建工作站', '会员']],
    ['新建工作站2家，全市达到13人。', ['新建工作站', '全市']],
    ['全市累计13家。', ['全市']],
    ['市级学会由19个发展到26个，会员总数6830人。', ['市级学会', '市级学会', '会员']],
  ])('of a total counts what was added to: %s', (text, counted) => {
    expect(figuresOf(text).map(({ what }) => what)).toEqual(counted);
  });

  it('is none for what counts nothing', () => {
    expect(figuresOf('举办第33届科普宣传周和“5·30”活动。')).toEqual([]);
    expect(figuresOf('市科协积极融入长三角一体化。')).toEqual([]);
    expect(figuresOf('')).toEqual([]);
  });

  it('after 其中 is a part of the one before it, up to the next semicolon', () => {
    const figures = figuresOf('开展科普活动106项，其中社区27项、校园8项；服务群众8.6万人次。');
    expect(figures.map(({ raw, isPart }) => [raw, isPart])).toEqual([
      ['106项', false],
      ['27项', true],
      ['8项', true],
      ['8.6万人次', false],
    ]);
  });

  it('has the year that its sentence gives, and else none of its own', () => {
    expect(
      figuresOf('2020年开展298场次；2021年恢复到512场次。').map(({ value, period }) => [value, period?.from]),
    ).toEqual([
      [298, 2020],
      [512, 2021],
    ]);
    expect(figuresOf('全年开展298场次。')).toMatchObject([{ period: null }]);
  });

  it('has offsets in the whole text, whatever sentence it stands in', () => {
    const text = '上一句没有数。全市科普画廊共142块。';
    const [figure] = readFigures(
      fold(text),
      [{ start: 7, end: text.length, kind: 'paragraph', block: 0 }],
      segment,
    );
    expect(text.slice(figure?.start, figure?.end)).toBe('142块');
  });
});

describe('a total', () => {
  const countedIn = (text: string, blocks: readonly [number, number]) => {
    const at = text.indexOf('。') + 1;
    const [one, other] = blocks;
    return readFigures(
      fold(text),
      [
        { start: 0, end: at, kind: 'paragraph', block: one },
        { start: at, end: text.length, kind: 'paragraph', block: other },
      ],
      segment,
    ).map(({ what }) => what);
  };

  it('counts what the sentence before it in its paragraph added to', () => {
    const text = '全年新建工作站7家，其中省级3家。年末累计54家。';
    expect(countedIn(text, [0, 0])).toEqual(['新建工作站', '省级', '工作站']);
    expect(countedIn(text, [0, 1])[2]).not.toBe('工作站');
  });
});

describe('a row of a table', () => {
  it('has its label as what is counted, its unit from the label and a year a column', () => {
    expect(figuresOf('举办科普活动（场次）：2022年 1286；2021年 1104', 'row')).toMatchObject([
      { value: 1286, unit: '场次', what: '举办科普活动', period: { from: 2022, to: 2022 } },
      { value: 1104, unit: '场次', what: '举办科普活动', period: { from: 2021, to: 2021 } },
    ]);
  });

  it('without a unit in its label counts what its label says', () => {
    expect(figuresOf('街道科协：2022年 11；2021年 11', 'row')).toMatchObject([
      { value: 11, what: '街道科协', period: { from: 2022 } },
      { value: 11, what: '街道科协', period: { from: 2021 } },
    ]);
  });
});

describe('a table with years as its rows', () => {
  it('has the column as what is counted', () => {
    expect(figuresOf('2020年院士工作站（家） 5；2020年引进博士（人） 12', 'row')).toMatchObject([
      { value: 5, unit: '家', what: '院士工作站', period: { from: 2020 } },
      { value: 12, unit: '人', what: '引进博士', period: { from: 2020 } },
    ]);
  });

  it('has the unit and the kind of number that a label gives in brackets', () => {
    expect(figuresOf('场馆建设经费（万元）：2021年 320.5；2022年 410', 'row')).toMatchObject([
      { raw: '320.5', kind: 'money', value: 3_205_000, what: '场馆建设经费', period: { from: 2021 } },
      { raw: '410', kind: 'money', value: 4_100_000, what: '场馆建设经费', period: { from: 2022 } },
    ]);
    expect(figuresOf('参与率（%）：2022年 35', 'row')).toMatchObject([{ kind: 'percent', value: 35 }]);
  });

  it('counts what the end of a header says', () => {
    expect(figuresOf('报告会：2022年场次 6；2022年人数 1800；2021年场次 4', 'row')).toMatchObject([
      { value: 6, unit: '场次', what: '报告会场次', period: { from: 2022 } },
      { value: 1800, unit: '人', what: '报告会人数', period: { from: 2022 } },
      { value: 4, unit: '场次', what: '报告会场次', period: { from: 2021 } },
    ]);
  });
});

describe('the figures of real reports', () => {
  let reports: readonly Report[];
  beforeAll(async () => {
    reports = (await loadCorpus(corpusOf(SHIPPED, FIXTURES))).reports;
  });

  /** Every figure of a report as it is printed, with what it counts. */
  function printedIn(id: string): { raw: string; what: string }[] {
    const report = reports.find((one) => one.id === id) as Report;
    const folded = fold(report.text);
    return cutPassages(report)
      .flatMap(({ sentences }) => readFigures(folded, sentences, segment))
      .map(({ start, end, what }) => ({ raw: report.text.slice(start, end), what }));
  }

  it.each([
    ['pinghu-2020', '106项', '科普活动'],
    ['pinghu-2020', '8.6万人次', '群众'],
    ['pinghu-2020', '302件', '作品'],
    ['pinghu-2020', '近2000名', '市民'],
    ['taicang-2021', '925项', '科普活动'],
    ['taicang-2021', '142块', '科普画廊'],
    ['taicang-2021', '超7.9万人', '科普中国信息员'],
    ['lanxi-2022-summary', '9.3万人次', '观众'],
    ['lanxi-2022-summary', '4870名', '个人会员'],
    ['lanxi-2022-summary', '6300余公里', '行程'],
    ['lanxi-2023-summary', '5.1万册', '科普读物'],
    ['mile-2021-newspaper-page', '1240亩', '示范园'],
    ['mile-2021-newspaper-page', '3260人', '会员'],
    ['wuhou-2022-statistics', '1286场次', '科普活动'],
    ['yidu-yearbook-2022', '2100人次', '听众'],
  ])('of %s hold %s %s', (id, raw, what) => {
    const figures = printedIn(id).filter((figure) => figure.raw === raw);
    expect(figures.map((figure) => figure.what).join()).toContain(what);
  });

  it('are slices of the text that hold their digits', () => {
    for (const report of reports) {
      const folded = fold(report.text);
      for (const { sentences } of cutPassages(report)) {
        for (const sentence of sentences) {
          let last = sentence.start;
          for (const { start, end } of readFigures(folded, [sentence], segment)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(sentence.end);
            expect(folded.slice(start, end)).toMatch(/[\d一二两三四五六七八九十百千万半]/u);
            last = end;
          }
        }
      }
    }
  });
});
