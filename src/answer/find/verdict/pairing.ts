/**
 * Lists that belong together item by item: 外国语学校、清江小学分获中学组、小学组第一名 gives the first school the first
 * group. A claim that puts an item beside another's is wrong.
 */
import type { Place } from '../../../language/place.ts';
import { pairsIn } from '../../extract/pairs.ts';
import type { Judged } from './judged.ts';
import type { Told, ToldWord } from './told.ts';

/** Judges that what is claimed together stands in one pair; empty where the sentence pairs nothing of the claim. */
export function judgePairing({ text, words }: Told): Judged[] {
  const best = words.map((word) => ({ ...word, at: longestOf(word.at) }));
  for (const { left, right } of pairsIn(text)) {
    const ones = claimedOf(
      left.map(({ ownStart, own }) => ({ start: ownStart, end: ownStart + own.length })),
      best,
    );
    const others = claimedOf(
      right.map(({ ownStart, own }) => ({ start: ownStart, end: ownStart + own.length })),
      best,
    );
    const at = right[ones[0] ?? -1];
    if (!at || ones.length !== others.length) continue;
    const agreement = ones.every((one, i) => one === others[i]) ? 'supported' : 'contradicted';
    return [{ part: 'pair', agreement, word: at.text, at: { start: at.start, end: at.end } }];
  }
  return [];
}

/** 小学组 is in 小学组 and not in 清江小学, where half of it stands. */
function longestOf(places: readonly Place[]): Place[] {
  const longest = Math.max(...places.map(({ start, end }) => end - start));
  return places.filter(({ start, end }) => end - start === longest);
}

/**
 * The items of a list that a claim names, by their place in it: the one that holds more words of the claim than any other,
 * or those that hold as many, in the order in which the claim names them (乙讲的《二》、甲讲的《一》 is [1, 0] of both lists).
 */
function claimedOf(items: readonly Place[], words: readonly ToldWord[]): number[] {
  const held = items.map(({ start, end }) =>
    words.filter(({ at }) => at.some((place) => place.end > start && place.start < end)),
  );
  const most = Math.max(1, ...held.map((some) => some.length));
  return held
    .flatMap((some, i) => (some.length === most ? [{ i, start: some[0]?.word.start ?? 0 }] : []))
    .sort((a, b) => a.start - b.start)
    .map(({ i }) => i);
}
