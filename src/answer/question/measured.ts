/**
 * Which of several figures of one thing a question wants: what was to be reached or what was, both ends of a change, the
 * first or second of a column, each of several.
 */
import { MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordAtStart, wordIn } from '../../knowledge/word-lists.ts';
import { readNumbers } from '../../language/numbers.ts';
import { readSpokenRanks } from '../../language/ranks.ts';
import { UNIT_PATTERN } from '../../language/units.ts';
import { HEAD_NOUNS } from './heads.ts';
import { LINKING } from './linking.ts';

/** What is wanted of figures that stand side by side. */
export interface Measured {
  /** What was to be reached, what was, what one is of the other, or the first two beside each other; null where not said. */
  readonly side: 'target' | 'result' | 'rate' | 'both' | null;
  /**
   * Where `side` is a rate, by which words; and which side it is if those words are in the name of a thing instead
   * (科学素质比例目标多少).
   */
  readonly rate: { readonly words: readonly string[]; readonly elseSide: Measured['side'] } | null;
  /** Whether what it was before is asked for beside what it became. */
  readonly change: boolean;
  /** Whether what was not reached is asked for. */
  readonly unmet: boolean;
  /** Whether what is wanting of what was to be reached is asked for: 离任务还缺几个人. */
  readonly gap: boolean;
  /** Which of several by size; null where none is asked for. */
  readonly order: Order | null;
  /** Whether each of several is asked for (各乡镇). */
  readonly every: boolean;
}

/** The second most is `{ from: 'most', place: 2 }`. */
export interface Order {
  readonly from: 'most' | 'least';
  /** 1 for the first. */
  readonly place: number;
  /** Whether all up to that place are asked for (前三). */
  readonly upTo: boolean;
}

const has = (words: readonly string[], text: string): boolean => wordIn(words, text) !== null;

/**
 * Reads which figures are wanted.
 *
 * @param asked the folded, corrected question
 */
export function readMeasured(asked: string): Measured {
  const unmet = has(MEASURED.unmet, asked);
  return {
    ...(unmet ? { side: 'both', rate: null } : sideIn(asked)),
    change: has(MEASURED.change, asked),
    unmet,
    gap: GAP.test(asked) && (STILL.test(asked) || has(MEASURED['target-after'], asked)),
    order: orderIn(asked),
    every: EVERY.test(asked),
  };
}

/** 还差多少, 缺几个人, and not 差别多大. */
const GAP = new RegExp(`${oneOf(MEASURED.wanting)}${oneOf(MEASURED['how-many'])}`, 'u');

/** 差多少 alone may be what lies between two years. */
const STILL = new RegExp(`${oneOf(MEASURED.still)}${oneOf(MEASURED.wanting)}`, 'u');

/** 各乡镇, 每个县; 各多少 asks for each of those that were named. */
const EVERY = new RegExp(
  `${oneOf(MEASURED.every)}|${oneOf(LINKING.each)}(?:${UNIT_PATTERN})?(?:${HEAD_NOUNS})`,
  'u',
);

const TARGETS = new RegExp(oneOf(MEASURED.target), 'gu');

function sideIn(asked: string): Pick<Measured, 'side' | 'rate'> {
  const isTarget = has(MEASURED.target, asked);
  if (isTarget && has(MEASURED.both, asked)) return { side: 'both', rate: null };
  const isResult = has(MEASURED.result, asked.replace(TARGETS, ''));
  const side = isTarget ? (isResult ? 'both' : 'target') : isResult ? 'result' : null;
  const words = MEASURED.rate.filter((word) => asked.includes(word));
  return words.length > 0 ? { side: 'rate', rate: { words, elseSide: side } } : { side, rate: null };
}

function orderIn(asked: string): Order | null {
  const isLeast = has(MEASURED.least, asked);
  const from = isLeast ? 'least' : 'most';
  const numbers = readNumbers(asked);
  const upTo = numbers.find(({ start, raw }) => isUpTo(asked.slice(0, start), raw, asked));
  if (upTo) return { from, place: upTo.value, upTo: true };
  const [spoken] = readSpokenRanks(asked);
  if (spoken) return { from, place: spoken.value, upTo: false };
  const place = numbers.find(({ kind, start, end }) => kind === 'ordinal' && isPlace(asked, start, end));
  if (place) {
    const isFromBelow =
      wordAtEnd(MEASURED.backwards, asked.slice(0, place.start)) !== '' ||
      wordAtStart(MEASURED.less, asked.slice(place.end)) !== '';
    return { from: isFromBelow ? 'least' : 'most', place: place.value, upTo: false };
  }
  if (isLeast) return { from: 'least', place: 1, upTo: false };
  return has(MEASURED.most, asked) ? { from: 'most', place: 1, upTo: false } : null;
}

/** 前三名; 前三 alone where the question asks for an order besides. */
function isUpTo(before: string, raw: string, asked: string): boolean {
  if (wordAtEnd(MEASURED.first, before) === '') return false;
  return (
    wordAtEnd(MEASURED.places, raw) !== '' ||
    has([...MEASURED.most, ...MEASURED.least, ...MEASURED.ranks], asked)
  );
}

/** 第二多, 排第二, 第二的是哪个; 第二届 is none. */
function isPlace(asked: string, start: number, end: number): boolean {
  const after = asked.slice(end);
  return (
    wordAtEnd(MEASURED.ranks, asked.slice(0, start)) !== '' ||
    wordAtStart([...MEASURED.more, ...MEASURED.less, ...MEASURED['of-place']], after) !== ''
  );
}
