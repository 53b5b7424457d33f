import { describe, expect, test } from 'vitest';
import { documentOf, outline, read, readContent } from './reading.ts';

async function blocksOf(html: string): Promise<string[]> {
  return outline(await readContent('a.html', html));
}

describe('a web page', () => {
  test('gives title, date, publisher and address from its head', async () => {
    expect(documentOf(await read('page.html')).metadata).toEqual({
      title: '云溪市科协2021年工作总结',
      published: '2022-01-05 10:20',
      publisher: '云溪市科学技术协会',
      source: 'https://kx.yunxi.example/2022/summary.html',
    });
  });

  test('gives the report without the site around it', async () => {
    expect(outline(await read('page.html'))).toEqual([
      'heading1 云溪市科协2021年工作总结',
      'byline 来源：云溪市科协 发布时间：2022-01-05',
      'paragraph 2021年，云溪市科协围绕中心工作，全面推进科学普及。全年举办科普活动106场，受益8.6万人次。',
      'heading2 一、主要工作',
      'paragraph 流动科技馆巡展5站。',
      'paragraph 科普大篷车下乡18次，行程约两千公里，覆盖山区学校6所。',
      'paragraph 新建企业科协12家，场馆面积1200 m²，展品60件，发放资料10⁴份。',
      'item 2. 举办学术报告24场',
      'item 3. 会员达到3000人',
      'item 其中女性1200人',
      'caption 表1 主要指标',
      'row 科普活动（场）：2021年 106；2020年 98',
      'row 学术报告（场）：2021年 24；2020年 —',
      'row 培训班（期）：2020年 7',
      'row 主管部门，云溪市科协',
      'row 会员，120人',
      'caption 科普日活动现场',
      'paragraph 云溪市科协',
      'paragraph 2022年1月5日',
    ]);
  });

  test('is its article where it has one', async () => {
    const html =
      '<body><div>本站公告：网站将于周末升级维护。</div><article><header><h1>年度总结</h1></header><p>全年活动106场。</p></article></body>';
    expect(await blocksOf(html)).toEqual(['heading1 年度总结', 'paragraph 全年活动106场。']);
  });

  test('laid out in tables is read through them', async () => {
    const html = `<table><tr><td>栏目</td><td><table><tr><td><p>${'云溪市科协全年举办科普活动。'.repeat(9)}</p><p>二。</p></td></tr></table></td></tr></table>`;
    expect(await blocksOf(html)).toEqual([
      `paragraph ${'云溪市科协全年举办科普活动。'.repeat(9)}`,
      'paragraph 二。',
    ]);
  });

  test.each([
    '字号：大 中 小',
    '【字体：大 中 小】 【打印】 【关闭窗口】',
    '浏览量：1024',
    '浏览次数： 12 次',
    '责任编辑：王小明',
    '分享到：微信 微博 QQ空间',
    '上一篇：云溪市科协召开年会',
    '您当前的位置：首页 > 正文',
    '今天是2022年1月5日 星期三 09:30:12',
  ])('loses %s', async (text) => {
    expect(await blocksOf(`<p>云溪市科协全年活动106场。</p><p>${text}</p>`)).toEqual([
      'paragraph 云溪市科协全年活动106场。',
    ]);
  });

  test.each([
    '阅读推广活动3次',
    '打印科普资料200份。',
    '分享到社区的课程12节',
    '2022年1月5日',
    '会员3000人次',
  ])('keeps %s', async (text) => {
    expect(await blocksOf(`<p>云溪市科协全年活动106场。</p><p>${text}</p>`)).toContain(`paragraph ${text}`);
  });

  test('never runs a script and shows none', async () => {
    const html =
      '<p>云溪市科协。</p><script>document.body.innerHTML = "改写"; globalThis.ran = true</script><p onclick="x()">第二段。</p>';
    expect(await blocksOf(html)).toEqual(['paragraph 云溪市科协。', 'paragraph 第二段。']);
    expect(globalThis).not.toHaveProperty('ran');
  });

  test('takes a bold line for a heading and a bold sentence for text', async () => {
    const html = '<p><b>（二）学术交流</b></p><p><b>全年举办报告会24场。</b></p><p><b>一是</b>举办年会。</p>';
    expect(await blocksOf(html)).toEqual([
      'heading3 （二）学术交流',
      'paragraph 全年举办报告会24场。',
      'paragraph 一是举办年会。',
    ]);
  });

  test('hidden until a script shows it is read all the same', async () => {
    const html =
      '<div id="js_content" style="visibility: hidden"><p>云溪市科协全年活动106场。</p><p style="display: none">提示</p></div>';
    expect(await blocksOf(html)).toEqual(['paragraph 云溪市科协全年活动106场。']);
  });

  test('with numbers written into a numbered list shows each once', async () => {
    expect(await blocksOf('<p>要点：</p><ol><li>（一）科普</li><li>学术</li></ol>')).toEqual([
      'paragraph 要点：',
      'item （一）科普',
      'item 2. 学术',
    ]);
  });

  test('is text also where its tags are broken', async () => {
    expect(await blocksOf('<div><p>云溪<i>市科协<p>第二段<table><tr><td>甲<td>乙')).toEqual([
      'paragraph 云溪市科协',
      'paragraph 第二段',
      'row 甲，乙',
    ]);
  });
});
