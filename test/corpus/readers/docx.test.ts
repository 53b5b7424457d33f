import { readFile } from 'node:fs/promises';
import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { documentOf, fixture, messageOf, outline, read, readContent } from './reading.ts';
import { type Entry, zip } from './zip-entries.ts';

const megabyte = 1024 * 1024;
const tenGigabytes = 10 * 1024 * megabyte;

/** What a deflated stream of ten gigabytes of spaces is, in ten megabytes: one part of it, over and over. */
async function tenGigabytesPacked(): Promise<Buffer> {
  const partBytes = 16 * megabyte;
  const deflate = createDeflateRaw();
  deflate.write(Buffer.alloc(partBytes, ' '));
  await new Promise<void>((done) => deflate.flush(constants.Z_FULL_FLUSH, done));
  const part = deflate.read() as Buffer;
  deflate.destroy();
  const parts = Array<Buffer>(tenGigabytes / partBytes).fill(part);
  return Buffer.concat([...parts, deflateRawSync(Buffer.alloc(0))]);
}

describe('a Word file', () => {
  test('gives title, author and date of its properties', async () => {
    expect(documentOf(await read('summary.docx')).metadata).toEqual({
      title: '云溪市科协2021年工作总结',
      author: '云溪市科协办公室',
      created: '2022-01-05T08:00:00Z',
    });
  });

  test('gives its styles as headings, items, rows and captions', async () => {
    expect(outline(await read('summary.docx'))).toEqual([
      'heading1 云溪市科协2021年工作总结',
      'heading2 一、主要工作',
      'paragraph 全年举办科普活动106场，受益8.6万人次。',
      'paragraph 新建企业科协12家。',
      'heading3 （一）科普惠民',
      'item 流动科技馆巡展5站。',
      'item 科普大篷车下乡18次。',
      'item 建立院士工作站2家。',
      'heading2 二、主要数据',
      'caption 表1 主要指标',
      'row 科普活动：2021年场次 106；2021年人次 8.6万；2020年场次 98',
      'row 学术报告：2021年场次 24；2020年场次 20',
      'paragraph 下一步计划建设科技馆。',
      'paragraph 特此总结。',
      'paragraph 云溪市科协',
      'item 企业科协指在企业内建立的科协组织。',
    ]);
  });

  test.each([
    ['by a run of its own', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>不得外传</w:t></w:r>', false],
    ['by a style', '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>不得外传</w:t></w:r>', false],
    ['no more', '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不得外传</w:t></w:r>', true],
  ])('gives no text that is hidden: %s', async (_, run, isShown) => {
    const archive = await JSZip.loadAsync(await readFile(fixture('summary.docx')));
    const partOf = async (name: string) => (await archive.file(name)?.async('string')) ?? '';
    const secret =
      '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>';
    archive.file(
      'word/styles.xml',
      (await partOf('word/styles.xml')).replace('</w:styles>', `${secret}</w:styles>`),
    );
    archive.file(
      'word/document.xml',
      (await partOf('word/document.xml')).replace('<w:body>', `<w:body><w:p>${run}</w:p>`),
    );
    const lines = outline(await readContent('a.docx', await archive.generateAsync({ type: 'uint8array' })));
    const shown = isShown ? ['paragraph 不得外传'] : [];
    expect(lines).toEqual([...shown, ...outline(await read('summary.docx'))]);
  });

  test('with a password, or of the old format, asks for another', async () => {
    expect(messageOf(await read('old-word.docx'))).toContain('另存为 .docx');
  });

  test('that is cut off or damaged inside is set aside', async () => {
    expect(messageOf(await read('cut-off.docx'))).toContain('压缩包结构已损坏');
    expect(messageOf(await read('damaged.docx'))).toContain('内容已损坏');
  });

  test('that is another archive is set aside', async () => {
    const archive = zip([{ name: 'readme.txt', content: Buffer.from('云溪') }]);
    expect(messageOf(await readContent('a.docx', archive))).toContain('没有 Word 文档');
  });

  test('with an encrypted entry asks for one without a password', async () => {
    const archive = zip([{ name: 'word/document.xml', content: Buffer.from('云溪'), flags: 1 }]);
    expect(messageOf(await readContent('a.docx', archive))).toContain('有密码');
  });

  test('that would unpack to more than 200 MB is not unpacked', async () => {
    const content = Buffer.alloc(70 * megabyte, ' ');
    const archive = zip(['1', '2', '3'].map((n) => ({ name: `word/${n}.xml`, content })));
    expect(archive.length).toBeLessThan(megabyte);
    expect(messageOf(await readContent('a.docx', archive))).toContain('200 MB');
  });

  test('that packs one entry absurdly well is not unpacked', async () => {
    const archive = zip([{ name: 'word/document.xml', content: Buffer.alloc(60 * megabyte, ' ') }]);
    expect(messageOf(await readContent('a.docx', archive))).toContain('压缩炸弹');
  });

  test('that unpacks to more than it declares is stopped there', async () => {
    const archive = zip([
      { name: 'word/document.xml', content: Buffer.alloc(60 * megabyte, ' '), declared: 1000 },
    ]);
    expect(messageOf(await readContent('a.docx', archive))).toContain('压缩炸弹');
  });

  test('of millions of empty paragraphs in a few kilobytes is not read', async () => {
    const content = Buffer.from('<w:p/>'.repeat(3_000_000));
    const archive = zip([{ name: 'word/document.xml', content }]);
    expect(archive.length).toBeLessThan(megabyte);
    expect(messageOf(await readContent('a.docx', archive))).toContain('50 万个');
  });

  describe('that unpacks to ten gigabytes', () => {
    const head: Entry = { name: 'word/', content: Buffer.alloc(0) };
    const bomb = async (declared: number): Promise<Entry> => ({
      name: 'word/document.xml',
      content: Buffer.alloc(0),
      declared,
      packed: await tenGigabytesPacked(),
    });

    test.each([
      // A size of 4 GB and more is written as this one, and the true one elsewhere.
      ['and says so', 0xffffffff, {}, '压缩炸弹'],
      ['and declares a thousand bytes', 1000, {}, '压缩炸弹'],
      ['in an entry that the end record does not count', 1000, { counted: 1 }, '结构已损坏'],
      ['in a directory that is longer than it says', 1000, { counted: 1, shift: 63 }, '结构已损坏'],
      ['on another disk', 1000, { disk: 0xffff }, '结构已损坏'],
    ])('%s is set aside in little memory', async (_, declared, lie, message) => {
      const archive = zip([head, await bomb(declared)], lie);
      const before = process.resourceUsage().maxRSS;
      expect(messageOf(await readContent('a.docx', archive))).toContain(message);
      const grownMegabytes = (process.resourceUsage().maxRSS - before) / 1024;
      expect(grownMegabytes).toBeLessThan(200);
    });
  });
});
