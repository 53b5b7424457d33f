import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLexiconTexts } from '../../src/corpus/folder.ts';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { createSegmenter } from '../../src/language/segment.ts';
import { type Counted, groupSimilar } from '../../src/language/similar.ts';
import { SHIPPED } from '../support/corpora.ts';

const lexicon = parseLexicon(await readLexiconTexts(SHIPPED));
const settings = { lexicon, segment: createSegmenter(lexicon.words) };
const group = (questions: readonly Counted[]) => groupSimilar(questions, settings);
const once = (...texts: string[]) => texts.map((text) => ({ text, count: 1 }));
const together = (...texts: string[]) => group(once(...texts)).length === 1;

describe('questions', () => {
  it.each([
    ['平湖市科协2020年开展了多少项科普活动？', '2020年平湖科普活动有多少项'],
    ['谁是主席', '請問科協主席是誰？'],
    ['院士工作站有几家', '全市新建院士工作站多少家？'],
    ['平湖科普经费是多少', '平湖市科普经费花了多少钱？'],
  ])('are one group in another order, script or politeness: %s / %s', (a, b) => {
    expect(together(a, b)).toBe(true);
  });

  it.each([
    ['平湖科普经费是多少', '平湖科普大篷车去了哪些学校'],
    ['科协主席是谁', '院士工作站有几家'],
    ['科技馆几点开门', '科技节什么时候举办'],
  ])('about another matter stay apart: %s / %s', (a, b) => {
    expect(together(a, b)).toBe(false);
  });

  it('are counted together and named by the wording asked most', () => {
    const [first, second] = group([
      { text: '院士工作站有几家', count: 2 },
      { text: '谁是主席', count: 3 },
      { text: '科协主席是谁', count: 4 },
    ]);
    expect(first).toEqual({
      text: '科协主席是谁',
      count: 7,
      wordings: [
        { text: '科协主席是谁', count: 4 },
        { text: '谁是主席', count: 3 },
      ],
    });
    expect(second?.count).toBe(2);
  });

  it('without a word of matter are one group only where they are the same', () => {
    expect(together('？？', '！！')).toBe(false);
    expect(together('有没有', '有沒有')).toBe(true);
  });

  it('fall into the same groups in whatever order they come, each in one', () => {
    const wording = fc
      .tuple(
        fc.constantFrom('平湖', '太仓', '', '雁岭'),
        fc.constantFrom('2020年', '', '2021年'),
        fc.constantFrom('科普活动', '院士工作站', '科普经费', '科技馆'),
        fc.constantFrom('多少', '谁', '在哪里', ''),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(wording, { minLength: 1, maxLength: 30 }), (texts) => {
        const questions = texts.map((text, at) => ({ text, count: 1 + (at % 3) }));
        const groups = group(questions);
        expect(group([...questions].reverse())).toEqual(groups);
        expect(groups.flatMap(({ wordings }) => wordings.map(({ text }) => text)).sort()).toEqual(
          [...texts].sort(),
        );
        for (const { count, wordings } of groups) {
          expect(count).toBe(wordings.reduce((sum, one) => sum + one.count, 0));
        }
      }),
      { numRuns: 50 },
    );
  });
});
