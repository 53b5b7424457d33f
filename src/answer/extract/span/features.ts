/**
 * What tells the run of words that answers from the other runs of a sentence: named numbers, of where a run begins, of
 * where it ends, and of the run as a whole. A run's score is the sum of all three, so the ends are looked at once for
 * all runs that share them.
 */

import { JOINING } from '../../../knowledge/lists.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import type { Question } from '../../question/question.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { share } from '../../retrieve/shares.ts';
import { type AskedPlace, askedPlace } from './asked-place.ts';
import { AT, DISTANCES, LENGTHS } from './feature-names.ts';
import { endsClause, isForeign, type Run, type Sentence } from './sentence.ts';
import { WORD_CLASSES, type Word, type WordClass } from './words.ts';

/** Told of every feature that is not 0, by its place in `SPAN_FEATURES`. */
export type Add = (feature: number, value: number) => void;

/** The features of a sentence's runs. */
export interface SpanFeatures {
  /** Of beginning with a word, by its number. */
  begin(word: number, add: Add): void;
  /** Of ending with one. */
  end(word: number, add: Add): void;
  /** Of the run as a whole. */
  run(run: Run, add: Add): void;
}

const CLASS_AT = new Map<WordClass, number>(WORD_CLASSES.map((name, i) => [name, i]));
const ofClass = (first: number, name: WordClass): number => first + (CLASS_AT.get(name) as number);
const [BEFORE, FIRST] = [AT[`before:${WORD_CLASSES[0]}`], AT[`first:${WORD_CLASSES[0]}`]];
const [LAST, AFTER] = [AT[`last:${WORD_CLASSES[0]}`], AT[`after:${WORD_CLASSES[0]}`]];
const [ASKED_BEFORE, ASKED_AFTER] = [AT[`askedBefore:${DISTANCES[0]}`], AT[`askedAfter:${DISTANCES[0]}`]];
const CHARS = AT[`chars:${LENGTHS[0]}`];

/** Aligned in so many characters is aligned. */
const ALIGNED_CHARS = 6;
/** What is looked at before and after a run: linking words and what is aligned. */
const BESIDE_CHARS = 40;
/** What stands between a term and what follows right after it: a linking word. */
const LINK_CHARS = 2;

/** Looks at the runs of a sentence. */
export function spanFeatures(question: Question, evidence: Evidence, sentence: Sentence): SpanFeatures {
  const place = askedPlace(question);
  return {
    ...edgeFeatures(place, evidence, sentence),
    run: runFeatures(sentence),
  };
}

