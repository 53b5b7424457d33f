/**
 * What later steps may ask of a claim's words: whether it says something that a sentence says, and how its parts stand.
 */
import { JOINING, TELLING } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { cellsOf } from '../../language/cells.ts';
import { numbersIn } from '../../language/readings.ts';
import type { ClaimedWord, Claims, RelatedNumber } from './claim.ts';

/** Whether a claim says a word that a sentence has. */
export const saysWord = ({ asserted }: Claims, word: string): boolean => asserted.includes(word);

/** Where a claim says a word: UTF-16 offsets of its beginnings. */
export function placesIn({ asserted }: Claims, word: string): number[] {
  const places: number[] = [];
  for (let at = asserted.indexOf(word); at >= 0; at = asserted.indexOf(word, at + word.length))
    places.push(at);
  return places;
}

/** Whether no mark stands between two places of a claim. */
export const isOneClause = ({ asserted }: Claims, from: number, to: number): boolean =>
  !/[，,；;]/u.test(asserted.slice(from, to));

/** Whether a level is said of all that the claim names: 是省级的. */
export const isSaidOfAll = ({ asserted }: Claims, { start, text }: ClaimedWord): boolean =>
  LAST.test(asserted.slice(start + text.length));
const LAST = new RegExp(`^${oneOf(TELLING['level-tail'])}?(?:$|，)`, 'u');

/** The stretches of a claim whose words belong to each of some of its numbers. */
export const ownStretches = ({ asserted }: Claims, numbers: readonly RelatedNumber[]) =>
  cellsOf(asserted, numbers).map(({ own }) => own);

/** What a claim counts its editions in: 批 of 第六批. */
export const editionUnits = ({ asserted }: Pick<Claims, 'asserted'>): string[] =>
  numbersIn(asserted).flatMap(({ kind, unit }) => (kind === 'ordinal' ? [unit] : []));

/** Whether the words of a claim between two places are one office: 科技馆馆长. */
export const isPost = ({ asserted, offices }: Claims, from: number, to: number): boolean => {
  const words = asserted.slice(from, to);
  return /^\p{Script=Han}+$/u.test(words) && offices.some((post) => words.endsWith(post)) && !IS.test(words);
};
const IS = new RegExp(oneOf(JOINING.is), 'u');
