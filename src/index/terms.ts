/**
 * What a text is searched by: its words, and the pairs of neighbouring characters. Words and pairs together
 * beat either: a segmentation mistake in the question or in the text costs nothing.
 */
import { isFunctionWord } from '../language/function-words.ts';
import type { Segment } from '../language/segment.ts';

/** Counts up when the way terms are made changes: an index made the other way must not be opened. */
export const TERMS_VERSION = 2;

/** A segment that can be searched for: no punctuation, no function word. */
export function isSearchable(segment: Segment): boolean {
  return segment.tag !== 'x' && /[\p{L}\p{N}]/u.test(segment.text) && !isFunctionWord(segment.text);
}

/**
 * The words of a segmented text that are searched for, in order, with repeats.
 */
export function wordTerms(segments: readonly Segment[]): string[] {
  return segments.filter(isSearchable).map((segment) => segment.text);
}

/**
 * The pairs of neighbouring Chinese characters of a folded text, in order, with repeats.
 *
 * @returns `['科普', '普画', '画廊']` for 科普画廊; a lone character gives nothing
 */
export function bigramTerms(folded: string): string[] {
  const pairs: string[] = [];
  for (const [run] of folded.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let i = 0; i + 2 <= run.length; i++) pairs.push(run.slice(i, i + 2));
  }
  return pairs;
}
