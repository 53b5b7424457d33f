/**
 * The relation in which a claim sets a number to what is reported: 超过100, 不到100, 至少100, 100多, 将近100.
 */
import { COUNTING, JOINING } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordLists } from '../../knowledge/word-lists.ts';
import type { NumberReading } from '../../language/numbers.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import { endsWithFrom } from '../../language/origins.ts';
import type { RelatedNumber, Relation } from './claim.ts';

const WORDS = wordLists('relations.txt', [
  'over-before',
  'over-round',
  'over-after',
  'at-least-before',
  'at-least-after',
  'below-before',
  'at-most-before',
  'at-most-after',
  'about-before',
  'about-after',
  'near-before',
  'between',
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
  return new RegExp(`${oneOf(words)}${oneOf(WORDS.between)}?[\\s]*$`, 'u');
}

function beginning(words: readonly string[]): RegExp {
  return new RegExp(`^${oneOf(JOINING.of)}?${oneOf(words)}`, 'u');
}

/** A number with the relation that the words around it give it. */
export function withRelation(number: NumberReading, text: string): RelatedNumber {
  const relation = relationOf(number, text);
  return {
    ...number,
    relation,
    isOrigin: endsWithFrom(text.slice(0, number.start)),
    saysDuring:
      relation === 'equal' && COUNTING.stretch.includes(number.unit) && DURING.test(text.slice(number.end)),
  };
}

const DURING = new RegExp(`^${oneOf(COUNTING.during, ['，'])}`, 'u');
const ROUND = /^[百千万亿]/u;
const OVER_ROUND = ending(WORDS['over-round']);
const DIGIT = new RegExp(`[\\d${CHINESE_NUMERAL_CHARACTERS}.]`, 'u');

function relationOf({ start, end, raw, hedge }: NumberReading, text: string): Relation {
  // What the number's own reading took in as a hedge is part of what stands before or after the digits.
  const own = raw.search(DIGIT);
  const before = text.slice(Math.max(0, start - 6), start + Math.max(0, own));
  const after = text.slice(end - tailOf(raw), end + 4);
  const told = BEFORE.find(([, words]) => words.test(before)) ?? AFTER.find(([, words]) => words.test(after));
  if (told) return told[0];
  if (ROUND.test(raw) && OVER_ROUND.test(before)) return 'over';
  if (hedge === 'above') return 'more';
  if (hedge === 'below') return 'near';
  return hedge === 'about' ? 'about' : 'equal';
}

/** How many characters of a reading stand behind its unit: 以上 of 100项以上. */
const tailOf = (raw: string) => wordAtEnd(TAILS, raw).length;
const TAILS = [...WORDS['at-least-after'], ...WORDS['at-most-after'], ...WORDS['about-after']];
