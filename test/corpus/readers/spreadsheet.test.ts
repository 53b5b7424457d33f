import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { documentOf, messageOf, outline, read, readContent } from './reading.ts';
import { zip } from './zip-entries.ts';

type Rows = (string | number | Date | null)[][];

/** A workbook of these sheets; `more` changes one before it is saved. */
function book(
  sheets: Readonly<Record<string, Rows>>,
  type: BookType = 'xlsx',
  more: (sheet: WorkSheet, name: string) => void = () => {},
  hidden: readonly string[] = [],
): Buffer {
  const made = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows);
    more(sheet, name);
    utils.book_append_sheet(made, sheet, name);
  }
  made.Workbook = {
    Sheets: made.SheetNames.map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })),
  };
  return write(made, { type: 'buffer', bookType: type, cellStyles: true }) as Buffer;
}

const merge = (range: string) => utils.decode_range(range);

const TABLE: Rows = [
  ['云溪市科协系统组织情况（2022年）', null, null],
  [null, null, '单位：个'],
  ['指标', '2021年', '2022年'],
  ['企业科协', 96, 108],
  ['　其中：园区科协', 12, 15],
  ['合计', 96, 108],
  ['注：不含市直单位', null, null],
];
const READ = [
  'heading1 云溪市科协系统组织情况（2022年）',
  'caption 单位：个',
  'row 企业科协（个）：2021年 96；2022年 108',
  'row 其中：园区科协（个）：2021年 12；2022年 15',
  'row 合计（个）：2021年 96；2022年 108',
  'paragraph 注：不含市直单位',
];

