import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentOf, messageOf, outline, readContent } from './reading.ts';

/** As Word and older browsers save it, in GB2312: `全年办讲座31场。` */
const OLD = [
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary="b"; type="text/html"',
  '',
  '--b',
  'Content-Type: text/html; charset="gb2312"',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Location: file:///C:/a.htm',
  '',
  '<html><body><p>=C8=AB=C4=EA=B0=EC=BD=B2=D7=F931=B3=A1=A1=A3</p></body></html>',
  '--b',
  'Content-Type: image/png',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '--b--',
  '',
].join('\r\n');

describe('a page saved as one file', () => {
  it('by Chromium has its title, address, text and table', async () => {
    const file = readFileSync(new URL('../../fixtures/formats/page.mht', import.meta.url));
    const result = await readContent('a.mht', file);
    expect(documentOf(result).metadata).toEqual({
      title: '云溪市科协2022年工作总结',
      source: 'https://www.example.org/kx/2022.html',
    });
    expect(outline(result)).toEqual([
      'heading1 云溪市科协2022年工作总结',
      'paragraph 全年举办科普讲座1286场，受益8.6万人次。',
      'row 讲座：2022年 31',
    ]);
  });

  it('by Word in GB2312 is read, also under the name of a document', async () => {
    expect(outline(await readContent('a.mht', OLD))).toEqual(['paragraph 全年办讲座31场。']);
    expect(outline(await readContent('a.doc', OLD))).toEqual(['paragraph 全年办讲座31场。']);
  });

  it('without a page in it is set aside', async () => {
    expect(messageOf(await readContent('a.mht', '云溪'))).toContain('没有网页');
    const deep = `${'Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n'.repeat(1000)}`;
    expect(messageOf(await readContent('a.mht', deep))).toContain('没有网页');
  });
});