function edgeFeatures(
  place: AskedPlace,
  { matches }: Evidence,
  { folded, words, clauseOf, askedIn, kind }: Sentence,
): Pick<SpanFeatures, 'begin' | 'end'> {
  const classAt = (i: number): WordClass => words[i]?.class ?? 'edge';
  const mostAsked = Math.max(...askedIn, 1);
  const bestClause = askedIn.indexOf(Math.max(...askedIn));
  const placesOf = (term: string | undefined) =>
    matches.filter((match) => match.term.text === term).flatMap((match) => match.at);
  const lastTerm = placesOf(place.before.at(-1));
  const nextTerm = placesOf(place.after[0]);
  const earlier = place.before.map(placesOf).filter((where) => where.length > 0);
  const later = place.after.map(placesOf).filter((where) => where.length > 0);
  const before = (terms: typeof earlier, offset: number) =>
    share(terms.filter((where) => where.some(({ end }) => end <= offset)).length, terms.length);
  const after = (terms: typeof earlier, offset: number) =>
    share(terms.filter((where) => where.some(({ start }) => start >= offset)).length, terms.length);
  const kindStarts = new Set(kind.map(({ start }) => start));
  const kindEnds = new Set(kind.map(({ end }) => end));
  const isInsideKind = (offset: number) => kind.some(({ start, end }) => start < offset && offset < end);
  const sides = clauseSides(words, clauseOf);

  const begin = (i: number, add: Add): void => {
    const { start, class: name, isAsked } = words[i] as Word;
    const beforeClass = classAt(i - 1);
    add(ofClass(BEFORE, beforeClass), 1);
    add(ofClass(FIRST, name), 1);
    add(ASKED_BEFORE + distance(words, i, -1), 1);
    if (words[i - 1]?.isAsked) {
      add(AT.beforeIsAsked, 1);
      if (beforeClass === 'verb') add(AT.verbBeforeIsAsked, 1);
      if (beforeClass === 'noun') add(AT.nounBeforeIsAsked, 1);
    }
    if (isAsked) add(AT.firstIsAsked, 1);
    const text = folded.slice(Math.max(0, start - BESIDE_CHARS), start);
    add(AT.alignedBefore, aligned(commonEnd(place.left, text)));
    add(AT.alignedBeforeLoosely, aligned(commonEnd(place.leftBare, text.replace(LINK_END, ''))));
    const nearest = lastTerm.filter(({ end }) => end <= start).at(-1);
    if (nearest) {
      add(AT.lastTermBefore, 1);
      if (nearest.start >= (sides[clauseOf[i] as number] as { start: number }).start)
        add(AT.lastTermBeforeInClause, 1);
      if (start - nearest.end <= LINK_CHARS) add(AT.lastTermRightBefore, 1);
    }
    add(AT.earlierTermsBefore, before(earlier, start));
    add(AT.laterTermsBefore, before(later, start));
    const clause = clauseOf[i] as number;
    if (clause === bestClause) add(AT.beginsInBestClause, 1);
    if (clause === bestClause + 1) add(AT.beginsAfterBestClause, 1);
    if (clause === 0) add(AT.beginsInFirstClause, 1);
    add(AT.clauseIsAsked, (askedIn[clause] as number) / mostAsked);
    if (kindStarts.has(start)) add(AT.beginsKind, 1);
    if (isInsideKind(start)) add(AT.beginsInsideKind, 1);
    if (place.head && text.endsWith(place.head)) add(AT.headBefore, 1);
    if (isForeign(folded[start - 1])) {
      add(AT.foreignBefore, 1);
      if (isForeign(folded[start])) add(AT.beginsInsideForeign, 1);
    }
    if (beforeClass === 'pause' || beforeClass === 'with') add(AT.beginsMidList, 1);
  };

  const end = (i: number, add: Add): void => {
    const { end: to, class: name, isAsked, text: word } = words[i] as Word;
    const afterClass = classAt(i + 1);
    add(ofClass(LAST, name), 1);
    add(ofClass(AFTER, afterClass), 1);
    add(ASKED_AFTER + distance(words, i, 1), 1);
    if (words[i + 1]?.isAsked) {
      add(AT.afterIsAsked, 1);
      if (afterClass === 'verb') add(AT.verbAfterIsAsked, 1);
      if (afterClass === 'noun') add(AT.nounAfterIsAsked, 1);
    }
    if (isAsked) add(AT.lastIsAsked, 1);
    const rest = folded.slice(to, to + BESIDE_CHARS);
    add(AT.alignedAfter, aligned(commonStart(place.right, rest)));
    add(AT.alignedAfterLoosely, aligned(commonStart(place.rightBare, rest.replace(LINK_START, ''))));
    const nearest = nextTerm.find(({ start }) => start >= to);
    if (nearest) {
      add(AT.nextTermAfter, 1);
      if (nearest.end <= (sides[clauseOf[i] as number] as { end: number }).end)
        add(AT.nextTermAfterInClause, 1);
      if (nearest.start - to <= LINK_CHARS) add(AT.nextTermRightAfter, 1);
    }
    add(AT.earlierTermsAfter, after(earlier, to));
    add(AT.laterTermsAfter, after(later, to));
    if (kindEnds.has(to)) add(AT.endsKind, 1);
    if (isInsideKind(to)) add(AT.endsInsideKind, 1);
    if (place.head) {
      if (folded.endsWith(place.head, to)) add(AT.endsAsHead, 1);
      else if (place.head.endsWith(word.at(-1) as string)) add(AT.endsAsHeadDoes, 1);
      if (rest.startsWith(place.head)) add(AT.headAfter, 1);
    }
    if (isForeign(folded[to])) {
      add(AT.foreignAfter, 1);
      if (isForeign(folded[to - 1])) add(AT.endsInsideForeign, 1);
    }
    if (afterClass === 'pause' || afterClass === 'with') add(AT.endsMidList, 1);
  };

  return { begin, end };
}

