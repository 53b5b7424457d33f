/**
 * Items in the room that an answer has: each of them whole while all fit, then each cut after its clauses, all to about
 * the same length, and only then fewer of them. None is cut at its head.
 */
import { cutClauses } from '../read/clauses.ts';
import { type Shown, shownChars } from '../read/parts.ts';
import type { Listing } from './finding.ts';

/** Characters of items and what joins them; a list of 320 has its label and a note of what is left out beside them. */
export const LIST_CHARS = 262;
/** To which length items are cut, one after the other, until all fit. */
const ITEM_CHARS = [160, 120, 90, 70, 55, 42, 30, 16] as const;
/** A sentence that is an item by itself begins with whom or when, and tells later what: it is cut no shorter. */
const SENTENCE_CHARS = 55;
/** The length of items where they are so many that not all of them fit. */
const CUT_ITEM_CHARS = 55;
const HEAD_CHARS = 42;
/** A line of a roster is cut after its name where less than this is left for it. */
const MIN_LINE_CHARS = 31;

/** An item: one or more sentences, or a part of one. */
export type Item = readonly Shown[];

const charsOf = (item: Item): number => item.reduce((sum, shown) => sum + shownChars(shown) + 1, 0);
const together = (items: readonly Item[]): number => items.reduce((sum, item) => sum + charsOf(item), 0);

/**
 * As much of the items as fits.
 *
 * @param head     what introduces them; its last clause is shown where there is room for it
 * @param maxChars what items and head may come to
 */
export function fitted(
  head: Shown | null,
  items: readonly Item[],
  form: Listing['form'],
  maxChars: number,
): Listing {
  const lead = head && lastClause(head);
  const room = lead ? maxChars - shownChars(lead) - 1 : maxChars;
  if (together(items) <= room) return { form, head: lead, items, total: 0 };
  for (const most of ITEM_CHARS) {
    const shorter = items.map((item) =>
      shortened(item, isSentence(item) ? Math.max(most, SENTENCE_CHARS) : most),
    );
    if (together(shorter) <= room) return { form, head: lead, items: shorter, total: 0 };
  }
  const shown: Item[] = [];
  let left = room;
  for (const item of items) {
    const shorter = shortened(item, CUT_ITEM_CHARS);
    left -= charsOf(shorter);
    if (left < 0) break;
    shown.push(shorter);
  }
  const [first] = items;
  return {
    form,
    head: lead,
    items: shown.length > 0 || !first ? shown : [shortened(first, room)],
    total: items.length,
  };
}

/** Whether an item is prose of several clauses, and no line of a roster. */
const isSentence = (item: Item): boolean =>
  item.some(
    ({ evidence: { folded }, clause }) =>
      clause.start === 0 &&
      clause.end === folded.length &&
      folded.endsWith('。') &&
      cutClauses(folded).length > 1,
  );

/** The first clauses of an item, one at the least. */
export function shortened(item: Item, maxChars: number): Item {
  const kept: Shown[] = [];
  let left = maxChars;
  for (const shown of item) {
    const { evidence, clause } = shown;
    if (shownChars(shown) <= left) {
      kept.push(shown);
      left -= shownChars(shown) + 1;
      continue;
    }
    const ends = cutClauses(evidence.folded)
      .map(({ end }) => end)
      .filter((end) => end > clause.start && end <= clause.end);
    const fits = ends.filter((end) => end - clause.start <= left).at(-1);
    // Of a line of a roster that is too long, the name is shown.
    const name = /^\S{2,10}(?=\s)/u.exec(evidence.folded.slice(clause.start, clause.end))?.[0].length;
    const first = name !== undefined && left < MIN_LINE_CHARS ? clause.start + name : ends[0];
    const end = fits ?? (kept.length === 0 ? first : undefined);
    if (end !== undefined) kept.push({ evidence, clause: { start: clause.start, end } });
    break;
  }
  return kept;
}

/** The clause right before the items: 主要做了四件事, 重点打造了以下项目. */
function lastClause({ evidence, clause }: Shown): Shown | null {
  const last = cutClauses(evidence.folded).findLast(
    ({ start, end }) => start >= clause.start && end <= clause.end && end > start,
  );
  return last && last.end - last.start <= HEAD_CHARS ? { evidence, clause: last } : null;
}

/** All that is shown, in the order in which it is. */
export const partsOf = ({ head, items }: Pick<Listing, 'head' | 'items'>): Shown[] => [
  ...(head ? [head] : []),
  ...items.flat(),
];
