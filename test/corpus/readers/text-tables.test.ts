import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/corpus/document.ts';
import { withTables } from '../../../src/corpus/readers/text-tables.ts';

/** Rows as text, everything else as it stands. */
const shown = (text: string) =>
  withTables(text.split('\n')).map((line) => (typeof line === 'string' ? line : `| ${line.text}`));

describe('a table of plain text', () => {
  test('with one gap between all cells leaves out the translation and keeps its empty cells', () => {
    expect(
      shown(
        [
          '指    标   Item   合 计   市 级   县 级',
          '      Total   City-level   County-level',
          '      ',
          '机构数          (个)   Number of Associations          (unit)   8   1   7',
          '  # 在编人数        (人)   Regular Staff          (person)   1592   1023   569',
          '高校科协            (个)   Associations in Universities          (unit)   3   3   ',
          '乡镇科协            (个)   Associations in Townships             (unit)   94      94',
          '受众      (万人次)   Audience          (10 000 person-times)   58.3   19.7   38.6',
        ].join('\n'),
      ),
    ).toEqual([
      '| 机构数（个）：合计 8；市级 1；县级 7',
      '| # 在编人数（人）：合计 1592；市级 1023；县级 569',
      '| 高校科协（个）：合计 3；市级 3',
      '| 乡镇科协（个）：合计 94；县级 94',
      '| 受众（万人次）：合计 58.3；市级 19.7；县级 38.6',
    ]);
  });

  test('whose columns stand under each other gives each figure to the column it stands in', () => {
    expect(
      shown(
        [
          '项目                单位    2016年    2015年    增减(%)',
          '企业科协            个         74        66      12.1',
          '高校科协            个          3         3',
          '科普讲座            场次      655       655',
          '发放资料            万份     21.7      24.0      -9.6',
        ].join('\n'),
      ),
    ).toEqual([
      '| 企业科协（个）：2016年 74；2015年 66；增减(%) 12.1',
      '| 高校科协（个）：2016年 3；2015年 3',
      '| 科普讲座（场次）：2016年 655；2015年 655',
      '| 发放资料（万份）：2016年 21.7；2015年 24.0；增减(%) -9.6',
    ]);
  });

  test('may have the head of its labels on a line of its own, between those of the columns', () => {
    const rows = [
      '东河区      31      5600    28      4300',
      '西河区       6      1800            950',
      '安垟县     155       155    12       760',
    ];
    const heads = [
      '                2022年          2021年',
      '县区',
      '           场次    人数    场次    人数',
    ];
    expect(shown([...heads, ...rows].join('\n'))).toEqual([
      '| 东河区：2022年场次 31；2022年人数 5600；2021年场次 28；2021年人数 4300',
      '| 西河区：2022年场次 6；2022年人数 1800；2021年人数 950',
      '| 安垟县：2022年场次 155；2022年人数 155；2021年场次 12；2021年人数 760',
    ]);
    expect(shown(['县区情况', heads[2], ...rows].join('\n'))[0]).toBe('县区情况');
  });

  test('with tabs keeps groups and empty cells', () => {
    expect(
      shown(
        '类别\t指标\t单位\t2018\t2019\n组织\t科协\t个\t9\t\n\t学会\t个\t126\t131\n科普\t讲座\t场\t731\t864',
      ),
    ).toEqual([
      '| 组织 科协：2018年 9个',
      '| 组织 学会：2018年 126个；2019年 131个',
      '| 科普 讲座：2018年 731场；2019年 864场',
    ]);
  });

  test('gives a head over several columns to those that it stands over, and no head to a column where that is not sure', () => {
    const rows = '东河区\t88\t31\t402\t6120\n西河区\t75\t27\t355\t5230';
    expect(shown(`县区\t基层组织\t科普活动\t志愿者\n\t小计\t其中:企业科协\t\t\n${rows}`)).toEqual([
      '| 东河区：基层组织小计 88；基层组织其中:企业科协 31；科普活动 402；志愿者 6120',
      '| 西河区：基层组织小计 75；基层组织其中:企业科协 27；科普活动 355；志愿者 5230',
    ]);
    expect(shown(`县区\t基层组织\t科普活动\t志愿者\n${rows}`)).toEqual([
      '| 东河区，88，31，402，6120',
      '| 西河区，75，27，355，5230',
    ]);
    // The column of 乡镇 is blank in all rows: 市级 and 县级 are not the last two heads.
    expect(
      shown(
        [
          '指标          合计      市级      县级      乡镇',
          '讲座（场）     128        41        87',
          '基地（个）      60        12        48',
        ].join('\n'),
      ).join(),
    ).not.toMatch(/市级 128|县级 41|乡镇 87/u);
    expect(
      shown(
        [
          '                   2021年               2020年',
          '指标           场次      人次      场次      人次',
          '讲座            128     5,000        87     4,100',
          '展览             60     1,200        48       900',
        ].join('\n'),
      ),
    ).toEqual([
      '| 讲座：2021年场次 128；2021年人次 5,000；2020年场次 87；2020年人次 4,100',
      '| 展览：2021年场次 60；2021年人次 1,200；2020年场次 48；2020年人次 900',
    ]);
  });

  test('says how far a part is set in below its row, however that was typed', () => {
    const rows = withTables(
      [
        '指标        2016年',
        '合计        286',
        '  其中:企业      74',
        '       高校       3',
        '会员      18420',
      ].flatMap((l) => [l]),
    ).filter((line): line is Block => typeof line !== 'string');
    expect(rows.map(({ row }) => row?.depth)).toEqual([0, 0, 4, 0]);
  });

  test('is none where the lines are prose, a masthead or a list of names', () => {
    for (const text of [
      '本报记者 石 磊                通讯员 赵大鹏\n2023年  3月  举办讲座12场。\n全年接待观众  3万人次，新建基地 2 个。',
      '主席      张三\n副主席    李四\n秘书长    王五',
      '电话:0523-8021    传真:0523-8022\n邮编:225700',
      '1978年  恢复县科协。\n1984年  单独设置。\n1993年  改称市科协。',
    ]) {
      expect(shown(text)).toEqual(text.split('\n'));
    }
  });

  test('gives every figure to its own row and column, laid out by tabs, by one gap or under each other', () => {
    const label = fc.constantFrom('科普讲座', '学会', '科技馆接待', '企业科协', '乡镇农技协会');
    const figure = fc.oneof(
      fc
        .integer({ min: 0, max: 99_999 })
        .filter((n) => n < 1900 || n > 2099)
        .map(String),
      fc.constant(''),
    );
    // A table is told by its rows, a label with figures beside it: lines of labels alone end it.
    const row = fc.tuple(label, figure, figure, figure).filter(([, ...values]) => values.some(Boolean));
    const table = fc.array(row, { minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom('tabs', 'gap', 'places'), (rows, layout) => {
        const full: (readonly string[])[] = [['场馆', '1', '2', '3'], ['基地', '40', '50', '60'], ...rows];
        const head = ['指标', '合计', '市级', '县级'];
        const text = [head, ...full]
          .map((cells) =>
            layout === 'tabs'
              ? cells.join('\t')
              : layout === 'gap'
                ? cells.join('   ')
                : cells
                    .map((cell, c) => (c === 0 ? cell + ' '.repeat(20 - 2 * cell.length) : cell.padStart(10)))
                    .join(''),
          )
          .join('\n');
        const made = shown(text);
        full.forEach(([name, ...values]) => {
          const pairs = values.flatMap((value, c) => (value === '' ? [] : [`${head[c + 1]} ${value}`]));
          if (pairs.length > 0 && layout !== 'places')
            expect(made).toContain(`| ${name}：${pairs.join('；')}`);
          if (pairs.length > 0 && layout === 'places' && head.every((h) => h.length === 2))
            expect(made).toContain(`| ${name}：${pairs.join('；')}`);
        });
      }),
    );
  });
});
