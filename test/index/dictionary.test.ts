/** What an index keeps of the dictionary: its own words, and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DICTIONARY, dictionaryRows, readGlosses } from '../../src/index/dictionary.ts';
import { EMPTY_LEXICON } from '../../src/language/lexicon.ts';

const glosses = readGlosses();
const words = [...new Set([...glosses.values()].flat())];
const rowsOf = (known: ReadonlySet<string>, alternatives = EMPTY_LEXICON.alternatives) =>
  dictionaryRows(glosses, (word) => known.has(word), { alternatives });

describe('the dictionary', () => {
  it('is the one that the program names', () => {
    const file = readFileSync(join(import.meta.dirname, '../../dictionary/cc-cedict.txt'), 'utf8');
    expect(file.slice(2)).toMatch(new RegExp(`^${DICTIONARY} `, 'u'));
    expect(words.length).toBeGreaterThan(30_000);
  });
});

describe('what an index keeps of it', () => {
  it.each([
    ['选中', '遴选'],
    ['医药', '药物'],
    ['小结', '总结'],
  ])('finds %s near %s, which is in the index', (asked, word) => {
    expect(new Map(rowsOf(new Set([word])).near).get(asked)).toEqual([word]);
  });

  it('leaves out words that share only an English word: 博士 and 医生, doctor', () => {
    expect(new Map(rowsOf(new Set(['博士'])).near).has('医生')).toBe(false);
  });

  it('leaves a pair to the lexicon where it knows both', () => {
    const alternatives = new Map([
      ['选中', ['入选']],
      ['遴选', ['评选']],
    ]);
    expect(new Map(rowsOf(new Set(['遴选']), alternatives).near).has('选中')).toBe(false);
  });

  it('holds no word that the index does not, sorted, and the same twice', () => {
    fc.assert(
      fc.property(fc.subarray(words.slice(0, 20_000), { maxLength: 200 }), (some) => {
        const known = new Set(some);
        const { near, english } = rowsOf(known);
        for (const [key, others] of [...near, ...english]) {
          expect(others.every((word) => known.has(word) && word !== key)).toBe(true);
          expect(others.length).toBeLessThanOrEqual(6);
        }
        const keys = near.map(([word]) => word);
        expect(keys).toEqual([...keys].sort());
        expect(rowsOf(known)).toEqual({ near, english });
      }),
      { numRuns: 10 },
    );
  });
});
