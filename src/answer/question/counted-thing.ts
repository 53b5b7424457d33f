/**
 * What a question counts: 省级学会 of 有多少个省级学会 and of 省级学会有多少个. A figure of something else is no answer to it.
 */
import { COUNTING, JOINING } from '../../knowledge/lists.ts';
import { oneOf, wordAtStart } from '../../knowledge/word-lists.ts';
import type { Segment } from '../../language/segment.ts';
import { type Cue, readCues } from './cues.ts';
import { LINKING } from './linking.ts';
import type { Understanding } from './question.ts';

/** Parts of speech that a counted thing is made of. */
const NOMINAL = /^(?:n|vn|an|j|l|b|eng|$)/u;
/** So many characters may stand between what is counted and 多少: 学会一共有多少个. */
const MAX_BETWEEN = 4;

/**
 * The noun phrase that is counted, as its words.
 *
 * @param asking the clause that asks, folded, without its scope
 * @returns no words where none stands beside 多少
 */
export function countedThing(asking: string, { segment }: Pick<Understanding, 'segment'>): string[] {
  const cues = readCues(asking);
  const cue = cues.find(({ kind }) => kind === 'count' || kind === 'extent');
  if (!cue) return [];
  const after = segment(phraseAfter(asking, cue));
  const end = after.findIndex((word) => !isNominal(word));
  const right = end < 0 ? after : after.slice(0, end);
  if (right.some(({ text }) => text.length > 1)) return textsOf(right);
  // 多了几个 counts what stands before 多了.
  const plain = cues
    .filter(({ kind }) => kind === 'trend')
    .reduce(
      (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
      asking,
    );
  const before = segment(plain.slice(0, cue.start));
  // 展览有多少次: what there is so many of is a thing, also where the word may be a verb.
  const held = BEFORE_NUMBER.exec(plain.slice(0, cue.start));
  const isThing = (word: Segment) => held !== null && word.end === held.index && word.text.length > 1;
  const last = before.findLastIndex((word) => isNominal(word) || isThing(word));
  const noun = before[last];
  if (!noun || plain.slice(noun.end, cue.start).replace(/\s/gu, '').length > MAX_BETWEEN) return [];
  const first = before.findLastIndex((word, i) => i < last && !isNominal(word)) + 1;
  return textsOf(before.slice(first, last + 1));
}

const BEFORE_NUMBER = new RegExp(
  `${oneOf(LINKING.total)}?${oneOf(LINKING.amounts)}${oneOf(LINKING.total)}?$`,
  'u',
);

function phraseAfter(asking: string, { end }: Cue): string {
  const rest = asking.slice(end);
  const of = wordAtStart(JOINING.of, rest);
  return /^[^，。；？?\s]*/u.exec(rest.slice(of.length))?.[0] ?? '';
}
const isNominal = ({ tag, text }: Segment): boolean =>
  NOMINAL.test(tag) && /[\p{L}\p{N}]/u.test(text) && ![...LINKING.total, ...COUNTING.total].includes(text);
const textsOf = (words: readonly Segment[]): string[] => words.map(({ text }) => text.trim());
