/**
 * Which stretches of a text belong to which of its values: in 讲座31场，展览7场 each figure has its own words.
 */

import type { Place } from './place.ts';
/** A value of a text with the stretches that belong to it. */
export interface Cell<Value extends Place> {
  readonly value: Value;
  /** Where its own words stand: the pieces between two marks that lead to it. */
  readonly own: Place;
  /** Where what it shares with the values before stands. */
  readonly shared: Place;
}

const PIECE = /[，,；;：:。、（）()]/u;

/**
 * Gives each value the pieces of a text that are about it.
 *
 * @param all every value that may have pieces of its own, those of other kinds included
 */
export function cellsOf<Value extends Place>(
  text: string,
  values: readonly Value[],
  all: readonly Place[] = values,
): Cell<Value>[] {
  const marks = [...text].flatMap((character, i) => (PIECE.test(character) ? [i] : []));
  const holds = (from: number, to: number) => all.some(({ start, end }) => start >= from && end <= to);
  return values.map((value) => {
    const before = all.findLast(({ end }) => end <= value.start);
    const after = all.find(({ start }) => start >= value.end);
    const markBefore = (at: number) => Math.max(-1, ...marks.filter((mark) => mark < at)) + 1;
    let start = markBefore(value.start);
    // Pieces without a value of their own lead to this one.
    while (start > 0 && !holds(markBefore(start - 1), start - 1)) start = markBefore(start - 1);
    let end = marks.find((mark) => mark >= value.end) ?? text.length;
    // What follows the last value is about it as well.
    if (!after) end = text.length;
    // What stands between two values of one piece may be either's: 讲座31场展览7场, 31场讲座7场展览.
    if (before && before.end > start) start = before.end;
    if (after && after.start < end) end = after.start;
    return { value, own: { start, end }, shared: { start: 0, end: start } };
  });
}
