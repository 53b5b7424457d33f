/**
 * What is counted without a measure word, by the unit that reports count it in: 选手 in 人.
 */
import { wordLists } from '../../knowledge/word-lists.ts';

const COUNTED = wordLists('counted.txt', ['人', '家', '个', '次']);

/** The unit of each. */
export const UNIT_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(COUNTED).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);

/** What is counted as it stands, with 个 before it or without: 多少项目. */
export const COUNTS_ITSELF: readonly string[] = COUNTED.个.flatMap((word) => [word, `个${word}`]);
