import { describe, expect, test } from 'vitest';
import { linesOf, messageOf, outline, read, readContent } from './reading.ts';

const note = [
  '云溪市科协2021年工作总结',
  '',
  '全年举办科普活动106场，受益8.6万人次。',
  '新建企业科协12家，会员达到3000人。',
  '',
];

describe('the encoding of a text', () => {
  test.each(['gb18030.txt', 'utf16le.txt', 'utf16be-no-mark.txt', 'utf8-mark.txt'])(
    'is told for %s',
    async (name) => {
      expect(linesOf(await read(name))).toEqual(note);
    },
  );

  test('is GB18030 also where a rare character takes four bytes', async () => {
    expect(linesOf(await read('gb18030-four-bytes.txt'))[0]).toBe(`㐂村科协：${note[0]}`);
  });

  test('is Big5 where GB18030 would read other characters from the same bytes', async () => {
    expect(linesOf(await read('big5.txt'))[0]).toBe('雲溪市科學技術協會年度工作報告');
  });

  test('is what an HTML page declares', async () => {
    expect(outline(await read('gb18030.html'))).toEqual([
      'heading1 云溪市科协2021年工作总结',
      'paragraph 全年举办科普活动106场，受益8.6万人次。',
    ]);
  });

  test('is UTF-8 where the bytes are, whatever an HTML page declares', async () => {
    const page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>云溪市科协</p>';
    expect(outline(await readContent('a.html', page))).toEqual(['paragraph 云溪市科协']);
  });

  test('is not guessed where UTF-8 is damaged; the line is named', async () => {
    expect(messageOf(await read('broken-utf8.txt'))).toBe(
      'UTF-8 编码已损坏（第 4 行附近）；请用原文件重新另存为 UTF-8',
    );
  });

  test('is none that Chinese is written in', async () => {
    const bytes = Uint8Array.from({ length: 400 }, (_, i) => 0x80 + ((i * 37) % 127));
    expect(messageOf(await readContent('a.txt', bytes))).toContain('请另存为 UTF-8');
  });

  test('is none where there are zero bytes of no UTF-16', async () => {
    expect(messageOf(await readContent('a.txt', '云溪\0市科协\0'))).toContain('不是文本');
  });
});
