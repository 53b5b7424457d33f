/**
 * The head of a question: the noun that says what is asked for, by where it stands beside the question word (多少场讲座, 哪些
 * 企业, 吉祥物叫什么). Any other word may be said another way in the reports; what is counted or named has to be told of, or
 * the answer is one to another question.
 */
import { bigramTerms } from '../../index/terms.ts';
import { COUNTING, GENERAL, JOINING, MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordAtStart } from '../../knowledge/word-lists.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import type { Segment } from '../../language/segment.ts';
import { MONEY } from './asked-number.ts';
import { UNIT_OF } from './counted.ts';
import { type Cue, type CueKind, REQUESTS, readCues } from './cues.ts';
import { saysOnlyKind } from './focus.ts';
import { headClass } from './heads.ts';
import { LINKING } from './linking.ts';
import type { Understanding } from './question.ts';

/** Parts of speech of what can be counted or named. */
const NOMINAL = /^(?:n|vn|an|j|b|eng|g|zg|x|$)/u;
/** Parts of speech that may stand between it and a question word after it. */
const BETWEEN = /^(?:v|u|p|d|c|f|m|t)/u;
/** Question words that the head may stand behind: 多少讲座, 哪位老师, 什么品种. */
const BEFORE_HEAD: ReadonlySet<CueKind> = new Set<CueKind>(['count', 'which', 'many', 'thing']);
/** And before: 讲座有多少, 会长是谁, 吉祥物叫什么. */
const AFTER_HEAD: ReadonlySet<CueKind> = new Set<CueKind>([
  ...BEFORE_HEAD,
  ...(['person', 'name', 'place', 'date', 'extent', 'list', 'list_noun', 'name_noun'] as const),
]);

/**
 * The words of what a question asks for, heads and what narrows them, that no report of the reader's knows, in no other
 * words either.
 *
 * @param asking the clause that asks, folded, without its scope
 * @returns none of those that are known or only say what kind of thing is asked for
 */
export function unknownThings(asking: string, index: Understanding): string[] {
  const cues = readCues(asking).filter(({ kind }) => AFTER_HEAD.has(kind));
  const words = wordsOf(asking, cues, index);
  const things = cues.flatMap((cue, i) => {
    const behind = BEFORE_HEAD.has(cue.kind) ? phraseBehind(words, cue, asking) : [];
    // 哪个地方 and 什么时候 say what kind of thing: what stands before them is asked about.
    if (behind.some((word) => !saysOnlyKind(word))) return behind;
    return i === 0 ? phraseBefore(words, cue) : [];
  });
  return things.filter((word) => isUnknown(word, index));
}

/** The nouns right behind a question word. */
function phraseBehind(words: readonly Segment[], { end }: Cue, asking: string): string[] {
  const from = end + (BEHIND.exec(asking.slice(end))?.[0].length ?? 0);
  const behind = words.filter(({ start }) => start >= from);
  const stop = behind.findIndex((word, i) => !isNominal(word) || word.start !== (behind[i - 1]?.end ?? from));
  return wholeWords(stop < 0 ? behind : behind.slice(0, stop));
}
/** 哪五大板块, 什么样的课程 */
const BEHIND = new RegExp(`^大?${oneOf(JOINING.of)}?`, 'u');

/** The nouns before a question word, and not what only says more of it (得奖的有几个). */
function phraseBefore(words: readonly Segment[], { start }: Cue): string[] {
  const before = words.filter(({ end }) => end <= start);
  const at = before.findLastIndex(isNominal);
  const between = before.slice(at + 1);
  const head = before[at];
  if (!head || head.text.length < 2 || !between.every(({ tag }) => BETWEEN.test(tag))) return [];
  if (JOINING.of.includes(between[0]?.text ?? '')) return [];
  const first = before.findLastIndex(
    (word, i) => i < at && (!isNominal(word) || word.end !== before[i + 1]?.start),
  );
  return wholeWords(before.slice(first + 1, at + 1));
}

const wholeWords = (words: readonly Segment[]) =>
  words.map(({ text }) => text).filter((text) => text.length > 1);

const isNominal = ({ tag, text }: Segment): boolean =>
  NOMINAL.test(tag) &&
  /\p{L}/u.test(text) &&
  !TOTALS.includes(text) &&
  !isFunctionWord(text) &&
  // 发给, 奖给 are verbs; 各签 is none of its words.
  !isFunctionWord(text.at(-1) ?? '') &&
  wordAtStart(LINKING.each, text) === '';
const TOTALS = [...LINKING.total, ...COUNTING.total];

/** The words of a question; characters that are none by themselves are put together: the dictionary does not know what they name. */
function wordsOf(asking: string, cues: readonly Cue[], { segment }: Understanding): Segment[] {
  const words: Segment[] = [];
  let isOpen = false;
  for (const one of segment(asking)) {
    const last = words.at(-1);
    const isLoose = /^\p{Script=Han}$/u.test(one.text) && NOMINAL.test(one.tag) && !isFunctionWord(one.text);
    const isCut = cues.some(({ end }) => end === one.start);
    if (isLoose && isOpen && !isCut && last?.end === one.start)
      words[words.length - 1] = { ...last, text: last.text + one.text, end: one.end };
    else words.push(one);
    isOpen = isLoose;
  }
  return words;
}

/** Nouns that tell what kind of thing is asked for: a question may use them whatever the reports call it. */
const KIND_NOUNS: ReadonlySet<string> = new Set([
  ...GENERAL.whole,
  ...GENERAL.asks,
  ...GENERAL.bare,
  ...UNIT_OF.keys(),
  ...MONEY,
  ...REQUESTS.deeds,
  ...REQUESTS.state,
  ...REQUESTS.sort,
  ...REQUESTS.counted,
  ...REQUESTS.timed,
  // Which of its figures: 目标是多少场, 增幅是多少.
  ...MEASURED.target,
  ...MEASURED.result,
  ...MEASURED.rate,
]);
const saysKind = (word: string): boolean =>
  KIND_NOUNS.has(word) || saysOnlyKind(word) || headClass(word) !== null;

/** Whether neither a word nor any other way to say it stands in a report; a long one is told by what it ends in. */
function isUnknown(word: string, index: Understanding): boolean {
  const ways = [word, ...(index.lexicon.alternatives.get(word) ?? []), ...index.near(word)];
  if (ways.some((way) => isWritten(way, index) || saysKind(way))) return false;
  const end = word.slice(-END_CHARS);
  return word.length <= END_CHARS || (!isWritten(end, index) && !saysKind(end));
}
const END_CHARS = 2;

const isWritten = (word: string, { has, hasBigram }: Understanding): boolean =>
  has(word) || (/^\p{Script=Han}{2,}$/u.test(word) && bigramTerms(word).every((pair) => hasBigram(pair)));
