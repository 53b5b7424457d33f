/**
 * Chinese text to words with offsets. Numbers, dates and Latin runs are read before nodejieba sees the
 * text: it splits `2023` into four digits and takes 余万人次 for one word.
 *
 * The segments of a text rejoin to it, so a word found is a word quoted.
 */
import nodejieba from 'nodejieba';
import type { DictionaryWord } from './lexicon.ts';
import { readNumbers } from './numbers.ts';

/** One piece of a folded text. */
export interface Segment {
  readonly text: string;
  /** UTF-16 offset in the folded text. */
  readonly start: number;
  readonly end: number;
  /** jieba's part-of-speech tag; `m` number, `q` unit, `eng` Latin, `x` punctuation and space. */
  readonly tag: string;
}

/** Cuts folded text into words. */
export type Segmenter = (folded: string) => Segment[];

/** Words of both Chinese and Latin characters (科普e站), which jieba never sees whole; longest first. */
let mixedWords: RegExp | undefined;

/** Words of the lexicon that jieba's own dictionary splits, with their tags. */
let splitWords = new Map<string, string>();

/** The words the shared jieba dictionary holds beyond its own: it is one per process. */
let inserted: string | undefined;

const DIGITS = /\d+(?:[.,]\d+)*/gu;

/**
 * A segmenter that knows the lexicon's words.
 *
 * jieba's dictionary is one per process; asking for other words than last time loads it anew (about a
 * second).
 */
export function createSegmenter(words: readonly DictionaryWord[]): Segmenter {
  const key = JSON.stringify(words);
  if (inserted !== key) {
    nodejieba.load();
    splitWords = new Map();
    for (const { word, tag } of words) {
      // A word jieba knows keeps the part of speech jieba gives it. Inserting makes jieba prefer the word where
      // its parts are rare; where they are common (做完) it still splits it, and the parts are joined again.
      if (nodejieba.cut(word).length === 1) continue;
      const own = tag || tagOfParts(word);
      nodejieba.insertWord(word, own);
      splitWords.set(word, own);
    }
    const mixed = words
      .map(({ word }) => word)
      .filter((word) => /[a-z0-9]/u.test(word) && /\p{Script=Han}/u.test(word));
    mixed.sort((a, b) => b.length - a.length);
    const escaped = mixed.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
    mixedWords = mixed.length > 0 ? new RegExp(escaped.join('|'), 'gu') : undefined;
    tags = new Map();
    inserted = key;
  }
  return segment;
}

/** 评上 is a verb as 评 is; 科普大篷车 a noun as 大篷车 is. */
function tagOfParts(word: string): string {
  const parts = nodejieba.tag(word);
  const first = parts[0]?.tag ?? 'n';
  const last = parts.at(-1)?.tag ?? 'n';
  return /^v(?!n)/u.test(first) && !/^(?:n|vn)/u.test(last) ? 'v' : /^(?:n|vn|v|j|l)/u.test(last) ? last : 'n';
}

/** Cuts one folded text; see {@link createSegmenter}. */
function segment(folded: string): Segment[] {
  const pieces: Segment[] = [];
  const add = (start: number, end: number, tag: string) => {
    if (end > start) pieces.push({ text: folded.slice(start, end), start, end, tag });
  };
  let at = 0;
  const names = [...(mixedWords ? folded.matchAll(mixedWords) : [])].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const addName = (name: { start: number; end: number }) => {
    if (name.start < at) return;
    segmentPlain(folded, at, name.start, add);
    add(name.start, name.end, 'n');
    at = name.end;
  };
  for (const number of readNumbers(folded)) {
    while (names[0] && names[0].start < number.end) addName(names.shift() as { start: number; end: number });
    if (number.kind === 'label' || number.start < at) continue;
    segmentPlain(folded, at, number.start, add);
    segmentNumber(folded, number.start, number.unit ? number.unitStart : number.end, add);
    if (number.unit) add(number.unitStart, number.unitStart + number.unit.length, 'q');
    at = number.unit ? number.unitStart + number.unit.length : number.end;
    at = Math.max(at, number.start);
  }
  for (const name of names) addName(name);
  segmentPlain(folded, at, folded.length, add);
  return pieces;
}

type Add = (start: number, end: number, tag: string) => void;

/** A number with its hedges: the digits are one segment, each other character its own. */
function segmentNumber(text: string, start: number, end: number, add: Add): void {
  let at = start;
  DIGITS.lastIndex = start;
  for (let match = DIGITS.exec(text); match && match.index < end; match = DIGITS.exec(text)) {
    add(at, match.index, 'm');
    at = Math.min(DIGITS.lastIndex, end);
    add(match.index, at, 'm');
  }
  add(at, end, 'm');
}

/** Text between numbers: Latin runs and digits whole, Chinese by jieba, the rest character by character. */
function segmentPlain(text: string, from: number, to: number, add: Add): void {
  const token = /([a-z][a-z0-9]*(?:[-'.+][a-z0-9]+)*\+?)|(\d+(?:[.,]\d+)*)|(\p{Script=Han}+)/gu;
  token.lastIndex = from;
  let at = from;
  for (let match = token.exec(text); match && match.index < to; match = token.exec(text)) {
    add(at, match.index, 'x');
    const end = Math.min(match.index + match[0].length, to);
    if (match[1]) add(match.index, end, 'eng');
    else if (match[2]) add(match.index, end, 'm');
    else segmentHan(text.slice(match.index, end), match.index, add);
    at = end;
  }
  add(at, to, 'x');
}

function segmentHan(run: string, start: number, add: Add): void {
  // Without the hidden Markov model: it glues what it does not know to its neighbours (丛令仪评上 → 丛令 仪评 上).
  const words = nodejieba.cut(run);
  let at = start;
  for (let i = 0; i < words.length; ) {
    const count = longestKnown(words, i);
    const word = words.slice(i, i + count).join('');
    add(at, at + word.length, count > 1 ? (splitWords.get(word) ?? 'n') : tagOf(word));
    at += word.length;
    i += count;
  }
}

/** How many words from one on make the longest word of the lexicon that jieba splits; 1 if none. */
function longestKnown(words: readonly string[], from: number): number {
  let best = 1;
  let text = words[from] as string;
  for (let i = from + 1; i < words.length && i < from + 6; i++) {
    text += words[i];
    if (splitWords.has(text)) best = i - from + 1;
  }
  return best;
}

/** Tags by word, for the words inserted at present. */
let tags = new Map<string, string>();

function tagOf(word: string): string {
  let tag = tags.get(word);
  if (tag === undefined) {
    const readings = nodejieba.tag(word);
    tag = readings.length === 1 ? (readings[0]?.tag ?? 'nz') : 'nz';
    if (tag === 'x') tag = 'nz';
    tags.set(word, tag);
  }
  return tag;
}
