import { describe, expect, it } from 'vitest';
import { isPleasantry, readSmallTalk, withoutSmallTalk } from '../../../src/answer/question/small-talk.ts';

describe('a message that asks nothing', () => {
  it('is thanks or assent and nothing else', () => {
    for (const said of ['谢谢！', '谢谢你！', '感谢大家', '好的', '收到，谢谢', '嗯嗯', '明白了', '太好了'])
      expect([said, isPleasantry(said)]).toEqual([said, true]);
    for (const said of ['辛苦了', '谢谢科问', 'ok', 'OK, got it', 'Thanks!', 'thank you'])
      expect([said, isPleasantry(said)]).toEqual([said, true]);
    for (const said of ['', '平湖', '好的科普活动有几个？', '谢谢那太仓呢', '感谢信有多少封', '了解到几项'])
      expect([said, isPleasantry(said)]).toEqual([said, false]);
  });

  it('is told from a long one that begins with thanks', () => {
    for (const word of ['谢', '谢谢', '嗯', '哦', '明白了', '了解了', '没事了', '好的', 'ok', 'thanks '])
      expect([word, isPleasantry(`${word.repeat(300)}x`)]).toEqual([word, false]);
  });
});

describe('small talk', () => {
  it.each([
    ['好的，谢谢！', 'thanks'],
    ['哈哈哈', 'remark'],
    ['+1', 'remark'],
    ['不对吧', 'denial'],
    ['不对不对，错了', 'denial'],
    ['不对的有几项', null],
    ['+1场', null],
    ['行动计划有几项', null],
  ])('is told from what asks: %s', (said, kind) => {
    expect(readSmallTalk(said)).toBe(kind);
  });

  it('before a question is no part of it where a mark parts the two', () => {
    expect(withoutSmallTalk('不对，我问的是太仓')).toBe('我问的是太仓');
    expect(withoutSmallTalk('哈哈 谢谢！那太仓呢？')).toBe('那太仓呢？');
    expect(withoutSmallTalk('好的科普活动有几个？')).toBe('好的科普活动有几个？');
    expect(withoutSmallTalk('谢谢')).toBe('谢谢');
  });
});
