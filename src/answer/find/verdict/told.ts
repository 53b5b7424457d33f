/**
 * What of a claim's words a sentence tells, and which of several values of one kind (figures, dates, prizes, names) the
 * claim's words stand with: 16幅作品分别获一、二、三等奖，30幅荣获优秀奖 tells of two numbers, and 优秀奖 stands with 30.
 */

import { JOINING, VERBS } from '../../../knowledge/lists.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import { cellsOf } from '../../../language/cells.ts';
import type { Place } from '../../../language/place.ts';
import { numbersIn, peopleIn } from '../../../language/readings.ts';
import { type LevelReading, readLevels, readSteps } from '../../../language/scales.ts';
import type { ClaimedWord, Claims } from '../../question/claim.ts';
import { placesIn, saysWord } from '../../question/claim-text.ts';
import { shortPlace } from '../../question/place-names.ts';
import { isOfAnotherOwner } from '../../read/owner.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { occurrences, occurrencesOf, seek, strengthIn } from '../../retrieve/occurrences.ts';

/** A claimed word, with where it is told. */
export interface ToldWord {
  readonly word: ClaimedWord;
  /** Places in {@link Told.text}; empty where only what stands around it tells the word, or nothing does. */
  readonly at: readonly Place[];
  /** Whether the text or what stands around it tells the word. */
  readonly isTold: boolean;
  /** Whether the text tells it, or what stands right before it and it goes on from: 这是全市第3个. */
  readonly isHere: boolean;
}

/** A claim beside the part of a sentence that tells the most of it. */
export interface Told {
  readonly claims: Claims;
  readonly evidence: Evidence;
  /** The part between two semicolons, folded; a table row is one part. */
  readonly text: string;
  /** Where the part begins in the sentence. */
  readonly start: number;
  readonly words: readonly ToldWord[];
  /** The levels of the part, places included. */
  readonly levels: readonly LevelReading[];
}

/** By verb: the others that people say for it. */
const LIKE = new Map<string, Set<string>>();
for (const family of Object.values(VERBS))
  for (const verb of family) {
    const others = LIKE.get(verb) ?? new Set<string>();
    for (const other of family) others.add(other);
    LIKE.set(verb, others);
  }

/** A word stands as it is, or by another that means the same, from this strength. */
const IN_WHOLE = 0.9;
/** A word stands in part where so much of it does: 科技工作者日活动 in 全国科技工作者日. */
const IN_PART = 0.5;
/** What a paragraph or a heading tells counts from this strength; another paragraph's words do not. */
const AROUND = 0.5;

/** What stands before the sentence in its paragraph counts more than this, by a synonym as well (0.75 × 0.92). */
const BEFORE = 0.68;
/** Whether a sentence says what the thing before it is: 这是全市第3个科技小院. */
export const refersBack = (sentence: string): boolean => REFERS_BACK.test(sentence);
const REFERS_BACK = new RegExp(`^${oneOf(JOINING.this)}${oneOf(JOINING.is)}`, 'u');

/** A part that tells this share of what the best part of its sentence does is looked at as well. */
const AS_MUCH = 0.95;

/** Looks for every word of a claim in the parts of a sentence that have the most of them, and around those. */
export function tellWords(claims: Claims, evidence: Evidence, places: readonly string[]): Told[] {
  const { folded, kind } = evidence;
  const claimed = claims.words;
  const parts = kind === 'row' ? [{ text: folded, start: 0 }] : partsOf(folded);
  const read = parts.map(({ text, start }) => {
    const at = claimed.map((word) => placesOf(word, text, places));
    const weight = claimed.reduce((sum, word, i) => sum + (at[i]?.length ? word.weight : 0), 0);
    return { text, start, at, weight };
  });
  const goesOn = refersBack(folded);
  const most = Math.max(...read.map(({ weight }) => weight));
  return read
    .filter(({ weight }) => weight >= AS_MUCH * most)
    .map((part) => ({
      claims,
      evidence,
      text: part.text,
      start: part.start,
      levels: readLevels(part.text, places),
      words: claimed.map((word, i): ToldWord => {
        const at = part.at[i] ?? [];
        // A subject may stand in another part or before; what happened may not.
        const isAround = () =>
          !word.isVerb &&
          (strengthAround(word, evidence) >= AROUND || read.some((other) => other.at[i]?.length));
        const isBefore = goesOn && !word.isVerb && strengthAround(word, evidence) > BEFORE;
        return { word, at, isTold: at.length > 0 || isAround(), isHere: at.length > 0 || isBefore };
      }),
    }));
}

/**
 * A claim whose people are whole words: a name that any of some sentences knows for one (of 马兴发 no 兴发 is looked for).
 */
export function withWholeNames(claims: Claims, sentences: readonly string[]): Claims {
  const { words } = claims;
  const known = new Set(sentences.flatMap((sentence) => peopleIn(sentence).map(({ name }) => name)));
  const names = [...known].flatMap((name) =>
    placesIn(claims, name).map((start) => ({ name, start, end: start + name.length })),
  );
  if (names.length === 0) return claims;
  const isPart = ({ start, text: word, kind }: ClaimedWord) =>
    kind === 'word' && names.some((name) => start < name.end && start + word.length > name.start);
  const parts = words.filter(isPart);
  const whole = names.map(({ name, start }) => ({
    text: name,
    start,
    kind: 'word' as const,
    weight: Math.max(NAME_WEIGHT, ...parts.map(({ weight }) => weight)),
    tells: NAME_WEIGHT,
    alternatives: [],
    near: [],
    isKey: true,
    isVerb: false,
    isNoun: true,
    isName: true,
    narrows: '',
    isTold: false,
  }));
  return {
    ...claims,
    words: [...words.filter((word) => !isPart(word)), ...whole].sort((a, b) => a.start - b.start),
    people: [...new Set([...claims.people, ...known].filter((name) => saysWord(claims, name)))],
  };
}

