import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../../support/corpora.ts';
import { DRAWN, factsOf } from '../../support/questions.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const correctionsOf = (question: string) =>
  understand(question, served.index, THIS_YEAR).corrections.map(({ from, to }) => `${from}→${to}`);

describe('spelling', () => {
  it.each([
    ['平湖开展了多少项科谱活动', '科普'],
    ['太仓的科普话廊有多少块', '科普画廊'],
    ['平湖新增几家院士工做站', '院士工作站'],
    ['弥勒的农计协有几个', '农技协'],
    ['太苍市科协开展了多少项科普活动', '太仓'],
    ['嘉兴市的院世工作站有几家', '院士工作站'],
    ['科普大蓬车出车多少次', '科普大篷车'],
  ])('of %s is read as %s', (question, word) => {
    const corrections = correctionsOf(question);
    expect(corrections).toHaveLength(1);
    expect(corrections[0]?.split('→')[1]).toContain(word);
  });

  it.each([
    '有几位医生参加',
    '学会的会元有多少',
    '太仓的科普画廊有多少块',
    '科技馆的展品有多少件',
    '谁得奖了',
    '什么时候的事',
    '请问一下有没有石油公司',
    '量子计算研究进展如何',
    '银行贷款利率是多少',
    // 桐称 sounds like 统称, and 疏桐 is written.
    '冷疏桐称什么',
    '物业公司叫什么',
  ])('of %s is not touched', (question) => {
    expect(correctionsOf(question)).toEqual([]);
  });

  it('of every word that the reports use themselves is not touched', () => {
    const facts = factsOf(served.index);
    fc.assert(
      fc.property(fc.constantFrom(...facts), ({ association, years, what }) => {
        expect(correctionsOf(`${association}${years[0]}年${what}有多少`)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 200 },
    );
  });

  it('of a word with a particle before it is not touched, whatever the particle and the word sound like together', () => {
    const facts = factsOf(served.index);
    fc.assert(
      fc.property(
        fc.constantFrom(...facts),
        fc.constantFrom('的', '得', '了', '在'),
        ({ what }, particle) => {
          const corrections = correctionsOf(`去年${particle}${what}是什么`);
          expect(corrections.filter((one) => one.startsWith(particle))).toEqual([]);
        },
      ),
      { ...DRAWN, numRuns: 200 },
    );
    expect(correctionsOf('航模比赛的冠军是谁')).toEqual([]);
    expect(correctionsOf('创新大赛的第一名是谁')).toEqual([]);
  });

  it('read otherwise is said, and answers as the word itself would', () => {
    const tell = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);
    const typed = tell('平湖市科协2020年开展了多少项科谱活动？');
    const meant = tell('平湖市科协2020年开展了多少项科普活动？');
    expect(meant.kind).toBe('answered');
    expect(typed.text).toBe(`（按“科普活动”理解）${meant.text}`);
    expect(typed.citations).toEqual(meant.citations);
  });
});
