import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnglish, readEnglish } from '../../../src/answer/question/english.ts';
import { EMPTY_LEXICON, type Lexicon } from '../../../src/language/lexicon.ts';

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
const read = (question: string) => readEnglish(question, lexicon, places);

describe('a question in English', () => {
  it.each([
    ['how many lectures did pinghu hold', '多少 讲座 平湖 hold'],
    ['when was the lecture', '什么时候 讲座'],
    ['who gave the first lecture in 2021', '谁 gave first 讲座 2021年'],
    ['science popularization activities of pinghu city', '科普 活动 平湖'],
    ["where were pinghu's activities", '哪里 平湖 活动'],
    ['what percentage of lectures', '百分之几 讲座'],
  ])('%s is put into the words of the reports: %s', (question, chinese) => {
    expect(read(question)).toBe(chinese);
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
    const once = readEnglish('how many lectures', counted, places);
    const walked = walks;
    expect(readEnglish('how many lectures', counted, places)).toBe(once);
    expect(walks).toBe(walked);
  });
});
