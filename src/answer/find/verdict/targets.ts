/**
 * Claims that what was aimed at was reached: the figure of the aim and the figure of what came of it are held against each
 * other (定的5家，建成7家), or the report's own words for it are read (没有够着, 差38场).
 */
import { JOINING, MEASURED } from '../../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordIn } from '../../../knowledge/word-lists.ts';
import type { NumberReading } from '../../../language/numbers.ts';
import { isOrigin } from '../../../language/origins.ts';
import type { Place } from '../../../language/place.ts';
import { numbersIn } from '../../../language/readings.ts';
import { sameUnitFamily } from '../../../language/units.ts';
import { cellsOfRow } from '../../extract/cells.ts';
import { cutClauses } from '../../read/clauses.ts';
import { figureRole } from '../../read/figure-roles.ts';
import { isPlannedAt } from '../../read/plans.ts';
import { type Judged, untold } from './judged.ts';
import { alignedValue, type Told, type ToldWord } from './told.ts';

/** What a text tells of an aim. */
interface Aim {
  /** Whether it was reached, and whether by more than was aimed at. */
  readonly isMet: boolean;
  readonly isExceeded: boolean;
  readonly word: string;
  readonly at: Place;
}

/** Judges that an aim was reached; null where no such thing is claimed. */
export function judgeTarget(told: Told): Judged | null {
  const { reaches, isNegated, asksTarget } = told.claims;
  const { row } = told.evidence;
  // 完成了吗 names no aim: only beside one it speaks of it.
  if (reaches === null || (!asksTarget && !row)) return null;
  const aim = row ? aimOfRow(told) : aimOf(told);
  if (!aim) return asksTarget ? untold('target') : null;
  const isSo = reaches === 'over' ? aim.isExceeded : aim.isMet;
  const { word, at } = aim;
  // 没完成 is proved by what denies that it was reached.
  if (isNegated) return isSo ? untold('target') : { part: 'denial', agreement: 'contradicted', word, at };
  return { part: 'target', agreement: isSo ? 'supported' : 'contradicted', word, at };
}

/** Whether a word of a claim only says that an aim was reached: what came of it tells as much. */
export const isOfAim = ({ word: { text } }: ToldWord): boolean => saysAim(text);
/** The same of a word alone. */
export const saysAim = (word: string): boolean => AIM.test(word);
const AIM = new RegExp(`^${oneOf(MEASURED['aim-words'], MEASURED.reach, MEASURED.exceed)}+$`, 'u');

/** The two cells of a row: 年度目标15家，实际完成22家. */
function aimOfRow({ evidence, claims }: Told): Aim | null {
  const cells = cellsOfRow(evidence);
  const target = cells.find(({ role }) => role === 'target');
  const result = cells.find(({ role }) => role === 'result');
  if (target?.value == null || result?.value == null) return null;
  const [claimed] = claims.numbers;
  if (claimed && plain(claimed, target.unit) !== target.value) return null;
  return {
    isMet: result.value >= target.value,
    isExceeded: result.value > target.value,
    word: result.text,
    at: { start: result.start - evidence.start, end: result.end - evidence.start },
  };
}

/** A claimed value as a column of that unit prints it: 15万人次 is 15 where the unit is 万人次. */
const plain = ({ value, unit }: NumberReading, of: string) =>
  of.startsWith('万') && !unit.startsWith('万') ? value / 10_000 : value;

function aimOf(told: Told): Aim | null {
  const figures = figuresOf(told);
  const [claimed, ...more] = told.claims.numbers;
  if (more.length > 0) return null;
  const isAlike = (figure: Figure) => !claimed || isSameUnit(figure, claimed);
  const missing = figures.filter((figure) => figure.role === 'gap' && isAlike(figure));
  const aims = figures.filter((figure) => figure.role === 'target' && isAlike(figure));
  const results = figures.filter(({ role }) => role === null);
  const [aim, ...others] = aims;
  const rates = figures.filter((figure) => figure.role === 'rate' && figure.hedge === '');
  const [rate] = rates;
  if (rate && rates.length === 1 && aims.length <= 1 && !(claimed && aim && !isSameValue(claimed, aim)))
    if (aim ? rate.start >= aim.end : !claimed && isBesideWords(told, rate, figures))
      return {
        isMet: rate.value >= 100,
        isExceeded: rate.value > 100,
        word: rate.raw,
        at: { start: aim?.start ?? rate.start, end: rate.end },
      };
  if (aim && others.length === 0) {
    if (claimed && !isSameValue(claimed, aim)) return null;
    return comparedWith(told, aim, results, missing) ?? saidOf(told, aim);
  }
  if (aims.length > 1) return null;
  const [gap] = missing;
  // 教育活动差38场: of what, the words beside it tell.
  if (gap && missing.length === 1 && isBesideWords(told, gap, figures))
    return { isMet: false, isExceeded: false, word: gap.raw, at: gap };
  const result = resultFor(told, results.filter(isAlike), figures);
  if (!claimed || !result) return null;
  // Whatever was aimed at, what is less than that is less than what is claimed.
  const [change] = figures.filter(({ role, start }) => role === 'change' && start > result.end);
  const isOfAim = change !== undefined && isSameUnit(change, claimed) && isMore(told, change);
  if (isOfAim && result.value - change.value === claimed.value)
    return { isMet: true, isExceeded: true, word: change.raw, at: { start: result.start, end: change.end } };
  return result.value < claimed.value && result.hedge === ''
    ? { isMet: false, isExceeded: false, word: result.raw, at: result }
    : null;
}

