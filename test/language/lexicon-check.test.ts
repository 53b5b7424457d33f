import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { checkLexicon } from '../../src/language/lexicon-check.ts';
import { LEXICON_FILES, type LexiconTexts } from '../../src/language/lexicon-entries.ts';
import { createSegmenter } from '../../src/language/segment.ts';
import { LEXICON } from '../support/corpora.ts';

function linesOf(texts: LexiconTexts): string[] {
  const segment = createSegmenter(parseLexicon(texts).words);
  return checkLexicon(texts, segment).map(({ where, message }) => `${where} ${message}`);
}

describe('a doubtful entry is named with its line:', () => {
  it.each<[string, LexiconTexts, RegExp[]]>([
    [
      'a place that stands there twice',
      { 'places.txt': '昆山市\n# 又一次\n昆山市\n' },
      [/^places\.txt:3 “昆山市”在 places\.txt:1 已有/u],
    ],
    [
      'the same two words in two files',
      { 'synonyms.txt': '中国科协 中国科学技术协会', 'abbreviations.txt': '中国科协 = 中国科学技术协会' },
      [/^synonyms\.txt:1 “中国科协”和“中国科学技术协会”在 abbreviations\.txt:1 已经写过|^abbreviations/u],
    ],
    [
      'the same two words in two groups',
      { 'synonyms.txt': '讲座 报告会\n~ 报告会 讲座' },
      [/^synonyms\.txt:2 “报告会”和“讲座”在 synonyms\.txt:1 已经写过/u],
    ],
    [
      'a word that heads two one-way groups',
      { 'synonyms.txt': '~ 老总 总经理\n~ 老总 董事长' },
      [/^synonyms\.txt:2 “老总”在 synonyms\.txt:1 已经开头/u],
    ],
    [
      'short forms that lead in a circle',
      { 'abbreviations.txt': '海创联 = 海归联盟\n海归联盟 = 海创会\n海创会 = 海创联' },
      [/绕成了圈：海创联 → 海归联盟 → 海创会 → 海创联/u],
    ],
    [
      'a short form of a short form',
      { 'abbreviations.txt': '海联 = 海创联\n海创联 = 中国海归创业联盟' },
      [/^abbreviations\.txt:1 “海创联”自己也是简称（abbreviations\.txt:2）/u],
    ],
    [
      'a word that is taken out of every question',
      { 'synonyms.txt': '~ 请问 咨询' },
      [/^synonyms\.txt:1 “请问”是提问或语气用的词/u],
    ],
    [
      'a word that is cut apart before it can be found',
      { 'dictionary.txt': '开学第一课' },
      [/^dictionary\.txt:1 “开学第一课”会切成“开学｜第一｜课”/u],
    ],
  ])('%s', (_, texts, expected) => {
    const lines = linesOf(texts);
    for (const line of expected) expect(lines.some((found) => line.test(found))).toBe(true);
  });
});

describe('nothing is said of', () => {
  it.each<[string, LexiconTexts]>([
    ['an empty lexicon', {}],
    [
      'two words that ask for one another, apart from their groups',
      { 'synonyms.txt': '~ 展台 摊位\n~ 摊位 展台' },
    ],
    ['one short form with two full ones', { 'abbreviations.txt': '科院 = 科学院 | 科学技术学院' }],
  ])('%s', (_, texts) => {
    expect(linesOf(texts)).toEqual([]);
  });

  it('the lexicon that ships', () => {
    const texts = Object.fromEntries(
      LEXICON_FILES.map((file) => [file, readFileSync(join(LEXICON, file), 'utf8')]),
    );
    expect(linesOf(texts)).toEqual([]);
  });
});
