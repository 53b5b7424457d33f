/**
 * Claims about shares: all of them, more than half, twice as many. They are computed from two figures of a sentence: the
 * whole and the part that the claim's words stand with, or what it grew from and to.
 */
import { QUANTIFIERS, TELLING } from '../../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../../knowledge/word-lists.ts';
import { type NumberReading, sameUnitFamily } from '../../../language/numbers.ts';
import { isOrigin } from '../../../language/origins.ts';
import { isWithin } from '../../../language/place.ts';
import { numbersIn } from '../../../language/readings.ts';
import { shortPlace } from '../../question/place-names.ts';
import { cutClauses } from '../../read/clauses.ts';
import { type Judged, untold } from './judged.ts';
import { alignedValue, type Told } from './told.ts';

/** Judges a claim about a share; empty where none is claimed. */
export function judgeShare(told: Told): Judged[] {
  switch (told.claims.quantifier) {
    case 'all':
      return [judgeAll(told)];
    case 'half':
      return [judgeRatio(told, (share) => share > 0.5)];
    case 'under-half':
      return [judgeRatio(told, (share) => share < 0.5)];
    case 'double':
      return [judgeDouble(told)];
    default:
      return [];
  }
}

/** 全部 has to be said beside what it is of, or both figures are the same; a part that is less denies it. */
function judgeAll(told: Told): Judged {
  const { text, words, evidence } = told;
  const parts = partOf(told);
  if (parts && parts.part.value < parts.whole.value)
    return { part: 'all', agreement: 'contradicted', word: parts.part.raw, at: parts.part };
  // 半数以上为线上活动: not all of them were.
  const most = wordIn(SOME, text);
  if (most && isBesideWords(told, most))
    return {
      part: 'all',
      agreement: 'contradicted',
      word: most.word,
      at: { start: most.at, end: most.at + most.word.length },
    };
  const places = words.flatMap(({ at }) => at);
  const from = Math.min(...places.map(({ start }) => start)) - BESIDE;
  const to = Math.max(...places.map(({ end }) => end)) + BESIDE;
  const bare = [evidence.report.place, shortPlace(evidence.report.place)]
    .reduce((rest, name) => (name ? rest.replaceAll(name, '，'.repeat(name.length)) : rest), text)
    .replace(NO_QUANTIFIER, (word) => '，'.repeat(word.length));
  const said = wordIn(QUANTIFIERS['all-told'], bare);
  if (said && said.at >= from && said.at <= to)
    return {
      part: 'all',
      agreement: 'supported',
      word: said.word,
      at: { start: said.at, end: said.at + said.word.length },
    };
  if (parts && parts.part.value === parts.whole.value && parts.part !== parts.whole)
    return { part: 'all', agreement: 'supported', word: parts.part.raw, at: parts.part };
  // 12项，完成10项，2项未完成: whichever of them is meant, it is less.
  const lesser = parts ? null : partOf(told, (rival, { whole }) => rival.value < whole.value);
  return lesser && lesser.part.value < lesser.whole.value
    ? { part: 'all', agreement: 'contradicted', word: lesser.part.raw, at: lesser.part }
    : untold('all');
}

/** Of how many of a group a report says something that is not all of it. */
const SOME = [...QUANTIFIERS.half, ...QUANTIFIERS['under-half'], ...QUANTIFIERS['two-thirds']];

/** Whether a quantifier stands in a clause that tells a word of the claim. */
const isBesideWords = ({ text, words }: Told, { at }: { readonly at: number }) => {
  const clause = cutClauses(text).find(({ start, end }) => start <= at && at < end);
  return clause !== undefined && words.some((word) => word.at.some((place) => isWithin(place, clause)));
};

/** Characters on either side of the claim's words in which 全部 is said of them. */
const BESIDE = 6;
const NO_QUANTIFIER = new RegExp(oneOf(TELLING['not-all']), 'gu');

function judgeRatio(told: Told, holds: (share: number) => boolean): Judged {
  const half = wordIn(QUANTIFIERS.half, told.text);
  if (half) {
    const isOver = holds(0.6);
    return {
      part: 'share',
      agreement: isOver ? 'supported' : 'contradicted',
      word: half.word,
      at: { start: half.at, end: half.at + half.word.length },
    };
  }
  const share = shareIn(told);
  if (!share) return untold('share');
  return {
    part: 'share',
    agreement: holds(share.value) ? 'supported' : 'contradicted',
    word: share.part.raw,
    at: share.part,
  };
}

/** 由84家发展到206家 is more than twice as many. */
function judgeDouble(told: Told): Judged {
  const numbers = numbersIn(told.text).filter(({ kind }) => kind === 'count' || kind === 'money');
  const grown = numbers.flatMap((from, i) => {
    const to = numbers[i + 1];
    const isPair = to !== undefined && to.unit === from.unit && isOrigin(told.text.slice(0, to.start), from);
    return isPair && to ? [{ start: from.start, end: to.end, from, to }] : [];
  });
  const aligned = alignedValue(told, grown);
  if (!aligned?.anchors.size || grown.some(aligned.isRival)) return untold('double');
  const { from, to, start, end } = aligned.value;
  return {
    part: 'double',
    agreement: to.value >= 2 * from.value ? 'supported' : 'contradicted',
    word: told.text.slice(start, end),
    at: { start, end },
  };
}

/** A figure with one that it is a part of. */
interface Parts {
  readonly whole: NumberReading;
  readonly part: NumberReading;
}

/**
 * A part that the claim's words stand with, and the whole that it is of: a figure of the same unit before it that is no
 * less (收集27条，已解决19条; 38.2万人次，其中中小学生23.6万人次).
 */
function partOf(
  told: Told,
  isHarmless: (rival: NumberReading, of: Parts) => boolean = () => false,
): Parts | null {
  const figures = numbersIn(told.text).filter(({ kind }) => kind === 'count');
  const wholeOf = (part: NumberReading) =>
    figures.find(
      (whole) =>
        whole.end <= part.start &&
        whole.value >= part.value &&
        (whole.unit === part.unit || sameUnitFamily(whole.unit, part.unit)),
    );
  const claimed = told.claims.numbers[0];
  const parts = figures.filter((figure) => {
    const whole = wholeOf(figure);
    return whole !== undefined && (claimed === undefined || whole.value === claimed.value);
  });
  const [first] = parts;
  const whole = first && wholeOf(first);
  if (!first || !whole) return null;
  // What stands before the whole is about all its parts.
  const words = told.words.filter(({ at }) => at.some(({ start }) => start >= whole.end));
  const aligned = alignedValue({ ...told, words }, parts, null, figures);
  if (!aligned || aligned.anchors.size === 0) return null;
  const found = { whole, part: aligned.value };
  return parts.some((rival) => aligned.isRival(rival) && !isHarmless(rival, found)) ? null : found;
}

/** The share that a part is of its whole, 0 to 1, with the part; null where the text gives none. */
export function shareIn(told: Told): { readonly value: number; readonly part: NumberReading } | null {
  const parts = partOf(told);
  return parts && parts.whole.value > 0 && parts.part !== parts.whole
    ? { value: parts.part.value / parts.whole.value, part: parts.part }
    : null;
}
