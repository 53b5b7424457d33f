import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { LEXICON_FILES } from '../../src/language/lexicon-entries.ts';
import { fold } from '../../src/language/normalize.ts';
import { readNumbers } from '../../src/language/numbers.ts';
import { createSegmenter, type Segment } from '../../src/language/segment.ts';
import { LEXICON } from '../support/corpora.ts';
import { DRAWN } from '../support/questions.ts';

const lexicon = parseLexicon(
  Object.fromEntries(LEXICON_FILES.map((file) => [file, readFileSync(join(LEXICON, file), 'utf8')])),
);
const segment = createSegmenter(lexicon.words);
const wordsOf = (text: string) => segment(text).map((piece) => piece.text);
const tagIn = (text: string, word: string) => segment(text).find((piece) => piece.text === word)?.tag;

/** Segments that are not one after another from the first character to the last. */
function gaps(text: string, segments: readonly Segment[]): string[] {
  let at = 0;
  const faults = segments.filter((piece) => {
    const fits =
      piece.start === at && piece.end > piece.start && piece.text === text.slice(piece.start, piece.end);
    at = piece.end;
    return !fits;
  });
  return [
    ...faults.map((piece) => `${piece.start}–${piece.end} ${piece.text}`),
    ...(at === text.length ? [] : ['end']),
  ];
}

const chinese = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(...'科普活动画廊院士工作站全市共有近超余多万亿第届年月日个家项人次块场'),
      },
      { weight: 2, arbitrary: fc.constantFrom(...'0123456789一二两三十百千万.,%％') },
      { weight: 1, arbitrary: fc.constantFrom(...'，。；、“”《》（）·— +-eEsSTEAMvr') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '科普e站',
          '院士工作站',
          '5·30',
          '5+X',
          'STEAM',
          '2021—2025年',
          '每两天1条',
        ),
      },
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(''));

describe('segments', () => {
  it('rejoin to the text, whatever it is', () => {
    const anything = fc.oneof(chinese, fc.string({ unit: 'binary', maxLength: 60 }).map(fold));
    fc.assert(
      fc.property(anything, (text) => {
        expect(gaps(text, segment(text))).toEqual([]);
      }),
      { ...DRAWN, numRuns: 1500 },
    );
  });

  it('of nothing are none', () => {
    expect(segment('')).toEqual([]);
  });

  it('are the same whenever a text is cut', () => {
    fc.assert(
      fc.property(chinese, chinese, (text, other) => {
        const first = segment(text);
        segment(other);
        expect(segment(text)).toEqual(first);
      }),
      { ...DRAWN, numRuns: 200 },
    );
  });
});

describe('numbers and Latin words', () => {
  it.each([
    ['全市142块科普画廊', '142', 'm'],
    ['现场服务群众8.6万人次', '8.6', 'm'],
    ['占嘉兴市的29%', '29', 'm'],
    ['共1,280名', '1,280', 'm'],
    ['2021年开展', '2021', 'm'],
    ['参加steam课程', 'steam', 'eng'],
    ['讲解vr眼镜', 'vr', 'eng'],
    ['全市118个“科普e站”', '科普e站', 'n'],
  ])('in %s stay whole: %s', (text, word, tag) => {
    expect(tagIn(text, word)).toBe(tag);
  });

  it('keep their unit apart from the number and the hedge', () => {
    expect(wordsOf('超50余万人次受益')).toEqual(['超', '50', '余万', '人次', '受益']);
    expect(tagIn('近2000名市民', '名')).toBe('q');
  });

  it('are never cut, whatever stands around them', () => {
    fc.assert(
      fc.property(chinese, fc.integer({ min: 10, max: 99999 }), chinese, (before, number, after) => {
        const text = `${before}的${number}家${after}`;
        const start = before.length + 1;
        const end = start + String(number).length;
        const cuts = segment(text).flatMap((piece) => [piece.start, piece.end]);
        expect(cuts.filter((cut) => cut > start && cut < end)).toEqual([]);
      }),
      { ...DRAWN, numRuns: 500 },
    );
  });
});

describe('words of the lexicon', () => {
  it.each([
    ['全市科普画廊每月更新', '科普画廊'],
    ['市科协与海创联签订合作协议', '海创联'],
    ['科普大篷车进校园', '科普大篷车'],
    ['新增院士工作站三家', '院士工作站'],
    ['两位副主席出席', '副主席'],
    ['流动科技馆进基层', '流动科技馆'],
  ])('in %s stay whole: %s', (text, word) => {
    expect(wordsOf(text)).toContain(word);
  });

  it('stay whole by themselves, all that hold no number', () => {
    const words = lexicon.words.filter(
      ({ word }) => /^\p{Script=Han}+$/u.test(word) && readNumbers(word).length === 0,
    );
    expect(words.length).toBeGreaterThan(1000);
    expect(words.map(({ word }) => word).filter((word) => wordsOf(word).length > 1)).toEqual([]);
  });

  it('are split without it', () => {
    const bare = createSegmenter([]);
    expect(bare('科普画廊').map(({ text }) => text)).toEqual(['科普', '画廊']);
    createSegmenter(lexicon.words);
    expect(wordsOf('科普画廊')).toEqual(['科普画廊']);
  });
});

describe('tags', () => {
  it.each([
    ['全市科普画廊', '科普画廊', /^n/u],
    ['，', '，', /^x$/u],
    ['举办讲座', '举办', /^v/u],
    ['苏州科普', '苏州', /^ns/u],
  ])('in %s tell what %s is', (text, word, tag) => {
    expect(tagIn(text, word)).toMatch(tag);
  });
});
