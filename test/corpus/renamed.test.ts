import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renamedIn } from '../../src/corpus/renamed.ts';

const NAMES = [
  '科普信息员',
  '科技传播员',
  '农技培训班',
  '田间课堂',
  '流动科技馆',
  '乡村科技课堂',
  '专家服务站',
] as const;
const twoNames = fc.shuffledSubarray([...NAMES], { minLength: 2, maxLength: 2 }) as fc.Arbitrary<
  [string, string]
>;
/** Each way a report has of saying that one name became another. */
const WAYS: readonly ((from: string, to: string) => string)[] = [
  (from, to) => `原“${from}”统一更名为${to}，年末3586人。`,
  (from, to) => `按新口径，“${from}”改称“${to}”。`,
  (from, to) => `将${from}更名为“${to}”，开课18期。`,
  (from, to) => `任务书里叫${from}，从去年起改叫${to}。到年底开了33期。`,
  (from, to) => `建成集借阅、培训于一体的${from}（以下简称“${to}”），已有18处。`,
  (from, to) => `原来的${from}今年起改名叫${to}。`,
];
const way = fc.constantFrom(...WAYS);

describe('what goes by another name', () => {
  it('is read, however a report says it and whatever stands around it', () => {
    fc.assert(
      fc.property(
        twoNames,
        way,
        fc.constantFrom('', '全年举办讲座96场。', '2022年，'),
        fc.constantFrom('', '余下的明年做。'),
        ([from, to], say, before, after) => {
          expect(renamedIn(`${before}${say(from, to)}${after}`)).toEqual([{ from, to }]);
        },
      ),
    );
  });

  it('is not read where nothing is called otherwise', () => {
    for (const text of [
      '“声光电”展厅4月改造后重新开放。',
      '1993年12月望河撤县设市，改称望河市科协。',
      '科普信息员3586人，农技培训班37期。',
      '从去年起改叫号为预约。',
      '名称为田间课堂。',
    ])
      expect(renamedIn(text)).toEqual([]);
  });

  it('is bounded, and read of a long text without marks in no time worth telling', () => {
    const many = Array.from({ length: 200 }, () => '“科普信息员”改称“科技传播员”。').join('');
    expect(renamedIn(many)).toHaveLength(50);
    expect(renamedIn('改'.repeat(100_000))).toEqual([]);
    expect(renamedIn('科普改称'.repeat(20_000)).length).toBeLessThanOrEqual(50);
  });
});
