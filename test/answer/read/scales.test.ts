import { describe, expect, it } from 'vitest';
import {
  closedThen,
  onScaleClaimed,
  otherOnScale,
  otherRank,
  ranksIn,
} from '../../../src/answer/read/scales.ts';

describe('ranksIn', () => {
  it.each([
    ['列全省9个市（州）第2位', [2]],
    ['成绩排名第一', [1]],
    ['全县头名', [1]],
    ['居首位', [1]],
    ['第八届大赛上获第三名', [3]],
    ['第二批、第6期', []],
    ['连续第三年', []],
    ['', []],
  ])('reads %s', (text, ranks) => {
    expect(ranksIn(text).map(({ value }) => value)).toEqual(ranks);
  });

  it('says where each stands', () => {
    const text = '先列第4位，后居首位';
    expect(ranksIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['第4位', '首位']);
  });
});

describe('otherRank', () => {
  it.each([
    ['是不是全省头名', '列全省第2位', '第2位'],
    ['排第三吧', '排名第一', '第一'],
  ])('of %s against %s is %s', (asked, clause, word) => {
    expect(otherRank(asked, clause)).toBe(word);
  });

  it.each([
    ['排第一吧', '居首位'],
    ['排第一吧', '获得好评'],
    ['办得好吗', '排名第一'],
  ])('of %s against %s is none', (asked, clause) => {
    expect(otherRank(asked, clause)).toBeNull();
  });
});

describe('otherOnScale', () => {
  it.each([
    ['得了头奖吧', '获三等奖', '三等奖'],
    ['是省级的吗', '认定为市级示范站', '市级'],
    ['礼拜六开讲吗', '每周日开讲', '周日'],
  ])('of %s against %s is %s', (asked, clause, word) => {
    expect(otherOnScale(asked, clause)).toBe(word);
  });

  it.each([
    ['得了头奖吧', '获一等奖'],
    ['星期天开讲吗', '每周日开讲'],
    ['开讲了吗', '每周日开讲'],
  ])('of %s against %s is none', (asked, clause) => {
    expect(otherOnScale(asked, clause)).toBeNull();
  });
});

describe('closedThen', () => {
  const HOURS = '全年开放290天，每周一、周二闭馆';

  it('gives the word by which a day that is claimed is closed', () => {
    expect(closedThen('星期一开门吗', HOURS)).toBe('闭馆');
    expect(closedThen('全年一直开着没关过吧', HOURS)).toBe('闭馆');
  });

  it.each(['星期三开门吗', '全年开放吗', '周一闭馆吗'])('has nothing against %s', (asked) => {
    expect(closedThen(asked, HOURS)).toBeNull();
  });
});

describe('onScaleClaimed', () => {
  const wordsOf = (asked: string, sentence: string) =>
    onScaleClaimed(asked, sentence).map(({ start, end }) => sentence.slice(start, end));

  it.each([
    ['得了一等奖吧', '甲获二等奖，乙获优秀奖', ['二等奖', '优秀奖']],
    ['全省就这一个吧', '为全市唯一', ['唯一']],
    ['排第一吧', '列全省第2位', ['第2位']],
    ['办过吗', '列全省第2位，为全市唯一', []],
  ])('of %s in %s is %j', (asked, sentence, words) => {
    expect(wordsOf(asked, sentence)).toEqual(words);
  });
});
