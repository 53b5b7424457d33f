import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECIDE_FEATURES } from '../../../src/answer/decide/features.ts';
import { decideRowsOf } from '../../../src/evaluation/fit/decide-rows.ts';
import { fitDecision } from '../../../src/evaluation/fit/decision.ts';
import type { Golden } from '../../../src/evaluation/golden.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build } from '../../support/corpora.ts';
import { folderWith, SMALL } from '../../support/small.ts';

let index: OpenIndex;
beforeAll(async () => {
  const { indexFolder } = await build(
    folderWith({ ...SMALL, 'lexicon/places.txt': '昆山市\n雁岭市\n禾汀县\n' }),
  );
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

const EVENTS: Golden = {
  id: 'q-1',
  question: '雁岭市科协2022年开展了多少场科普活动？',
  type: 'count',
  gold: [['318场']],
  evidence: ['市科协共开展科普活动318场'],
};
const rowsOf = (more: Partial<Golden> = {}) => decideRowsOf({ ...EVENTS, ...more }, index);

describe('the rows of a golden question', () => {
  it('are the question as it is, which is right, and as it is no more, which is not', () => {
    const [natural, ...made] = rowsOf();
    expect(natural).toMatchObject({
      made: 'natural',
      isRight: true,
      isAnswerable: true,
      about: '雁岭市科协',
    });
    expect(natural?.features).toHaveLength(DECIDE_FEATURES.length);
    expect(made.map(({ isRight, isAnswerable }) => [isRight, isAnswerable])).toEqual(
      made.map(() => [false, false]),
    );
    expect(new Set(made.map((row) => row.made))).toEqual(new Set(['hidden', 'swapped']));
  });

  it('have the evidence hidden with its passage, where other passages are left', () => {
    const [, hidden] = rowsOf({
      question: '6月18日市科协在哪里举办座谈会？',
      type: 'place',
      gold: [['会展中心']],
      evidence: ['市科协在会展中心举办科技工作者日座谈会'],
    });
    expect(hidden).toMatchObject({ made: 'hidden', isRight: false });
  });

  it('are one for a question that has no answer, and none for a comparison or one that is not reviewed', () => {
    expect(rowsOf({ type: 'unanswerable', gold: [], evidence: [] })).toMatchObject([
      { made: 'natural', isRight: false, isAnswerable: false },
    ]);
    expect(rowsOf({ type: 'compare' })).toEqual([]);
    expect(rowsOf({ review: '请核对' })).toEqual([]);
  });
});

describe('a fit', () => {
  it('of the same rows is the same, and has a weight for each feature', () => {
    const own = ['一', '二', '三'].flatMap((about) =>
      [...rowsOf(), ...rowsOf({ type: 'unanswerable', gold: [], evidence: [] })].map((row) => ({
        ...row,
        about,
      })),
    );
    const { model, unseen } = fitDecision({ own, paragraphs: [] });
    expect(fitDecision({ own, paragraphs: [] }).model).toEqual(model);
    expect(Object.keys(model.weights)).toEqual([...DECIDE_FEATURES]);
    expect(unseen).toHaveLength(own.length);
  });
});