describe('a workbook', () => {
  it.each(['xlsx', 'biff8', 'ods', 'xlml'] as const)(
    'saved as %s gives title, unit, rows and notes',
    async (type) => {
      const name = { xlsx: 'a.xlsx', biff8: 'a.xls', ods: 'a.ods', xlml: 'a.xls' }[type];
      expect(outline(await readContent(name, book({ Sheet1: TABLE }, type)))).toEqual(READ);
    },
  );

  it('of WPS is the same container', async () => {
    expect(outline(await readContent('a.et', book({ Sheet1: TABLE }, 'biff8')))).toEqual(READ);
  });

  it('says of a row how far it is set in', async () => {
    const { content } = documentOf(await readContent('a.xlsx', book({ Sheet1: TABLE })));
    const depths = content.layout === 'blocks' ? content.blocks.flatMap(({ row }) => row?.depth ?? []) : [];
    expect(depths).toEqual([0, 1, 0]);
  });

  it('of several sheets has their names as headings, where they are names', async () => {
    const sheets = {
      学会: [
        ['名称', '会员'],
        ['林学会', 88],
      ],
      Sheet2: [
        ['企业科协情况', null],
        ['县区', '数量'],
        ['东河区', 12],
      ],
      空表: [[null, ' ']],
    };
    expect(outline(await readContent('a.xlsx', book(sheets)))).toEqual([
      'heading2 学会',
      'row 林学会：会员 88',
      'heading2 企业科协情况',
      'row 东河区：数量 12',
    ]);
  });

  it('is read as it is shown: dates as dates, shares as shares, hidden sheets, rows and columns not', async () => {
    const rows: Rows = [
      ['活动', '日期', '完成率', '内部备注', '场次'],
      ['科普日', new Date(Date.UTC(2022, 8, 17)), 0.35, '略', 1286],
      ['草稿', new Date(Date.UTC(2022, 8, 18)), 0.1, '略', 3],
    ];
    const bytes = book(
      {
        表: rows,
        底稿: [
          ['甲', 1],
          ['乙', 2],
        ],
      },
      'xlsx',
      (sheet, name) => {
        if (name !== '表') return;
        sheet['C2'].z = '0%';
        sheet['E2'].z = '#,##0';
        sheet['!cols'] = [{}, {}, {}, { hidden: true }, {}];
        sheet['!rows'] = [{}, {}, { hidden: true }];
      },
      ['底稿'],
    );
    expect(outline(await readContent('a.xlsx', bytes))).toEqual([
      'row 科普日：日期 2022-09-17；完成率 35%；场次 1,286',
    ]);
  });

  it('gives merged heads to all of their columns and a merged label to all of its rows', async () => {
    const rows: Rows = [
      ['类别', '指标', '2022年', null],
      [null, null, '上半年', '全年'],
      ['学会', '会员数', 120, 260],
      [null, '活动', 5, 9],
    ];
    const bytes = book({ 表: rows }, 'biff8', (sheet) => {
      sheet['!merges'] = ['A1:A2', 'B1:B2', 'C1:D1', 'A3:A4'].map(merge);
    });
    expect(outline(await readContent('a.xls', bytes))).toEqual([
      'row 学会 会员数：2022年上半年 120；2022年全年 260',
      'row 学会 活动：2022年上半年 5；2022年全年 9',
    ]);
  });

  it('parts tables that stand below and beside each other', async () => {
    const rows: Rows = [
      ['指标', '数量', null, '县区', '场次'],
      ['讲座', 31, null, '东河区', 6],
      ['展览', 5, null, '西河区', 4],
      [null, null, null, null, null],
      ['人才', '2021', null, null, null],
      ['院士', 2, null, null, null],
    ];
    expect(outline(await readContent('a.xlsx', book({ 表: rows })))).toEqual([
      'row 讲座：数量 31',
      'row 展览：数量 5',
      'row 东河区：场次 6',
      'row 西河区：场次 4',
      'row 院士：2021年 2',
    ]);
  });

  it('shows no figure where a formula was never reckoned or failed', async () => {
    const bytes = book(
      {
        表: [
          ['指标', '数量', '占比'],
          ['讲座', 31, 1],
        ],
      },
      'xlsx',
      (sheet) => {
        sheet['C2'] = { t: 'e', v: 0x17, w: '#REF!' };
      },
    );
    expect(outline(await readContent('a.xlsx', bytes))).toEqual(['row 讲座：数量 31']);
  });

  it('that is a web page or lines of tabs under its name is read as what it is', async () => {
    const page =
      '<html><body><table><tr><th>指标</th><th>2022年</th></tr><tr><td>讲座</td><td>31</td></tr></table></body></html>';
    expect(outline(await readContent('a.xls', page))).toEqual(['row 讲座：2022年 31']);
    expect(outline(await readContent('a.xls', '指标\t2022年\n讲座\t31\n展览\t5\n'))).toEqual([
      'row 讲座：2022年 31',
      'row 展览：2022年 5',
    ]);
  });

  it('that is damaged or no workbook is set aside', async () => {
    expect(messageOf(await readContent('a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])))).toContain(
      '另存为 .xlsx',
    );
    expect(messageOf(await readContent('a.xlsx', Buffer.from([1, 0, 2, 0, 255])))).toContain('另存为 .xlsx');
    expect(messageOf(await read('old-word.docx'))).toContain('.doc');
  });

  it('of more elements than a report has is not read', async () => {
    const content = Buffer.from(`<worksheet>${'<c/>'.repeat(2_000_000)}</worksheet>`);
    const archive = zip([{ name: 'xl/worksheets/sheet1.xml', content }]);
    expect(messageOf(await readContent('a.xlsx', archive))).toContain('表格太大');
  });

  it('that holds a document is a workbook all the same', async () => {
    const bytes = book({ 表: TABLE }, 'xlsx');
    const held = zip([{ name: 'word/document.xml', content: Buffer.from('<w:document/>') }]);
    const archive = await JSZip.loadAsync(bytes);
    archive.file('xl/embeddings/document1.docx', held, { compression: 'STORE' });
    expect(outline(await readContent('a.xlsx', await archive.generateAsync({ type: 'nodebuffer' })))).toEqual(
      READ,
    );
  });

  it('of more sheets or columns than are read says so', async () => {
    const unreadOf = async (sheets: Readonly<Record<string, Rows>>) =>
      documentOf(await readContent('a.xlsx', book(sheets, 'xlsx'))).unread;
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`第${i}张`, TABLE]));
    expect(await unreadOf(many)).toContain('有 201 张表，只读了前 200 张');
    const wide = [Array.from({ length: 201 }, (_, i) => `列${i}`), Array.from({ length: 201 }, (_, i) => i)];
    expect(await unreadOf({ 宽表: wide })).toContain('“宽表”有 201 列，只读了前 200 列');
    expect(await unreadOf({ 表: TABLE })).toBeUndefined();
  });

  it('with a merge over a whole sheet stays small', async () => {
    const bytes = book({ 表: TABLE }, 'xlsx', (sheet) => {
      sheet['!merges'] = Array.from({ length: 200 }, () => merge('E1:XFD1048576'));
    });
    expect(outline(await readContent('a.xlsx', bytes))).toEqual(READ);
  });
});
