import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, messageOf, outline, readContent } from './reading.ts';

/** Chinese text in GBK as Word writes it: `\'d4\'c6`. */
const GBK: Readonly<Record<string, string>> = {
  云: 'd4c6',
  溪: 'cfaa',
  市: 'cad0',
  科: 'bfc6',
  协: 'd0ad',
  场: 'b3a1',
};
const gbk = (text: string) => [...text].map((c) => GBK[c]?.replace(/../gu, "\\'$&") ?? c).join('');
const unicode = (text: string) =>
  [...text]
    .map((c) =>
      c < '\u0080' ? c : `\\u${c.charCodeAt(0) > 0x7fff ? c.charCodeAt(0) - 0x10000 : c.charCodeAt(0)}?`,
    )
    .join('');

const read = async (
  body: string,
  head = '\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}',
) => outline(await readContent('a.rtf', Buffer.from(`{${head}${body}}`, 'latin1')));

describe('a file of Rich Text Format', () => {
  it('has its text in the encoding of its font, of the document, or in Unicode', async () => {
    expect(await read(`\\f0 ${gbk('云溪市科协')}\\par`)).toEqual(['paragraph 云溪市科协']);
    expect(await read(`\\f1 ${gbk('云溪市科协')}12${gbk('场')}\\par`)).toEqual(['paragraph 云溪市科协12场']);
    expect(await read(`\\uc1 ${unicode('云溪市科协')}\\par`)).toEqual(['paragraph 云溪市科协']);
    expect(await read(`\\uc2\\u20113\\'d4\\'c6${gbk('溪')}\\par`)).toEqual(['paragraph 云溪']);
  });

  it('shows neither pictures, headers, field instructions nor what it says to be ignored', async () => {
    const hidden =
      '{\\pict\\wmetafile8 0100}{\\header A}{\\*\\generator B;}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\object{\\*\\objdata 01}{\\result 8}}\\bin4 {{}}';
    expect(await read(`${unicode('共')}${hidden}${unicode('项')}\\par`)).toEqual(['paragraph 共7项']);
  });

  it('keeps cells apart and follows merges across and down', async () => {
    const row = (definition: string, ...cells: string[]) =>
      `\\trowd${definition}\\pard\\intbl ${cells.map((cell) => `${unicode(cell)}\\cell `).join('')}\\row `;
    const edges = '\\cellx2000\\cellx4000\\cellx6000';
    const table =
      row('\\clvmgf\\cellx2000\\clmgf\\cellx4000\\clmrg\\cellx6000', '县区', '2022年', '') +
      row('\\clvmrg\\cellx2000\\cellx4000\\cellx6000', '', '场次', '人数') +
      row(edges, '东河区', '155', '155') +
      row(edges, '西河区', '', '950');
    expect(await read(`${table}\\pard ${unicode('完')}\\par`)).toEqual([
      'row 东河区：2022年场次 155；2022年人数 155',
      'row 西河区：2022年人数 950',
      'paragraph 完',
    ]);
  });

  it('has headings by style, outline level or bold type', async () => {
    const styles = '{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 toc 1;}}';
    const body = `\\pard\\s1 ${unicode('总结')}\\par\\pard\\s2 ${unicode('目录')}1\\par\\pard\\outlinelevel1 ${unicode('科普')}\\par\\pard{\\b ${unicode('一、讲座')}}\\par\\pard ${unicode('办讲座。')}\\par`;
    expect(await read(styles + body)).toEqual([
      'heading1 总结',
      'heading2 科普',
      'heading2 一、讲座',
      'paragraph 办讲座。',
    ]);
  });

  it('that is something else or nested too deeply is set aside', async () => {
    expect(messageOf(await readContent('a.rtf', Buffer.from([1, 2, 0, 3])))).toContain('不是有效的 .rtf');
    expect(messageOf(await readContent('a.rtf', `{\\rtf1 ${'{'.repeat(100_000)}`))).toContain('嵌套过深');
  });

  it('of any bytes ends, and joins no two cells', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '\\par ',
      '\\cell ',
      '\\row ',
      '\\trowd',
      '\\cellx900',
      '\\intbl ',
      "\\'d4",
      '\\u20113?',
      '\\bin9 ',
      '\\',
      '12',
      '\\pard ',
      '\\*',
      '\\uc0 ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const result = await readContent('a.rtf', Buffer.from(`{\\rtf1 甲${pieces.join('')}`, 'latin1'));
        expect(result.ok ? documentOf(result).content.layout : messageOf(result)).toBeTruthy();
      }),
      { numRuns: 200 },
    );
  });
});
