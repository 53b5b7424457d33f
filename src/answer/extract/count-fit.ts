/**
 * How well a figure answers a question that counts, of all that its sentence has: what it counts, in which unit, for whom,
 * for when, and whether it is what was reached.
 */
import type { Figure } from '../../corpus/figures.ts';
import { COUNTING } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { cellsOf } from '../../language/cells.ts';
import { unitAnswers } from '../../language/numbers.ts';
import { isOrigin } from '../../language/origins.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { placesIn } from '../../language/readings.ts';
import { readLevels } from '../../language/scales.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { fallsShort } from '../read/agreement.ts';
import { figureRole, roleMisfit } from '../read/figure-roles.ts';
import { isOfAnotherOwner } from '../read/owner.ts';
import { isPlannedAt, planMisfit } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { excludedNear, nearness } from './candidate.ts';

/** A figure of a sentence, and what stands beside it. */
export interface FigureThere {
  readonly sentence: Evidence;
  readonly figure: Figure;
  /** Its offsets in the sentence. */
  readonly span: Place;
  /** All that may answer in the sentence, and those of its unit, by their offsets in the sentence. */
  readonly figures: readonly Figure[];
  readonly rivals: readonly (Place & { readonly value: number })[];
}

/** What a figure loses that is of a step on the way, as one that is only planned does. */
const SHORT = 0.3;

/** How well a figure answers; comparable within one question. */
export function figureFit(question: Question, there: FigureThere): number {
  const { sentence, figure, span, figures, rivals } = there;
  // 其中一家 is one of them, and no count.
  const counted = rivals.filter(({ start, value }) => start === span.start || value > 1);
  return (
    0.9 * sentence.score +
    0.45 * nearness(sentence, span, rivals) +
    unitFit(question, figure) +
    whatFit(question, sentence, changedBy(sentence, figure, figures)) +
    totalFit(question, sentence, span) -
    levelMisfit(sentence) -
    OF_ANOTHER * ofLater(sentence, span, counted) -
    excludedNear(question, sentence, span) -
    periodMisfit(question, sentence, figure) -
    Math.max(
      planMisfit(question, sentence, span),
      // 申报9项，完成9项: of what was to be completed, the second.
      fallsShort(question, sentence, span) ? SHORT : 0,
      sentence.row || isAim(question, sentence, span) ? 0 : roleMisfit(question, sentence.folded, span),
    ) -
    placeMisfit(question, sentence, span)
  );
}

/** The unit asked for and the unit given: 多少项 wants 项; 多少人 takes 人次. */
function unitFit(question: Question, figure: Figure): number {
  // A number without a unit in running text is a label more often than a count.
  if (!figure.unit && figure.kind === 'count' && !figure.what) return -0.3;
  if (question.numberKind === 'share') return figure.kind === 'percent' ? 0.1 : 0;
  if (!question.unit) return figure.kind === 'percent' && question.numberKind === 'count' ? -0.3 : 0;
  const fit = unitAnswers(question.unit, figure.unit);
  if (fit === 'same') return question.unit === figure.unit ? 0.18 : 0.12;
  return fit === 'compatible' ? 0.04 : -0.3;
}

/** What a figure loses whose sentence says nothing of the level that is asked for: 省级工作站几家, 新建工作站2家. */
const WITHOUT_LEVEL = 0.3;

function levelMisfit({ matches, row, folded, report }: Evidence): number {
  if (row !== null) return 0;
  const missing = matches.flatMap(({ term, at }) => (at.length === 0 ? levelsIn(term.text, []) : []));
  if (missing.length === 0) return 0;
  const said = levelsIn(folded, [report.place]);
  return missing.some((level) => !said.includes(level)) ? WITHOUT_LEVEL : 0;
}

const levelsIn = (text: string, places: readonly string[]): string[] =>
  readLevels(text, places).map(({ level }) => level);

/** 计划发展到60家 is what was to be reached as much as 目标60家 is. */
const isAim = ({ wants }: Question, sentence: Evidence, span: Place): boolean =>
  wants.measured.side === 'target' && isPlannedAt(sentence, span);

/** 观众11.3万人次，比上年减少0.8万人次: what changed is what the figure before it counts. */
function changedBy(sentence: Evidence, figure: Figure, figures: readonly Figure[]): Figure {
  const span = { start: figure.start - sentence.start, end: figure.end - sentence.start };
  if (figureRole(sentence.folded, span) !== 'change') return figure;
  return figures.findLast(({ end, unit }) => end <= figure.start && unit === figure.unit) ?? figure;
}

/**
 * What a figure loses that counts something narrower (团体观众 for 观众); with 0.2 one follow-up in a hundred is answered no more
 * (test/channels/etiquette.test.ts, 2026-11-30).
 */
const NARROWER = 0.08;

