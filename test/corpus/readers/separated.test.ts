import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, messageOf, outline, readContent } from './reading.ts';

const ROWS = [
  ['县区', '基层组织', '科普活动', '受益人次'],
  ['全市合计', '412', '1583', '21,340'],
  ['东河区', '88', '402', '6,120'],
  ['安垟县（山区）', '102', '386', '4,410'],
];
const READ = [
  'row 全市合计：基层组织 412；科普活动 1583；受益人次 21,340',
  'row 东河区：基层组织 88；科普活动 402；受益人次 6,120',
  'row 安垟县（山区）：基层组织 102；科普活动 386；受益人次 4,410',
];

describe('a file of separated values', () => {
  it.each([
    [',', 'a.csv'],
    [';', 'a.csv'],
    ['\t', 'a.tsv'],
    ['\t', 'a.csv'],
  ])('parted by %j gives its rows', async (delimiter, name) => {
    expect(outline(await readContent(name, stringify(ROWS, { delimiter, bom: true })))).toEqual(READ);
  });

  it('whose quotation marks do not come in pairs is refused, and not read to where it goes wrong', async () => {
    for (const text of ['指标,2022年\n讲座,31\n"展览,5\n报告,7\n', '"\n', 'a,b\n"x"y,1\n"z,3\n'])
      expect(messageOf(await readContent('a.csv', text))).toMatch(/双引号.*另存为/u);
    const inside = await readContent('a.csv', '指标,2022年\n12"屏幕,31\n展览,5\n');
    expect(outline(inside)).toEqual(['row 12"屏幕：2022年 31', 'row 展览：2022年 5']);
  });

  it('of another encoding, with lines above and below its table, is read whole', async () => {
    const { content } = documentOf(
      await readContent('b.csv', await import('node:fs').then((fs) => fs.readFileSync(districts))),
    );
    expect(content.layout === 'blocks' && content.blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'heading 2022年溪昌市各县区科协主要指标',
      'caption 单位：个、场',
      ...READ,
      'paragraph 注：数据截至2022年底',
    ]);
  });

  it('has a head of two lines without merged cells', async () => {
    const text = '县区,2022年,,2021年,\n,场次,人数,场次,人数\n东河区,31,5600,28,4300\n西河区,6,1800,,950\n';
    expect(outline(await readContent('a.csv', text))).toEqual([
      'row 东河区：2022年场次 31；2022年人数 5600；2021年场次 28；2021年人数 4300',
      'row 西河区：2022年场次 6；2022年人数 1800；2021年人数 950',
    ]);
  });

  it('of words alone has its first line for a head', async () => {
    const text = '姓名,所在单位,荣誉\n张三,市林业局,最美科技工作者\n李四,市农科院,优秀科技辅导员\n';
    expect(outline(await readContent('a.csv', text))).toEqual([
      'row 张三：所在单位 市林业局；荣誉 最美科技工作者',
      'row 李四：所在单位 市农科院；荣誉 优秀科技辅导员',
    ]);
  });

  it('never joins two cells nor gives one to another row or column', async () => {
    const figure = fc.integer({ min: 0, max: 99_999 }).map(String);
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(figure, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', '\t', ';', '|'), async (figures, delimiter) => {
        const head = ['指标', ...(figures[0] ?? []).map((_, c) => `第${'甲乙丙丁戊'[c]}列`)];
        const rows = figures.map((values, r) => [`${'子丑寅卯辰巳午未'[r]}项`, ...values]);
        const text = stringify([head, ...rows], { delimiter });
        expect(outline(await readContent('a.csv', text))).toEqual(
          rows.map(
            ([label, ...values]) => `row ${label}：${values.map((v, c) => `${head[c + 1]} ${v}`).join('；')}`,
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
});

const districts = new URL('../../fixtures/formats/districts.csv', import.meta.url);

describe('lines of plain text with commas', () => {
  const table = ROWS.map((row) => row.map((text) => (text.includes(',') ? `"${text}"` : text)).join(','));

  it.each([',', '，', '|', ';'])(
    'parted by %s are a table, and what stands above and below is none of it',
    async (mark) => {
      const lines = ROWS.map((row) => row.map((text) => text.replace(',', '')).join(mark));
      const text = ['全年工作的数据如下。', '各县区科协主要指标', ...lines, '以上数据由各县区报送。'].join(
        '\n',
      );
      const { content } = documentOf(await readContent('a.txt', text));
      expect(
        content.layout === 'lines' &&
          content.lines.map((line) => (typeof line === 'string' ? line : `| ${line.text}`)),
      ).toEqual([
        '全年工作的数据如下。',
        '各县区科协主要指标',
        ...READ.map((row) => row.replace('row', '|').replace(/(\d),(\d)/u, '$1$2')),
        '以上数据由各县区报送。',
      ]);
    },
  );

  it('may have figures in quotes', async () => {
    const { content } = documentOf(await readContent('a.txt', table.join('\n')));
    expect(
      content.layout === 'lines' &&
        content.lines.map((line) => (typeof line === 'string' ? line : `row ${line.text}`)),
    ).toEqual(READ);
  });

  it('that are prose stay as they are', async () => {
    const lines = [
      '全年办讲座，106场，受益8.6万人次，',
      '新建科协，12家，会员达3412人，',
      '巡展，5站，下乡18次，均超计划，',
    ];
    const { content } = documentOf(await readContent('a.txt', lines.join('\n')));
    expect(content.layout === 'lines' && content.lines).toEqual(lines);
  });
});
