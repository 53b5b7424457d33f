import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFigures } from '../../../src/answer/question/english-dates.ts';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];
const read = (question: string) => withFigures(question, (chinese) => chinese);

describe('dates and numbers in English', () => {
  it('are the same whichever way a day is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1990, max: 2049 }),
        (month, day, year) => {
          const name = MONTHS[month - 1];
          const date = `${year}年${month}月${day}日`;
          for (const written of [
            `${name} ${day}, ${year}`,
            `on ${name} ${day}th, ${year}`,
            `on the ${day}th of ${name} ${year}`,
            `${day} ${name} ${year}`,
          ])
            expect(read(`who spoke ${written}`)).toBe(`who spoke ${date}`);
          expect(read(`who spoke on ${name} ${day}`)).toBe(`who spoke ${month}月${day}日`);
          expect(read(`who spoke in ${name} ${year}`)).toBe(`who spoke ${year}年${month}月`);
        },
      ),
    );
  });

  it.each([
    ['who may speak', 'who may speak'],
    ['who spoke in may', 'who spoke 5月'],
    ['by the end of 2022', '2022年底'],
    ['the sixth congress', '第6次 congress'],
    ['the 12th contest', '第12届 contest'],
    ['who won third prize', 'who won third prize'],
    ['what are the four halls', 'what are the halls'],
    ['it has four halls', 'it has 4 halls'],
  ])('%s is read as %s', (question, figured) => {
    expect(read(question)).toBe(figured);
  });
});
