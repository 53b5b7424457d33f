import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Line, wrap } from '../../src/terminal/wrap.ts';

const textOf = (line: Line) => line.map(({ text }) => text).join('');
const plain = (text: string) => [{ text, emphasis: 'plain' as const }];
const wrapped = (text: string, width: number) => wrap(plain(text), width).map(textOf);

describe('wrap', () => {
  it('counts two columns for a Chinese character', () => {
    expect(wrapped('科学技术协会', 8)).toEqual(['科学技术', '协会']);
    expect(wrapped('科学技术协会', 9)).toEqual(['科学技术', '协会']);
  });

  it('begins no line with closing punctuation and ends none with opening', () => {
    expect(wrapped('科学技术，协会', 8)).toEqual(['科学技', '术，协会']);
    expect(wrapped('科学技（协会）', 8)).toEqual(['科学技', '（协会）']);
  });

  it('keeps numbers and Latin words whole', () => {
    expect(wrapped('受益群众12345.6万', 12)).toEqual(['受益群众', '12345.6万']);
    expect(wrapped('how many people', 9)).toEqual(['how many ', 'people']);
  });

  it('breaks what is wider than a line', () => {
    expect(wrapped('https://example.org/', 8)).toEqual(['https://', 'example.', 'org/']);
  });

  it('keeps line breaks and blank lines of the text', () => {
    expect(wrapped('甲\n\n乙', 80)).toEqual(['甲', '', '乙']);
  });

  it('is at most as wide as asked, loses no character and cuts none in two', () => {
    const text = fc.string({
      unit: fc.constantFrom('科', '𠮷', '👨‍👩‍👧', 'é', 'a', '7', '.', ' ', '，', '（', '“', '\n', '🇨🇳'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (whole, width) => {
        const lines = wrapped(whole, width);
        for (const line of lines) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Surrogate}/u);
        }
        expect(lines.join('').replaceAll(' ', '')).toBe(whole.replace(/[ \n]/gu, ''));
      }),
    );
  });

  it('changes nothing but line breaks where there is no width', () => {
    expect(wrapped('雁岭 2022 年，a b', Number.POSITIVE_INFINITY)).toEqual(['雁岭 2022 年，a b']);
  });
});
