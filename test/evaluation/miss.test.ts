import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_THRESHOLD } from '../../src/answer/decide/confidence.ts';
import { askGolden } from '../../src/evaluation/ask.ts';
import type { Golden } from '../../src/evaluation/golden.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { build, THIS_YEAR } from '../support/corpora.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';

let index: OpenIndex;
beforeAll(async () => {
  const other = reportFile(
    { association: '白鹭市科协', year: 2022 },
    '2022年，市科协开展科普活动55场。编印饮水安全读本五千册。',
  );
  const { indexFolder } = await build(folderWith({ ...SMALL, 'bailu-2022.md': other }));
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

const ask = (golden: Partial<Golden>) =>
  askGolden(
    { id: 'q-1', question: '', type: 'count', gold: [], evidence: [], ...golden },
    index,
    THIS_YEAR,
    () => 0,
    (error) => {
      throw error;
    },
  );
const EVENTS = {
  question: '雁岭市科协2022年开展了多少场科普活动？',
  evidence: ['市科协共开展科普活动318场'],
};

describe('askGolden', () => {
  it('finds nothing amiss where the answer is right, and keeps how sure it was', () => {
    const { miss, judgement, best } = ask({ ...EVENTS, gold: [['318场']] });
    expect({ miss, ...judgement }).toEqual({ miss: null, verdict: 'correct', reason: '' });
    expect(best.isRight).toBe(true);
    expect(best.confidence).toBeGreaterThan(ANSWER_THRESHOLD);
  });

  it('says that the fact was not extracted where its sentence was chosen', () => {
    expect(ask({ ...EVENTS, gold: [['319场']] }).miss).toBe('not-extracted');
  });

  it('says that it abstained where the nearest sentence has nothing of the type asked for', () => {
    const { miss, best } = ask({
      question: '雁岭市科协2022年开展的科普活动占百分之多少？',
      gold: [['318场']],
      evidence: EVENTS.evidence,
    });
    expect(miss).toBe('abstained');
    expect(best.confidence).toBeLessThan(ANSWER_THRESHOLD);
  });

  it('says that the evidence was ranked low where another sentence was chosen', () => {
    expect(ask({ ...EVENTS, gold: [['27人']], evidence: ['邀请专家27人参加'] }).miss).toBe('ranked-low');
  });

  it('says that the evidence was not retrieved where it is of another report', () => {
    expect(ask({ ...EVENTS, gold: [['五千册']], evidence: ['编印饮水安全读本五千册'] }).miss).toBe(
      'not-retrieved',
    );
  });

  it('says that it abstained where the right thing was found and not said', () => {
    const { miss, best, answer } = ask({
      question: '雁岭市科协2022年的科普大篷车去“量子计算实验室”和“超导研究院”的情况怎么样？',
      gold: [['46次']],
      evidence: ['科普大篷车进校园46次'],
    });
    expect(answer?.kind).toBe('unanswered');
    expect(miss).toBe('abstained');
    expect(best.isRight).toBe(true);
    expect(best.confidence).toBeLessThan(ANSWER_THRESHOLD);
  });

  it('says that it asked back where there was an answer, and that it did not where it had to', () => {
    const which = { question: '2022年开展了多少场科普活动？', evidence: EVENTS.evidence };
    const { miss, best } = ask({ ...which, gold: [['318场']] });
    expect(miss).toBe('asked-back');
    expect(best).toEqual({ confidence: 0, isRight: false });
    expect(ask({ ...EVENTS, type: 'clarify', gold: [['319场']], offers: ['白鹭'] }).miss).toBe(
      'not-asked-back',
    );
  });

  it('says that it answered what the reports do not say', () => {
    expect(ask({ ...EVENTS, type: 'unanswerable' }).miss).toBe('answered-anyway');
  });
});
