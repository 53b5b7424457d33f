/**
 * Spelling: a run of the question that is no word of the index but sounds like one is read as that one
 * (科谱 as 科普, 院士工做站 as 院士工作站). Only words of the reader's own index are proposed.
 */
import { placeOfAssociation } from '../../corpus/metadata/place.ts';
import type { Shelf } from '../../index/shelf.ts';
import { bigramTerms } from '../../index/terms.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import type { Lexicon } from '../../language/lexicon.ts';
import { soundOf } from '../../language/pinyin.ts';
import type { Place } from '../../language/place.ts';
import type { Segment } from '../../language/segment.ts';
import { type Directory, grouped } from './directory.ts';
import { LINKING } from './linking.ts';
import { isPlace } from './place-names.ts';

/** A run read otherwise than typed. */
export interface Correction {
  readonly from: string;
  readonly to: string;
  readonly start: number;
}

/** 那 typed for 哪, where it ends a clause before what only 哪 asks for there: 揭牌是那天, 停在那里. */
export const withQuestionWords = (text: string): string => text.replace(TYPED_FOR_WHICH, '哪');

const TYPED_FOR_WHICH = new RegExp(
  `(?<=[${LINKING.copula.filter((word) => word.length === 1).join('')}${LINKING.at.join('')}])那(?=[天年月日里儿家位所几](?:[，。？?!！\\s]|$))`,
  'gu',
);

/** 兰溪vs阆中, 兰溪 PK 阆中: between two sides it stands for 和. */
export const withJoiners = (text: string): string => text.replace(VERSUS, '和');

const VERSUS = new RegExp(
  `(?<=[\\p{Script=Han}\\d）)])\\s*${oneOf(LINKING.versus)}\\.?\\s*(?=[\\p{Script=Han}\\d])`,
  'gu',
);

/** Longest run of characters that is tried as one word. */
const MAX_CHARS = 6;
/** And most segments of it. */
const MAX_SEGMENTS = 4;

/**
 * Finds misspelt runs.
 *
 * @param segments the question's segments
 * @param lexicon   full names of all places known, and words that the reports say another way
 * @param directory names beyond the vocabulary that may be misspelt: places and associations
 * @param asking    the places of words that ask: 指 of 三长指什么 makes no 三长制
 */
export function correctSpelling(
  segments: readonly Segment[],
  { has, hasBigram, soundingLike }: Pick<Shelf, 'has' | 'hasBigram' | 'soundingLike'>,
  directory: Directory,
  { places, alternatives }: Pick<Lexicon, 'places' | 'alternatives'>,
  asking: readonly Place[],
): Correction[] {
  const known: Known = {
    has: (text) => has(text) || directory.names.has(text) || isFunctionWord(text),
    isName: (text) => directory.names.has(text),
    // What stands in the reports as it was typed is no slip, whatever its segments (大沙东站), and 宿州科协 is no slip for
    // 苏州科协: it is another city's.
    isWritten: (text) => bigramTerms(text).every(hasBigram) || isPlace(placeOfAssociation(text), places),
    isPair: hasBigram,
    soundingLike: (sound) => [
      ...(directory.bySound.get(sound) ?? []),
      ...soundingLike(sound),
      ...(soundsOf(alternatives).get(sound) ?? []).filter((word) => alternatives.get(word)?.some(has)),
    ],
  };
  const asks = (place: Place) => asking.some((one) => one.start < place.end && place.start < one.end);
  const pieces = segments.map(({ text, start, end, tag }) => ({
    text,
    start,
    tag,
    isHan: HAN.test(text) && !asks({ start, end }),
    isWord: text.length > 1 && known.has(text),
  }));
  const corrections: Correction[] = [];
  for (let i = 0; i < pieces.length; ) {
    const correction = correctionAt(pieces, i, known);
    if (correction) corrections.push(correction.correction);
    i += correction?.segments ?? 1;
  }
  return corrections;
}

/** By lexicon: its words by how they sound. */
const sounds = new WeakMap<Lexicon['alternatives'], ReadonlyMap<string, readonly string[]>>();

function soundsOf(alternatives: Lexicon['alternatives']): ReadonlyMap<string, readonly string[]> {
  let bySound = sounds.get(alternatives);
  if (!bySound) {
    const words = [...alternatives.keys()].filter((word) => word.length > 2 && HAN.test(word));
    bySound = grouped(words, soundOf);
    sounds.set(alternatives, bySound);
  }
  return bySound;
}

const HAN = /^\p{Script=Han}+$/u;

/** What is known of words and of how they sound. */
interface Known {
  readonly has: (text: string) => boolean;
  readonly isName: (text: string) => boolean;
  readonly isWritten: (text: string) => boolean;
  /** Whether two characters stand beside each other in any text. */
  readonly isPair: (text: string) => boolean;
  readonly soundingLike: (sound: string) => readonly string[];
}

/** A segment of the question. */
interface Piece extends Pick<Segment, 'text' | 'start' | 'tag'> {
  readonly isHan: boolean;
  /** Whether it is known and no single character. */
  readonly isWord: boolean;
}

/** The longest run from a segment on that is misspelt. */
function correctionAt(
  pieces: readonly Piece[],
  first: number,
  known: Known,
): { correction: Correction; segments: number } | null {
  const { start, tag } = pieces[first] as Piece;
  const most = pieces.slice(first, first + MAX_SEGMENTS).findIndex(({ isHan }) => !isHan);
  for (let count = most < 0 ? Math.min(MAX_SEGMENTS, pieces.length - first) : most; count > 0; count--) {
    const run = pieces.slice(first, first + count);
    const text = run.map((piece) => piece.text).join('');
    if (text.length < 2 || text.length > MAX_CHARS) continue;
    if (known.has(text)) return null;
    // A run of words that are all known as they stand is not one misspelt word.
    if (run.every(({ isWord }) => isWord)) continue;
    if (known.isWritten(text)) return null;
    // A word of the language that the index lacks (医生, 同事) is no slip for one that it has (一生, 同时).
    if (count === 1 && !/^n[rstz]/u.test(tag)) continue;
    // Particles are short and common: 的奖 is no misspelt 得奖, nor 的冠军 得冠军, while 太苍 may be the place 太仓.
    const rest = run.filter((piece) => !isFunctionWord(piece.text));
    const isLoose =
      rest.length < run.length && (text.length === 2 || known.has(rest.map((piece) => piece.text).join('')));
    const to = known
      .soundingLike(soundOf(text))
      .find((word) => resembles(text, word) && (!isLoose || known.isName(word)));
    // Part of a name that is written (史继/偕著 is 史继偕 and 著) is no part of a misspelt word.
    const isTorn = (word: string) => {
      const [before, after] = [pieces[first - 1]?.text.at(-1) ?? '', pieces[first + count]?.text[0] ?? ''];
      const tears = (typed: string, read: string) => known.isPair(typed) && !known.isPair(read);
      return (
        tears(`${before}${text[0]}`, `${before}${word[0]}`) ||
        tears(`${text.at(-1)}${after}`, `${word.at(-1)}${after}`)
      );
    };
    if (to && !isTorn(to)) return { correction: { from: text, to, start }, segments: count };
  }
  return null;
}

/** Same length, and most characters (of two: one) the same at the same place. */
function resembles(typed: string, word: string): boolean {
  if (typed.length !== word.length || typed === word) return false;
  let same = 0;
  for (let i = 0; i < word.length; i++) if (typed[i] === word[i]) same++;
  return same >= Math.ceil(word.length * 0.6 - 0.5);
}
