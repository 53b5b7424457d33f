/** What a sentence says is not so is never affirmed, whatever verb is denied and whatever stands beside it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { TELLING } from '../../../src/knowledge/lists.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** 不发 → 发: the verbs that are denied by a word of their own. */
const VERBS = TELLING.denies.flatMap((word) => (/^不\p{Script=Han}$/u.test(word) ? [word.slice(1)] : []));
const THINGS = ['先进集体', '优秀团队', '志愿服务队', '科普展厅'];
const OBJECTS = ['奖金', '门票', '补贴', '押金', '纪念品'];

let served: Served;
beforeAll(async () => {
  const lines = THINGS.flatMap((thing) =>
    VERBS.map(
      (verb, i) => `${thing}只挂铜牌，不${verb}${OBJECTS[i % OBJECTS.length]}。优秀论文每篇奖励500元。`,
    ),
  );
  served = await serve(
    [folderWith({ 'a.md': reportFile({ association: '青枫市科协', year: 2022 }, lines.join('\n\n')) })],
    'public',
  );
});
afterAll(() => served.index.close());

describe('what is denied', () => {
  it('is not affirmed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THINGS),
        fc.nat(VERBS.length - 1),
        fc.constantFrom('吗', '，对吧', '，是吧'),
        (thing, i, end) => {
          const question = `青枫市的${thing}${VERBS[i]}${OBJECTS[i % OBJECTS.length]}${end}`;
          expect(answerQuestion({ question, thisYear: 2024 }, served.index).text).not.toMatch(/^是。/u);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is not told by what happens to something else', () => {
    for (const thing of THINGS)
      expect(
        answerQuestion({ question: `青枫市的${thing}发钱吗`, thisYear: 2024 }, served.index).text,
      ).not.toMatch(/^是。/u);
  });
});
