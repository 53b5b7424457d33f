import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, corpusOf, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith } from '../../support/small.ts';

/** Tables as reports have them: years across, years down, two rows of header, a unit above, merged cells. */
const PAGE = `<html><body><h1>嘉山市科协2022年工作总结</h1>
<p>2022年，嘉山市科协围绕中心、服务大局，完成了全年任务。</p>
<h2>一、科普工作</h2>
<table><tr><th>指标</th><th>2022年</th><th>2021年</th></tr>
<tr><td>科普讲座（场）</td><td>1,286</td><td>1,105</td></tr>
<tr><td>科普志愿者（人）</td><td>3 412</td><td>2 998</td></tr></table>
<h2>二、经费</h2>
<p>单位：万元</p>
<table><tr><td>项目</td><td>2021</td><td>2022</td></tr>
<tr><td>场馆建设经费</td><td>320.5</td><td>410</td></tr></table>
<h2>三、人才</h2>
<table><tr><th>年份</th><th>院士工作站（家）</th><th>引进博士（人）</th></tr>
<tr><td>2020</td><td>5</td><td>12</td></tr><tr><td>2021</td><td>7</td><td>18</td></tr>
<tr><td>2022</td><td>9</td><td>26</td></tr></table>
<h2>四、活动</h2>
<table><tr><th rowspan="2">类别</th><th colspan="2">2022年</th><th colspan="2">2021年</th></tr>
<tr><th>场次</th><th>人数</th><th>场次</th><th>人数</th></tr>
<tr><td>科技展览</td><td>31</td><td>5600</td><td>28</td><td>4300</td></tr>
<tr><td>院士报告会</td><td>6</td><td>1800</td><td>4</td><td>950</td></tr></table>
</body></html>`;

describe('a question about a table', () => {
  let index: OpenIndex;
  beforeAll(async () => {
    const { indexFolder } = await build(corpusOf(folderWith({ '嘉山-2022.html': PAGE })));
    index = await openIndex(indexFolder, 'public');
  });

  it.each([
    ['2022年科普讲座多少场？', '1,286'],
    ['2021年科普讲座多少场？', '1,105'],
    ['2022年科普志愿者有多少人？', '3412'],
    ['2021年科普志愿者有多少人？', '2998'],
    ['2022年场馆建设经费多少万元？', '410'],
    ['2021年场馆建设经费是多少？', '320.5'],
    ['2020年引进博士多少人？', '12'],
    ['2022年引进博士多少人？', '26'],
    ['2021年有多少家院士工作站？', '7'],
    ['2022年科技展览办了多少场？', '31'],
    ['2021年科技展览多少场次？', '28'],
    ['2022年院士报告会有多少人？', '1800'],
    ['2021年院士报告会有多少人？', '950'],
  ])('%s is answered with the cell of the right row and year, %s', (question, cell) => {
    const { kind, citations } = answerQuestion({ question, thisYear: THIS_YEAR }, index);
    const [first] = citations;
    expect(kind).toBe('answered');
    expect(first?.quote.slice(first.highlight?.start, first.highlight?.end)).toBe(cell);
  });

  it('of a year that no table has is not answered', () => {
    const { kind } = answerQuestion({ question: '2019年科普讲座多少场？', thisYear: THIS_YEAR }, index);
    expect(kind).toBe('unanswered');
  });
});
