/**
 * The relation in which a claim sets a number to what is reported: 超过100, 不到100, 至少100, 100多, 将近100.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { NumberReading } from '../../language/numbers.ts';
import type { RelatedNumber, Relation } from './claim.ts';

const WORDS = wordLists('relations.txt', [
  'over-before',
  'over-after',
  'at-least-before',
  'at-least-after',
  'below-before',
  'at-most-before',
  'at-most-after',
  'about-before',
  'about-after',
  'near-before',
]);
/** Before the number, in this order: 不超过 is no 超过, 不少于 no 少于. */
const BEFORE: readonly [Relation, RegExp][] = [
  ['atMost', ending(WORDS['at-most-before'])],
  ['atLeast', ending(WORDS['at-least-before'])],
  ['below', ending(WORDS['below-before'])],
  ['over', ending(WORDS['over-before'])],
  ['near', ending(WORDS['near-before'])],
  ['about', ending(WORDS['about-before'])],
];
const AFTER: readonly [Relation, RegExp][] = [
  ['over', beginning(WORDS['over-after'])],
  ['atLeast', beginning(WORDS['at-least-after'])],
  ['atMost', beginning(WORDS['at-most-after'])],
  ['about', beginning(WORDS['about-after'])],
];

function ending(words: readonly string[]): RegExp {
  return new RegExp(`${oneOf(words)}(?:了|有|是)?[\\s]*$`, 'u');
}

function beginning(words: readonly string[]): RegExp {
  return new RegExp(`^(?:的)?${oneOf(words)}`, 'u');
}

/** A number with the relation that the words around it give it. */
export function withRelation(number: NumberReading, text: string): RelatedNumber {
  return { ...number, relation: relationOf(number, text) };
}

function relationOf({ start, end, raw, hedge }: NumberReading, text: string): Relation {
  // What the number's own reading took in as a hedge is part of what stands before or after the digits.
  const digits = /[\d〇零一二两三四五六七八九十百千万亿.]/u;
  const own = raw.search(digits);
  const before = text.slice(Math.max(0, start - 6), start + Math.max(0, own));
  const after = text.slice(end - tailOf(raw), end + 4);
  const told = BEFORE.find(([, words]) => words.test(before)) ?? AFTER.find(([, words]) => words.test(after));
  if (told) return told[0];
  if (hedge === 'above') return 'more';
  if (hedge === 'below') return 'near';
  return hedge === 'about' ? 'about' : 'equal';
}

/** How many characters of a reading stand behind its unit: 以上 of 100项以上. */
const tailOf = (raw: string) => (/(?:以上|及以上|左右|上下|以内|以下|之多)$/u.exec(raw)?.[0] ?? '').length;
