/** What is asked for: a reason, and several things at once, each with its own type and all about what the first names. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byClause } from '../../../src/answer/question/parts.ts';
import type { Question } from '../../../src/answer/question/question.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { FIXTURES, type Served, SHIPPED, serve, THIS_YEAR } from '../../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'public');
});
afterAll(() => served.index.close());

const read = (question: string): Question => understand(question, served.index, THIS_YEAR);

describe('a question for a reason', () => {
  it.each([
    '为什么科技馆停了',
    '科技馆咋没开',
    '科技馆停办的原因',
    '科技馆停办，是啥缘故',
    '科技馆怎么停了呢',
    '科技馆少开了两天是怎么回事',
    '科普画廊怎么黄了',
    '没办成是什么原因造成的',
  ])('is read in %s', (question) => {
    const { type, wants } = read(question);
    expect([type, wants.form]).toEqual(['open', 'reason']);
  });

  it.each([
    '“云诊断”是怎么回事',
    '科技馆怎么样了',
    '科技馆后来咋样了',
    '因年龄原因不再任主席的是谁',
    '科技馆是不是停办了',
    '科普画廊称为什么',
  ])('is not read in %s', (question) => expect(read(question).wants.form).not.toBe('reason'));
});

describe('several things asked at once', () => {
  it.each([
    ['大赛谁得了第一，哪个学校的', ['person', 'organisation']],
    ['大赛什么时候办的？在哪办的', ['date', 'place']],
    ['讲师团谁带队、谁当副手', ['person', 'person']],
    ['大赛多少人参加；收到多少件作品', ['count', 'count']],
    ['哪两项没完成，为什么没完成', ['list', 'open']],
    ['大集本来打算几月办、后来咋样了', ['date', 'open']],
    ['大赛多少人参加，谁得第一，在哪办的', ['count', 'person', 'place']],
  ])('are read one by one: %s', (question, types) => {
    expect(byClause(read(question)).map((part) => part.question.type)).toEqual(types);
  });

  it.each(['大赛多少人参加', '2023年的大赛，多少人参加', '大赛办了吗，多少人参加', '讲座、展览各办了多少场'])(
    'are not read in %s',
    (question) => expect(byClause(read(question))).toEqual([]),
  );

  it('share what the first names, and not what each asks', () => {
    const [first, second] = byClause(read('科普大讲堂办了多少场，矿冶科学节来了多少人')).map(({ question }) =>
      question.focus.filter(({ isKey }) => isKey).map(({ text }) => text),
    );
    expect([first?.includes('科普大讲堂'), first?.includes('矿冶')]).toEqual([true, false]);
    expect([second?.includes('科普大讲堂'), second?.includes('矿冶')]).toEqual([false, true]);
  });
});
