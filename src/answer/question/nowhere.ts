/**
 * Which words of a question stand in no text of the reader's index: what may be named as the reason for a refusal. Only
 * a whole noun or name is, as the question has it: 大叫 is no word of 老大叫什么, and 电影院 may be said another way where
 * 电影 stands.
 */
import { bigramTerms } from '../../index/terms.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import type { FocusTerm } from './focus-term.ts';
import { PLACE_ENDS } from './place-names.ts';
import type { Understanding } from './question.ts';
import { isNoun } from './terms.ts';

/**
 * The nouns and names of a question that no text holds, not in part and not in other words; those that tell most first.
 *
 * @param folded as it was typed, folded: a word that was read into it is none of it
 */
export function nowhereWords(folded: string, focus: readonly FocusTerm[], index: Understanding): string[] {
  const whole = new Set(
    index
      .segment(folded)
      .filter(({ text, tag }) => isNoun(tag) && text.length > 1 && !isGrammar(text))
      .map(({ text }) => text),
  );
  return focus
    .filter(
      ({ text, alternatives, isKey }) => isKey && whole.has(text) && [text, ...alternatives].every(isNowhere),
    )
    .sort((a, b) => b.tells - a.tells)
    .map(({ text }) => text);

  function isNowhere(word: string): boolean {
    const pairs = bigramTerms(word);
    const isWritten = pairs.length > 0 ? pairs.some((pair) => index.hasBigram(pair)) : /\d/u.test(word);
    return !isWritten && !index.has(word) && !index.reports.some(({ title }) => title.includes(word));
  }
}

/** 多了 is a noun in jieba's dictionary. */
const isGrammar = (word: string) => [...word].every(isFunctionWord);

/**
 * Of some places those that no text names, by their short or full names. A name that is a word has to stand as one:
 * 太平湖畔 does not name 平湖.
 */
export function absentPlaces(places: readonly string[], index: Understanding): string[] {
  return places.filter((place) => {
    const isWord = index.segment(place).length === 1;
    const pairs = bigramTerms(place);
    return (
      ![place, ...PLACE_ENDS.map((end) => place + end)].some((name) => index.has(name)) &&
      (isWord || pairs.length === 0 || !pairs.every((pair) => index.hasBigram(pair)))
    );
  });
}
