/**
 * Cues: the words of a question that ask, each with what it asks for. What remains is what is asked about.
 *
 * @see src/knowledge/question-words.txt and requests.txt; the longest word that fits is read at each place
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import { unitAt, unitFamily } from '../../language/units.ts';
import { COUNTS_ITSELF } from './counted.ts';

/** What stands for what is asked. */
const WORD_KINDS = [
  'person',
  'date',
  'place',
  'count',
  'extent',
  'reason',
  'manner',
  'thing',
  'which',
  'many',
] as const;
/** What asks beside it or without it. */
const REQUEST_KINDS = [
  'yesno',
  'final',
  'summary',
  'definition',
  'name',
  'list',
  'summary_noun',
  'definition_noun',
  'name_noun',
  'list_noun',
  'count_noun',
  'reason_noun',
  'date_noun',
  'place_noun',
  'organisation_noun',
  'context',
  'trend',
] as const;

/** Words that stand for what is asked: 谁, 多少, 哪. */
const WORDS = wordLists('question-words.txt', [...WORD_KINDS, 'none']);

/** Verbs, nouns and particles that ask: 概括, 名单, 吗. */
export const REQUESTS = wordLists('requests.txt', [
  ...REQUEST_KINDS,
  'pieces',
  'say',
  'do',
  'have',
  'deeds',
  'state',
  'gives',
  'pays',
  'sort',
  'happened',
  'happens',
  'how',
  'by_now',
  'counted',
  'timed',
  'length',
  'size',
  'each_of',
  'compare',
  'none',
]);

/** Patterns of the words that stand for a thing, and for one or many of them. */
export const THING = oneOf(WORDS.thing);
export const WHAT = oneOf(WORDS.thing, WORDS.many, WORDS.which);

export type CueKind = (typeof WORD_KINDS)[number] | (typeof REQUEST_KINDS)[number];

/** One of them in a question. */
export interface Cue {
  readonly kind: CueKind;
  readonly word: string;
  readonly start: number;
  /** After its measure word. */
  readonly end: number;
  /** The measure word of 哪, 几 and 多少; empty where none was said. */
  readonly measure: string;
}

const KINDS: ReadonlyMap<string, CueKind> = new Map([
  ...REQUEST_KINDS.flatMap((kind) => REQUESTS[kind].map((word) => [word, kind] as const)),
  ...WORD_KINDS.flatMap((kind) => WORDS[kind].map((word) => [word, kind] as const)),
]);
const ANY = new RegExp(oneOf([...KINDS.keys()], WORDS.none, REQUESTS.none), 'gu');
const END = /[?？。!！\s]*$/u;

/** The cues of a text, in their order. */
export function readCues(text: string): Cue[] {
  const end = text.search(END);
  const cues: Cue[] = [];
  for (const { 0: word, index: start } of text.matchAll(ANY)) {
    const kind = KINDS.get(word);
    if (kind === undefined || start < (cues.at(-1)?.end ?? 0)) continue;
    if (kind === 'final' && start + word.length < end) continue;
    cues.push(withMeasure({ kind, word, start, end: start + word.length, measure: '' }, text));
  }
  return cues;
}

const STANDS_FOR: ReadonlySet<CueKind> = new Set<CueKind>([...WORD_KINDS, 'name']);

/** Whether a cue asks for a thing: not whether, why or how. */
export const asksForThing = ({ kind }: Cue): boolean =>
  STANDS_FOR.has(kind) && kind !== 'reason' && kind !== 'manner';

/** Whether the word of a `which` cue asks for more than one: 哪两, 哪几. */
export const asksForMany = (word: string): boolean => word.length > 1 && !word.endsWith('一');

/** Where the question word of a text stands; null where it has none. */
export function questionWordIn(text: string): Cue | null {
  return readCues(text).find(({ kind }) => STANDS_FOR.has(kind) || kind === 'definition') ?? null;
}

/** 哪两家 and 几位 with their measure word. */
function withMeasure(cue: Cue, text: string): Cue {
  if (cue.kind === 'extent')
    return { ...cue, end: cue.end + (SIZE.exec(text.slice(cue.end))?.[0].length ?? 0) };
  if (cue.kind !== 'count' && cue.kind !== 'which') return cue;
  const number = cue.kind === 'which' ? (NUMBER.exec(text.slice(cue.end))?.[0] ?? '') : '';
  const { measure, end } = measureAt(text, cue.end + number.length, cue.kind);
  return { ...cue, word: cue.word + number, end, measure };
}

const SIZE = new RegExp(`^${oneOf(REQUESTS.size)}`, 'u');
const NUMBER = /^[一几两俩三四五六七八九十]/u;
const MULTIPLIER = /^来?[十百千万亿]*/u;
/** 多少项目, 几个名额: what counts itself. */
const COUNTED_ALONE = new RegExp(`^${oneOf(COUNTS_ITSELF)}`, 'u');
/** What 个 may stand before and is counted itself: 几个人. */
const COUNTED_BY_HEAD: ReadonlySet<string> = new Set(['人', '场', '家', '人次', '场次']);

/** The measure word at a place (个, 万元, 人 of 来个人) and where it ends. */
function measureAt(
  text: string,
  at: number,
  kind: CueKind,
): { readonly measure: string; readonly end: number } {
  const multiplier = MULTIPLIER.exec(text.slice(at))?.[0] ?? '';
  const first = at + multiplier.length;
  const counted = COUNTED_ALONE.exec(text.slice(at))?.[0];
  if (counted !== undefined && kind === 'count') return { measure: '个', end: at + counted.length };
  const unit = unitAt(text, first);
  // 几等奖 and 几楼 ask which, not how many.
  if (unit === undefined || unitFamily(unit.trim()) === 'grade') return { measure: '', end: at };
  const end = first + unit.length;
  const next = unit === '个' && kind === 'count' ? unitAt(text, end) : undefined;
  if (next !== undefined && COUNTED_BY_HEAD.has(next)) return { measure: next, end: end + next.length };
  const plain = unit.trim();
  return { measure: unitFamily(plain) === 'money' ? multiplier.replace('来', '') + plain : plain, end };
}
