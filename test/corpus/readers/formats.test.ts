/** The same report saved in every format: what its file says of itself comes out alike. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanContent } from '../../../src/corpus/clean.ts';
import type { Block } from '../../../src/corpus/document.ts';
import { readDocument } from '../../../src/corpus/read.ts';
import { documentOf } from './reading.ts';

async function blocksOf(name: string): Promise<readonly Block[]> {
  const path = new URL(`../../fixtures/formats/${name}`, import.meta.url).pathname;
  return cleanContent(documentOf(await readDocument(path, name)).content);
}

/** What stands in a text, however it is cut into blocks. */
const lettersOf = (blocks: readonly Block[]) =>
  blocks
    .map(({ text }) => text)
    .join('')
    .replace(/[^\p{L}\p{N}.]/gu, '');
const headingsOf = (blocks: readonly Block[]) =>
  blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text);

describe('the same report', () => {
  let page: readonly Block[];
  beforeAll(async () => {
    page = await blocksOf('report.html');
  });

  const FORMATS = ['docx', 'doc', 'rtf', 'odt', 'pptx', 'ofd', 'xlsx', 'xls', 'ods'];

  it.each(FORMATS)('saved as .%s has the same text', async (format) => {
    expect(lettersOf(await blocksOf(`report.${format}`))).toBe(lettersOf(page));
  });

  it.each(FORMATS)('saved as .%s has the same rows by their cells', async (format) => {
    const rows = (blocks: readonly Block[]) => blocks.flatMap(({ row }) => row ?? []);
    expect(rows(page)).toHaveLength(6);
    expect(rows(await blocksOf(`report.${format}`))).toEqual(rows(page));
  });

  it.each(FORMATS)('saved as .%s has its title and headings', async (format) => {
    expect(headingsOf(await blocksOf(`report.${format}`))).toEqual(expect.arrayContaining(headingsOf(page)));
  });
});

describe('nested lists, notes, merged cells, bold headings, raised and hidden characters and tracked changes', () => {
  it.each(['doc', 'rtf', 'odt'])('of .%s are read as they are shown', async (format) => {
    const blocks = await blocksOf(`nested.${format}`);
    expect(blocks.map(({ kind, level, text }) => `${kind}${level || ''} ${text}`)).toEqual([
      'heading1 云溪市科协2022年学会工作小结',
      'heading2 一、学会建设',
      'paragraph 全年指导学会换届6家，覆盖面积120km²。',
      'item 学术活动',
      'item 年会3场',
      'item 沙龙12期',
      'item 科普服务',
      'paragraph 单位：场',
      'row 理科 数学会（场）：2022年 9',
      'row 理科 物理学会（场）：2022年 7',
      'row 合计（场）：2022年 16',
      'paragraph 第一行第二行不断开',
      'item 含志愿服务。',
    ]);
  });
});

describe('a page saved from the web', () => {
  const shown = async (name: string) =>
    (await blocksOf(name)).map(({ kind, level, text }) => `${kind}${level || ''} ${text}`);

  it('of WeChat is its article, without buttons, counters, editors and scripts', async () => {
    expect(await shown('wechat.html')).toEqual([
      'heading1 回眸2022｜溪昌市科协这一年',
      'heading2 01',
      'heading2 科普惠民',
      'paragraph 全年举办科普讲座1286场，受益8.6万人次。',
      'paragraph ▲科普日主场活动',
      'heading2 02',
      'heading2 组织建设',
      'paragraph 新建企业科协12家，会员3412人。',
      'byline 来源：溪昌市科协',
    ]);
  });

  it('of a government is what its software marks as the text, however short', async () => {
    expect(await shown('government.html')).toEqual([
      'byline 发布日期：2023-01-09 10:12 来源：市科协',
      'paragraph 2022年，全市新建企业科协12家。',
      'heading2 一、科普工作',
      'paragraph 举办科普讲座1286场。',
      'row 讲座：2022年 1286',
    ]);
  });
});
