import { describe, expect, test } from 'vitest';
import { readingOrder } from '../../../src/corpus/readers/print-columns.ts';

/** Small whole numbers, the same in every run. */
function xorshift(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const WIDTH = 20;
/** A text as a column of print: an indent, then full lines. */
const column = (text: string) =>
  Array.from({ length: Math.ceil((text.length + 2) / WIDTH) }, (_, i) =>
    `　　${text}`.slice(i * WIDTH, (i + 1) * WIDTH),
  );

const beside = (left: readonly string[], right: readonly string[]) =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const line = left[i] ?? '';
    return line + ' '.repeat(2 * (WIDTH - line.length)) + (right[i] ?? '');
  });

describe('two columns copied line by line', () => {
  test('are read one after the other', () => {
    const random = xorshift(7);
    const characters = '全县科协组织活动培训农民推广良种开办课堂服务乡镇';
    const paragraph = () =>
      `${Array.from({ length: 44 + random(46) }, () => characters[random(characters.length)]).join('')}。`;
    for (let sample = 0; sample < 60; sample++) {
      const texts = [Array.from({ length: 9 }, paragraph), Array.from({ length: 12 }, paragraph)] as const;
      const lines = beside(texts[0].flatMap(column), texts[1].flatMap(column));
      expect(readingOrder(lines).join('').replace(/\s+/gu, '')).toBe(texts.flat().join(''));
    }
  });

  test('are told from one column and from a table', () => {
    const prose = column('全县科协组织活动培训农民推广良种开办课堂服务乡镇'.repeat(8));
    expect(readingOrder(prose)).toEqual(prose);
    const table = Array.from(
      { length: 12 },
      (_, i) => `科普活动                        ${i}00场        县级`,
    );
    expect(readingOrder(table)).toEqual(table);
  });

  test('are told from a table among paragraphs of one line each', () => {
    const random = xorshift(11);
    const characters = '全县科协组织活动培训农民推广良种开办课堂服务乡镇';
    const paragraph = () =>
      `${Array.from({ length: 60 + random(120) }, () => characters[random(characters.length)]).join('')}。`;
    for (let sample = 0; sample < 60; sample++) {
      const columns = 2 + random(5);
      const row = () =>
        `梓坪镇${Array.from({ length: columns }, () => String(random(9000)).padStart(8 + random(3))).join('')}`;
      const text = [
        ...Array.from({ length: 3 + random(6) }, paragraph),
        ...Array.from({ length: 4 + random(8) }, row),
        ...Array.from({ length: 2 + random(6) }, paragraph),
      ];
      expect(readingOrder(text)).toEqual(text);
    }
  });
});
