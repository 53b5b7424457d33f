/**
 * Ranks: 第二, 第2位, 头名, 榜首, 首家, 率先, 最高. The first in time and the first of a ranking have the value 1, a
 * superlative has it too.
 */
import { oneOf, wordLists } from '../knowledge/word-lists.ts';
import { readNumbers } from './numbers.ts';

/** One rank. Offsets are UTF-16 in the given text, `end` exclusive. */
export interface RankReading {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly value: number;
  /** `superlative`: more than all others, whatever is measured. */
  readonly kind: 'first' | 'rank' | 'superlative';
}

const WORDS = wordLists('ranks.txt', [
  'first',
  'top',
  'spoken',
  'superlative',
  'superlative-told',
  'ranking',
  'after',
]);
/** What rankings are called. */
export const RANKINGS = WORDS.ranking;
/** The second, the third and so on, as they are said in speech. */
export const SPOKEN_RANKS = WORDS.spoken;
const SPOKEN = new RegExp(oneOf(SPOKEN_RANKS), 'gu');
const FIRST = new RegExp(oneOf(WORDS.first), 'gu');
const TOP = new RegExp(oneOf(WORDS.top), 'gu');
const SUPERLATIVE = new RegExp(oneOf(WORDS.superlative, WORDS['superlative-told']), 'gu');

/** 第三 with a noun after it is a name (第三展厅, 第一中学), with nothing but small words a rank. */
const BARE = /^第[\d\p{Script=Han}]*[\d一二三四五六七八九十]$/u;
const STANDS_ALONE = new RegExp(`^(?:\\P{Script=Han}|$|${oneOf(WORDS.after)})`, 'u');

/** Ranks as they are said in speech (排老二); 老三届 is none. */
export const readSpokenRanks = (text: string): RankReading[] =>
  [...text.matchAll(SPOKEN)]
    .map(({ 0: raw, index: start }) => ({
      ...{ start, end: start + raw.length, raw, kind: 'rank' as const },
      value: SPOKEN_RANKS.indexOf(raw) + 2,
    }))
    .filter(({ end }) => STANDS_ALONE.test(text.slice(end)));

/** Every rank of a text, in order; where two meet, the longer one. */
export function readRanks(text: string): RankReading[] {
  const found = (pattern: RegExp, kind: RankReading['kind']) =>
    [...text.matchAll(pattern)].map(({ 0: raw, index: start }) => ({
      start,
      end: start + raw.length,
      raw,
      value: 1,
      kind,
    }));
  const numbered = readNumbers(text)
    .filter(({ kind, raw, unit }) => kind === 'ordinal' && raw.startsWith('第') && /^(?:名|位|)$/u.test(unit))
    .map(({ start, end, raw, value }) => ({ start, end, raw, value, kind: 'rank' as const }));
  const all = [
    ...found(FIRST, 'first'),
    ...numbered,
    ...readSpokenRanks(text),
    ...found(TOP, 'rank'),
    ...found(SUPERLATIVE, 'superlative'),
  ];
  return all
    .filter(({ raw, end }) => !BARE.test(raw) || STANDS_ALONE.test(text.slice(end)))
    .filter((one) => !all.some((other) => other !== one && covers(other, one, all)))
    .sort((a, b) => a.start - b.start);
}

/** Whether one reading takes in another, or comes first where both are the same stretch. */
function covers(other: RankReading, one: RankReading, all: readonly RankReading[]): boolean {
  if (other.start > one.start || other.end < one.end) return false;
  return other.end - other.start > one.end - one.start || all.indexOf(other) < all.indexOf(one);
}
