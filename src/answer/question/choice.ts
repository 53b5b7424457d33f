/**
 * An answer to 您问的是哪一家: by place or year it is read like any follow-up; here by its place in the list (第二个, 后者) or as
 * all of them.
 */
import { CONVERSATION as WORDS } from '../../knowledge/lists.ts';
import { wordAtEnd, wordAtStart } from '../../knowledge/word-lists.ts';
import { fold } from '../../language/normalize.ts';
import { parseChineseNumeral } from '../../language/numerals.ts';

/**
 * Which of some choices a message names by place.
 *
 * @returns their places in the list, from 0; empty where it names none
 * @example readChoice('第二个吧', 3) // [1]
 */
export function readChoice(typed: string, choices: number): number[] {
  let text = fold(typed).replace(/[\p{P}\s]/gu, '');
  for (
    let end = wordAtEnd(WORDS['ends-choice'], text);
    end !== '';
    end = wordAtEnd(WORDS['ends-choice'], text)
  )
    text = text.slice(0, -end.length);
  const candidates = [text, text.slice(wordAtStart(WORDS.chooses, text).length)];
  for (const chosen of candidates) {
    if (WORDS.all.includes(chosen)) return Array.from({ length: choices }, (_, i) => i);
    if (WORDS.first.some((word) => stripped(word) === chosen)) return [0];
    if (WORDS.last.some((word) => stripped(word) === chosen)) return [choices - 1];
    const place = placeIn(chosen);
    if (place !== null && place <= choices) return [place - 1];
  }
  return [];
}

/** 前面那个 with what may end a choice taken off, as it is off the message. */
const stripped = (word: string): string => {
  const end = wordAtEnd(WORDS['ends-choice'], word);
  return end === '' ? word : word.slice(0, -end.length);
};

/** 第二个, 2, 第3家: the place that is named, from 1; null where none is. */
function placeIn(text: string): number | null {
  const measure = wordAtEnd(WORDS.measure, text);
  const numeral = text.slice(text.startsWith('第') ? 1 : 0, text.length - measure.length);
  const value = /^\d{1,2}$/u.test(numeral) ? Number(numeral) : parseChineseNumeral(numeral);
  return value !== undefined && Number.isInteger(value) && value >= 1 ? value : null;
}
