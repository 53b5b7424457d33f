/**
 * What a question that sets sides beside each other asks of them (哪家更多, 差多少, 一样吗), and the plain question that is left
 * for one side when those words are out: 哪个科普活动搞得多 asks of each 科普活动搞得多少.
 */
import { JOINING, MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import { MEASURE_WORDS } from '../../language/units.ts';
import { type CueKind, REQUESTS, readCues } from './cues.ts';
import { LINKING } from './linking.ts';
import type { Direction } from './question.ts';
import { comparedTimes } from './scope.ts';

const DIRECTIONS = [
  'more',
  'less',
  'earlier',
  'later',
  'same',
  'difference',
  'change',
] as const satisfies readonly Direction[];

const WORDS = wordLists('comparing.txt', [
  ...DIRECTIONS,
  'degree',
  'tail',
  'which',
  'than',
  'or',
  'party',
  'how_many',
  'when',
  'number_of',
  'unit_noun',
  'none',
]);

/** The words that are one of two ends of a scale. */
const ENDS: ReadonlySet<Direction> = new Set<Direction>(['more', 'less', 'earlier', 'later']);
const OF_WORD: ReadonlyMap<string, Direction | 'than' | 'or'> = new Map(
  ([...DIRECTIONS, 'than', 'or'] as const).flatMap((kind) =>
    WORDS[kind].map((word) => [word, kind] as const),
  ),
);
const ANY = new RegExp(oneOf(WORDS.none, [...OF_WORD.keys()]), 'gu');
const DEGREE = new RegExp(`${oneOf(WORDS.degree)}$`, 'u');
const TAIL = new RegExp(`^${oneOf(WORDS.tail)}`, 'u');
/** What may follow where such a word ends its clause. */
const ENDS_CLAUSE = new RegExp(
  `^${oneOf(WORDS.tail)}?(?:[\\s，,。；;？?！!]|${oneOf(REQUESTS.final, REQUESTS.yesno, WORDS.or, WORDS.which)}|$)`,
  'u',
);

/** A word that compares, with what belongs to it (更…了). */
interface Word extends Place {
  readonly kind: Direction | 'than' | 'or';
}

function wordsIn(text: string): Word[] {
  // 和上一年相比 sets one year beside the other as 比上一年 does.
  const words: Word[] = comparedTimes(text).map((place) => ({ kind: 'than', ...place }));
  for (const { 0: word, index } of text.matchAll(ANY)) {
    if (words.some(({ kind, start, end }) => kind === 'than' && start <= index && index < end)) continue;
    const kind = OF_WORD.get(word);
    if (kind === undefined) continue;
    const end = index + word.length;
    if (!isEnd(kind)) {
      words.push({ kind, start: index, end });
      continue;
    }
    // 比去年多接待了多少: behind 比 it need not end its clause.
    const isBehindThan = words.some(
      (before) =>
        before.kind === 'than' && before.end <= index && !/[，,；;]/u.test(text.slice(before.end, index)),
    );
    const degree = DEGREE.exec(text.slice(0, index))?.[0].length ?? 0;
    if (!isBehindThan && degree === 0 && !ENDS_CLAUSE.test(text.slice(end))) continue;
    const tail = TAIL.exec(text.slice(end))?.[0].length ?? 0;
    words.push({ kind, start: index - degree, end: end + tail });
  }
  return words.sort((a, b) => a.start - b.start);
}

const isEnd = (kind: Word['kind']): boolean => ENDS.has(kind as Direction);
const WHICH = new RegExp(oneOf(WORDS.which), 'u');

/** 办得最多的镇分别是哪个 asks of each side which of its own has most, and sets none above the other. */
const OF_EACH = new RegExp(
  `${oneOf(MEASURED.most, MEASURED.least)}${oneOf(JOINING.of)}\\p{Script=Han}{1,6}?${oneOf(LINKING.each)}`,
  'u',
);

/**
 * What a question asks of sides that it sets beside each other.
 *
 * @param asked the folded question
 * @returns null where no word of it compares; whether there are sides the question's scope tells
 */
export function directionIn(asked: string): Direction | null {
  const words = OF_EACH.test(asked) ? [] : wordsIn(asked);
  const kinds = new Set(words.map(({ kind }) => kind));
  // 多 alone compares nothing; with 哪, 谁, 比, 还是 it does.
  const isSetBeside = kinds.has('than') || kinds.has('or') || WHICH.test(asked);
  const ends = words.filter(({ kind }) => isEnd(kind)).map(({ kind }) => kind as Direction);
  if (isSetBeside && ends.length > 0) {
    const [first] = ends;
    return ends.every((kind) => kind === first) || !kinds.has('or') ? (ends.at(-1) ?? null) : 'difference';
  }
  return (['same', 'difference', 'change'] as const).find((kind) => kinds.has(kind)) ?? null;
}

/** Words that set one side beside the next: 比, 还是. */
export const SETS_BESIDE: readonly string[] = [...WORDS.than, ...WORDS.or];

/** What a question names before it asks which side it is: 大冶和阳新 of 大冶和阳新比，哪个办得多. */
export function namedBefore(text: string): string {
  const ends = [
    text.search(/[，,；;]/u),
    readCues(text).find(({ kind }) => OF_SIDES.has(kind))?.start ?? -1,
    wordsIn(text).find(({ kind }) => kind === 'than')?.start ?? -1,
  ].filter((at) => at >= 0);
  return text.slice(0, Math.min(...ends, text.length));
}

/** Whether a question asks in which of its years there was more of something: 哪年多. */
export const asksWhichYear = (asked: string): boolean =>
  readCues(asked).some(({ kind, word }) => kind === 'date' && YEAR_CUES.has(word));

/** Cues that ask which side it is, or whether: what is asked of one side has none of them. */
const OF_SIDES: ReadonlySet<CueKind> = new Set<CueKind>(['which', 'person', 'place', 'yesno', 'final']);
const COMPARE = new RegExp(oneOf(REQUESTS.compare), 'gu');
const PARTY = new RegExp(`^${oneOf(WORDS.party)}`, 'u');
const JOINED = new RegExp(
  `^(?:[\\s，,、；;]|${oneOf(LINKING.and, LINKING.with, WORDS.than, JOINING.of)})+`,
  'u',
);
const EACH_BEFORE = new RegExp(
  `${oneOf(LINKING.each)}(?=\\p{Script=Han}{0,2}${oneOf(WORDS.how_many)})`,
  'gu',
);

/**
 * The question as it is asked of one side.
 *
 * @param text the question without associations and years
 */
export function plainText(text: string, direction: Direction): string {
  const words = wordsIn(text);
  const cues = readCues(text);
  const counts = cues.some(({ kind }) => kind === 'count');
  const last = words.findLast(({ kind }) => kind !== 'than' && kind !== 'or');
  const asks = direction === 'earlier' || direction === 'later' ? WHEN : HOW_MANY;
  const cut: (Place & { readonly by: string })[] = [
    ...words.map((word) => ({ ...word, by: word === last && !counts ? asks : ' ' })),
    ...cues
      .filter(({ kind, word }) => OF_SIDES.has(kind) || (kind === 'date' && YEAR_CUES.has(word)))
      .map(({ start, end }) => ({
        start,
        end: end + (PARTY.exec(text.slice(end))?.[0].length ?? 0),
        by: ' ',
      })),
    ...[...text.matchAll(COMPARE)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      by: ' ',
    })),
    ...comparedTimes(text).map((place) => ({ ...place, by: ' ' })),
    ...[...text.matchAll(EACH_BEFORE)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      by: ' ',
    })),
  ];
  const kept = replaced(text, cut).replace(JOINED, '').trim();
  return (counts || last ? kept : `${kept}${asks}`)
    .replace(APART, '$1')
    .replace(UNIT_FIRST, `${HOW_MANY}$<unit>`);
}

/** What the words between left before what asks. */
const [HOW_MANY = ''] = WORDS.how_many;
const [WHEN = ''] = WORDS.when;
const APART = new RegExp(`[\\s，,]+(${oneOf(WORDS.how_many, WORDS.when)})`, 'u');
/** 场次多少 and 期数多少 ask 多少场次 and 多少期. */
/** 次 of 出车次数. */
const ONE_CHARACTER = Object.values(MEASURE_WORDS)
  .flat()
  .filter((unit) => unit.length === 1);
const UNIT_FIRST = new RegExp(
  `(?<unit>${oneOf(WORDS.unit_noun)}|${oneOf(ONE_CHARACTER)}(?=${oneOf(WORDS.number_of)}))${oneOf(WORDS.number_of)}?${HOW_MANY}`,
  'u',
);

/** 哪年多 asks which of two years. */
const YEAR_CUES: ReadonlySet<string> = new Set(['哪年', '哪一年', '哪个年度', '哪个年份']);

/** A text with some places of it replaced; where two overlap the first is. */
function replaced(text: string, cut: readonly (Place & { readonly by: string })[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, by } of [...cut].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    out += text.slice(at, start) + by;
    at = end;
  }
  return out + text.slice(at);
}
