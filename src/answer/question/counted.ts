/**
 * What is counted without a measure word, by the unit that reports count it in: 选手 in 人.
 */
import { wordLists } from '../../knowledge/word-lists.ts';

export const COUNTED = wordLists('counted.txt', ['人', '家', '个', '次']);

/** The unit of each. */
export const UNIT_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(COUNTED).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);
