import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../src/language/lexicon.ts';
import { checkLexicon } from '../../src/language/lexicon-check.ts';
import { entriesOf, LEXICON_FILES, type LexiconFile } from '../../src/language/lexicon-entries.ts';

const both = (file: LexiconFile, shipped: string, own: string) =>
  entriesOf({ [file]: shipped, [`lexicon/${file}`]: own }, file);
const texts = (file: LexiconFile, shipped: string, own: string) =>
  both(file, shipped, own).map(({ text }) => text);

describe('own words', () => {
  it('are added to those that ship, each with the file and line it stands in', () => {
    expect(both('dictionary.txt', '科普画廊\n', '# 自己的\n云雀讲坛 nz')).toEqual([
      { text: '科普画廊', where: 'dictionary.txt:1' },
      { text: '云雀讲坛 nz', where: 'lexicon/dictionary.txt:2' },
    ]);
  });

  it('say what a word is where both do', () => {
    expect(texts('dictionary.txt', '科普画廊 n', '科普画廊 nz')).toEqual(['科普画廊 nz']);
    expect(texts('abbreviations.txt', '科促会 = 甲会', '科促会 = 乙会')).toEqual(['科促会 = 乙会']);
    expect(texts('glossary.en.txt', 'fair = 展会', 'fair  = 集市')).toEqual(['fair  = 集市']);
  });

  it('that begin with - take what ships away', () => {
    expect(texts('synonyms.txt', '讲座 讲堂\n展览 展会', '- 讲座  讲堂')).toEqual(['展览 展会']);
    expect(texts('synonyms.txt', '~ 票 门票', '- ~ 票 门票')).toEqual([]);
  });

  it('that stand for a word stand for all that do', () => {
    expect(texts('synonyms.txt', '讲座 讲堂\n展览 展会\n培训 轮训', '报告会 讲座\n展会 展览会')).toEqual([
      '培训 轮训',
      '讲座 讲堂 报告会',
      '展览 展会 展览会',
    ]);
  });

  it('join nothing that was taken away, and one-way lines join nothing', () => {
    expect(texts('synonyms.txt', '讲座 讲堂 论坛', '- 讲座 讲堂 论坛\n讲座 讲堂')).toEqual(['讲座 讲堂']);
    expect(texts('synonyms.txt', '讲座 讲堂', '~ 讲座 报告会')).toEqual(['讲座 讲堂', '~ 讲座 报告会']);
  });

  it('are refused with their own file and line', () => {
    expect(() => parseLexicon({ 'synonyms.txt': '讲座 讲堂', 'lexicon/synonyms.txt': '\n孤零零' })).toThrow(
      '词表 lexicon/synonyms.txt:2',
    );
  });

  it('that do nothing are named', () => {
    const warnings = checkLexicon({
      'synonyms.txt': '讲座 讲堂',
      'lexicon/synonyms.txt': '讲座 讲堂\n- 展览 展会',
    });
    expect(warnings.map(({ where }) => where)).toEqual(['lexicon/synonyms.txt:1', 'lexicon/synonyms.txt:2']);
  });

  it('never stop a build by what an upgrade brings: any lines of its own can ship as well', () => {
    const word = fc.stringMatching(/^[甲乙丙丁戊己]{2}$/u);
    const line = fc.oneof(
      fc.uniqueArray(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' ')),
      fc.uniqueArray(word, { minLength: 2, maxLength: 3 }).map((words) => `~ ${words.join(' ')}`),
    );
    const lexicon = fc.array(line, { maxLength: 6 }).filter((lines) => {
      try {
        parseLexicon({ 'synonyms.txt': lines.join('\n') });
        return true;
      } catch {
        return false;
      }
    });
    fc.assert(
      fc.property(lexicon, lexicon, (shipped, own) => {
        parseLexicon({ 'synonyms.txt': shipped.join('\n'), 'lexicon/synonyms.txt': own.join('\n') });
      }),
    );
  });

  it('leave a lexicon without them as it is', () => {
    for (const file of LEXICON_FILES) expect(texts(file, '甲乙 = 丙\n', '')).toEqual(['甲乙 = 丙']);
  });
});
