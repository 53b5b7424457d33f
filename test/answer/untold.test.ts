/** A report that does not say whose it is or of when answers under its title, and for nobody else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { describeCoverage } from '../../src/answer/compose/coverage.ts';
import { type Served, serve, THIS_YEAR } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';

let served: Served;
const ask = (question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, served.index);

beforeAll(async () => {
  const folder = folderWith({
    ...SMALL,
    '小结.txt':
      '农村科普工作小结\n举办果树修剪培训班8期，参训农民512人次。\n编印《果农手册》3000册，免费发放到户。\n建立示范园2个，面积65亩。\n',
  });
  served = await serve([folder], 'public');
});

describe('a report that does not say whose it is', () => {
  it('answers under its title, without a year', () => {
    const answer = ask('举办了多少期果树修剪培训班？');
    expect(answer).toMatchObject({
      kind: 'answered',
      text: expect.stringMatching(/^《农村科普工作小结》：.*8期/u),
    });
    expect(answer.citations[0]).toMatchObject({ association: '', period: '', title: '农村科普工作小结' });
  });

  it('stands in for no association and no year that is named', () => {
    for (const question of [
      '雁岭市科协举办了多少期果树修剪培训班？',
      '2022年举办了多少期果树修剪培训班？',
      '禾汀县编印《果农手册》多少册？',
    ]) {
      expect(ask(question).kind, question).not.toBe('answered');
    }
  });

  it('is named by its title among what there is', () => {
    expect(describeCoverage(served.index.reports)).toContain('《农村科普工作小结》');
  });
});
