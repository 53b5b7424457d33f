/**
 * Several sides of a question, found one by one and held beside each other: which of them have the figure that was asked
 * for, and whether the figures are of one kind, so that it may be said which is more.
 */
import type { Figure } from '../../corpus/figures.ts';
import { covers, type Period } from '../../corpus/report.ts';
import { mapAll } from '../../index/missing.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import { COUNTING } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import { unitAnswers, unitFamily } from '../../language/units.ts';
import { firstCited } from '../find/finding.ts';
import type { Question } from '../question/question.ts';
import type { Side } from '../question/sides.ts';
import { cutClauses } from '../read/clauses.ts';
import { nearestAssociations } from '../retrieve/retrieve.ts';
import { ANSWER_THRESHOLD } from './confidence.ts';
import { decide, type Finding } from './decide.ts';
import type { ObjectionName } from './objections.ts';

/** A figure or a day as sides are held beside each other by it. */
export interface Measured {
  /** Of a day, its digits: 20210315. */
  readonly value: number;
  readonly unit: string;
  readonly kind: Figure['kind'] | 'day';
  readonly hedge: Figure['hedge'];
  /** Whether it is of one of many (人均), and whether it was added to what there was (新建). */
  readonly isAverage: boolean;
  readonly isAddition: boolean;
  /** Years that what happened is summed up over: 2,146 activities in five years are not more than 618 in one. */
  readonly years: number;
}

/** One side with what was found for it. */
export interface FoundSide extends Side {
  /** Null where its reports do not tell what was asked for, or there is no report of it. */
  readonly finding: Finding | null;
  readonly measured: Measured | null;
  /** Whether a report speaks of what was asked for, also where no figure of it is sure. */
  readonly mayTell: boolean;
  /** Whether what was asked for stands nowhere in its reports. */
  readonly isNowhere: boolean;
}

/** A question of all associations asks so many of them, since each takes as long as a question of its own. */
const MOST_ASKED = 24;

/** The reports that a question of all associations is asked of: where there are many, of those whose passages are nearest. */
export function ofNearest(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
): readonly ReportCard[] {
  const { isForAll, associations } = question.scope;
  if (!isForAll || associations.length > 0) return reports;
  if (new Set(reports.map(({ association }) => association)).size <= MOST_ASKED) return reports;
  const near = new Set(nearestAssociations(question, index, reports).slice(0, MOST_ASKED));
  return reports.filter(({ association }) => near.has(association));
}

/** Finds what answers each side; of a figure that is compared, the unit that most sides have it in. */
export function findSides(sides: readonly Side[], index: Index): FoundSide[] {
  const found = withoutSharedFigures(mapAll(sides, (side) => findSide(side, index)));
  if (!sides.every(({ question }) => question.wants.comparison !== null)) return found;
  return inOneUnit(found, index);
}

function findSide(side: Side, index: Index): FoundSide {
  const asked = foundFor(side, side.question, index);
  // Who has more is asked of what there is, not of what was added, where the report tells both.
  if (!side.inAll || (asked.finding && !asked.measured?.isAddition)) return asked;
  const unit = side.question.unit || asked.measured?.unit;
  const inAll = foundFor(side, unit ? { ...side.inAll, unit } : side.inAll, index);
  return inAll.finding && !inAll.measured?.isAddition ? inAll : asked;
}

function foundFor(side: Side, question: Question, index: Index): FoundSide {
  const isSure = (one: Finding) =>
    one.confidence >= ANSWER_THRESHOLD && !lacksFigure(question, one) && namesItem(side, one);
  const found = mapAll(
    [side.reports, ...side.older.map((report) => [report])],
    (reports): Finding[] => {
      const { finding } = reports.length > 0 ? decide(question, index, reports) : { finding: null };
      return finding ? [finding] : [];
    },
    { isMade: (some) => some.flat().some(isSure) },
  ).flat();
  const finding = found.find(isSure);
  if (finding) return { ...side, finding, measured: measuredIn(finding), ...FOUND };
  // What another year's report says of it in passing tells nothing of the year.
  const hasReport = question.scope.years.every((year) =>
    side.reports.some(({ period }) => covers(period, year)),
  );
  const fit = Math.max(
    -1,
    ...found.filter((one) => !isElsewhere(one)).map(({ basis }) => basis.evidence.fit),
  );
  return { ...lackingSide(side), mayTell: hasReport && fit >= SPEAKS, isNowhere: !hasReport || fit < 0 };
}

const FOUND = { mayTell: true, isNowhere: false } as const;
const lackingSide = (side: Side): FoundSide => ({ ...side, finding: null, measured: null, ...FOUND });

/** Fit from which a sentence tells of what is asked, though no figure of it is sure. */
export const TELLS = 0.6;

/** Fit from which a sentence may tell of what is asked, though no figure of it is sure; below 0 its key word is nowhere. */
const SPEAKS = 0.45;

/** Whether the sentence itself names the place or thing of a side within one report. */
const namesItem = ({ item }: Side, { basis: { evidence } }: Finding): boolean =>
  evidence.folded.includes(item) ||
  evidence.matches
    .filter(({ term }) => term.isKey && item.includes(term.text))
    .every(({ at }) => at.length > 0);

/** A sentence without the figure asked for, or of another thing or place, is no figure of another kind. */
const lacksFigure = ({ type, numberKind, wantsMany, wants }: Question, finding: Finding): boolean =>
  type === 'count' &&
  numberKind !== 'frequency' &&
  !wantsMany &&
  wants.comparison !== null &&
  (finding.basis.means !== 'span' ||
    finding.basis.evidence.missing !== null ||
    finding.basis.evidence.fit < TELLS ||
    isElsewhere(finding));

