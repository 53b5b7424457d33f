import { describe, expect, test } from 'vitest';
import { linesOfPages } from '../../../src/corpus/readers/pdf-lines.ts';
import type { PageText, Run } from '../../../src/corpus/readers/pdf-runs.ts';
import { documentOf, linesOf, messageOf, read, readContent } from './reading.ts';

describe('a PDF', () => {
  test('of a font that is not embedded is read by its named encoding', async () => {
    const result = await read('predefined-cmap.pdf');
    expect(documentOf(result).metadata).toEqual({ title: '云溪市科协2021年工作总结', created: '2022-01-05' });
    expect(linesOf(result)).toEqual([
      '云溪市科协2021年工作总结',
      '',
      '　　全年举办科普活动106场，受益8.6万人次，比上年增长',
      '一成。',
      '　　新建企业科协12家，会员达到3000人。',
      '　　Science Day and Open Lab',
      '',
      '科普活动：2021年 106；2020年 98',
    ]);
  });

  test('of a font with codes of its own is read by its ToUnicode table', async () => {
    expect(linesOf(await read('to-unicode.pdf'))).toEqual(['云溪市科协全年举办青少年科技竞赛九场。']);
  });

  test('in two columns is read column by column below its title', async () => {
    expect(linesOf(await read('two-columns.pdf'))).toEqual([
      '科技之光照亮云溪大地',
      '',
      '一年来，云溪市科协围绕中心工作',
      '，全面推进科学普及工作，组织开',
      '展科普活动一百零六场次，覆盖全',
      '市所有镇街，受到广大群众的普遍',
      '欢迎。同时建设科普示范社区十二',
      '个。',
      '在学术交流方面，全年举办学术报',
      '告会二十四场，邀请院士专家三十',
      '余人次来云溪授课，直接参加的科',
      '技工作者超过两千人，形成了浓厚',
      '的学术氛围。各学会新发展会员三',
      '百名。',
    ]);
  });

  test('loses running titles and page numbers and joins its pages', async () => {
    expect(linesOf(await read('headers.pdf'))).toEqual([
      '第一页讲科学普及，全年活动一百场。',
      '科普大篷车下乡十八次。',
      '第二页讲学术交流，报告会二十四场。',
      '会员新增三百名。',
      '第三页讲组织建设，企业科协十二家。',
      '建成科技工作者之家一个。',
    ]);
  });

  test('that draws its glyphs twice is read once, and 11 and 人人 stay', async () => {
    expect(linesOf(await read('doubled.pdf'))).toEqual([
      '凝智助力比拼赛',
      '',
      '人人参与，共11场，受益2200人次。',
    ]);
  });

  test('is read without the watermark across it', async () => {
    expect(linesOf(await read('watermark.pdf'))).toEqual(['云溪市科协召开全委会议。']);
  });

  test('that lies on its side is read from its own top', async () => {
    expect(linesOf(await read('sideways.pdf'))).toEqual(['云溪市科协举办年会。', '参加人员三百名。']);
  });

  test('with a password asks for one without', async () => {
    expect(messageOf(await read('password.pdf'))).toBe('PDF 有密码；请去掉密码后再放入');
  });

  test('of pictures with a page number asks for text recognition', async () => {
    expect(messageOf(await read('scanned.pdf'))).toContain('扫描件');
  });

  test('of more than 2000 pages asks to be split', async () => {
    const pages = Array.from({ length: 2001 }, (_, i) => i + 3);
    const pdf = [
      '%PDF-1.5',
      '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
      `2 0 obj\n<< /Type /Pages /Count 2001 /Kids [${pages.map((n) => `${n} 0 R`).join(' ')}] >>\nendobj`,
      ...pages.map((n) => `${n} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj`),
      'trailer\n<< /Root 1 0 R >>\n%%EOF',
    ];
    expect(messageOf(await readContent('a.pdf', pdf.join('\n')))).toContain('2001 页，超过 2000 页的上限');
  });

  test('that is cut off is set aside', async () => {
    expect(messageOf(await read('damaged.pdf'))).toBe('PDF 已损坏；请重新下载或重新导出');
  });
});

/** Runs of 10-point type: a text, its left edge and its baseline from the top. */
function page(
  ...runs: readonly (readonly [text: string, x: number, y: number, height?: number])[]
): PageText {
  return {
    width: 595,
    height: 842,
    runs: runs.map(
      ([text, x, y, height = 10]): Run => ({
        text,
        x,
        y,
        height,
        width: Array.from(text).reduce((sum, c) => sum + (/[\x20-\x7e]/u.test(c) ? 0.5 : 1) * height, 0),
      }),
    ),
  };
}

