/**
 * Whether a reported number proves or denies a claimed one, hedges on both sides included: 近2000 denies 超过2000 and
 * does not prove 1900; 106 proves 100多, 至少100 and 不超过110.
 */
import type { NumberReading } from '../../../language/numbers.ts';
import type { RelatedNumber } from '../../question/claim.ts';
import type { Agreement } from './judged.ts';

/** Numbers from one to another; an end that is open does not belong. */
interface Interval {
  readonly from: number;
  readonly to: number;
  readonly isFromOpen: boolean;
  readonly isToOpen: boolean;
}

/** How far 大约 may be off, and how far below a number 将近 begins, as shares of it. */
const ABOUT = 0.1;
const NEAR = 0.2;

const exactly = (value: number): Interval => ({ from: value, to: value, isFromOpen: false, isToOpen: false });

/**
 * Whether what is reported proves, denies or leaves open what is claimed.
 *
 * @example numbersAgree({ value: 110, relation: 'atMost', … }, { value: 106, hedge: '', … }) // 'supported'
 */
export function numbersAgree(
  claimed: Pick<RelatedNumber, 'value' | 'upper' | 'relation'>,
  reported: Pick<NumberReading, 'value' | 'upper' | 'hedge'>,
): Agreement {
  const wanted = claimedInterval(claimed);
  if (claimed.relation === 'equal' && reported.hedge !== '' && reported.value === claimed.value)
    return 'untold';
  if (isWithin(usually(reported), wanted)) return 'supported';
  return areApart(possibly(reported), wanted) ? 'contradicted' : 'untold';
}

function claimedInterval({
  value,
  upper,
  relation,
}: Pick<RelatedNumber, 'value' | 'upper' | 'relation'>): Interval {
  const infinite = Number.POSITIVE_INFINITY;
  switch (relation) {
    case 'over':
      return { from: value, to: infinite, isFromOpen: true, isToOpen: true };
    case 'atLeast':
      return { from: value, to: infinite, isFromOpen: false, isToOpen: true };
    case 'below':
      return { from: -infinite, to: value, isFromOpen: true, isToOpen: true };
    case 'atMost':
      return { from: -infinite, to: value, isFromOpen: true, isToOpen: false };
    case 'about':
      return { from: (1 - ABOUT) * value, to: (1 + ABOUT) * value, isFromOpen: false, isToOpen: false };
    case 'near':
      return { from: (1 - NEAR) * value, to: value, isFromOpen: false, isToOpen: true };
    case 'more':
      return { from: value, to: value + roundness(value), isFromOpen: true, isToOpen: true };
    case 'equal':
      return upper === undefined ? exactly(value) : { ...exactly(value), to: upper };
  }
}

/** What a reported number means as people use it: 超600 is six hundred and some, 近2000 not far below. */
function usually({ value, upper, hedge }: Pick<NumberReading, 'value' | 'upper' | 'hedge'>): Interval {
  if (upper !== undefined) return { ...exactly(value), to: upper };
  if (hedge === 'above')
    return { from: value, to: value + roundness(value), isFromOpen: true, isToOpen: true };
  if (hedge === 'below') return { from: (1 - ABOUT) * value, to: value, isFromOpen: false, isToOpen: true };
  if (hedge === 'about')
    return { from: (1 - ABOUT) * value, to: (1 + ABOUT) * value, isFromOpen: false, isToOpen: false };
  return exactly(value);
}

/** What a reported number may mean at the most. */
function possibly(reported: Pick<NumberReading, 'value' | 'upper' | 'hedge'>): Interval {
  const usual = usually(reported);
  if (reported.hedge === 'above') return { ...usual, to: Number.POSITIVE_INFINITY };
  if (reported.hedge === 'below') return { ...usual, from: Number.NEGATIVE_INFINITY };
  return usual;
}

/** The next step of a round number: 100 for 100, 1000 for 7000, 10 for 460. */
function roundness(value: number): number {
  let step = 1;
  while (value !== 0 && value % (step * 10) === 0) step *= 10;
  return step;
}

function isWithin(inner: Interval, outer: Interval): boolean {
  const isFrom =
    inner.from > outer.from || (inner.from === outer.from && (!outer.isFromOpen || inner.isFromOpen));
  const isTo = inner.to < outer.to || (inner.to === outer.to && (!outer.isToOpen || inner.isToOpen));
  return isFrom && isTo;
}

function areApart(one: Interval, other: Interval): boolean {
  const isBefore = (a: Interval, b: Interval) =>
    a.to < b.from || (a.to === b.from && (a.isToOpen || b.isFromOpen));
  return isBefore(one, other) || isBefore(other, one);
}
