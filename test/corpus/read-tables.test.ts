import { describe, expect, test } from 'vitest';
import { type Cell, tableBlocks } from '../../src/corpus/readers/table-rows.ts';

/** Rows of cells written `text`, `text>2` (two columns), `text^3` (three rows), `#text` (heading). */
function rowsOf(...rows: readonly string[][]): Cell[][] {
  return rows.map((row) =>
    row.map((cell) => ({
      text: cell.replace(/^#|[>^]\d+/gu, ''),
      colspan: Number(/>(\d+)/u.exec(cell)?.[1] ?? 1),
      rowspan: Number(/\^(\d+)/u.exec(cell)?.[1] ?? 1),
      isHeading: cell.startsWith('#'),
    })),
  );
}

function textsOf(...rows: readonly string[][]): string[] {
  return tableBlocks(rowsOf(...rows)).map((block) =>
    block.kind === 'row' ? block.text : `${block.kind} ${block.text}`,
  );
}

describe('a row of a table', () => {
  test('carries its header and leaves out what is empty', () => {
    expect(
      textsOf(['#指标', '#2022年', '#2021年'], ['科普活动（场）', '106', '98'], ['培训班（期）', '', '7']),
    ).toEqual(['科普活动（场）：2022年 106；2021年 98', '培训班（期）：2021年 7']);
  });

  test('has a header of years also where nothing marks it', () => {
    expect(textsOf(['指标', '2022', '2021'], ['会员', '3000', '2800'])).toEqual([
      '会员：2022 3000；2021 2800',
    ]);
  });

  test('is named by what comes after its number', () => {
    expect(textsOf(['序号', '学会', '会员数'], ['1', '医学会', '320'])).toEqual(['医学会：会员数 320']);
  });

  test('of a year is named with the word above it', () => {
    expect(textsOf(['年份', '活动场次', '受益人次'], ['2022', '106', '8.6万'])).toEqual([
      '年份 2022：活动场次 106；受益人次 8.6万',
    ]);
  });

  test('is not given the first row of facts for a header', () => {
    expect(textsOf(['主管部门', '云溪市科协'], ['会员', '120人'])).toEqual([
      '主管部门，云溪市科协',
      '会员，120人',
    ]);
    expect(textsOf(['科普活动', '106场', '8.6万人次'], ['报告会', '24场', '2000人次'])).toEqual([
      '科普活动，106场，8.6万人次',
      '报告会，24场，2000人次',
    ]);
  });

  test('whose first cell is marked as its name needs no header above', () => {
    expect(textsOf(['#主管部门', '云溪市科协'], ['#会员', '120人'])).toEqual([
      '主管部门：云溪市科协',
      '会员：120人',
    ]);
  });

  test('reads two rows of header as one, from top to bottom', () => {
    expect(
      textsOf(
        ['指标^2', '2021年>2', '2020年>2'],
        ['场次', '人次', '场次', '人次'],
        ['活动', '106', '8.6万', '98', '7万'],
      ),
    ).toEqual(['活动：2021年场次 106；2021年人次 8.6万；2020年场次 98；2020年人次 7万']);
  });

  test('names every column that a wide cell covers', () => {
    expect(textsOf(['#指标', '#2021年', '#2020年'], ['学会', '27个>2'])).toEqual([
      '学会：2021年、2020年 27个',
    ]);
  });

  test('repeats words that several rows share, but not their figure', () => {
    expect(
      textsOf(
        ['#单位', '#负责人', '#经费'],
        ['甲学会', '王小明^2', '300万元^2'],
        ['乙学会'],
        ['丙学会', '李小红', '20万元'],
      ),
    ).toEqual([
      '甲学会：负责人 王小明',
      '乙学会：负责人 王小明',
      '甲学会、乙学会：经费 300万元',
      '丙学会：负责人 李小红；经费 20万元',
    ]);
  });

  test('stands below a caption where the first row is one cell', () => {
    expect(textsOf(['2021年主要指标>2'], ['指标', '数量'], ['会员', '3000'])).toEqual([
      'caption 2021年主要指标',
      '会员：数量 3000',
    ]);
  });

  test('that repeats the header on a new page is left out', () => {
    expect(textsOf(['#指标', '#2021年'], ['会员', '3000'], ['指标', '2021年'], ['学会', '27'])).toEqual([
      '会员：2021年 3000',
      '学会：2021年 27',
    ]);
  });

  test('of absurd spans stays within the table', () => {
    const blocks = tableBlocks(rowsOf(['#甲>99999^99999', '#乙>99999'], ['丙', '1']));
    expect(blocks.length).toBeLessThan(4);
  });
});
