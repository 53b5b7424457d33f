import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as lists from '../../src/knowledge/lists.ts';
import {
  oneOf,
  parseWordLists,
  wordAtEnd,
  wordAtStart,
  wordIn,
  wordLists,
} from '../../src/knowledge/word-lists.ts';

const parse = (text: string) => parseWordLists('levels.txt', text, ['省级', '市级']);

describe('a file of word lists', () => {
  it('gives the words of a class over several lines, without comments', () => {
    expect(parse('# levels\n省级: 省级 全省 # both\n\n市级: 市级\n省级: 省')).toEqual({
      省级: ['省级', '全省', '省'],
      市级: ['市级'],
    });
  });

  it.each([
    ['省级 全省', 'levels.txt:1'],
    ['省级: 省级\n县级: 县级', 'levels.txt:2'],
    ['省级: 省级\n\n省级: 全省 省级', 'levels.txt:3'],
    ['省级:', 'levels.txt:1'],
    ['省级: 省级', '缺“市级”'],
  ])('says in which line %j is wrong', (text, where) => {
    expect(() => parse(text)).toThrow(where);
  });

  it('stands in the folder for every list that is named, with its ending', () => {
    const folder = resolve(import.meta.dirname, '../../src/knowledge');
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).toMatch(/\n$/u);
    expect(() => wordLists('levels.txt', ['国家级'])).toThrow('levels.txt');
  });
});

describe('words as a pattern', () => {
  it('match themselves whole, whatever characters they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        const pattern = new RegExp(`^${oneOf(words)}$`, 'u');
        for (const word of words) expect(pattern.test(word)).toBe(true);
      }),
    );
  });

  it('take the longest that fits', () => {
    expect(new RegExp(oneOf(['主席', '副主席']), 'u').exec('任副主席')?.[0]).toBe('副主席');
    expect(wordIn(['一等奖', '等奖'], '获一等奖')).toEqual({ word: '一等奖', at: 1 });
  });
});

describe('words at an end of a text', () => {
  it('are the longest that stand there', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.string(), (some, text) => {
        for (const word of some) {
          expect(wordAtStart(some, word + text).length).toBeGreaterThanOrEqual(word.length);
          expect(wordAtEnd(some, text + word).length).toBeGreaterThanOrEqual(word.length);
        }
        expect(text.startsWith(wordAtStart(some, text))).toBe(true);
        expect(text.endsWith(wordAtEnd(some, text))).toBe(true);
      }),
    );
  });

  it('are empty where none does', () => {
    expect([wordAtStart(['市'], '县科协'), wordAtEnd(['市'], '县科协')]).toEqual(['', '']);
  });
});

describe('the list of offices', () => {
  const { OFFICES, POSTS } = lists;

  it.each(['government', 'branch'] as const)('has every post of %s among the posts', (group) => {
    for (const office of OFFICES[group]) expect(POSTS).toContain(office);
  });

  it('knows whose deputy each deputy is', () => {
    for (const deputy of OFFICES.deputy) expect(POSTS).toContain(deputy.slice(1));
  });
});
