/**
 * Enumerations: A、B、C和D, several quoted names.
 */
import { JOINING, LISTING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import type { Place } from '../../language/place.ts';
import { quotedIn } from '../../language/readings.ts';
import { UNIT_PATTERN } from '../../language/units.ts';

const JOINED = new RegExp(oneOf(JOINING.chain), 'gu');

/** How many items a sentence lists: the parts of its longest 、 chain, or its quoted names. */
export function itemsIn(sentence: string): number {
  const chain = Math.max(
    0,
    ...sentence.split(/[，；。：]/u).map((clause) => {
      const marks = clause.match(JOINED)?.length ?? 0;
      return marks > 0 ? marks + 1 : 0;
    }),
  );
  return Math.max(chain, quotedIn(sentence).length);
}

const HOW_MANY = `(?:\\d+|[${CHINESE_NUMERAL_CHARACTERS}]{1,4})(?:${UNIT_PATTERN})`;

/**
 * The names that stand before their noun without it: 云锦、海蓝、启明等5家企业.
 *
 * @param noun what they are
 */
export function chainBefore(sentence: string, noun: string): Place | null {
  if (noun.length < 2 || !sentence.includes(noun)) return null;
  const end = new RegExp(
    `(?:${oneOf(LISTING['and-so-on'])}(?:${HOW_MANY})?|${HOW_MANY})\\p{Script=Han}{0,4}${oneOf([noun])}`,
    'u',
  ).exec(sentence)?.index;
  if (end === undefined) return null;
  const start = Math.max(...[...'，,；;：:。'].map((mark) => sentence.lastIndexOf(mark, end))) + 1;
  return sentence.slice(start, end).includes('、') ? { start, end } : null;
}
