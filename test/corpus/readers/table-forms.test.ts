import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/corpus/readers/table-grid.ts';
import { tableBlocks } from '../../../src/corpus/readers/table-rows.ts';

const cell = (text: string, colspan = 1): Cell => ({ text, colspan, rowspan: 1, isHeading: false });
const rowsOf = (rows: readonly (readonly string[])[]) =>
  tableBlocks(rows.map((row) => row.map((text) => cell(text)))).map(({ text }) => text);

describe('a form', () => {
  it('gives each value to the label before it, also where one takes the rest of its row', () => {
    const rows = [
      [cell('基地名称'), cell('溪口湿地科普馆'), cell('所在县区'), cell('溪口县')],
      [cell('建成时间'), cell('2018年'), cell('展厅面积（平方米）'), cell('1200')],
      [cell('年接待量（人次）'), cell('35000'), cell('讲解员（人）'), cell('')],
      [cell('主要做法'), cell('全年开展研学活动42场。', 3)],
    ];
    expect(tableBlocks(rows).map(({ text, row }) => [text, row?.label, row?.cells[0]?.value])).toEqual([
      ['基地名称：溪口湿地科普馆', '基地名称', '溪口湿地科普馆'],
      ['所在县区：溪口县', '所在县区', '溪口县'],
      ['建成时间：2018年', '建成时间', '2018年'],
      ['展厅面积（平方米）：1200', '展厅面积（平方米）', '1200'],
      ['年接待量（人次）：35000', '年接待量（人次）', '35000'],
      ['主要做法：全年开展研学活动42场。', '主要做法', '全年开展研学活动42场。'],
    ]);
  });

  it.each([
    [
      ['县区', '完成情况'],
      ['东河区', '12'],
      ['西河区', '未开展'],
    ],
    [
      ['指标', '2022年'],
      ['讲座', '31'],
      ['展览', '无'],
    ],
    [
      ['县区', '活动', '单位', '数量'],
      ['东河区', '讲座', '场', '31'],
      ['西河区', '展览', '人次', '500'],
    ],
    [
      ['指标', '数值', '单位', '备注'],
      ['讲座', '31', '场', '完成'],
      ['展览', '约8', '次', '在办'],
    ],
  ])('is not seen in a table with a head: %j', (...rows) => {
    expect(rowsOf(rows)[0]).not.toContain(`${rows[0]?.[0]}：`);
  });

  it('of any labels and values loses and moves none', () => {
    const labels = [...'甲乙丙丁戊己庚辛'].map((name) => `${name}项`);
    const value = fc.oneof(
      fc.integer({ min: 0, max: 1800 }).map(String),
      fc.constantFrom('市本级', '溪口湿地'),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 8, maxLength: 8 }), (values) => {
        const rows = [0, 2, 4, 6].map((i) =>
          [0, 1].flatMap((c) => [labels[i + c] ?? '', values[i + c] ?? '']),
        );
        const texts = rowsOf(rows);
        const column = (c: number) =>
          values.filter((_, i) => i % 2 === c && i > 1).map((text) => /^\d/u.test(text));
        const isMixed = [0, 1].some((c) => new Set(column(c)).size > 1);
        if (isMixed) expect(texts).toEqual(labels.map((label, i) => `${label}：${values[i]}`));
      }),
    );
  });
});