/** What a person's name counts at the least. */
const NAME_WEIGHT = 4;

function partsOf(folded: string): { readonly text: string; readonly start: number }[] {
  const ends = [...[...folded.matchAll(/[；;]/gu)].map(({ index }) => index + 1), folded.length];
  return ends
    .map((end, i) => ({ start: i === 0 ? 0 : (ends[i - 1] as number), end }))
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => ({ start, text: folded.slice(start, end) }));
}

function placesOf(word: ClaimedWord, text: string, places: readonly string[]): Place[] {
  if (word.kind === 'step')
    return readSteps(text).filter(({ step }) => readSteps(word.text)[0]?.step === step);
  if (word.kind === 'level')
    return readLevels(text, places).filter((level) => sameLevel(word.text, level, places));
  if (word.kind === 'ordinal') {
    const [claimed] = numbersIn(word.text);
    return numbersIn(text).filter(
      ({ kind, value, unit }) =>
        kind === 'ordinal' && value === claimed?.value && (unit === claimed.unit || unit === ''),
    );
  }
  const sought = seek(word);
  const strength = strengthIn(sought, text);
  const at = strength >= IN_PART ? occurrencesOf(sought, text) : [];
  // Half of a word here and half of it there is not the word.
  if (strength > IN_WHOLE || (at.length > 0 && isTogether(at, word.text.length))) return at;
  const others = LIKE.get(word.text);
  return others ? [...others].flatMap((other) => occurrences(text, other)) : [];
}

/** Whether places stand together within some more characters than a word has. */
function isTogether(at: readonly Place[], chars: number): boolean {
  const from = Math.min(...at.map(({ start }) => start));
  return Math.max(...at.map(({ end }) => end)) - from <= chars + SPREAD_CHARS;
}
const SPREAD_CHARS = 4;

/** 浙江省 is a level of the province of that name, 省级 of any. */
function sameLevel(claimed: string, { raw, level }: LevelReading, places: readonly string[]): boolean {
  const [own] = readLevels(claimed, places);
  return (
    own?.level === level &&
    (ofPlace(claimed) === '' || ofPlace(claimed) === ofPlace(raw) || raw.endsWith('级'))
  );
}

/** The place that a level is of: 浙江 of 浙江省级; empty where it is of none. */
function ofPlace(level: string): string {
  const place = level.replace(/级$/u, '');
  const short = shortPlace(place);
  return short === place ? '' : short;
}

/** How well what stands around the sentence tells a word, by what was weighed of it as a focus term. */
function strengthAround({ text }: ClaimedWord, { matches }: Evidence): number {
  return matches.find(({ term }) => term.text === text)?.strength ?? 0;
}

/** What a claimed word counts for a value that shares it, that it stands after, and from another part of the claim. */
const SHARED = 0.4;
const LATER = 0.2;
const ELSEWHERE_CLAIMED = 0.3;

/** The value that a claim's words stand with. */
export interface Aligned<Value extends Place> {
  readonly value: Value;
  /** The words of the claim that stand with it. */
  readonly anchors: ReadonlySet<ToldWord>;
  /** Whether the claim's words do not tell it from another value. */
  readonly isRival: (other: Value) => boolean;
}

/** A value must lead by this share of the claim's weight to be told from another. */
const MARGIN = 0.03;

/**
 * Which of some values a claim's words stand with.
 *
 * @param near  the stretch of the claim whose words count most; null where all do
 * @param all   values of other kinds that have words of their own
 * @returns null where there are no values
 */
export function alignedValue<Value extends Place>(
  { text, words }: Told,
  values: readonly Value[],
  near: Place | null = null,
  all: readonly Place[] = values,
): Aligned<Value> | null {
  const total = words.reduce((sum, { word }) => sum + word.weight, 0) || 1;
  const isIn = (places: readonly Place[], { start, end }: Place) =>
    places.some((place) => place.start >= start && place.end <= end);
  const scored = cellsOf(text, values, all).map(({ value, own, shared }) => {
    let score = 0;
    const anchors = new Set<ToldWord>();
    for (const told of words) {
      if (told.at.length === 0) continue;
      const isNear = near === null || (told.word.start >= near.start && told.word.start < near.end);
      const share = isIn(told.at, own) ? 1 : isIn(told.at, shared) ? SHARED : LATER;
      if (share === 1 && isNear) anchors.add(told);
      score += (share * (isNear ? 1 : ELSEWHERE_CLAIMED) * told.word.weight) / total;
    }
    return { value, score, anchors };
  });
  const [best] = scored.toSorted((a, b) => b.score - a.score || a.value.start - b.value.start);
  if (!best) return null;
  return {
    value: best.value,
    anchors: best.anchors,
    isRival: (other) => {
      const rival = scored.find(({ value }) => value === other);
      if (!rival || rival === best) return false;
      const isTold = [...best.anchors].some((word) => !rival.anchors.has(word));
      const tellsOther = [...rival.anchors].some((word) => !best.anchors.has(word));
      return rival.score > best.score - MARGIN || !isTold || tellsOther;
    },
  };
}

/** Whether what stands at a place of a part is told of another body or place than the claim is about. */
export const isOfAnother = ({ text, evidence, levels, claims }: Told, at: number): boolean =>
  isOfAnotherOwner(
    { text, report: evidence.report, places: levels, isNamed: (name) => saysWord(claims, name) },
    at,
  );
