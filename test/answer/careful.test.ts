/** What a careful colleague would answer, over a small report that no question set knows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import type { Answer } from '../../src/answer/contract.ts';
import { type Served, serve } from '../support/corpora.ts';
import { folderWith, reportFile } from '../support/small.ts';

const REPORT = `## 一、科普服务

“蒲公英课堂”是市科协联合市教育局推出的流动科普品牌，每月开课两次。“蒲公英课堂”全年走进村小64所，听课学生1.8万人次。

情景剧《快跑！细菌》在青枫街道文化广场演出，观众860人。

三门峡路科普画廊全年更换48期，科普大篷车出车73次。

全年举办科普报告会126场。参加报告会的群众达到3.7万人次。

## 二、学术交流

4月12日，市科协与华川轨道交通学会在成都签订合作协议，共建“轨道智造服务站”，首任站长由学会秘书长蒲见山担任。

表1 学术活动

| 项目 | 2022年 |
|---|---|
| 学术年会（场） | 14 |
| 学术沙龙（场） | 39 |
| 科技论坛（场） | 8 |

同日成立的还有川东北科普联合宣讲团。宣讲团成员程若溪授课次数最多，共21次。

## 三、基础保障

副市长钟离原出席揭牌仪式，市长费思远作出批示。争取省级科普专项资金95万元。

新科技馆原定6月开工，因设计变更，实际于11月3日奠基。“银杏计划”主攻农产品保鲜。
`;

let served: Served;
beforeAll(async () => {
  served = await serve(
    [folderWith({ 'qingfeng-2022.md': reportFile({ association: '青枫市科协', year: 2022 }, REPORT) })],
    'public',
  );
});
afterAll(() => served.index.close());

const tell = (question: string): Answer => answerQuestion({ question, thisYear: 2024 }, served.index);

describe('what is asked in everyday words', () => {
  it.each([
    ['轨道智造服务站站长哪个当', '蒲见山'],
    ['宣讲团里谁授课次数最多', '程若溪'],
    ['同一天成立的宣讲团叫啥', '川东北科普联合宣讲团'],
    ['蒲见山是什么职务', '秘书长'],
    ['青枫市市长是谁', '费思远'],
    ['银杏计划主要研究什么', '农产品保鲜'],
    ['《快跑！细菌》在哪儿演的', '文化广场'],
    ['和轨道交通学会的协议在哪个城市签的', '成都'],
    ['新科技馆几号奠基的', '11月3日'],
    ['科普专项资金争取到多少', '95万元'],
    ['我带娃儿去过好几回蒲公英课堂，全年走进多少所村小', '64所'],
  ])('%s is answered with %s', (question, words) => {
    const { kind, text } = tell(question);
    expect({ kind, text }).toEqual({ kind: 'answered', text: expect.stringContaining(words) });
  });
});

describe('a definition', () => {
  it('is the sentence that says which kind of thing it is, not the one that counts', () => {
    expect(tell('蒲公英课堂是什么').text).toContain('流动科普品牌');
  });

  it('is what founded the thing where nothing says more', () => {
    expect(tell('轨道智造服务站是什么').text).toContain('华川轨道交通学会');
  });
});

describe('several things asked at once', () => {
  it('are each found in their own row', () => {
    const { text, citations } = tell('学术年会、学术沙龙、科技论坛各办了多少场');
    expect(text).toMatch(/14.*39.*8/u);
    expect(citations).toHaveLength(3);
  });

  it('are found clause by clause', () => {
    const { text } = tell('科普报告会办了多少场，参加的群众多少人次');
    expect(text).toContain('126场');
    expect(text).toContain('3.7万人次');
  });

  it('are not answered by halves as if that were all', () => {
    const { kind, text } = tell('学术年会、潜水比赛各办了多少场');
    expect([kind, text.includes('14')]).toEqual(['unanswered', false]);
  });
});

describe('an overview of two things', () => {
  it('takes a sentence for each', () => {
    const { kind, text } = tell('简单讲讲科普画廊和学术沙龙的情况，用两三句话');
    expect(kind).toBe('answered');
    expect(text).toContain('48期');
    expect(text).toContain('39');
  });
});
