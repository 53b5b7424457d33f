import { describe, expect, it } from 'vitest';
import { pairedSpan } from '../../../src/answer/extract/pairs.ts';

describe('pairedSpan', () => {
  const spanOf = (asked: string, sentence: string) => {
    const span = pairedSpan((text) => asked.includes(text), sentence);
    return span && sentence.slice(span.start, span.end);
  };
  const TEAMS = '9月6日，市青少年编程赛闭幕，云岭中学、河口小学分获中学组、小学组团体第一名。';
  const PARTNERS = '市气象学会、市农学会分别与东湖大学、北岭学院共建示范园。';

  it.each([
    ['编程赛小学组第一名是谁', TEAMS, '河口小学'],
    ['编程赛中学组团体第一是哪所学校', TEAMS, '云岭中学'],
    ['云岭中学得了哪个组的第一', TEAMS, '中学组'],
    ['和北岭学院共建示范园的是哪个学会', PARTNERS, '市农学会'],
    ['市气象学会跟哪所大学共建', PARTNERS, '东湖大学'],
    [
      '甲乙丙得了几等奖',
      '三中甲乙丙的《水位计》、二小丁戊己的《鸟窝》选送省赛，分获二等奖和三等奖。',
      '二等奖',
    ],
    [
      '丁戊己得了几等奖',
      '三中甲乙丙的《水位计》、二小丁戊己的《鸟窝》选送省赛，分获二等奖和三等奖。',
      '三等奖',
    ],
    ['受益群众增长百分之几', '全年活动168场，受益群众6.72万人次，分别比2020年增长20%和12%。', '12%'],
    ['阅览站落户哪家公司', '检测站和阅览站分别落户云锦公司和滨江公司。', '滨江公司'],
  ])('answers %s by its place in the order', (asked, sentence, span) => {
    expect(spanOf(asked, sentence)).toBe(span);
  });

  it.each([
    ['编程赛是哪天闭幕的', TEAMS],
    ['编程赛云岭中学是不是中学组第一', TEAMS],
    ['进站院士是谁', '进站院士分别为南乔远、濮志清。'],
    ['哪家学会共建了示范园', '市气象学会、市农学会分别与东湖大学共建示范园。'],
    ['', TEAMS],
    ['小学组', ''],
  ])('gives nothing for %s where no one item is asked about', (asked, sentence) => {
    expect(spanOf(asked, sentence)).toBeNull();
  });
});
