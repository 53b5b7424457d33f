/**
 * What a person's name looks like by its characters alone.
 */
import {
  AMBIGUOUS_SURNAMES,
  COMPOUND_SURNAMES,
  GIVEN_NAME_CHARACTERS,
  isOrdinaryWord,
  NOT_IN_GIVEN_NAMES,
  SURNAMES,
} from './surnames.ts';

export const HAN = /^[一-龥]+$/;

export function surnameAt(text: string, at: number): number {
  if (COMPOUND_SURNAMES.has(text.slice(at, at + 2))) return 2;
  const character = text[at] as string;
  return SURNAMES.has(character) || AMBIGUOUS_SURNAMES.has(character) ? 1 : 0;
}

/** Whether a word by itself looks like a person's name: a surname and usual characters of given names. */
export function looksLikePerson(word: string): boolean {
  return word.length <= 4 && isNameLike(word, 0, word.length);
}

/** A surname and usual characters of given names that together are no ordinary word. */
export const isNameLike = (text: string, start: number, end: number): boolean =>
  mayBeName(text, start, end) &&
  [...text.slice(start + surnameAt(text, start), end)].some((one) => GIVEN_NAME_CHARACTERS.has(one));

/** A surname and characters that may stand in a given name, usual or not: enough where a list says that they are names. */
export function mayBeName(text: string, start: number, end: number): boolean {
  const surnameChars = surnameAt(text, start);
  const name = text.slice(start, end);
  if (surnameChars === 0 || !HAN.test(name)) return false;
  const given = [...name.slice(surnameChars)];
  if (given.length < 1 || given.length > 2 || name.length < end - start) return false;
  if (given.some((character) => NOT_IN_GIVEN_NAMES.has(character))) return false;
  return surnameChars !== 1 || !isOrdinaryWord(name[0] as string, name[1] as string);
}
