/**
 * Pairs: 外国语学校、清江小学分获中学组、小学组第一名 gives 清江小学 to whoever asks about 小学组. The items on both sides of
 * 分别, 分获, 依次 and 各自 belong together in their order.
 */

import { JOINING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';

/** An item of a list by its offsets in the sentence. */
interface Item extends Place {
  readonly text: string;
  /** Without what a left chain has before its first item and a right one after its last: that is said of all. */
  readonly own: string;
}

/** Two lists of as many items, two at the least. */
interface Pairs {
  readonly left: readonly Item[];
  readonly right: readonly Item[];
}

const PAIRS = new RegExp(`[^，。；：！？]+?${oneOf(JOINING.respectively)}[^，。；：！？]+`, 'gu');
const MIDDLE = new RegExp(`${oneOf(JOINING.respectively)}${oneOf(JOINING['before-item'])}*`, 'u');

/** Every two lists of a folded sentence whose items belong together. */
export function pairsIn(sentence: string): Pairs[] {
  return [...sentence.matchAll(PAIRS)].flatMap(({ 0: text, index }) => {
    const middle = MIDDLE.exec(text);
    if (!middle) return [];
    const from = middle.index + middle[0].length;
    const left = itemsOf(text.slice(0, middle.index), index, 'before');
    const right = itemsOf(text.slice(from), index + from, 'after');
    return left.length > 1 && left.length === right.length ? [{ left, right }] : [];
  });
}

/**
 * What is paired with the one item that the question names.
 *
 * @param isSaid   whether the question says something
 * @param sentence folded
 * @returns null where nothing is paired, or the question tells none of the items from the others
 */
export function pairedSpan(isSaid: (text: string) => boolean, sentence: string): Place | null {
  for (const { left, right } of pairsIn(sentence)) {
    const [best] = [counterpart(isSaid, left, right), counterpart(isSaid, right, left)]
      .filter((found) => found !== null)
      .sort((a, b) => b.share - a.share);
    if (best) return { start: best.item.start, end: best.item.end };
  }
  return null;
}

/** How much more of the one item than of any other the question has to share. */
const MARGIN = 0.5;

/** The counterpart of the item that the question names, and which share of what is only that item's it names. */
function counterpart(
  isSaid: (text: string) => boolean,
  named: readonly Item[],
  wanted: readonly Item[],
): { readonly item: Item; readonly share: number } | null {
  // What the question says itself is no answer to it.
  if (wanted.some(({ text }) => isSaid(text))) return null;
  const shares = named.map((item) => {
    const rest = named.filter((one) => one !== item);
    const only = [...new Set(item.own)].filter((character) =>
      rest.every(({ own }) => !own.includes(character)),
    );
    return only.length === 0 ? 0 : only.filter(isSaid).length / only.length;
  });
  const [share = 0, next = 0] = [...shares].sort((a, b) => b - a);
  return share > 0 && share - next >= MARGIN ? { item: wanted[shares.indexOf(share)] as Item, share } : null;
}

/**
 * The items of a chain joined by 、 and 和.
 *
 * @param common on which side of the chain more stands that is said of all of them
 */
function itemsOf(chain: string, offset: number, common: 'before' | 'after'): Item[] {
  const texts: Place[] = [];
  let start = 0;
  for (const { 0: mark, index } of withoutInner(chain).matchAll(LINKS)) {
    if (chain.slice(start, index).trim()) texts.push({ start, end: index });
    start = index + mark.length;
  }
  return texts.map((item, i) => {
    const text = chain.slice(item.start, item.end);
    const others = texts.filter((_, j) => j !== i).map(({ start: from, end }) => end - from);
    const length = Math.max(0, ...others);
    const isFirst = common === 'before' && i === 0;
    const isLast = common === 'after' && i === texts.length - 1;
    const own = isFirst ? text.slice(-length) : isLast ? text.slice(0, length) : text;
    return { text, own, start: offset + item.start, end: offset + item.end };
  });
}

/** A chain in which what a quoted name or title holds inside joins nothing. */
const withoutInner = (chain: string) =>
  chain.replace(/《[^》]*》|“[^”]*”/gu, (name) => `${name[0]}${'　'.repeat(name.length - 2)}${name.at(-1)}`);

/** 和 is looked for between words and names alone; 《一》《二》 are joined by nothing. */
const LINKS = new RegExp(
  `、|(?<=[”》])(?=[“《])|(?<=[\\p{Script=Han}”》])${oneOf(JOINING.and)}(?=[\\p{Script=Han}“《])|$`,
  'gu',
);
