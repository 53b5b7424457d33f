import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPENING_CHARS, openingOf } from '../../../src/answer/retrieve/opening.ts';

describe('openingOf', () => {
  it('has what a text says something of: all before its first mark, 是 or 为', () => {
    expect(openingOf('云杉馆（市级科普基地）建于2010年。').subject).toBe('云杉馆');
    expect(openingOf('云杉馆是市级科普基地。').subject).toBe('云杉馆');
    expect(openingOf('《云杉》为月刊。').subject).toBe('云杉');
  });

  it('has the runs between marks, single characters left out', () => {
    expect(openingOf('安娜·李·贝克，植物学家。').runs).toEqual(['安娜', '贝克', '植物学家']);
  });

  it('begins with a letter or digit and is bounded, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100, unit: fc.constantFrom(...'云杉a1（《，。是为 \n') }),
        (text) => {
          const opening = openingOf(text);
          expect(opening.text.length).toBeLessThanOrEqual(OPENING_CHARS);
          expect(opening.text).toMatch(/^(?:[\p{L}\p{N}].*)?$/su);
          expect(text).toContain(opening.text);
          expect(opening.text.startsWith(opening.subject)).toBe(true);
          expect(opening.subject).not.toMatch(/[^\p{L}\p{N}]|[是为]/u);
        },
      ),
    );
  });
});
