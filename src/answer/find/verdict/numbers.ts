/**
 * Claimed numbers against the figures of a sentence: the figure that the claim's words stand with is the one that the
 * number has to agree with.
 */

import { LEADS } from '../../../knowledge/lists.ts';
import { oneOf } from '../../../knowledge/word-lists.ts';
import { cellsOf } from '../../../language/cells.ts';
import type { NumberReading } from '../../../language/numbers.ts';
import { isOrigin } from '../../../language/origins.ts';
import { isWithin, type Place } from '../../../language/place.ts';
import { numbersIn } from '../../../language/readings.ts';
import { sameUnitFamily, unitFamily } from '../../../language/units.ts';
import type { RelatedNumber } from '../../question/claim.ts';
import { editionUnits, isOneClause, ownStretches } from '../../question/claim-text.ts';
import { isPlannedAt } from '../../read/plans.ts';
import { type Judged, untold } from './judged.ts';
import { numbersAgree } from './numbers-agree.ts';
import { shareIn } from './shares.ts';
import { alignedValue, isOfAnother, type Told, type ToldWord } from './told.ts';

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

/**
 * Judges every number of a claim. A figure is what one of them says and no other: those that a figure agrees with to the
 * letter are given theirs first.
 */
export function judgeNumbers(told: Told): Judged[] {
  const judged = told.claims.numbers.filter(({ saysDuring }) => !saysDuring);
  const stretches = ownStretches(told.claims, judged);
  const taken = new Set<number>();
  const verdicts = new Map<RelatedNumber, Judged>();
  const isExact = ({ relation }: RelatedNumber) => (relation === 'equal' ? 0 : 1);
  for (const number of judged.toSorted((a, b) => isExact(a) - isExact(b))) {
    const near = judged.length > 1 ? (stretches[judged.indexOf(number)] ?? null) : null;
    const verdict = judgeNumber(told, number, near, taken);
    if (verdict.agreement === 'supported' && verdict.at) taken.add(verdict.at.start);
    verdicts.set(number, verdict);
  }
  return judged.map((number) => {
    const verdict = verdicts.get(number) as Judged;
    // A figure that is what another number of the claim says denies none.
    return verdict.agreement === 'contradicted' && verdict.at && taken.has(verdict.at.start)
      ? untold('number')
      : verdict;
  });
}

function judgeNumber(
  told: Told,
  claimed: RelatedNumber,
  near: Place | null,
  taken: ReadonlySet<number>,
): Judged {
  const { text, claims } = told;
  const all = figuresOf(told).filter(
    (given) =>
      given.kind !== 'label' && given.kind !== 'ordinal' && (claimed.isOrigin || !isOrigin(text, given)),
  );
  const counted = countedWord(told, claimed, COUNTED_CHARS);
  const next = countedWord(told, claimed, NEXT_CHARS);
  const alike = all.filter(
    (given) =>
      !taken.has(given.start) &&
      countAlike(claimed, given) &&
      (isSameUnit(claimed, given) || (next ? isBeside(next, given) : given.value === claimed.value)) &&
      !isOfAnother(told, given.start) &&
      !isOfAllEditions(told, given) &&
      (claims.asksTarget || !isTarget(text, given)),
  );
  const figures = besideCounted(told, alike, next, all);
  if (figures.length === 0 && claimed.kind === 'percent') return judgePercent(told, claimed);
  const aligned = alignedValue(told, figures, near, all);
  if (!aligned) return untold('number');
  // 203份全办完 is about the 203, whatever part of them was done.
  const whole = claims.quantifier === 'all' && claimed.relation === 'equal' && wholeIn(figures, claimed);
  const value = whole || aligned.value;
  const judged = (agreement: Judged['agreement'], { start, end, raw } = value): Judged => ({
    part: 'number',
    agreement,
    word: raw,
    at: { start, end },
  });
  const others = figures.filter((figure) => figure !== value && aligned.isRival(figure));
  const agreement = numbersAgree(claimed, value);
  if (agreement === 'supported') return judged('supported');
  const said = others.find((other) => numbersAgree(claimed, other) === 'supported');
  if (said && claimed.relation === 'equal') return judged('supported', said);
  const isDenied =
    agreement === 'contradicted' &&
    others.every((other) => numbersAgree(claimed, other) === 'contradicted') &&
    counted !== undefined &&
    aligned.anchors.has(counted) &&
    isSameUnit(claimed, value) &&
    !isPlannedAt(told.evidence, { start: told.start + value.start, end: told.start + value.end });
  return judged(isDenied ? 'contradicted' : 'untold');
}

