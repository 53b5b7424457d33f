/** What a report only asks it does not say, and what it tells of a thing is not all that a claim says of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { build, THIS_YEAR } from '../support/corpora.ts';
import { folderWith, reportFile } from '../support/small.ts';

const INTERVIEW = `记者：听说科普专列开进了38个村？

主席：记不清了，场次倒是有数，一共讲了52场。

记者：柑橘小院拿了省里的特等奖？！

主席：“谁跟你说的？”我们还在申报。柑橘小院的挂牌工作取得新突破。`;

let index: OpenIndex;
beforeAll(async () => {
  const { indexFolder } = await build(
    folderWith({ 'qinghe-2022.md': reportFile({ association: '清禾市科协', year: 2022 }, INTERVIEW) }),
  );
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

const ask = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, index);

describe('a question in a report', () => {
  it.each([
    '清禾市科协2022年科普专列开进了多少个村？',
    '清禾市科协2022年科普专列开进了38个村，对吗？',
    '清禾市科协2022年柑橘小院拿了省里的特等奖吗？',
    '清禾市科协2022年有哪些亮点？',
  ])('is quoted for nothing: %s', (question) => {
    const { citations, nearest } = ask(question);
    for (const { quote } of [...citations, ...nearest]) expect(quote).not.toMatch(/[？！]$/u);
  });

  it('leaves what is said around it to be told', () => {
    expect(ask('清禾市科协2022年一共讲了多少场？').text).toContain('52场');
  });
});

describe('a claim of one thing and an everyday verb', () => {
  it.each(['来过了', '去了', '参加了', '出席过', '观看了', '聘请过', '解决了', '更换了'])(
    'is not proved by what else is told of the thing: 柑橘小院的人%s吗',
    (verb) => {
      expect(ask(`清禾市科协柑橘小院的人${verb}吗？`).text).not.toMatch(/^(?:不)?是/u);
    },
  );
});
