import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { isDocument } from '../../../src/corpus/documents.ts';
import { readBytes } from '../../../src/corpus/read.ts';
import { pageOfPicture } from '../../../src/corpus/readers/picture-page.ts';
import { recognisedPages } from '../../../src/corpus/readers/recognised-words.ts';
import { withoutRuledLines } from '../../../src/corpus/readers/ruled-lines.ts';
import { openIndex } from '../../../src/index/open.ts';
import { build, corpusOf, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith } from '../../support/small.ts';
import { documentOf, fixture, linesOf, messageOf } from './reading.ts';

const picture = readFileSync(new URL('../../fixtures/formats/scan.png', import.meta.url));
/** The same picture as a scanner puts it into a PDF. */
const scan = pageOfPicture(picture) as Buffer;

const asked = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
const isInstalled =
  /^chi_sim$/mu.test(asked.stdout ?? '') && spawnSync('pdftoppm', ['-v']).error === undefined;

describe.skipIf(!isInstalled)('a scan (skipped where tesseract with chi_sim or pdftoppm is missing)', () => {
  it.each([
    ['a.png', picture],
    ['a.pdf', scan],
  ])(
    '%s is recognised with its table and marked',
    async (name, bytes) => {
      const result = await readBytes(bytes, name);
      expect(documentOf(result).isRecognised).toBe(true);
      const text = linesOf(result).join('\n');
      expect(text).toContain('科协2022年工作总结');
      expect(text).toContain('全年举办科普讲座1286场');
      expect(text).toMatch(/^合计：2021年 416\.5；2022年 528\.2$/mu);
    },
    60_000,
  );

  it('tells each page before it begins with it', async () => {
    const told: string[] = [];
    await readBytes(scan, 'a.pdf', (page, pages) => told.push(`${page}/${pages}`));
    expect(told).toEqual(['1/1']);
  }, 60_000);

  it('is cited as recognised', async () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'a.png'), picture);
    const { indexFolder } = await build(corpusOf(folder));
    const index = await openIndex(indexFolder, 'public');
    const { citations } = answerQuestion(
      { question: '2022年举办科普讲座多少场？', thisYear: THIS_YEAR },
      index,
    );
    expect(citations[0]).toMatchObject({ quote: expect.stringContaining('1286'), isRecognised: true });
    index.close();
  }, 120_000);

  it('without a letter is set aside', async () => {
    expect(messageOf(await readBytes(readFileSync(fixture('scanned.pdf')), 'a.pdf'))).toContain(
      '没有认出文字',
    );
  }, 60_000);
});

describe('where the programs are missing', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it.each([
    ['a.png', picture, '是图片'],
    ['a.pdf', scan, '没有文字层（可能是扫描件）'],
  ])('%s says what to install, and is not remembered as bad', async (name, bytes, what) => {
    process.env['PATH'] = '/nonexistent';
    const result = await readBytes(bytes, name);
    expect(messageOf(result)).toContain(what);
    expect(messageOf(result)).toContain('请安装 tesseract');
    expect(result).toMatchObject({ problem: { isForNow: true } });
  });
});

describe('a picture', () => {
  it('that is none, or too large to be drawn, is set aside before it is decoded', async () => {
    expect(messageOf(await readBytes(Buffer.from('云溪'), 'a.png'))).toContain('不是有效的图片');
    const bomb = Buffer.from(picture.subarray(0, 100));
    bomb.writeUInt32BE(200_000, 16);
    bomb.writeUInt32BE(200_000, 20);
    expect(messageOf(await readBytes(bomb, 'a.png'))).toContain('太大');
  });

  it('beside a page or a text is no document of its own', () => {
    expect(isDocument('2021/扫描件.jpg')).toBe(true);
    for (const file of [
      '总结_files/a.png',
      '总结.files/a.png',
      'images/a.jpg',
      '2021/图片/a.tif',
      '总结.assets/a.png',
    ]) {
      expect(isDocument(file)).toBe(false);
    }
  });
});

describe('words on a page', () => {
  it('that were only guessed are shown as unreadable, specks are not shown', () => {
    const table = [
      'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
      '1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t',
      '4\t1\t1\t1\t1\t0\t50\t100\t100\t20\t-1\t',
      '5\t1\t1\t1\t1\t1\t50\t100\t20\t20\t95\t安',
      '5\t1\t1\t1\t1\t2\t70\t105\t20\t15\t3\t幸',
      '5\t1\t1\t1\t1\t3\t90\t100\t20\t18\t91\t县',
      '5\t1\t1\t1\t1\t4\t110\t100\t5\t5\t4\t~',
    ].join('\n');
    expect(recognisedPages(table)[0]?.runs).toEqual([
      { text: '安', x: 50, y: 120, width: 20, height: 20 },
      { text: '□', x: 70, y: 120, width: 20, height: 20 },
      { text: '县', x: 90, y: 120, width: 20, height: 20 },
    ]);
  });
});

describe('lines that a table is ruled with', () => {
  const pgm = (width: number, height: number, isDark: (x: number, y: number) => boolean) =>
    Buffer.concat([
      Buffer.from(`P5\n${width} ${height}\n255\n`),
      Buffer.from(
        Array.from({ length: width * height }, (_, i) =>
          isDark(i % width, Math.floor(i / width)) ? 0 : 255,
        ),
      ),
    ]);
  const darkIn = (image: Uint8Array) => image.filter((byte) => byte === 0).length;

  it('go, across and down; strokes and bars stay', () => {
    const stroke = (x: number, y: number) => x >= 10 && x < 16 && y >= 10 && y < 12;
    const bar = (x: number, y: number) => x >= 100 && x < 180 && y >= 60 && y < 90;
    const line = (x: number, y: number) => y === 40 || y === 41 || x === 60;
    const page = pgm(200, 200, (x, y) => stroke(x, y) || bar(x, y) || line(x, y));
    expect(darkIn(withoutRuledLines(page))).toBe(darkIn(pgm(200, 200, (x, y) => stroke(x, y) || bar(x, y))));
  });

  it('are looked for in nothing but such a picture, and no dot is added', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const image = Buffer.concat([Buffer.from(`P5\n20 ${Math.floor(bytes.length / 20)}\n255\n`), bytes]);
        const clean = withoutRuledLines(image);
        expect(clean.length).toBe(image.length);
        expect(clean.every((byte, i) => byte === image[i] || byte === 255)).toBe(true);
      }),
    );
  });
});
