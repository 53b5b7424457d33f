import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionIn } from '../../../src/answer/question/message.ts';

describe('the question in a message', () => {
  it.each([
    ['<b>亲</b>，求问平湖办了多少项活动来着😂', '平湖办了多少项活动'],
    ['@小助手 **太仓**2021年办了几场讲座？？', '太仓2021年办了几场讲座？'],
    ['> 太仓科普大讲堂办了几场', '太仓科普大讲堂办了几场'],
    ['https://example.org/a?b=1 太仓科普大讲堂办了几场', '太仓科普大讲堂办了几场'],
    ['[太仓科普大讲堂办了几场](https://example.org/a)', '太仓科普大讲堂办了几场'],
    ['“太仓科普大讲堂办了几场”', '太仓科普大讲堂办了几场'],
    ['大家早上好呀～在吗？太仓办了几场讲座[捂脸][OK]', '太仓办了几场讲座'],
    ['太仓办了几场讲座(๑•̀ㅂ•́)و', '太仓办了几场讲座'],
    ['小白求问太仓办了几场讲座，拜托了，在线等', '太仓办了几场讲座'],
    ['Hello, how many lectures?', 'how many lectures?'],
    ['太仓办了几场，谢谢？', '太仓办了几场？'],
  ])('is found in %s', (message, question) => {
    expect(questionIn(message)).toBe(question);
  });

  it.each([
    '《加油！科学+》在哪里演的',
    '3月18～20日开的是什么会',
    '亲子活动办了几场',
    '急救培训多少人',
    '大家都参加了什么活动',
    '渔科驿（渔港科普驿站）有几处',
    '太仓 科普活动 场次',
    '5*3场',
    '你好',
    '谢谢！',
  ])('is all of %s', (message) => {
    expect(questionIn(message)).toBe(message);
  });

  it('keeps the association that is called', () => {
    expect(questionIn('@平湖科协 办了多少项')).toBe('平湖科协 办了多少项');
  });

  it('is the same when it is looked for again', () => {
    const pieces = fc.constantFrom(
      '亲',
      '，',
      '太仓',
      '！',
      '？',
      '谢谢',
      '😂',
      '多少场',
      '～',
      '*',
      '[捂脸]',
      ' ',
      '（',
      '）',
      '哈哈',
      '来着',
      '2021',
      '<b>',
      '#',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (some) => {
        const once = questionIn(some.join(''));
        expect(questionIn(once)).toBe(once);
      }),
      { seed: 20261130, numRuns: 400 },
    );
  });
});