describe('lines from positions', () => {
  test('keep the rows of a table together', () => {
    const rows = Array.from({ length: 8 }, (_, i) => i);
    const table = page(
      ...rows.flatMap((i) => [
        [`指标${i}的名称（场）`, 72, 200 + 20 * i] as const,
        [`${100 + i}`, 260, 200 + 20 * i] as const,
        [`${90 + i}`, 360, 200 + 20 * i] as const,
      ]),
    );
    expect(linesOfPages([table]).flatMap((line) => (typeof line === 'string' ? [] : [line.text]))).toEqual(
      rows.map((i) => `指标${i}的名称（场），${100 + i}，${90 + i}`),
    );
  });

  test('read three columns from left to right', () => {
    const text = '云溪市科协举办活动若干场'; // full lines of 120 points
    const columns = ['甲', '乙', '丙'];
    const runs = columns.flatMap((name, c) =>
      Array.from({ length: 6 }, (_, i) => [`${name}${i}${text}`, 60 + 160 * c, 200 + 18 * i] as const),
    );
    const shuffled = runs.toSorted((a, b) => a[2] - b[2] || b[1] - a[1]);
    expect(linesOfPages([page(...shuffled)])).toEqual(
      columns.flatMap((name) => Array.from({ length: 6 }, (_, i) => `${name}${i}${text}`)),
    );
  });

  test('part a title that is a little larger from the column below it', () => {
    const line = '云溪市科协举办活动若干场';
    const columns = [60, 300].flatMap((x) =>
      Array.from({ length: 6 }, (_, i) => [line, x, 200 + 18 * i] as const),
    );
    const lines = linesOfPages([page(['云溪市科协工作总结', 60, 181, 12], ...columns)]);
    expect(lines.slice(0, 3)).toEqual(['云溪市科协工作总结', '', line]);
  });

  test('drop the spaces that stretch Chinese and keep those between words', () => {
    const stretched = page(['科 普 活 动 106 场', 72, 200], ['Open Lab', 72, 220]);
    const [run, latin] = stretched.runs;
    const tight = { ...stretched, runs: [{ ...run, width: 63 } as Run, latin as Run] };
    expect(linesOfPages([tight])).toEqual(['科普活动106场', 'Open Lab']);
  });

  test('lose a raised footnote mark and keep an exponent', () => {
    const lines = linesOfPages([
      page(
        ['企业科协', 72, 200],
        ['2', 112, 196, 6],
        ['12家', 115, 200],
        ['面积60m', 72, 220],
        ['2', 107, 216, 6],
      ),
    ]);
    expect(lines).toEqual(['企业科协12家', '面积60m²']);
  });

  test('keep a number at the foot of a page that is not its page number', () => {
    expect(linesOfPages([page(['会员', 72, 790], ['106', 72, 808])])).toEqual(['会员', '106']);
    expect(linesOfPages([page(['会员', 72, 700], ['1', 290, 808])])).toEqual(['会员']);
  });

  test('are none for pages without text', () => {
    expect(linesOfPages([page(), page()])).toEqual([]);
  });
});

describe('a table in a PDF', () => {
  const shown = (...runs: readonly (readonly [text: string, x: number, y: number, height?: number])[]) =>
    linesOfPages([page(...runs)])
      .map((line) => (typeof line === 'string' ? line : `| ${line.text}`))
      .filter((line) => line !== '');

  test('whose head is years gives each row with its years, a single one as well', () => {
    expect(
      shown(
        ['指标', 72, 200],
        ['2022年', 260, 200],
        ['2021年', 360, 200],
        ['讲座（场）', 72, 220],
        ['1,286', 265, 220],
        ['1,105', 365, 220],
      ),
    ).toEqual(['| 讲座（场）：2022年 1,286；2021年 1,105']);
  });

  test('gives each figure to the column that it stands in, whatever the columns are called', () => {
    const row = (y: number, label: string, ...figures: readonly string[]) => [
      [label, 72, y] as const,
      ...figures.flatMap((figure, c) => (figure === '' ? [] : [[figure, 260 + 80 * c, y] as const])),
    ];
    expect(
      shown(
        ['全市科普工作统计表', 200, 160, 14],
        ...row(200, '指标', '合计', '市级', '县级'),
        ...row(220, '讲座（场）', '128', '41', '87'),
        ...row(240, '其中：进校园', '60', '', '60'),
        ...row(260, '科技馆（座）', '3', '1', ''),
        ...row(280, '会员（人）', '3204', '1592', '1612'),
      ),
    ).toEqual([
      '全市科普工作统计表',
      '| 讲座（场）：合计 128；市级 41；县级 87',
      '| 其中：进校园：合计 60；县级 60',
      '| 科技馆（座）：合计 3；市级 1',
      '| 会员（人）：合计 3204；市级 1592；县级 1612',
    ]);
  });

  test('stays the lines it is where no figures stand beside each other', () => {
    expect(shown(['主席', 72, 200], ['张三', 260, 200], ['副主席', 72, 220], ['李四', 260, 220])).toEqual([
      '主席 张三',
      '副主席 李四',
    ]);
    expect(shown(['讲座', 72, 200], ['1286', 260, 200])).toEqual(['讲座 1286']);
  });
});
