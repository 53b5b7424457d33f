import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/corpus/read.ts';
import { readableExtensions } from '../../src/corpus/readers/formats.ts';
import { oneLine } from '../../src/corpus/readers/one-line.ts';
import { documentOf, fixture, linesOf, messageOf, read, readContent } from './readers/reading.ts';

describe('reading a file', () => {
  test('names the formats it reads', () => {
    expect(readableExtensions).toEqual(
      expect.arrayContaining(['.md', '.txt', '.html', '.docx', '.pdf', '.xls']),
    );
  });

  test('keeps the path inside the corpus and the digest of the bytes', async () => {
    const result = await readDocument(fixture('gb18030.txt'), '2021/云溪.TXT');
    expect(documentOf(result).file).toBe('2021/云溪.TXT');
    const digest = createHash('sha256').update(await readFile(fixture('gb18030.txt')));
    expect(result).toMatchObject({ ok: true, digest: digest.digest('hex') });
  });

  test('keeps indentation and blank lines of plain text and drops what cannot be seen', async () => {
    const result = await readContent('a.txt', '\u200b总结\r\n\r\n　　全年\u00ad活动\u0007106场。  \r\n');
    expect(linesOf(result)).toEqual(['总结', '', '　　全年活动106场。', '']);
  });

  test('takes front matter off plain text', async () => {
    const result = await readContent('a.txt', '---\ntitle: 云溪市科协总结\n---\n正文一行。');
    expect(documentOf(result)).toMatchObject({
      metadata: { title: '云溪市科协总结' },
      content: { layout: 'lines', lines: ['正文一行。'] },
    });
  });
});

describe('a file that is set aside', () => {
  test('is a value that names the file', async () => {
    expect(await read('empty.md')).toEqual({
      ok: false,
      problem: { file: 'empty.md', message: '文件是空的（0 字节）；请重新放入' },
    });
  });

  test('has nothing to read but marks', async () => {
    expect(messageOf(await read('only-marks.md'))).toContain('没有可读的文字');
    expect(messageOf(await readContent('a.html', '<p>……</p>'))).toContain('没有可读的文字');
    expect(messageOf(await readContent('a.html', '<html></html>'))).toContain('没有可读的文字');
  });

  test('is missing, a folder or of another format', async () => {
    expect(messageOf(await readDocument(fixture('none.md'), 'none.md'))).toContain('文件不存在');
    expect(messageOf(await readDocument(fixture('.'), 'folder.md'))).toContain('不是普通文件');
    expect(messageOf(await readDocument(fixture('a.ppt'), 'a.ppt'))).toContain('另存为 .pptx');
    expect(messageOf(await readDocument(fixture('a.rar'), 'a.rar'))).toContain('解压');
    expect(messageOf(await readDocument(fixture('a.zip'), 'a.zip'))).toContain('请另存为 .docx');
  });

  test('is over 50 MB and is not read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kewen-read-'));
    try {
      const file = await open(join(folder, 'large.txt'), 'w');
      await file.truncate(51 * 1024 * 1024);
      await file.close();
      const result = await readDocument(join(folder, 'large.txt'), 'large.txt');
      expect(messageOf(result)).toBe('文件有 51.0 MB，超过 50 MB 的上限；请压缩图片或拆分后再放入');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is binary under the name of a text', async () => {
    const pdf = await readFile(fixture('headers.pdf'));
    expect(messageOf(await readContent('a.txt', Buffer.concat([pdf, Buffer.from([0, 1, 2, 255])])))).toMatch(
      /不是文本|编码/u,
    );
    expect(messageOf(await readContent('a.pdf', '云溪市科协'))).toContain('不是有效的 PDF');
    expect(messageOf(await readContent('a.docx', '云溪市科协'))).toContain('不是有效的 .docx');
  });

  test.each([
    ['a line that is not a field', 'title: 云溪\n\taudience: public', '第 3 行', '制表符'],
    ['a quote that is not closed', 'title: "云溪\nperiod: 2021', '第 ', '缺少引号'],
    ['a colon inside a value', 'title: 科协: 总结', '第 2 行', '冒号'],
    ['a field that is given twice', 'title: 甲\ntitle: 乙', '第 3 行', '字段重复'],
    ['a list where fields belong', '- 云溪', '字段: 值', 'title: 标题'],
  ])('has front matter with %s', async (_, yaml, where, why) => {
    const message = messageOf(await readContent('a.md', `---\n${yaml}\n---\n\n正文。`));
    expect(message).toContain(where);
    expect(message).toContain(why);
  });

  test('has front matter that is never closed', async () => {
    expect(messageOf(await readContent('a.md', '---\ntitle: 云溪\n\n正文。'))).toContain('没有结束');
  });

  test('has front matter whose aliases multiply to billions', async () => {
    const levels = 'bcdefghijk'.split('').map((name, i) => {
      const alias = `*${'abcdefghij'[i]}`;
      return `${name}: &${name} [${Array(9).fill(alias).join(', ')}]`;
    });
    const yaml = ['a: &a [x, x, x, x, x, x, x, x, x]', ...levels].join('\n');
    expect(messageOf(await readContent('a.md', `---\n${yaml}\n---\n\n正文。`))).toContain('引用');
  });

  test('nests deeper than any page', async () => {
    const html = `${'<div>'.repeat(100_000)}云溪市科协`;
    expect(messageOf(await readContent('a.html', html))).toContain('嵌套过深');
    expect(messageOf(await readContent('a.md', `${'>'.repeat(10_000)} 云溪`))).toContain('嵌套过深');
    expect(messageOf(await readContent('a.md', 'a**b_c* '.repeat(50_000)))).toContain('10 万字');
  });

  test('says so in one line', async () => {
    for (const name of [
      'broken-utf8.txt',
      'cut-off.docx',
      'damaged.docx',
      'damaged.pdf',
      'password.pdf',
      'scanned.pdf',
    ]) {
      expect(messageOf(await read(name))).toMatch(/^[^\n]{10,120}$/u);
    }
  });
});

describe('a line of text', () => {
  test.each([
    ['开展科普\n活动', '开展科普活动'],
    ['活动\r\n106场', '活动106场'],
    ['open\nday', 'open day'],
    ['科技日 Open\n  Day 活动', '科技日 Open Day 活动'],
    ['202\n3年', '202 3年'],
    ['“凝智助力”，\n“比拼赛”', '“凝智助力”，“比拼赛”'],
    [' 张三\t\t李四　王五 ', '张三 李四 王五'],
  ])('joins %j to %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  test('has no line break, no double space, and is the same when made again', () => {
    const piece = fc.constantFrom(
      '科',
      '普',
      '。',
      'a',
      '1',
      ' ',
      '\n',
      '\r\n',
      '\u2028',
      '　',
      '\u200b',
      '“',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = oneLine(pieces.join(''));
        expect(line).not.toMatch(/[\n\r\u2028]|\s\s|^\s|\s$/u);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });
});
