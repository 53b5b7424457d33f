/**
 * Clauses: the parts of a sentence between commas and semicolons, and which of them to show. What a person
 * reads first is the clause that answers and as few others as tell what it is about.
 */

import { NARRATION } from '../../knowledge/lists.ts';
import { wordAtEnd } from '../../knowledge/word-lists.ts';
import { keeping } from '../../language/keeping.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import type { Place } from '../../language/place.ts';
import { KEPT_SENTENCES } from '../../language/readings.ts';

const OPENING = '（(《“「『';
const CLOSING = '）)》”」』';
/** The source of a pattern of what numbers a section or an item: （三）, 二、, 4. */
export const SECTION_NUMBER = `(?:[（(][${CHINESE_NUMERAL_CHARACTERS}]+[)）]|[${CHINESE_NUMERAL_CHARACTERS}]+、|\\d{1,2}[.．、](?!\\d))`;

/** What opens, closes or ends something. */
const MARK = /[（(《“「『）)》”」』，,；;。！？!?：:]/gu;

/**
 * Cuts a sentence into clauses. Marks inside brackets and short quotations do not cut.
 */
export const cutClauses = keeping((sentence): readonly Place[] => {
  const clauses: Place[] = [];
  let start = 0;
  let depth = 0;
  const push = (end: number) => {
    if (sentence.slice(start, end).trim()) clauses.push({ start, end });
  };
  for (const { 0: mark, index } of sentence.matchAll(MARK)) {
    if (OPENING.includes(mark)) depth += closesWithin(sentence, index, 40) ? 1 : 0;
    else if (CLOSING.includes(mark)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !isInNumber(sentence, index)) {
      push(index);
      start = index + 1;
    }
  }
  push(sentence.length);
  return clauses;
}, KEPT_SENTENCES);

function closesWithin(text: string, at: number, chars: number): boolean {
  const close = CLOSING[OPENING.indexOf(text[at] as string)] as string;
  return text.slice(at, at + chars + 1).includes(close);
}

/** 1,280 and 9:30 are not cut. */
function isInNumber(text: string, at: number): boolean {
  return /\d/u.test(text[at - 1] ?? '') && /\d/u.test(text[at + 1] ?? '');
}

/**
 * A sentence, or what of it stands around the answer, is shown while it is no longer than this: it is read as fast as a part
 * of it, and tells what the question left out or asked for as well. Of the answers whose quote had what was asked for and whose
 * words did not, most got it so (own questions, 2026-12-01).
 */
const BRIEF_CHARS = 60;

/**
 * The run of clauses to show: those that hold the answer, widened to those that hold what it is about.
 *
 * @param sentence the sentence
 * @param answer   where the answer stands
 * @param about    places of the question's terms in the sentence
 * @param maxChars at most so many characters, unless the clause of the answer alone is longer
 * @param fill     whether to go on to the end of the sentence, then to its beginning, while it fits into all of `maxChars`
 * @returns offsets in the sentence, without the mark that ends the run
 */
export function clausesToShow(
  sentence: string,
  answer: Place,
  about: readonly Place[],
  maxChars: number,
  fill = false,
): Place {
  const clauses = cutClauses(sentence);
  let first = clauses.findIndex((clause) => clause.end > answer.start);
  let last = clauses.findLastIndex((clause) => clause.start < answer.end);
  if (first < 0 || last < first) return answer;
  const at = (i: number) => clauses[i] as Place;
  const holds = (i: number) => about.some(({ start, end }) => start >= at(i).start && end <= at(i).end);
  const fits = (from: number, to: number) => at(to).end - at(from).start <= maxChars;
  // Widen towards the nearest clause that holds a term, on whichever side it is nearer, while it fits.
  for (;;) {
    const before = clauses.findLastIndex((_, i) => i < first && holds(i));
    const after = clauses.findIndex((_, i) => i > last && holds(i));
    const takesBefore = before >= 0 && fits(before, last);
    const takesAfter = after >= 0 && fits(first, after);
    if (takesBefore && (!takesAfter || first - before <= after - last)) first = before;
    else if (takesAfter) last = after;
    else break;
  }
  const roomChars = fill ? maxChars : Math.min(maxChars, BRIEF_CHARS);
  const staysIn = (from: number, to: number) => at(to).end - at(from).start <= roomChars;
  while (last < clauses.length - 1 && staysIn(first, last + 1)) last++;
  while (fill && first > 0 && staysIn(first - 1, last)) first--;
  let { start, end } =
    at(first).end - at(first).start > 2 * maxChars ? window(sentence, answer, maxChars) : at(first);
  if (last > first) end = Math.max(end, at(last).end);
  // 林士良谈到 before words that are not shown.
  end -= wordAtEnd(NARRATION.saying, sentence.slice(Math.max(start, answer.end), end)).length;
  while (start < end && /\s/u.test(sentence[start] as string)) start++;
  return { start, end };
}

/** The part of an overlong clause (a list of a whole page) around the answer, cut between its items. */
function window(sentence: string, answer: Place, maxChars: number): Place {
  const half = Math.floor(maxChars / 2);
  const from = sentence.indexOf('、', Math.max(0, answer.start - half));
  const to = sentence.lastIndexOf('、', answer.end + half);
  return {
    start: from >= 0 && from < answer.start ? from + 1 : answer.start,
    end: Math.max(to, answer.end),
  };
}
