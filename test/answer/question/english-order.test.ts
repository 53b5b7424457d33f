import { describe, expect, it } from 'vitest';
import { inChineseOrder } from '../../../src/answer/question/english-order.ts';

const read = (question: string) =>
  inChineseOrder(
    question,
    (what) => what.endsWith('area'),
    (what) => what === 'name',
  );

describe('the order of an English question', () => {
  it.each([
    ['how many lectures did lanxi hold in 2022?', 'lanxi hold in 2022 how many lectures?'],
    ['how many visitors were received', 'received how many visitors'],
    ['and how many visitors did it have', 'and it have how many visitors'],
    ['which prizes has the school won?', 'the school won which prizes?'],
    ['what is the floor area of the museum?', 'the museum floor area how much?'],
    ['who is the director of the museum?', 'the museum director who?'],
    ['what was the theme of the forum?', 'the forum theme what is it?'],
  ])('%s is read as %s', (question, ordered) => {
    expect(read(question)).toBe(ordered);
  });

  it.each([
    'when did the museum open?',
    'how many people visited the museum?',
    'what is the name of the truck?',
    'what percentage of residents have scientific literacy?',
    'did lanxi win a prize?',
    '平湖办了多少场讲座？',
  ])('%s stays as it is', (question) => {
    expect(read(question)).toBe(question);
  });
});
