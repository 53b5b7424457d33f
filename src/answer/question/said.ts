/**
 * What a question says itself: no answer to it, and what a sentence is measured against. The words that tell what is
 * wanted are read elsewhere, once; here they are only compared.
 */
import { soundOf } from '../../language/pinyin.ts';
import type { Question } from './question.ts';

/** Whether the question says something word for word: what it says is no answer to it. */
export const says = ({ asked }: Pick<Question, 'asked'>, text: string): boolean => asked.includes(text);

/** Whether what is asked about says something, without what the asker set aside (不要市本级). */
export const saysOfMatter = ({ matter }: Pick<Question, 'matter'>, text: string): boolean =>
  matter.includes(text);

/** Where the question says something last; -1 where it does not. */
export const placeSaid = ({ asked }: Pick<Question, 'asked'>, text: string): number =>
  asked.lastIndexOf(text);

/** The letters and digits of the whole question, to be compared with those of a sentence. */
export const charactersAsked = ({ asked }: Pick<Question, 'asked'>): string => asked;

/** The same of what is asked about, without scope and asking words. */
export const charactersOfMatter = ({ matter }: Pick<Question, 'matter'>): string => matter;

/** Whether two questions are the same text, to the letter or by how they sound (typed by sound). */
export function sameText(one: Question, other: Question): 'letters' | 'sound' | null {
  const [a, b] = [bare(one), bare(other)];
  if (a === b) return 'letters';
  const isSound = a.length >= SOUNDING_CHARS && a.length === b.length && HAN.test(a);
  return isSound && soundOf(a) === soundOf(b) ? 'sound' : null;
}

/** A text this long that sounds the same throughout is the same text. */
const SOUNDING_CHARS = 5;
const HAN = /^\p{Script=Han}+$/u;
const bare = ({ matter }: Question) => matter.replace(/[\p{P}\s]/gu, '');
