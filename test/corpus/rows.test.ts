import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanContent } from '../../src/corpus/clean.ts';
import type { Block } from '../../src/corpus/document.ts';
import { joinBlocks } from '../../src/corpus/file-reports.ts';
import { tableBlocks } from '../../src/corpus/readers/table-rows.ts';
import { type Row, readRows } from '../../src/corpus/rows.ts';

const cell = (text: string, indent = 0) => ({ text, colspan: 1, rowspan: 1, isHeading: false, indent });

/** The rows of a page with these tables, a paragraph between them. */
function rowsIn(...tables: readonly (readonly (readonly (string | [string, number])[])[])[]) {
  const blocks: Block[] = tables.flatMap((table) => [
    { kind: 'paragraph' as const, text: '下表列出全年情况，数据由各乡镇报送。', level: 0 },
    ...tableBlocks(table.map((row) => row.map((one) => (Array.isArray(one) ? cell(...one) : cell(one))))),
  ]);
  const { text, spans } = joinBlocks(cleanContent({ layout: 'blocks', blocks }));
  return { text, rows: readRows({ text, blocks: spans }) };
}

const shown = (text: string, { label, parents, cells }: Row) => ({
  label,
  parents,
  cells: cells.map(({ head, start, end, unit }) => [head, text.slice(start, end), unit]),
});

describe('the rows of a report', () => {
  test('give each cell with the head and the unit of its column', () => {
    const { text, rows } = rowsIn([
      ['乡镇', '讲座（场）', '参与人次', '完成率'],
      ['柳埠镇', '31', '8.6万', '102%'],
    ]);
    expect(rows.map((row) => shown(text, row))).toEqual([
      {
        label: '柳埠镇',
        parents: [],
        cells: [
          ['讲座', '31', '场'],
          ['参与人次', '8.6万', '人次'],
          ['完成率', '102%', ''],
        ],
      },
    ]);
  });

  test('know what they are a part of, by 其中, # and how far they are set in', () => {
    const { rows } = rowsIn([
      ['指标', '2022年', '2021年'],
      ['举办活动（场）', '106', '98'],
      ['　其中：进校园', '40', '38'],
      [['进社区', 4], '12', '11'],
      ['机关人员（人）', '96', '95'],
      ['# 在编人数（人）', '81', '80'],
      ['学会（个）', '15', '14'],
    ]);
    expect(rows.map(({ label, parents }) => [label, ...parents])).toEqual([
      ['举办活动'],
      ['进校园', '举办活动'],
      ['进社区', '举办活动'],
      ['机关人员'],
      ['在编人数', '机关人员'],
      ['学会'],
    ]);
  });

  test('are of one table until another one begins', () => {
    const table = [
      ['乡镇', '讲座（场）', '展览（场）'],
      ['甲镇', '3', '4'],
      ['乙镇', '5', '6'],
    ];
    expect(rowsIn(table, table).rows.map((row) => row.table)).toEqual([1, 1, 2, 2]);
  });

  test('stand in the text where they say: label, head and figure are slices of it', () => {
    const word = fc.stringMatching(/^[甲乙丙丁子丑寅卯]{2,4}$/u);
    const unit = fc.constantFrom('（场）', '（人）', '（万元）', '');
    const heads = fc.uniqueArray(word, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        heads,
        fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
        unit,
        fc.nat(9999),
        (columns, names, suffix, seed) => {
          const { text, rows } = rowsIn([
            ['名称', ...columns.map((column) => column + suffix)],
            ...names.map((name, r) => [
              name,
              ...columns.map((_, c) => String(((seed + r * 31 + c * 7) % 900) + 1)),
            ]),
          ]);
          expect(rows.map(({ labelAt }) => text.slice(...labelAt))).toEqual(names);
          for (const [r, row] of rows.entries()) {
            expect(row.cells.map(({ headAt }) => text.slice(...headAt))).toEqual(columns);
            expect(row.cells.map(({ start, end }) => Number(text.slice(start, end)))).toEqual(
              columns.map((_, c) => ((seed + r * 31 + c * 7) % 900) + 1),
            );
          }
        },
      ),
    );
  });
});
