/**
 * Lists that belong together item by item: 外国语学校、清江小学分获中学组、小学组第一名 gives the first school the first
 * group. A claim that puts an item beside another's is wrong.
 */
import type { Place } from '../../retrieve/occurrences.ts';
import type { Judged } from './judged.ts';
import type { Told } from './told.ts';

const PAIRED = /([^，,；。]*)(?:分获|分别|依次|各自)([^，,；。]*)/u;
const ITEM = /[、和与及]|以及/u;

/** Judges that what is claimed together stands in one pair; empty where the sentence pairs nothing of the claim. */
export function judgePairing({ text, words }: Told): Judged[] {
  const match = PAIRED.exec(text);
  if (!match) return [];
  const [, first = '', second = ''] = match;
  const left = itemsOf(first, match.index);
  const right = itemsOf(second, match.index + match[0].length - second.length);
  if (left.length < 2 || left.length !== right.length) return [];
  const pairOf = (items: readonly Place[]) => {
    const held = items.map(
      (item) => words.filter(({ at }) => at.some((place) => isWithin(place, item))).length,
    );
    const most = Math.max(...held);
    return most > 0 && held.filter((count) => count === most).length === 1 ? held.indexOf(most) : -1;
  };
  const [a, b] = [pairOf(left), pairOf(right)];
  if (a < 0 || b < 0) return [];
  const at = right[a] as Place;
  return [
    {
      part: 'pair',
      agreement: a === b ? 'supported' : 'contradicted',
      word: text.slice(at.start, at.end),
      at,
    },
  ];
}

function itemsOf(list: string, start: number): Place[] {
  const items: Place[] = [];
  let from = start;
  for (const item of list.split(ITEM)) {
    items.push({ start: from, end: from + item.length });
    from += item.length + (list.slice(from - start + item.length).startsWith('以及') ? 2 : 1);
  }
  return items;
}

const isWithin = (place: Place, item: Place) => place.start >= item.start && place.end <= item.end;
