import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/corpus/readers/table-grid.ts';
import { tableBlocks } from '../../../src/corpus/readers/table-rows.ts';

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
      '会员：2022年 3000；2021年 2800',
    ]);
  });

  test('is named by what comes after its number', () => {
    expect(textsOf(['序号', '学会', '会员数'], ['1', '医学会', '320'])).toEqual(['医学会：会员数 320']);
  });

  test('of a year has it at each figure, also where the cell has no 年', () => {
    expect(textsOf(['年份', '活动场次', '受益人次'], ['2022', '106', '8.6万'])).toEqual([
      '2022年活动场次 106；2022年受益人次 8.6万',
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

  test('has the unit that stands above the table for all of its figures', () => {
    const rows = rowsOf(
      ['#项目', '#2022年', '#2021年'],
      ['场馆建设', '410', '320.5'],
      ['人数（人）', '12', '9'],
    );
    const above = (text: string) =>
      tableBlocks(rows, 0, [{ kind: 'paragraph', text, level: 0 }]).map((block) => block.text);
    const inYuan = ['场馆建设（万元）：2022年 410；2021年 320.5', '人数（人）：2022年 12；2021年 9'];
    expect(above('单位：万元')).toEqual(inYuan);
    expect(above('表3 经费投入情况（单位：万元）')).toEqual(inYuan);
    expect(above('经费投入（万元）')).toEqual(inYuan);
    const asItIs = ['场馆建设：2022年 410；2021年 320.5', '人数（人）：2022年 12；2021年 9'];
    expect(above('单位：云溪市科协')).toEqual(asItIs);
    expect(above('单位：场、人次')).toEqual(asItIs);
  });

  test('has that unit at its columns where years are its rows, and where a column has a unit of its own', () => {
    const caption = ['经费（单位：万元）>3'];
    expect(textsOf(caption, ['#年份', '#场馆', '#活动'], ['2022', '410', '97.6'])).toEqual([
      'caption 经费（单位：万元）',
      '2022年场馆（万元） 410；2022年活动（万元） 97.6',
    ]);
    expect(textsOf(caption, ['#项目', '#人数（人）', '#金额'], ['场馆', '12', '410'])).toEqual([
      'caption 经费（单位：万元）',
      '场馆：人数（人） 12；金额（万元） 410',
    ]);
  });

  test('of a group over several rows is named by both', () => {
    expect(
      textsOf(
        ['#类别', '#指标', '#2022年', '#2021年'],
        ['学会^2', '会员', '1,530', '1,410'],
        ['活动', '31', '28'],
      ),
    ).toEqual(['学会 会员：2022年 1,530；2021年 1,410', '学会 活动：2022年 31；2021年 28']);
  });

  test('has a number whose thousands are parted by spaces as one number', () => {
    expect(textsOf(['#指标', '#2022年'], ['会员', '23 450'])).toEqual(['会员：2022年 23450']);
  });

  test('of absurd spans stays within the table', () => {
    const blocks = tableBlocks(rowsOf(['#甲>99999^99999', '#乙>99999'], ['丙', '1']));
    expect(blocks.length).toBeLessThan(4);
  });
});
