/**
 * Where words of a question stand in a text, and how long a run of characters both share.
 */
import type { Place } from '../../language/place.ts';
import type { FocusTerm } from '../question/focus-term.ts';

/** A word found through a synonym says almost as much. */
const BY_SYNONYM = 0.92;
/** A word found through one that a dictionary holds to be near says less. */
const BY_NEAR = 0.4;
/** A long word half of whose character pairs are there. */
const IN_PART = 0.8;

/** A focus term made ready to be looked for in many texts. */
export interface SoughtTerm {
  readonly term: FocusTerm;
  /** The character pairs of a long word: 科技工作者日活动 stands in part in 全国科技工作者日. Empty for others. */
  readonly pairs: readonly string[];
}

/** Makes a focus term ready to be looked for. */
export function seek(term: FocusTerm): SoughtTerm {
  const { text } = term;
  const isLong = !term.isWhole && text.length >= 3 && /^\p{Script=Han}+$/u.test(text);
  return {
    term,
    pairs: isLong ? Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)) : [],
  };
}

/** How well a text has a term: 1 itself, less by another way to say it or in part, 0 not at all. */
export function strengthIn({ term, pairs }: SoughtTerm, text: string): number {
  if (text === '') return 0;
  if (stands(term.text, text)) return 1;
  if (term.alternatives.some((alternative) => stands(alternative, text))) return BY_SYNONYM;
  const near = term.near.some((word) => stands(word, text)) ? BY_NEAR : 0;
  if (pairs.length === 0) return near;
  const there = pairs.filter((pair) => stands(pair, text)).length;
  return Math.max(near, strengthOfPart(there, pairs.length));
}

/** The places that {@link strengthIn} speaks of; empty where the text does not have the term. */
export function occurrencesOf({ term, pairs }: SoughtTerm, text: string): Place[] {
  for (const word of [term.text, ...term.alternatives, ...term.near]) {
    const places = occurrences(text, word);
    if (places.length > 0) return places;
  }
  return pairs.flatMap((pair) => occurrences(text, pair));
}

const strengthOfPart = (pairs: number, all: number) => (pairs / all >= 0.5 ? (IN_PART * pairs) / all : 0);

/** Where a word stands in a text; 主席 does not stand in 副主席. */
export function occurrences(text: string, word: string): Place[] {
  const found: Place[] = [];
  for (let at = nextPlace(text, word, 0); at >= 0; at = nextPlace(text, word, at + 1))
    found.push({ start: at, end: at + word.length });
  return found;
}

const stands = (word: string, text: string) => nextPlace(text, word, 0) >= 0;

/** The first place of a word from an offset on, -1 if there is none. */
function nextPlace(text: string, word: string, from: number): number {
  let at = text.indexOf(word, from);
  while (at >= 0 && isOfAnother(text, word, at)) at = text.indexOf(word, at + 1);
  return at;
}

/** Whether what stands at a place is the end or the middle of another word or number. */
function isOfAnother(text: string, word: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  if ((before === '副' || before === '非') && !word.startsWith(before)) return true;
  return (
    (/^\d/u.test(word) && /[\d.]/u.test(before)) ||
    (/\d$/u.test(word) && /\d/u.test(text[at + word.length] ?? ''))
  );
}

/**
 * The longest run of characters that question and sentence share, as a share of 8 characters.
 *
 * @returns 0 to 1
 */
export function commonRun(question: string, sentence: string): number {
  let longest = 0;
  for (let i = 0; i + longest < question.length; i++) {
    while (i + longest < question.length) {
      const run = question.slice(i, i + longest + 1);
      if (run.includes(' ') || !sentence.includes(run)) break;
      longest++;
    }
  }
  return Math.min(1, longest / 8);
}