/** `rate`: what came of an aim as a share of it (任务2800人的111.4%, 完成114%). */
interface Figure extends NumberReading {
  readonly role: ReturnType<typeof figureRole> | 'rate';
}

/** The figures of a part, each with what it is to the thing: also 40期 of 离40期少4期. */
function figuresOf({ text }: Told): Figure[] {
  const all = numbersIn(text).filter(
    (number) => ['count', 'percent', 'money'].includes(number.kind) && !isOrigin(text, number),
  );
  return all.map((number, i) => {
    const before = text.slice(0, number.start);
    const of = before.slice(0, before.length - wordAtEnd(JOINING.of, before).length);
    const isOfAim = of !== before && (all[i - 1]?.end === of.length || AIM_AT_END.test(of));
    if (number.kind === 'percent' && (isOfAim || wordAtEnd(MEASURED.done, before) !== ''))
      return { ...number, role: 'rate' };
    if (FROM_AIM.test(before)) return { ...number, role: 'target' };
    if (GAP.test(before)) return { ...number, role: 'gap' };
    return { ...number, role: figureRole(text, number) };
  });
}
const AIM_AT_END = new RegExp(`${oneOf(MEASURED['target-before'])}$`, 'u');
const FROM_AIM = new RegExp(
  `(?:^|[^\\p{Script=Han}])${oneOf(MEASURED['from-aim'])}$|${oneOf(MEASURED['laid-down'])}$`,
  'u',
);
const GAP = new RegExp(`${oneOf(MEASURED.wanting)}${oneOf(MEASURED.about)}?$`, 'u');

const isSameUnit = (one: NumberReading, other: NumberReading) =>
  one.kind === other.kind && (one.unit === other.unit || sameUnitFamily(one.unit, other.unit));
const isSameValue = (one: NumberReading, other: NumberReading) => one.value === other.value;

/** The aim beside the figure that came of it, or what is wanting of it. */
function comparedWith(
  told: Told,
  aim: Figure,
  results: readonly Figure[],
  missing: readonly Figure[],
): Aim | null {
  const gap = missing.find(({ start }) => start >= aim.end);
  const alike = results.filter((figure) => isSameUnit(figure, aim) && figure.hedge === '');
  const after = alike.find(({ start }) => start >= aim.end);
  const before = resultFor(
    told,
    alike.filter(({ end }) => end <= aim.start),
    alike,
  );
  const result = after && !gap ? after : before;
  if (gap && isSameUnit(gap, aim))
    return { isMet: false, isExceeded: false, word: gap.raw, at: { start: aim.start, end: gap.end } };
  if (!result || isTotal(told, result) || isPlanned(told, result)) return null;
  const at = { start: Math.min(aim.start, result.start), end: Math.max(aim.end, result.end) };
  return {
    isMet: result.value >= aim.value,
    isExceeded: result.value > aim.value,
    word: result.raw,
    at,
  };
}

/** What the words after an aim say of it: 9.5%的目标没有够着. */
function saidOf({ text }: Told, aim: Figure): Aim | null {
  const end = cutClauses(text).find((clause) => clause.start <= aim.start && aim.start < clause.end)?.end;
  const words = text.slice(aim.end, end);
  const unmet = wordIn(MEASURED.unmet, words);
  if (!unmet) return null;
  return { isMet: false, isExceeded: false, word: unmet.word, at: { start: aim.start, end: end ?? aim.end } };
}

/** The figure that the claim's words stand with. */
function resultFor(told: Told, results: readonly Figure[], all: readonly Figure[]): Figure | null {
  const words = told.words.filter((word) => !isOfAim(word));
  const own = results.filter((figure) => !isTotal(told, figure) && !isPlanned(told, figure));
  const aligned = alignedValue({ ...told, words }, own, null, all);
  if (!aligned || own.some(aligned.isRival)) return null;
  return aligned.anchors.size > 0 ? aligned.value : null;
}

const isBesideWords = (told: Told, figure: Figure, all: readonly Figure[]): boolean => {
  const words = told.words.filter((word) => !isOfAim(word));
  return (alignedValue({ ...told, words }, [figure], null, all)?.anchors.size ?? 0) > 0;
};

/** 累计21家 is how many there are, and not what came of an aim. */
const isTotal = ({ text }: Told, { start }: Place) => TOTAL.test(text.slice(0, start));
const TOTAL = new RegExp(`${oneOf(MEASURED['in-all'])}$`, 'u');

const isPlanned = ({ evidence, start: from }: Told, { start, end }: Place) =>
  isPlannedAt(evidence, { start: from + start, end: from + end });

/** 多出12场 beside what was done. */
const isMore = ({ text }: Told, { start }: Place) => MORE.test(text.slice(0, start));
const MORE = new RegExp(`(?:^|[^\\p{Script=Han}])${oneOf(MEASURED.beyond)}$`, 'u');
