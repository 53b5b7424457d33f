import { readFileSync } from 'node:fs';
import { CFB } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { messageOf, outline, readContent } from './reading.ts';

const file = (name: string) => readFileSync(new URL(`../../fixtures/formats/${name}`, import.meta.url));

/** A compound file of these streams. */
function compound(streams: Readonly<Record<string, Buffer>>): Buffer {
  const made = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(made, `/${name}`, content);
  return CFB.write(made, { type: 'buffer' }) as Buffer;
}

/** The header of a Word file that says this of itself. */
function header(version: number, flags: number): Buffer {
  const head = Buffer.alloc(2048);
  head.writeUInt16LE(0xa5ec, 0);
  head.writeUInt16LE(version, 2);
  head.writeUInt16LE(flags, 0x0a);
  return head;
}

describe('a Word file of before 2007', () => {
  it('under the names of WPS and of the newer format is read as what it is', async () => {
    const own = outline(await readContent('a.doc', file('report.doc')));
    expect(outline(await readContent('a.wps', file('report.doc')))).toEqual(own);
    expect(outline(await readContent('a.docx', file('report.doc')))).toEqual(own);
    expect(outline(await readContent('a.doc', file('report.docx')))).toEqual(own);
  });

  it('that is a web page or text under its name is read as such', async () => {
    const page = '<html><body><h1>云溪市科协2022年总结</h1><p>全年办讲座31场。</p></body></html>';
    expect(outline(await readContent('a.doc', page))).toEqual([
      'heading1 云溪市科协2022年总结',
      'paragraph 全年办讲座31场。',
    ]);
  });

  it.each([
    ['with a password', { EncryptedPackage: Buffer.alloc(64) }, '有密码'],
    [
      'with a password of the old kind',
      { WordDocument: header(0xc1, 0x100), '0Table': Buffer.alloc(64) },
      '有密码',
    ],
    ['of Word 95', { WordDocument: header(0x68, 0) }, 'Word 95'],
    ['without its text', { WordDocument: header(0xc1, 0), '0Table': Buffer.alloc(64) }, '已损坏'],
    ['that is a presentation', { 'PowerPoint Document': Buffer.alloc(64) }, '另存为 .pptx'],
    ['that is something else', { Contents: Buffer.alloc(64) }, '不是 Word 文档'],
  ])('%s says so', async (_, streams, message) => {
    expect(messageOf(await readContent('a.doc', compound(streams)))).toContain(message);
  });

  it('cut off anywhere is read as far as it goes or set aside in one line', async () => {
    const whole = file('report.doc');
    for (let bytes = 700; bytes < whole.length; bytes += 1500) {
      const result = await readContent('a.doc', whole.subarray(0, bytes));
      expect(result.ok || /请/u.test(result.problem.message)).toBe(true);
    }
  });
});