/** The figures of a part; those of a row in what their cells are counted in (万人次 of 参与人数（万人次）). */
function figuresOf({ text, evidence: { row, start: from }, start }: Told): NumberReading[] {
  return numbersIn(text).map((number) => {
    if (number.kind !== 'count' || number.unit !== '') return number;
    const at = from + start + number.start;
    const unit = row?.cells.find((cell) => cell.start <= at && at < cell.end)?.unit ?? '';
    const [counted] = unit === '' ? [] : numbersIn(`${number.raw}${unit}`);
    return counted ? { ...counted, start: number.start, end: number.end, raw: number.raw } : number;
  });
}

/** The figure that is claimed to the letter. */
const wholeIn = (figures: readonly NumberReading[], { value, unit }: RelatedNumber) =>
  figures.find((figure) => figure.value === value && figure.unit === unit && figure.hedge === '');

/** 累计六批118名 is of all of them, where 第六批 is claimed. */
function isOfAllEditions({ text, claims }: Told, { start }: Place): boolean {
  const units = editionUnits(claims);
  return numbersIn(text).some(
    ({ kind, unit, value, end }) =>
      kind === 'count' &&
      value > 1 &&
      unit !== '' &&
      units.includes(unit) &&
      end <= start &&
      end >= start - 1,
  );
}

/** 年度目标300场: what was aimed at, which only a claim about an aim speaks of. */
const isTarget = (text: string, { start }: Place) => TARGET.test(text.slice(0, start));
const TARGET = new RegExp(`${oneOf(LEADS.target)}[^，,；;。]{0,4}$`, 'u');

/**
 * The figures in whose own piece what is counted stands: of 68名专家和103家企业代表 none of the people where 代表 are
 * counted. All of them where it stands with no figure.
 */
function besideCounted(
  { text }: Told,
  figures: readonly NumberReading[],
  counted: ToldWord | undefined,
  all: readonly NumberReading[],
): readonly NumberReading[] {
  if (!counted) return figures;
  const beside = cellsOf(text, all)
    .filter(({ own }) => counted.at.some((place) => isWithin(place, own)))
    .map(({ value }) => value);
  return beside.length > 0 ? figures.filter((figure) => beside.includes(figure)) : figures;
}

const isSameUnit = (claimed: RelatedNumber, given: NumberReading) =>
  claimed.unit === '' || claimed.unit === given.unit || sameUnitFamily(claimed.unit, given.unit);

/** Whether what is counted stands next to a figure in another unit: 17个奖, 获奖17项. */
const isBeside = (counted: ToldWord | undefined, { start, end }: NumberReading) =>
  counted?.at.some((place) => start - place.end <= BESIDE_CHARS && place.start - end <= BESIDE_CHARS) ??
  false;
const BESIDE_CHARS = 4;

/** Characters between a number of a claim and the word that says what it counts. */
const COUNTED_CHARS = 8;
/** The same where the word stands right beside the number, so that nothing else can be counted. */
const NEXT_CHARS = 3;

/** The word of a claim next to a number, in its clause: what it counts, or what happened so many times. */
function countedWord(
  { words, claims }: Told,
  { start, end }: RelatedNumber,
  maxChars: number,
): ToldWord | undefined {
  const distance = ({ word }: ToldWord) =>
    word.start >= end ? word.start - end : start - word.start - word.text.length;
  const isInClause = ({ word }: ToldWord) =>
    word.start >= end
      ? isOneClause(claims, end, word.start)
      : isOneClause(claims, word.start + word.text.length, start);
  return words
    .filter((word) => distance(word) <= maxChars && isInClause(word))
    .sort((a, b) => distance(a) - distance(b))[0];
}

/** 七成以上 of a whole and a part that are given as figures. */
function judgePercent(told: Told, claimed: RelatedNumber): Judged {
  const share = shareIn(told);
  if (!share) return untold('number');
  const percent = { value: 100 * share.value, hedge: '' } as const;
  const value = claimed.unit === '成' ? 10 * claimed.value : claimed.value;
  return {
    part: 'number',
    agreement: numbersAgree({ ...claimed, value }, percent),
    word: share.part.raw,
    at: share.part,
  };
}
