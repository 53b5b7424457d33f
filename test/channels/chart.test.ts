/** Figures side by side as a picture. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, chartOf } from '../../src/channels/chart.ts';
import { chartPainter } from '../../src/channels/chart-image.ts';
import { createLog } from '../../src/channels/log.ts';

const COLUMNS = ['科协', '时间', '数据'];
const tableOf = (...rows: readonly (readonly string[])[]) => ({ columns: COLUMNS, rows });
const THREE = tableOf(
  ['平湖市科协', '2020年', '106项'],
  ['太仓市科协', '2021年', '925项'],
  ['兰溪市科协', '2022年', '310余项'],
);
const OPTIONS = { title: '各家办了多少项科普活动？', language: 'zh' } as const;

const log = (lines: string[] = []) => createLog('info', [], { write: (line) => lines.push(line) });
const chart = (): Chart => chartOf(THREE, OPTIONS) as Chart;

describe('a chart', () => {
  it('is drawn from three figures of one kind', () => {
    expect(chart().svg.match(/<rect [^>]*rx=/gu)).toHaveLength(3);
    expect(chartOf(tableOf(...THREE.rows.slice(0, 2)), OPTIONS)).toBeNull();
    expect(chartOf(null, OPTIONS)).toBeNull();
    const mixed = tableOf(...THREE.rows.slice(0, 2), ['兰溪市科协', '2022年', '8.6万人次']);
    expect(chartOf(mixed, OPTIONS)).toBeNull();
  });

  it('says in words all that it shows, in the language of the question', () => {
    expect(chart().alt).toBe(
      '柱状图：平湖市科协 2020年 106项；太仓市科协 2021年 925项；兰溪市科协 2022年 310余项',
    );
    const english = chartOf(THREE, { title: 'How many activities?', language: 'en' });
    expect(english?.alt).toMatch(/^Bar chart: 平湖市科协/u);
  });

  it('has bars as long as their figures', () => {
    const widths = [...chart().svg.matchAll(/<rect [^>]*width="(\d+)"[^>]*rx=/gu)].map(([, width]) =>
      Number(width),
    );
    expect((widths[0] as number) / (widths[1] as number)).toBeCloseTo(106 / 925, 2);
  });

  it('holds no mark-up of its title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const { svg } = chartOf(THREE, { title, language: 'zh' }) as Chart;
        expect(svg.match(/<(?:text|rect|svg)[ >]/gu)).toHaveLength(7 + 4 + 1);
      }),
    );
  });

  it('is a PNG, whatever its title has in it', async () => {
    const odd = chartOf(THREE, { title: '<b>各家&\u0000\ufffe“比一比”]]></b>', language: 'zh' }) as Chart;
    const png = await chartPainter(log(), async () => true).paint(odd);
    expect(
      Buffer.from(png as Uint8Array)
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});

describe('a machine without Chinese letters', () => {
  it('draws nothing and says so once', async () => {
    const lines: string[] = [];
    const painter = chartPainter(log(lines), async () => false);
    expect(await painter.paint(chart())).toBeNull();
    expect(await painter.paint(chart())).toBeNull();
    expect(lines.filter((line) => line.includes('没有找到中文字体'))).toHaveLength(1);
  });
});