/** Whether what the figure counts is what is asked about, and nothing narrower. */
function whatFit(question: Question, sentence: Evidence, figure: Figure): number {
  if (!figure.what) return 0;
  const asked = question.focus.filter(({ isKey }) => isKey);
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  let covered = 0;
  let chars = 0;
  for (const { text, weight, alternatives } of asked) {
    const there = [text, ...alternatives].find((word) => occurrences(figure.what, word).length > 0);
    if (there) {
      covered += weight;
      chars += there.length;
    }
  }
  const narrower = Math.max(0, figure.what.length - chars) / figure.what.length;
  const isAskedPart = question.wants.part || !figure.isPart;
  return (
    0.25 * (covered / total) - NARROWER * narrower - (isAskedPart || sentence.coverage > 0.95 ? 0 : 0.05)
  );
}

/** What a figure loses for what the question says of a later one alone; the sentences of `figure-roles.test.ts` want it. */
const OF_ANOTHER = 0.5;

/** The share of the question that stands with later figures of the unit only: 讲座31场，其中进校园9场, asked for 进校园. */
function ofLater({ folded, matches }: Evidence, span: Place, rivals: readonly Place[]): number {
  const later = cellsOf(folded, rivals).filter(({ value }) => value.start > span.start);
  if (later.length === 0) return 0;
  const isLater = (place: Place) => later.some(({ own }) => isWithin(place, own));
  const total = matches.reduce((sum, { term }) => sum + term.weight, 0) || 1;
  return matches
    .filter(({ at }) => at.length > 0 && at.every(isLater))
    .reduce((sum, { term }) => sum + term.weight / total, 0);
}

/** What an addition loses where it is not asked how many are new. */
const ADDED = 0.2;
/** The same where it is asked how many there are in all. */
const ADDED_TO_ALL = 0.35;

/** What stands right before a figure in its clause, with the figure: 新建2家，累计13家 adds two and not thirteen. */
function clauseOf(folded: string, { start, end }: Place): string {
  const words =
    folded
      .slice(Math.max(0, start - 14), start)
      .split(/[，,；;（(]/u)
      .at(-1) ?? '';
  return words + folded.slice(start, end + 2);
}

export const isAddition = (folded: string, span: Place): boolean =>
  wordIn(COUNTING.added, clauseOf(folded, span)) !== null;

/** Whether a figure is how many there are with all that were added: 累计13家. */
export const isTotal = (folded: string, span: Place): boolean =>
  wordIn(COUNTING.total, clauseOf(folded, span)) !== null && !isOrigin(folded, span);

/** 累计19家 is how many there are; 新建2家 is how many were added. */
function totalFit(question: Question, { folded }: Evidence, span: Place): number {
  // 由6家增加到14家: there are fourteen.
  if (isOrigin(folded, span)) return -0.25;
  const { total, additions } = question.wants;
  if (total !== null) {
    if (isAddition(folded, span)) return -ADDED_TO_ALL;
    return wordIn(COUNTING.total, clauseOf(folded, span)) ? (total === 'standing' ? 0.1 : 0.2) : 0;
  }
  return isAddition(folded, span) && !additions ? -ADDED : 0;
}

/** More than the words of a sentence are worth: the figure of 阳新县科技馆 is not that of the city's. */
const ANOTHERS = 0.6;

/**
 * What a figure loses that is another place's (阳新县科技馆…接待观众6.9万人次), or not of the town asked about: it stands in another part (；) of its sentence (其中大冶市4件), or
 * in another clause where the town has a figure of its own (大冶市19家、阳新县8家).
 */
function placeMisfit(question: Question, { folded, report }: Evidence, { start }: Place): number {
  const { scope, wants } = question;
  const isNamed = (name: string) => says(question, name);
  if (
    isOfAnotherOwner(
      {
        text: folded,
        report,
        places: placesIn(folded).map(({ name, ...place }) => ({ ...place, raw: name })),
        isNamed,
      },
      start,
    )
  )
    return ANOTHERS;
  const [owner] = scope.foreign;
  if (owner === undefined || !folded.includes(owner)) return 0;
  const items = folded.slice(0, start).split(ITEMS);
  if (items.at(-1)?.includes(owner)) return 0;
  if (wants.comparison !== null && new RegExp(`${owner}[^，；、\\d]{0,6}\\d`, 'u').test(folded))
    return ANOTHERS;
  const parts = folded.split('；');
  const at = folded.slice(0, start).split('；').length - 1;
  return parts[at]?.includes(owner) ? 0 : 0.2;
}

const ITEMS = /[，,；;、]/u;

/** Without a year asked for, the figures of the report's own period come first. */
function periodMisfit(question: Question, { report: { period } }: Evidence, figure: Figure): number {
  if (!figure.period || question.scope.years.length > 0) return 0;
  const { from, to } = figure.period;
  return to < period.from || from > period.to ? 0.12 : 0;
}
