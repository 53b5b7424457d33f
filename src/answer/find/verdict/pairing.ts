/**
 * Lists that belong together item by item: 外国语学校、清江小学分获中学组、小学组第一名 gives the first school the first
 * group. A claim that puts an item beside another's is wrong.
 */
import { pairsIn } from '../../extract/pairs.ts';
import type { Place } from '../../retrieve/occurrences.ts';
import type { Judged } from './judged.ts';
import type { Told } from './told.ts';

/** Judges that what is claimed together stands in one pair; empty where the sentence pairs nothing of the claim. */
export function judgePairing({ text, words }: Told): Judged[] {
  /** The one item that holds more words of the claim than any other; -1 where there is none. */
  const claimedOf = (items: readonly Place[]) => {
    const held = items.map(
      ({ start, end }) =>
        words.filter(({ at }) => at.some((place) => place.start >= start && place.end <= end)).length,
    );
    const most = Math.max(...held);
    return most > 0 && held.filter((count) => count === most).length === 1 ? held.indexOf(most) : -1;
  };
  for (const { left, right } of pairsIn(text)) {
    const [one, other] = [claimedOf(left), claimedOf(right)];
    const at = right[one];
    if (!at || other < 0) continue;
    const agreement = one === other ? 'supported' : 'contradicted';
    return [{ part: 'pair', agreement, word: at.text, at: { start: at.start, end: at.end } }];
  }
  return [];
}
