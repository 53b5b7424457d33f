/**
 * Claimed numbers against the figures of a sentence: the figure that the claim's words stand with is the one that the
 * number has to agree with.
 */
import type { NumberReading } from '../../../language/numbers.ts';
import { numbersIn } from '../../../language/readings.ts';
import { sameUnitFamily, unitFamily } from '../../../language/units.ts';
import type { RelatedNumber } from '../../question/relation.ts';
import { type Judged, untold } from './judged.ts';
import { numbersAgree } from './numbers-agree.ts';
import { isOfAnotherOwner } from './owner.ts';
import { alignedValue, cellsOf, isOrigin, type Told, type ToldWord } from './told.ts';

/** Whether two units count the same thing: 场 and 场次 do, and 个 what has no measure of its own. */
function countAlike(claimed: RelatedNumber, given: NumberReading): boolean {
  if (claimed.kind !== given.kind) return false;
  if (claimed.unit === given.unit || claimed.unit === '') return true;
  if (claimed.unit === '个') return COUNTED.has(unitFamily(given.unit) ?? '');
  if (given.unit === '个') return GENERAL.has(unitFamily(claimed.unit) ?? '');
  return given.unit !== '' && sameUnitFamily(claimed.unit, given.unit);
}

/** What people count with 个, and what reports do. */
const COUNTED: ReadonlySet<string> = new Set([
  'people',
  'sites',
  'works',
  'projects',
  'groups',
  'things',
  'events',
]);
const GENERAL: ReadonlySet<string> = new Set(['people', 'sites', 'groups']);

/** A length of time that only says during what: 五年里, 两个月一共. */
const isDuration = ({ unit, end }: RelatedNumber, text: string) =>
  unitFamily(unit) === 'time' && /^(?:里|内|来|间|以来|期间|，|一共|总共)/u.test(text.slice(end));

/** Judges every number of a claim. */
export function judgeNumbers(told: Told): Judged[] {
  const { numbers, text } = told.claims;
  const judged = numbers.filter((number) => !isDuration(number, text));
  const cells = cellsOf(text, judged);
  return judged.map((number, i) => {
    const own = cells[i]?.own ?? null;
    const verdict = judgeNumber(told, number, numbers.length > 1 ? own : null);
    // A figure that is what another number of the claim says denies none.
    const isOthers = judged.some(
      (other) =>
        other !== number && verdict.agreement === 'contradicted' && agreesAt(told, other, verdict.at?.start),
    );
    return isOthers ? untold('number') : verdict;
  });
}

function agreesAt({ text }: Told, claimed: RelatedNumber, start: number | undefined): boolean {
  const figure = numbersIn(text).find((given) => given.start === start);
  return figure !== undefined && numbersAgree(claimed, figure) === 'supported';
}

function judgeNumber(
  told: Told,
  claimed: RelatedNumber,
  near: { start: number; end: number } | null,
): Judged {
  const { text, claims } = told;
  const asksOrigin = /原来|原先|年初|[由从][^，]{0,8}$/u.test(claims.text.slice(0, claimed.start));
  const all = numbersIn(text).filter(({ kind }) => kind !== 'label' && kind !== 'ordinal');
  const figures = all.filter(
    (given) =>
      countAlike(claimed, given) &&
      !isOfAnotherOwner(told, given.start) &&
      (asksOrigin || !isOrigin(text, given)),
  );
  const aligned = alignedValue(told, figures, near, all);
  if (!aligned) return untold('number');
  const { value } = aligned;
  const at = { start: value.start, end: value.end };
  const agreement = numbersAgree(claimed, value);
  const others = figures.filter((figure) => figure !== value && aligned.isRival(figure));
  if (agreement === 'supported')
    return others.some((other) => numbersAgree(claimed, other) === 'contradicted') &&
      aligned.anchors.size === 0
      ? untold('number')
      : { part: 'number', agreement, word: value.raw, at };
  const isSaid = others.some((other) => numbersAgree(claimed, other) !== 'contradicted');
  const counted = countedWord(told, claimed);
  const isCounted = counted !== undefined && aligned.anchors.has(counted);
  if (agreement !== 'contradicted' || isSaid || !isCounted) return untold('number');
  return { part: 'number', agreement, word: value.raw, at };
}

/** Characters between a number of a claim and the word that says what it counts. */
const COUNTED_CHARS = 8;

/** The word of a claim next to a number, in its clause: what it counts, or what happened so many times. */
function countedWord({ words, claims }: Told, { start, end }: RelatedNumber): ToldWord | undefined {
  const distance = ({ word }: ToldWord) =>
    word.start >= end ? word.start - end : start - word.start - word.text.length;
  const between = ({ word }: ToldWord) =>
    word.start >= end
      ? claims.text.slice(end, word.start)
      : claims.text.slice(word.start + word.text.length, start);
  return words
    .filter((word) => distance(word) <= COUNTED_CHARS && !/[，,；]/u.test(between(word)))
    .sort((a, b) => distance(a) - distance(b))[0];
}
