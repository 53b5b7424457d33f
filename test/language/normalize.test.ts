import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldQuestion, isHan } from '../../src/language/normalize.ts';
import { DRAWN } from '../support/questions.ts';

/** Any string, lone surrogates, combining marks and rare characters included. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ...'臺灣繁體後裡乾麵髮臺０１９％：，。、（）［］｛｝～〜－—…・·①㈱㎡ｶﾞﾊﾟ①ﬁİßẞΣ𠀀👨‍👩‍👧é\u0301\u200b\u00a0\u3000\t\r\n',
      ),
      { maxLength: 60 },
    )
    .map((characters) => characters.join('')),
);

describe('folding', () => {
  it.each([
    ['全市１４２块科普画廊', '全市142块科普画廊'],
    ['８．６万人次，占２９％', '8.6万人次，占29%'],
    ['太倉市科協開展科普活動', '太仓市科协开展科普活动'],
    ['ＳＴＥＡＭ课程與VR', 'steam课程与vr'],
    ['（2020年）', '（2020年）'],
    ['《加油！科学＋》', '《加油！科学+》'],
    ['2016～2020年', '2016~2020年'],
    ['第　一　届', '第 一 届'],
    ['頭髮發展', '头发发展'],
    ['参训2,174人,占41%,其中:农民"土专家"8人;另有', '参训2,174人，占41%，其中：农民“土专家”8人；另有'],
    ['办班1OO场,作品IO8件,完成IOO%', '办班100场，作品108件，完成100%'],
    ['O2O模式, H2O, 100l, IO设备, http://a:8', 'o2o模式， h2o, 100l, io设备， http://a:8'],
  ])('makes %s %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('keeps the length of any text, so that offsets in one are offsets in the other', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
      { ...DRAWN, numRuns: 1500 },
    );
  });

  it('of digits that were read as letters, and of half-width marks, twice is folding once', () => {
    const slips = fc
      .array(fc.constantFrom(...'IOlo015,;:!?."“”人场%家 \nA'), { maxLength: 30 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(slips, (text) => {
        expect(fold(text)).toHaveLength(text.length);
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { ...DRAWN, numRuns: 1500 },
    );
  });

  it('twice is folding once', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { ...DRAWN, numRuns: 1500 },
    );
  });

  it('keeps digits where they are', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const folded = fold(text);
        for (const { index, 0: digit } of text.matchAll(/\d/gu)) expect(folded[index]).toBe(digit);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });

  it('of what is folded already changes nothing', () => {
    const plain = '平湖市科协2020年开展“科普万家”拉力赛106项，服务8.6万人次（近2000名观众）。';
    expect(fold(plain)).toBe(plain);
  });
});

describe('folding a question', () => {
  it.each([
    ['  太仓  有\n多少  ', '太仓 有 多少'],
    ['太仓\u200b科协\ufeff', '太仓科协'],
    ['太仓\u0000\u0007科协', '太仓科协'],
    ['\u202e倒过来', '倒过来'],
    ['', ''],
    ['　　', ''],
  ])('%j is %j', (typed, folded) => {
    expect(foldQuestion(typed)).toBe(folded);
  });

  it('twice is folding it once', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        expect(foldQuestion(foldQuestion(typed))).toBe(foldQuestion(typed));
      }),
      { ...DRAWN, numRuns: 1000 },
    );
  });

  it('leaves one space at most between words and none at the ends', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        expect(foldQuestion(typed)).not.toMatch(/\s\s|^\s|\s$/u);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });
});

describe('an ideograph', () => {
  it('is told from everything else', () => {
    expect([...'科〇々普a1。ｱ'].map(isHan)).toEqual([true, true, true, true, false, false, false, false]);
  });
});
