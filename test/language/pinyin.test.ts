import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { romanize, soundOf, soundOfPinyin } from '../../src/language/pinyin.ts';
import { DRAWN } from '../support/questions.ts';

describe('pinyin without tones', () => {
  it.each([
    ['guizhou', '贵州'],
    ['jiangcheng', '江城'],
  ])('%s sounds as %s does', (pinyin, word) => {
    expect(soundOfPinyin(pinyin)).toBe(soundOf(word));
  });

  it.each(['science', 'hall', 'gui', 'workers', ''])('%s is no word of it', (word) => {
    expect(soundOfPinyin(word)).toBeNull();
  });

  it('reads a name by the whole that it is of: 宜都市 is yidu, not yidou', () => {
    expect(romanize('宜都市', 2)).toBe('yidu');
  });
});

describe('the sound of a text', () => {
  it.each([
    ['科普', '科谱'],
    ['院士工作站', '院世工做站'],
    ['太仓', '太苍'],
    ['张', '脏'],
    ['诗', '私'],
    ['程', '陈'],
    ['英', '音'],
  ])('of %s is that of %s', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other));
  });

  it.each([
    ['科普', '科技'],
    ['平湖', '太仓'],
    ['绿', '路'],
    ['帆', '方'],
  ])('of %s is not that of %s', (one, other) => {
    expect(soundOf(one)).not.toBe(soundOf(other));
  });

  it('is toneless syllables joined by hyphens', () => {
    expect(soundOf('科普')).toBe('ke-pu');
    expect(soundOf('重庆')).toBe('cong-qin');
    expect(soundOf('重要')).toBe('zong-yao');
    expect(soundOf('长三角A城')).toBe(soundOf('长三角a程'));
    expect(soundOf('')).toBe('');
  });

  it('has one syllable a character and is the same every time', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(han, { minLength: 1, maxLength: 6 }), (characters) => {
        const text = characters.join('');
        expect(soundOf(text).split('-')).toHaveLength(characters.length);
        expect(soundOf(text)).toBe(soundOf(text));
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });
});
