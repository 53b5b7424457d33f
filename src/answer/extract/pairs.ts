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
  /** Without what stands before the first item, after the last one or around both and is said of all. */
  readonly own: string;
  readonly ownStart: number;
}

/** Two lists of as many items, two at the least. */
interface Pairs {
  readonly left: readonly Item[];
  readonly right: readonly Item[];
}

const MIDDLE = new RegExp(`${oneOf(JOINING.respectively)}${oneOf(JOINING['before-item'])}*`, 'u');
const CLAUSES = /[^，。；：！？]+/gu;

/** Every two lists of a folded sentence whose items belong together. */
export function pairsIn(sentence: string): Pairs[] {
  if (!MIDDLE.test(sentence)) return [];
  const clauses = [...sentence.matchAll(CLAUSES)].map(({ 0: text, index }) => ({ text, index }));
  return clauses.flatMap(({ text, index }, i): Pairs[] => {
    const middle = MIDDLE.exec(text);
    if (!middle) return [];
    const from = middle.index + middle[0].length;
    const right = itemsOf(text.slice(from), index + from, 'after');
    if (right.length < 2) return [];
    const own = itemsOf(text.slice(0, middle.index), index, 'before');
    // …的《甲》、…的《乙》选送省赛，分获二等奖和三等奖; 活动168场，受益6.7万人次，分别增长20%和12%.
    const before =
      sentence[index - 1] === COMMA && own.length < 2 ? clauses.slice(Math.max(0, i - right.length), i) : [];
    const lists = [
      own,
      before.at(-1) ? itemsOf(before.at(-1)?.text ?? '', before.at(-1)?.index ?? 0, 'around') : [],
    ];
    const left = lists.find((items) => items.length === right.length) ?? before.map(wholeItem);
    return left.length === right.length ? [{ left, right }] : [];
  });
}

const COMMA = '，';
const wholeItem = ({ text, index }: { readonly text: string; readonly index: number }): Item => ({
  ...{ text, own: text, ownStart: index },
  ...{ start: index, end: index + text.length },
});

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
    const chars = namedAlone(item, rest, isSaid);
    if (chars > 0) return chars;
    const only = [...new Set(item.own)].filter((character) =>
      rest.every(({ own }) => !own.includes(character)),
    );
    return only.length === 0 ? 0 : only.filter(isSaid).length / only.length;
  });
  const [share = 0, next = 0] = [...shares].sort((a, b) => b - a);
  return share > 0 && share - next >= MARGIN ? { item: wanted[shares.indexOf(share)] as Item, share } : null;
}

/** How long the longest word is that the question says of one item and of no other; 0 where it says none. */
function namedAlone({ own }: Item, rest: readonly Item[], isSaid: (text: string) => boolean): number {
  for (let chars = Math.min(own.length, NAME_CHARS); chars >= WORD_CHARS; chars--)
    for (let start = 0; start + chars <= own.length; start++) {
      const word = own.slice(start, start + chars);
      if (HAN.test(word) && isSaid(word) && rest.every((item) => !item.own.includes(word))) return chars;
    }
  return 0;
}
const NAME_CHARS = 12;
const WORD_CHARS = 2;
const HAN = /^\p{Script=Han}+$/u;

/**
 * The items of a chain joined by 、 and 和.
 *
 * @param common on which side of the chain more stands that is said of all of them
 */
function itemsOf(chain: string, offset: number, common: 'before' | 'after' | 'around'): Item[] {
  const texts: Place[] = [];
  let start = 0;
  for (const { 0: mark, index } of withoutInner(chain).matchAll(LINKS)) {
    if (chain.slice(start, index).trim()) texts.push({ start, end: index });
    start = index + mark.length;
  }
  return texts.map((item, i) => {
    const text = chain.slice(item.start, item.end);
    const others = texts.filter((_, j) => j !== i);
    const length = Math.max(0, ...others.map(({ start: from, end }) => end - from));
    const isFirst = common !== 'after' && i === 0;
    const isLast = common !== 'before' && i === texts.length - 1;
    // Titles end where their marks do: 《乙》 of 《乙》选送省赛.
    const areTitles = others.every(({ end }) => CLOSES.test(chain[end - 1] ?? ''));
    const last = isLast
      ? areTitles && text.search(AFTER_TITLE) >= 0
        ? text.search(AFTER_TITLE)
        : length
      : text.length;
    const first = isFirst ? Math.max(0, Math.min(last, text.length) - length) : 0;
    const own = text.slice(first, last);
    return {
      text,
      own,
      ownStart: offset + item.start + first,
      start: offset + item.start,
      end: offset + item.end,
    };
  });
}

const CLOSES = /[”》]/u;
const AFTER_TITLE = /(?<=[”》])[^”》]*$/u;

/** A chain in which what a quoted name or title holds inside joins nothing. */
const withoutInner = (chain: string) =>
  chain.replace(/《[^》]*》|“[^”]*”/gu, (name) => `${name[0]}${'　'.repeat(name.length - 2)}${name.at(-1)}`);

/** 和 is looked for between words and names alone; 《一》《二》 are joined by nothing. */
const LINKS = new RegExp(
  `、|(?<=[”》])(?=[“《])|(?<=[\\p{Script=Han}”》%％])${oneOf(JOINING.and)}(?=[\\p{Script=Han}“《\\d])|$`,
  'gu',
);
