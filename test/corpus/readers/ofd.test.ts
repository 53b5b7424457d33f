import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, linesOf, messageOf, readContent } from './reading.ts';
import { type Entry, zip } from './zip-entries.ts';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** A document of these pages, each the objects on it. */
function ofd(pages: readonly string[], root = 'Doc_0/Document.xml', prefix = ''): Buffer {
  const parts = {
    'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocRoot>${root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${pages.map((_, i) => `<ofd:Page ID="${i}" BaseLoc="${prefix}Pages/Page_${i}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
    ...Object.fromEntries(
      pages.map((page, i) => [
        `Doc_0/Pages/Page_${i}/Content.xml`,
        `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${page}</ofd:Layer></ofd:Content></ofd:Page>`,
      ]),
    ),
  };
  return zip(
    Object.entries(parts).map(([name, content]): Entry => ({ name, content: Buffer.from(content) })),
  );
}

const text = (x: number, y: number, code: string, delta = '', more = '') =>
  `<ofd:TextObject Boundary="${x} ${y} 100 8" Size="5" ${more}><ofd:TextCode X="0" Y="5" ${delta}>${code}</ofd:TextCode></ofd:TextObject>`;

describe('an OFD file', () => {
  it('is read by place, without page numbers, watermarks and what cannot be seen', async () => {
    const file = readFileSync(new URL('../../fixtures/formats/report.ofd', import.meta.url));
    const lines = linesOf(await readContent('a.ofd', file));
    expect(lines.join('')).not.toMatch(/水印|—/u);
    const page =
      text(20, 40, '第二行') + text(20, 30, '第一行') + text(20, 50, '看不见', '', 'Visible="false"');
    expect(linesOf(await readContent('a.ofd', ofd([page])))).toEqual(['第一行', '第二行']);
  });

  it('parts what a wide step or another line parts, and joins what only stands in pieces', async () => {
    const page =
      text(20, 30, '讲座31', 'DeltaX="5 45 2.5"') +
      text(20, 40, '甲乙丙丁', 'DeltaX="g 3 5"') +
      text(40, 40, '戊');
    expect(linesOf(await readContent('a.ofd', ofd([page])))).toEqual(['讲座 31', '甲乙丙丁戊']);
  });

  it('is found by paths from the root and from the folder of what names them', async () => {
    const page = text(20, 30, '总结');
    for (const file of [
      ofd([page]),
      ofd([page], '/Doc_0/Document.xml'),
      ofd([page], './Doc_0/Document.xml', '/Doc_0/'),
    ]) {
      expect(linesOf(await readContent('a.ofd', file))).toEqual(['总结']);
    }
  });

  it('of pictures alone asks for text, and one without pages or of another kind is set aside', async () => {
    const picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>';
    expect(messageOf(await readContent('a.ofd', ofd([picture, picture])))).toContain('只有图片');
    expect(messageOf(await readContent('a.ofd', ofd([])))).toContain('只有图片');
    expect(messageOf(await readContent('a.ofd', ofd([''], '../../etc/passwd')))).toContain('不是有效的 .ofd');
    expect(messageOf(await readContent('a.ofd', '云溪'))).toContain('不是有效的 .ofd');
  });

  it('keeps every glyph, whatever its numbers are', async () => {
    const number = fc
      .oneof(fc.integer({ min: -50, max: 300 }), fc.constantFrom(Number.NaN, 1e9, -1e9))
      .map(String);
    const step = fc.oneof(
      number,
      fc.tuple(number, number).map(([n, w]) => `g ${n} ${w}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), number, async (steps, x) => {
        const delta = `DeltaX="${steps.join(' ')}"`;
        const result = await readContent(
          'a.ofd',
          ofd([text(20, 30, '甲乙丙丁戊', delta).replace('X="0"', `X="${x}"`)]),
        );
        const read = documentOf(result).content;
        const glyphs =
          read.layout === 'lines' ? [...read.lines.join('').replace(/\s/gu, '')].sort().join('') : '';
        expect(glyphs).toBe([...'甲乙丙丁戊'].sort().join(''));
      }),
      { numRuns: 60 },
    );
  });
});
