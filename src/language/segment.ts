/**
 * Chinese text to words with offsets. Numbers, dates and Latin runs are read before nodejieba sees the
 * text: it splits `2023` into four digits and takes 余万人次 for one word.
 *
 * The segments of a text rejoin to it, so a word found is a word quoted.
 */
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
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
export type Segmenter = (folded: string) => readonly Segment[];

/** What a segmenter knows beyond jieba's own dictionary. */
interface Known {
  /** Words of the lexicon that jieba splits, with their tags. */
  readonly split: ReadonlyMap<string, string>;
  /** The first two characters of each of them. */
  readonly beginnings: ReadonlySet<string>;
  /** Words of both Chinese and Latin characters (科普e站), which jieba never sees whole; null if there are none. */
  readonly mixed: RegExp | null;
}

let isLoaded = false;

/**
 * Loads jieba's dictionary, once a process: half a second and 250 MB. The table of its keyword extraction, which
 * nothing here uses, would be a quarter more.
 */
function loadDictionary(): void {
  if (isLoaded) return;
  nodejieba.load({ idfDict: join(import.meta.dirname, '../../assets/jieba-idf.utf8') });
  isLoaded = true;
}

const DIGITS = /\d+(?:[.,]\d+)*/gu;

/**
 * A segmenter that knows the lexicon's words.
 *
 * The words are not inserted into jieba: its dictionary is one per process, and an index opened with another
 * lexicon would change how those already open are read. jieba's pieces are joined to the lexicon's words instead.
 */
export function createSegmenter(words: readonly DictionaryWord[]): Segmenter {
  loadDictionary();
  const split = new Map<string, string>();
  for (const { word, tag } of words) {
    // A word jieba knows keeps the part of speech jieba gives it.
    if (nodejieba.cut(word).length > 1) split.set(word, tag || tagOfParts(word));
  }
  const mixed = words
    .map(({ word }) => word)
    .filter((word) => /[a-z0-9]/u.test(word) && /\p{Script=Han}/u.test(word))
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const beginnings = new Set([...split.keys()].map((word) => word.slice(0, 2)));
  const known: Known = {
    split,
    beginnings,
    mixed: mixed.length > 0 ? new RegExp(mixed.join('|'), 'gu') : null,
  };
  return (folded) => segment(folded, known);
}

/** 评上 is a verb as 评 is; 科普大篷车 a noun as 大篷车 is. */
function tagOfParts(word: string): string {
  const parts = nodejieba.tag(word);
  const first = parts[0]?.tag ?? 'n';
  const last = parts.at(-1)?.tag ?? 'n';
  if (/^v(?!n)/u.test(first) && !/^(?:n|vn)/u.test(last)) return 'v';
  return /^(?:n|vn|v|j|l)/u.test(last) ? last : 'n';
}

/** Cuts one folded text; see {@link createSegmenter}. */
function segment(folded: string, known: Known): Segment[] {
  const pieces: Segment[] = [];
  const add = (start: number, end: number, tag: string) => {
    if (end > start) pieces.push({ text: folded.slice(start, end), start, end, tag });
  };
  let at = 0;
  const addNumber = (start: number, digitsEnd: number, end: number) => {
    segmentPlain(folded, at, start, known, add);
    segmentNumber(folded, start, digitsEnd, add);
    add(digitsEnd, end, 'q');
    at = end;
  };
  const addName = (start: number, end: number) => {
    if (start < at) return;
    segmentPlain(folded, at, start, known, add);
    add(start, end, 'n');
    at = end;
  };
  const names = known.mixed ? [...folded.matchAll(known.mixed)] : [];
  for (const number of readNumbers(folded)) {
    for (let name = names[0]; name && name.index < number.end; name = names[0]) {
      addName(name.index, name.index + name[0].length);
      names.shift();
    }
    if (number.kind === 'label' || number.start < at) continue;
    if (number.unit) addNumber(number.start, number.unitStart, number.unitStart + number.unit.length);
    else addNumber(number.start, number.end, number.end);
  }
  for (const name of names) addName(name.index, name.index + name[0].length);
  segmentPlain(folded, at, folded.length, known, add);
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
function segmentPlain(text: string, from: number, to: number, known: Known, add: Add): void {
  const token = /([a-z][a-z0-9]*(?:[-'.+][a-z0-9]+)*\+?)|(\d+(?:[.,]\d+)*)|(\p{Script=Han}+)/gu;
  token.lastIndex = from;
  let at = from;
  for (let match = token.exec(text); match && match.index < to; match = token.exec(text)) {
    add(at, match.index, 'x');
    const end = Math.min(match.index + match[0].length, to);
    if (match[1]) add(match.index, end, 'eng');
    else if (match[2]) add(match.index, end, 'm');
    else segmentHan(text.slice(match.index, end), match.index, known, add);
    at = end;
  }
  add(at, to, 'x');
}

function segmentHan(run: string, start: number, known: Known, add: Add): void {
  // Without the hidden Markov model: it glues what it does not know to its neighbours (丛令仪评上 → 丛令 仪评 上).
  const words = nodejieba.cut(run);
  const ofLexicon = lexiconWords(run, words, known);
  if (ofLexicon.length === 0) {
    addWords(words, start, add);
    return;
  }
  let at = 0;
  for (const { from, to } of ofLexicon) {
    addCut(run, at, from, start, add);
    const word = run.slice(from, to);
    add(start + from, start + to, known.split.get(word) ?? 'n');
    at = to;
  }
  addCut(run, at, run.length, start, add);
}

/** A part of a run as jieba cuts it. */
function addCut(run: string, from: number, to: number, start: number, add: Add): void {
  if (from < to) addWords(nodejieba.cut(run.slice(from, to)), start + from, add);
}

function addWords(words: readonly string[], start: number, add: Add): void {
  let at = start;
  for (const word of words) {
    add(at, at + word.length, tagOf(word));
    at += word.length;
  }
}

/** Longest word of the lexicon that is looked for. */
const LONGEST_WORD = 16;
/**
 * A word of so many characters has to begin where jieba cuts (公众号 in 公众|号叫), a longer one is a word wherever it
 * stands, and a shorter one has to end at a cut as well.
 */
const CERTAIN_WORD = 3;

/** Where words of the lexicon that jieba splits stand in a run, from left to right, the longest at each place. */
function lexiconWords(run: string, words: readonly string[], known: Known): { from: number; to: number }[] {
  const cuts = new Set<number>([0]);
  let end = 0;
  for (const word of words) {
    end += word.length;
    cuts.add(end);
  }
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < run.length; ) {
    let to = 0;
    const longest = known.beginnings.has(run.slice(from, from + 2)) ? LONGEST_WORD : 0;
    for (let length = Math.min(longest, run.length - from); length >= 2 && to === 0; length--) {
      const isPossible = cuts.has(from)
        ? length >= CERTAIN_WORD || cuts.has(from + length)
        : length > CERTAIN_WORD;
      if (isPossible && known.split.has(run.slice(from, from + length))) to = from + length;
    }
    if (to > 0) found.push({ from, to });
    from = to > 0 ? to : from + 1;
  }
  return found;
}

/** jieba's tags by word; bounded, since what people type is. */
const tags = new LRUCache<string, string>({ max: 50_000 });

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
