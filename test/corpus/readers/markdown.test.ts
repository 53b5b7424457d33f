import { describe, expect, test } from 'vitest';
import { documentOf, outline, read, readContent } from './reading.ts';

async function blocksOf(markdown: string): Promise<string[]> {
  return outline(await readContent('a.md', markdown));
}

describe('a Markdown report', () => {
  test('gives its front matter as written', async () => {
    expect(documentOf(await read('report.md')).metadata).toEqual({
      title: '云溪市科协2021年工作总结',
      association: '云溪市科协',
      aliases: ['云溪科协', '市科协'],
      period: 2021,
      published: '2022-01-05',
      audience: 'public',
    });
  });

  test('gives headings, paragraphs, items, rows and captions in order', async () => {
    expect(outline(await read('report.md'))).toEqual([
      'heading1 云溪市科协2021年工作总结',
      'paragraph 2021年，云溪市科协围绕中心工作，全面推进科学普及。全年举办科普活动106场，受益8.6万人次，Science Day and Open Lab 同期举行。',
      'paragraph 缩进四格的一段仍是正文，不是代码。',
      'heading2 一、主要工作',
      'heading3 （一）科普惠民',
      'paragraph 一是加强阵地建设。建成科普示范社区12个，2018~2020年共建5~6个。',
      'item 1. 流动科技馆巡展5站，接待学生3000人。',
      'item 2. 科普大篷车下乡18次。',
      'paragraph 其中山区学校6次。',
      'item （一）建立院士工作站2家',
      'item 保留的条目',
      'item 第二层条目',
      'row 科普活动（场）：2021年 106；2020年 98',
      'row 学术报告（场）：2021年 24',
      'row 医学会：2021年会员 320；2021年活动 16',
      'caption 云溪市科协举办科普日活动',
      'paragraph 科技工作者说：“这里是我们的家。”',
      'paragraph 场馆面积1200 m²，新建企业科协12家。',
      'paragraph 来源：云溪市科协',
      'paragraph 日期：2022年1月5日',
      'paragraph 以命名文件为准。',
    ]);
  });

  test('keeps a range with one ~ that GFM would strike out', async () => {
    expect(await blocksOf('2018~2020年，每年5~6场。')).toEqual(['paragraph 2018~2020年，每年5~6场。']);
  });

  test('numbers a list from where it starts, with its own mark', async () => {
    expect(await blocksOf('3) 学术交流\n4) 组织建设')).toEqual(['item 3) 学术交流', 'item 4) 组织建设']);
  });

  test('leaves no ** of emphasis that ends at a Chinese full stop', async () => {
    expect(await blocksOf('**一是建机制。**出台办法3项。')).toEqual(['paragraph 一是建机制。出台办法3项。']);
  });

  test('is read with pictures of megabytes inside its text', async () => {
    const picture = `![](data:image/png;base64,${'A'.repeat(3_000_000)})`;
    expect(await blocksOf(`${picture}\n\n云溪市科协`)).toEqual(['paragraph 云溪市科协']);
  });

  test('without front matter has no metadata, also below a rule', async () => {
    const result = await readContent('a.md', '---\n\n云溪市科协');
    expect(documentOf(result).metadata).toEqual({});
    expect(outline(result)).toEqual(['paragraph 云溪市科协']);
  });
});
