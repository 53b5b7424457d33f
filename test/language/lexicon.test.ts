import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMPTY_LEXICON, parseLexicon } from '../../src/language/lexicon.ts';
import { LEXICON_FILES, type LexiconTexts } from '../../src/language/lexicon-entries.ts';
import { fold } from '../../src/language/normalize.ts';
import { LEXICON } from '../support/corpora.ts';

/** The message of a lexicon that has to be refused. */
function refusal(texts: LexiconTexts): string {
  try {
    parseLexicon(texts);
  } catch (error) {
    expect(error).toMatchObject({ name: 'KewenError', code: 'lexicon' });
    return (error as Error).message;
  }
  return expect.fail('nothing was refused');
}

describe('a lexicon', () => {
  it('that is empty or missing is an empty one', () => {
    expect(parseLexicon({})).toEqual(EMPTY_LEXICON);
    expect(parseLexicon({ 'dictionary.txt': '', 'places.txt': '\n# 没有\n\n' })).toEqual(EMPTY_LEXICON);
  });

  it('has one entry a line, comments and blank lines aside', () => {
    const { words } = parseLexicon({
      'dictionary.txt': '# 设施\n\n科普画廊\n  科普大篷车   n  # 车\n海创联 nt\r\n科普e站',
    });
    expect(words).toEqual([
      { word: '科普画廊', tag: 'n' },
      { word: '科普大篷车', tag: 'n' },
      { word: '海创联', tag: 'nt' },
      { word: '科普e站', tag: 'n' },
    ]);
  });

  it('has synonyms that stand for each other, and those that only ask for the others', () => {
    const { synonyms } = parseLexicon({ 'synonyms.txt': '公众号 微信公众号\n~ 老总 总经理 董事长' });
    expect(synonyms).toEqual([
      { oneWay: false, words: ['公众号', '微信公众号'] },
      { oneWay: true, words: ['老总', '总经理', '董事长'] },
    ]);
  });

  it('has abbreviations with one full form or several', () => {
    const { abbreviations } = parseLexicon({
      'abbreviations.txt': '海创联 = 中国海归创业联盟\n经开区=甲区 | 乙区',
    });
    expect(abbreviations).toEqual([
      { short: '海创联', full: ['中国海归创业联盟'] },
      { short: '经开区', full: ['甲区', '乙区'] },
    ]);
  });

  it('has English phrases with their Chinese words', () => {
    const { glossary } = parseLexicon({
      'glossary.en.txt': 'Science Association = 科协\npartners = 合作 合作单位',
    });
    expect(glossary).toEqual([
      { english: 'science association', chinese: ['科协'] },
      { english: 'partners', chinese: ['合作', '合作单位'] },
    ]);
  });

  it('is folded: traditional, full-width and capital letters are one spelling', () => {
    const lexicon = parseLexicon({ 'dictionary.txt': '科普畫廊\nＳＴＥＡＭ课程', 'places.txt': '崑山市' });
    expect(lexicon.words.map(({ word }) => word)).toEqual(['科普画廊', 'steam课程']);
    expect(lexicon.places.every((place) => place === fold(place))).toBe(true);
  });

  it('keeps the words of synonyms and abbreviations whole as well', () => {
    const { words } = parseLexicon({
      'dictionary.txt': '科普画廊',
      'synonyms.txt': '科普画廊 科普橱窗',
      'abbreviations.txt': '海创联 = 中国海归创业联盟',
    });
    expect(words.map(({ word }) => word)).toEqual(['科普画廊', '科普橱窗', '海创联']);
  });

  it('keeps whole what a one-way group is asked by, and leaves what it is answered by to the segmenter', () => {
    const { words, alternatives } = parseLexicon({ 'synonyms.txt': '~ 大佬们 知名专家 专家团队' });
    expect(words.map(({ word }) => word)).toEqual(['大佬们']);
    expect(alternatives.get('大佬们')).toEqual(['知名专家', '专家团队']);
  });

  it('has each place once', () => {
    expect(parseLexicon({ 'places.txt': '昆山市\n朝阳区\n朝阳区' }).places).toEqual(['昆山市', '朝阳区']);
  });
});

describe('a bad line', () => {
  it.each<[string, LexiconTexts, string]>([
    ['a word of one character', { 'dictionary.txt': '科普画廊\n廊' }, 'dictionary.txt:2'],
    ['a tag that is none', { 'dictionary.txt': '# 词\n科普画廊 名词' }, 'dictionary.txt:2'],
    ['too much on a line', { 'dictionary.txt': '科普画廊 n 3' }, 'dictionary.txt:1'],
    ['the same word again', { 'dictionary.txt': '科普画廊\n\n科普畫廊' }, 'dictionary.txt:3'],
    ['a group of one', { 'synonyms.txt': '公众号' }, 'synonyms.txt:1'],
    ['a word twice in a group', { 'synonyms.txt': '公众号 公众号' }, 'synonyms.txt:1'],
    ['a word in two groups', { 'synonyms.txt': '公众号 微信号\n订阅号 公众号' }, 'synonyms.txt:2'],
    ['an arrow of nothing', { 'synonyms.txt': '~' }, 'synonyms.txt:1'],
    ['no equals sign', { 'abbreviations.txt': '海创联 中国海归创业联盟' }, 'abbreviations.txt:1'],
    ['two equals signs', { 'abbreviations.txt': '甲 = 乙 = 丙' }, 'abbreviations.txt:1'],
    ['nothing after it', { 'abbreviations.txt': '海创联 =' }, 'abbreviations.txt:1'],
    ['a thing that is itself', { 'abbreviations.txt': '海创联 = 海创联' }, 'abbreviations.txt:1'],
    [
      'the same short form again',
      { 'abbreviations.txt': '甲会 = 甲\n# 又\n甲会 = 乙' },
      'abbreviations.txt:3',
    ],
    ['the same phrase again', { 'glossary.en.txt': 'member = 会员\nMember = 成员' }, 'glossary.en.txt:2'],
    ['a phrase without Chinese', { 'glossary.en.txt': 'member' }, 'glossary.en.txt:1'],
  ])('is refused with its file and line: %s', (_, texts, where) => {
    expect(refusal(texts)).toContain(`词表 ${where}：`);
  });

  it('that repeats another names that one as well', () => {
    expect(refusal({ 'dictionary.txt': '科普画廊\n科普橱窗\n科普画廊' })).toBe(
      '词表 dictionary.txt:3：“科普画廊”在 dictionary.txt:1 已有',
    );
  });
});

describe('the lexicon that ships', () => {
  const texts = Object.fromEntries(
    LEXICON_FILES.map((file) => [file, readFileSync(join(LEXICON, file), 'utf8')]),
  );
  const lexicon = parseLexicon(texts);

  it('has entries in every file', () => {
    const { words, synonyms, abbreviations, glossary, places } = lexicon;
    for (const entries of [words, synonyms, abbreviations, glossary, places]) {
      expect(entries.length).toBeGreaterThan(100);
    }
  });

  it('has no short form that is its own full form by way of another', () => {
    const shorts = new Set(lexicon.abbreviations.map(({ short }) => short));
    const chains = lexicon.abbreviations.filter(({ full }) => full.some((long) => shorts.has(long)));
    expect(chains.map(({ short }) => short)).toEqual([]);
  });

  it('leaves out the words that some place is called', () => {
    for (const place of ['合作市', '资源县', '惠民县', '会理市', '建平县']) {
      expect([place, lexicon.places.includes(place)]).toEqual([place, false]);
    }
  });
});
