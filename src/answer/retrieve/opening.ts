/**
 * How a paragraph or a report begins. What it begins with is mostly what it is about, and its later sentences go on
 * without saying so: 黄蝉（学名…）, 花为聚伞花序…; 科普画廊建设。全年新建…
 */

import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';

/** The first words of a text. */
export interface Opening {
  /** The first {@link OPENING_CHARS} characters from the first letter or digit on, folded. */
  readonly text: string;
  /** What it says something of: all before its first mark, 是 or 为. */
  readonly subject: string;
  /** The runs between marks in it, of two characters or more: 拉诺米·克罗莫维焦约 gives two. */
  readonly runs: readonly string[];
}

/** Characters that count as the beginning of a text. */
export const OPENING_CHARS = 30;

const SUBJECT = new RegExp(`^(?:(?!${oneOf(JOINING.is)})[\\p{L}\\p{N}])*`, 'u');

/** @param folded the text, or enough of its beginning */
export function openingOf(folded: string): Opening {
  const text = folded
    .slice(0, 2 * OPENING_CHARS)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, OPENING_CHARS);
  return {
    text,
    subject: SUBJECT.exec(text)?.[0] ?? '',
    runs: text.split(/[^\p{L}\p{N}]+/u).filter((run) => run.length > 1),
  };
}
