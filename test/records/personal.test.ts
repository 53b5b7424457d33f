import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPersonal } from '../../src/records/personal.ts';

describe('what points to a person', () => {
  it.each([
    ['我是13812345678，怎么报名', '我是〔号码〕，怎么报名'],
    ['电话１３８１２３４５６７８', '电话〔号码〕'],
    ['打 138-1234-5678 或 138 1234 5678', '打 〔号码〕 或 〔号码〕'],
    ['+86 13812345678', '〔号码〕'],
    ['0512-53501234转801', '〔号码〕转801'],
    ['（0512）53501234', '〔号码〕'],
    ['座机53501234', '座机〔号码〕'],
    ['身份证32052219900101123X', '身份证〔号码〕'],
    ['320522 19900101 1234', '〔号码〕'],
    ['卡号6222 0212 3456 7890', '卡号〔号码〕'],
    ['一三八一二三四五六七八', '〔号码〕'],
    ['写信到 zhang.san+1@example.com.cn', '写信到 〔邮箱〕'],
    ['QQ：12345', 'QQ：〔账号〕'],
    ['我的微信号是zhang_san88', '我的微信号是〔账号〕'],
    ['问 <@U0123ABCD> 吧', '问 〔账号〕 吧'],
    ['问 @zhang_san 吧', '问 〔账号〕 吧'],
    ['U0123ABCDE 问的', '〔账号〕 问的'],
  ])('is taken out: %s', (text, clean) => {
    expect(withoutPersonal(text)).toBe(clean);
  });

  it.each([
    '平湖市科协2020年开展了多少项科普活动？',
    '2019-2020年、2020—2021年各多少',
    '2019 2020 2021 三年对比',
    '2020.12.31之前有没有100000人次',
    '8.6万人次是不是86000人次',
    '二〇二〇年十二月三十一日',
    '科普e站、VR、5G、app',
    '第十八届青少年科技创新大赛',
  ])('is not seen in years, figures and names: %s', (text) => {
    expect(withoutPersonal(text)).toBe(text);
  });

  it('is gone after once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z@. -一二三问号QU<>X]{0,40}$/u), (text) => {
        const clean = withoutPersonal(text);
        expect(clean).not.toMatch(/\d{11}/u);
        expect(withoutPersonal(clean)).toBe(clean);
      }),
    );
  });
});