function runFeatures({ words, kind, quoted, named, foreignUpTo }: Sentence): SpanFeatures['run'] {
  const sum = upTo(words);
  const ofClassIs = (name: WordClass) => sum((word) => (word.class === name ? 1 : 0));
  const length = ({ start, end }: Word) => end - start;
  const chars = sum(length);
  const asked = sum((word) => (word.isAsked ? length(word) : 0));
  const breaks = ofClassIs('break');
  const pauses = ofClassIs('pause');
  const verbs = ofClassIs('verb');
  const of = ofClassIs('of');
  const copula = ofClassIs('copula');
  const latin = sum((word) => (word.class === 'latin' ? length(word) : 0));
  const number = sum((word) => (word.class === 'number' || word.class === 'unit' ? length(word) : 0));
  const isEdge = (i: number) => endsClause(words[i]?.class ?? 'edge');
  return (run, add) => {
    const { first, last } = run;
    const { start } = words[first] as Word;
    const { end } = words[last] as Word;
    const all = within(chars, run);
    let bucket = 0;
    while (bucket + 1 < LENGTHS.length && all >= (LENGTHS[bucket + 1] as number)) bucket++;
    add(CHARS + bucket, 1);
    const said = within(asked, run);
    if (said > 0) {
      add(AT.askedShare, said / all);
      add(AT.holdsAsked, 1);
      if (said >= all) add(AT.allAsked, 1);
    }
    const clauses = within(breaks, run);
    if (clauses > 0) add(clauses > 1 ? AT.severalBreaks : AT.oneBreak, 1);
    const items = within(pauses, run);
    if (items > 0) add(items > 1 ? AT.severalPauses : AT.onePause, 1);
    if (kind.some((one) => one.start === start && one.end === end)) add(AT.isKind, 1);
    else if (kind.some((one) => one.start >= start && one.end <= end)) add(AT.holdsKind, 1);
    if (quoted.some((one) => isSame(one, start, end))) add(AT.isQuoted, 1);
    else if (quoted.some((one) => one.start <= start && one.end >= end)) add(AT.isInQuotes, 1);
    if (named) {
      const isSure = named.fits;
      if (named.start === start && named.end === end) add(isSure ? AT.isNamed : AT.isNamedUnsure, 1);
      else if (named.start <= start && named.end >= end) add(AT.isInNamed, 1);
      else if (named.start >= start && named.end <= end) add(AT.holdsNamed, 1);
    }
    const verb = within(verbs, run);
    if (verb > 0) {
      add(AT.verbShare, verb / (last - first + 1));
      add(AT.holdsVerb, 1);
    }
    if (within(of, run) > 0) add(AT.holdsOf, 1);
    if (within(copula, run) > 0) add(AT.holdsCopula, 1);
    if (isEdge(first - 1) && isEdge(last + 1)) add(clauses === 0 ? AT.isClause : AT.isSeveralClauses, 1);
    const foreign = (foreignUpTo[end] as number) - (foreignUpTo[start] as number);
    if (foreign > 0) add(AT.foreignShare, foreign / all);
    if (within(latin, run) > 0) add(AT.latinShare, within(latin, run) / all);
    if (within(number, run) > 0) add(AT.numberShare, within(number, run) / all);
  };
}

/** A quotation is meant with its marks or without. */
function isSame(one: Sentence['quoted'][number], start: number, end: number): boolean {
  return (one.start === start && one.end === end) || (one.innerStart === start && one.innerEnd === end);
}

const aligned = (chars: number): number => Math.min(ALIGNED_CHARS, chars) / ALIGNED_CHARS;

/** Sums over the words before each, so that any run's sum is a difference. */
const upTo = (words: readonly Word[]) => (amountOf: (word: Word) => number) => {
  const sums = [0];
  for (const [i, word] of words.entries()) sums.push((sums[i] as number) + amountOf(word));
  return sums;
};

const within = (sums: readonly number[], { first, last }: Run): number =>
  (sums[last + 1] as number) - (sums[first] as number);

/** Where each clause begins and ends. */
function clauseSides(words: readonly Word[], clauseOf: readonly number[]): { start: number; end: number }[] {
  const sides: { start: number; end: number }[] = [];
  for (const [i, { start, end }] of words.entries()) {
    const clause = clauseOf[i] as number;
    sides[clause] = { start: sides[clause]?.start ?? start, end };
  }
  return sides;
}

/** Which of `DISTANCES` it is to the next word that the question says. */
function distance(words: readonly Word[], from: number, step: 1 | -1): number {
  for (let i = from + step, between = 0; ; i += step, between++) {
    const word = words[i];
    if (!word || word.class === 'break') return DISTANCES.length - 1;
    if (word.isAsked) return between < 3 ? between : between < 5 ? 3 : between < 9 ? 4 : 5;
  }
}

/** Words between what a question names and what answers it. */
const LINK_END = new RegExp(`(?:[“《「『：:，（(]|${oneOf(JOINING.link, JOINING['link-told'])})+$`, 'u');
const LINK_START = new RegExp(`^(?:[”》」』，]|${oneOf(JOINING['of-or-done'])})+`, 'u');

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