/** What says that a sentence tells of another place, of another time or of what was only planned. */
const ELSEWHERE: ReadonlySet<ObjectionName> = new Set<ObjectionName>([
  'lacksForeign',
  'figureOfAnotherPlace',
  'onlyPlanned',
  'anotherYear',
  'anotherEdition',
]);
const isElsewhere = ({ objections }: Finding): boolean => objections.some((name) => ELSEWHERE.has(name));

/** One figure is not that of two sides: it is of the side that it is surest of. */
function withoutSharedFigures(sides: readonly FoundSide[]): FoundSide[] {
  const placeOf = ({ finding }: FoundSide) => {
    if (!finding?.highlight) return null;
    const { evidence } = firstCited(finding);
    return `${evidence.report.id} ${evidence.start + finding.highlight.start}`;
  };
  return sides.map((side) => {
    const place = placeOf(side);
    const isSurer = (other: FoundSide) =>
      other !== side &&
      placeOf(other) === place &&
      (other.finding?.confidence ?? 0) > (side.finding?.confidence ?? 0);
    return place !== null && side.measured && sides.some(isSurer) ? lackingSide(side) : side;
  });
}

/** 39期 and 3.6万人次 are not the same thing: where units differ, all sides are asked in each, and the one that fits most is kept. */
function inOneUnit(found: readonly FoundSide[], index: Index): FoundSide[] {
  const units = [...new Set(found.flatMap(({ measured }) => (measured ? [measured.unit] : [])))];
  const [first] = units;
  if (first === undefined || units.every((unit) => isOneUnit(unit, first))) return [...found];
  const tried = units.map((unit) =>
    found
      .map((side) => findSide({ ...side, question: { ...side.question, unit } }, index))
      .map((side) => (side.measured && isOneUnit(side.measured.unit, unit) ? side : lackingSide(side))),
  );
  const sides = (all: readonly FoundSide[]) => all.filter(({ finding }) => finding !== null);
  const sure = (all: readonly FoundSide[]) =>
    sides(all).reduce((sum, { finding }) => sum + (finding?.confidence ?? 0), 0);
  const best = tried.reduce((most, one) => (sure(one) > sure(most) ? one : most));
  return sides(best).length >= 2 ? best : [...found];
}

/** What the span that answers says as a figure or a day. */
function measuredIn(finding: Finding): Measured | null {
  const { highlight } = finding;
  if (!highlight) return null;
  const { evidence } = firstCited(finding);
  const { folded } = evidence;
  const figure = evidence.passage.figures.find(({ start }) => start === evidence.start + highlight.start);
  if (!figure) return dayIn(folded.slice(highlight.start, highlight.end));
  const clause = cutClauses(folded).find(
    ({ start, end }) => highlight.start >= start && highlight.start < end,
  );
  const before =
    folded
      .slice(clause?.start ?? 0, highlight.start)
      .split('、')
      .at(-1) ?? '';
  return {
    value: figure.value,
    unit: figure.unit,
    kind: figure.kind,
    hedge: figure.hedge,
    isAverage: wordIn(COUNTING.average, before) !== null,
    isAddition: wordIn(COUNTING.added, before) !== null && wordIn(COUNTING.total, before) === null,
    years: HAPPENS.has(unitFamily(figure.unit)) ? lengthOf(figure.period ?? evidence.report.period) : 1,
  };
}

/** What is counted in these happened in a time; of other things there are so many at its end. */
const HAPPENS: ReadonlySet<string | undefined> = new Set(['events', 'attendance', 'occasions', 'lessons']);
const lengthOf = ({ from, to }: Period): number => to - from + 1;

function dayIn(text: string): Measured | null {
  const [date, ...more] = readDates(text);
  if (date?.year === undefined || date.toYear !== undefined || more.length > 0) return null;
  const value = date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0);
  // Two days of one year of which one is only a year come in no order.
  const unit = date.month === undefined ? 'year' : date.day === undefined ? 'month' : 'day';
  return { value, unit, kind: 'day', hedge: '', isAverage: false, isAddition: false, years: 1 };
}

/** Whether two units measure the same thing: 场 and 场次, 人 and 人次. */
export const isOneUnit = (one: string, other: string): boolean =>
  one === other ||
  unitAnswers(one, other) === 'same' ||
  (isPeople(unitFamily(one)) && isPeople(unitFamily(other)));

const isPeople = (family: string | undefined) => family === 'people' || family === 'attendance';

/** How the figures of sides stand to each other; `apart` where they are not of one kind or one of them is missing. */
export type Standing = 'apart' | 'equal' | { readonly first: FoundSide };

/**
 * Which side comes first, where all that were found have a figure of one kind.
 *
 * @param least whether the one with the least comes first
 */
export function standingOf(sides: readonly FoundSide[], least: boolean): Standing {
  const measured = sides.map((side) => side.measured);
  const [one] = measured;
  if (!one || sides.length < 2) return 'apart';
  const isAlike = (other: Measured | null) =>
    other !== null &&
    isOneUnit(one.unit, other.unit) &&
    one.kind === other.kind &&
    one.isAverage === other.isAverage &&
    one.isAddition === other.isAddition &&
    one.years === other.years;
  if (!measured.every(isAlike)) return 'apart';
  const ordered = [...sides].sort((a, b) => (amountOf(a) - amountOf(b)) * (least ? 1 : -1));
  const [first, second] = ordered as [FoundSide, FoundSide];
  if (amountOf(first) !== amountOf(second)) return { first };
  const hasHedge = ordered.some(({ measured: figure }) => figure?.hedge !== one.hedge);
  return ordered.length === 2 && !hasHedge ? 'equal' : 'apart';
}

const amountOf = ({ measured }: FoundSide): number => measured?.value ?? 0;
