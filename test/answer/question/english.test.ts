import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnglish, readEnglish } from '../../../src/answer/question/english.ts';
import { Vocabulary } from '../../../src/index/vocabulary.ts';
import { EMPTY_LEXICON, type Lexicon } from '../../../src/language/lexicon.ts';
import { soundOf } from '../../../src/language/pinyin.ts';

const lexicon: Lexicon = {
  ...EMPTY_LEXICON,
  glossary: [
    { english: 'science popularization', chinese: ['科普'] },
    { english: 'science', chinese: ['科学'] },
    { english: 'lecture', chinese: ['讲座'] },
    { english: 'activity', chinese: ['活动'] },
  ],
};
const places = new Map([['pinghu', '平湖']]);
/** What the index keeps of the dictionary. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  teacher: ['教师', '老师'],
  activity: ['行动'],
  'to hold': ['举办', '举行'],
  'to stop': ['停止'],
};
const vocabulary = new Vocabulary([{ term: '贵州', passages: 1, sound: soundOf('贵州') }], [], 9);
const indexOf = (of: Lexicon) => ({
  lexicon: of,
  has: (word: string) => vocabulary.has(word),
  soundingLike: (sound: string) => vocabulary.soundingLike(sound),
  meaning: (gloss: string) => MEANINGS[gloss] ?? [],
});
const reading = (question: string) => readEnglish(question, indexOf(lexicon), places);
const read = (question: string) => reading(question).text;

describe('a question in English', () => {
  it.each([
    ['how many lectures did pinghu hold', '平湖 举办多少讲座'],
    ['when was the lecture', '什么时候讲座'],
    ['who gave the first lecture in 2021', '谁 gave first 讲座2021年'],
    ['science popularization activities of pinghu city', '科普活动 平湖'],
    ["where were pinghu's activities", '哪里 平湖 活动'],
    ['what percentage of lectures', '比例百分之几讲座'],
    ['how many teachers stopped', '多少教师停止'],
    ['lectures in guizhou', '讲座贵州'],
    ['what is the area of the lecture in pinghu?', '讲座 平湖 area 多少?'],
    ['how many lecture (讲座) in pinghu', '多少讲座 平湖'],
  ])('%s is put into the words of the reports: %s', (question, chinese) => {
    expect(read(question)).toBe(chinese);
  });

  it('keeps what else a word may mean, the glossary before the dictionary', () => {
    expect(reading('how many teachers').others.get('教师')).toEqual(['老师']);
    expect(reading('which activity').others.get('活动')).toEqual(['行动']);
  });

  it('takes the longest phrase of the glossary', () => {
    expect(read('science popularization')).toBe('科普');
    expect(read('science of popularization')).toContain('科学');
  });

  it('keeps the Chinese in it where it stands', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[科普活动讲座画廊]{2,8}$/u), (word) => {
        expect(read(`how many ${word} in pinghu`)).toContain(word);
        expect(read(word)).toBe(word);
      }),
    );
  });

  it.each([
    ['how many activities did pinghu hold', true],
    ['平湖办了多少场讲座', false],
    ['平湖的 app 叫什么 name', false],
  ])('is one by most of its letters: %s', (question, expected) => {
    expect(isEnglish(question)).toBe(expected);
  });

  it('looks a phrase up in a glossary that is made once', () => {
    let walks = 0;
    const glossary = new Proxy(lexicon.glossary, {
      get(target, key, receiver) {
        if (key === 'map' || key === Symbol.iterator) walks++;
        return Reflect.get(target, key, receiver);
      },
    });
    const counted = { ...lexicon, glossary };
    const once = readEnglish('how many lectures', indexOf(counted), places);
    const walked = walks;
    expect(readEnglish('how many lectures', indexOf(counted), places)).toEqual(once);
    expect(walks).toBe(walked);
  });
});
