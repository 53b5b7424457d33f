/**
 * Counts, percentages, sums of money and ranks: the figure whose sentence, counted thing and unit are those
 * of the question.
 */

import type { Figure } from '../../corpus/figures.ts';
import { covers } from '../../corpus/report.ts';
import { COUNTING } from '../../knowledge/lists.ts';
import { wordAtEnd, wordIn } from '../../knowledge/word-lists.ts';
import { cellsOf } from '../../language/cells.ts';
import { unitAnswers } from '../../language/numbers.ts';
import { isOrigin } from '../../language/origins.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { numbersIn } from '../../language/readings.ts';
import { isPrize, readSteps } from '../../language/scales.ts';
import { unitFamily } from '../../language/units.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { fallsShort, isAnotherHalf } from '../read/agreement.ts';
import { figureRole, roleMisfit } from '../read/figure-roles.ts';
import { isPlannedAt, planMisfit, plannedYear } from '../read/plans.ts';
import { partAbout } from '../read/subject.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { bestFirst, type Candidate, excludedNear, nearness } from './candidate.ts';

/** What a figure loses that is of a step on the way, as one that is only planned does. */
const SHORT = 0.3;

/** The longest name of a prize, and what may follow it. */
const PRIZE_CHARS = 6;
/** Sentences in which figures are looked for. */
const SENTENCES = 16;

/**
 * The figures that may answer, best first.
 *
 * @param cellsFor the cells that are asked for of a row of a table
 */
export function extractCounts(
  question: Question,
  evidence: readonly Evidence[],
  cellsFor: (row: Evidence) => readonly Place[],
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const sentence of evidence.slice(0, SENTENCES)) {
    if (question.numberKind === 'grade') {
      candidates.push(...grades(question, sentence));
      continue;
    }
    if (question.numberKind === 'rank') {
      candidates.push(...ranks(question, sentence));
      continue;
    }
    const cells = sentence.row === null ? null : cellsFor(sentence);
    const figures = sentence.passage.figures
      .filter((place) => isWithin(place, sentence))
      .filter((place) => cells?.some((cell) => isWithin(place, cell)) ?? true);
    for (const figure of figures) {
      if (!isAskedKind(question, figure) || isOfAnotherYear(question, sentence, figure)) continue;
      const span = { start: figure.start - sentence.start, end: figure.end - sentence.start };
      // 6项 does not stand between 生命健康产业对接会 and 3150万元: only what could answer as well does.
      const rivals = figures
        .filter(({ unit, kind }) => unit === figure.unit && kind === figure.kind)
        .map(({ start, end, value }) => ({
          start: start - sentence.start,
          end: end - sentence.start,
          value,
        }));
      // 其中一家 is one of them, and no count.
      const counted = rivals.filter(({ start, value }) => start === span.start || value > 1);
      if (isAnotherHalf(question, sentence, span)) continue;
      if (says(question, sentence.folded.slice(span.start, span.end))) continue;
      // 获一等奖6项 counts prizes, whatever else is counted in 项.
      if (endsWithPrize(sentence.folded.slice(0, span.start)) && !question.wants.prizes) continue;
      if (question.wants.total === 'only' && (figure.isPart || isAddition(sentence.folded, span))) continue;
      const score =
        0.9 * sentence.score +
        0.45 * nearness(sentence, span, rivals) +
        unitFit(question, figure) +
        whatFit(question, sentence, changedBy(sentence, figure, figures)) +
        totalFit(question, sentence, span) -
        OF_ANOTHER * ofLater(sentence, span, counted) -
        excludedNear(question, sentence, span) -
        periodMisfit(question, sentence, figure) -
        Math.max(
          planMisfit(question, sentence, span),
          // 申报9项，完成9项: of what was to be completed, the second.
          fallsShort(question, sentence, span) ? SHORT : 0,
          sentence.row || isAim(question, sentence, span) ? 0 : roleMisfit(question, sentence.folded, span),
        ) -
        placeMisfit(question, sentence, span);
      candidates.push({ evidence: sentence, ...span, score, fits: true });
    }
  }
  return bestFirst(candidates);
}

/** Whether a text ends with a prize and at most two characters more. */
function endsWithPrize(text: string): boolean {
  const last = text.slice(-PRIZE_CHARS);
  return readSteps(last).some(({ step, end }) => isPrize(step) && last.length - end <= 2);
}

const isArea = (unit: string) => unitFamily(unit) === 'area';
const isTime = (unit: string) => unitFamily(unit) === 'time' || COUNTING['of-time'].includes(unit);

function isAskedKind({ numberKind, unit, wants }: Question, figure: Figure): boolean {
  if (numberKind === 'percent') return figure.kind === 'percent';
  // 其中线上占多少 is answered by a share, or by how many of them are.
  if (numberKind === 'share')
    return (
      figure.kind === 'percent' || (figure.isPart && (unit === '' || unitAnswers(unit, figure.unit) !== 'no'))
    );
  if (numberKind === 'money') return figure.kind === 'money';
  // 多少辆 is not answered with 46次: things, people, times and lengths are not each other.
  if (unit && figure.unit && unitAnswers(unit, figure.unit) === 'no' && isOtherMeasure(unit, figure.unit))
    return false;
  // 多少人 takes 3个专家, not 118个科普e站.
  if (figure.unit === '个' && isPeople(unit) && wordAtEnd(COUNTING.people, figure.what) === '') return false;
  // 过去一年 answers how long, not how many; 多少平米 is answered by nothing but an area.
  if (isTime(figure.unit) && !(unit ? isTime(unit) : wants.duration)) return false;
  const wantsArea = isArea(unit) || (!unit && wants.area && !wants.money);
  if (wantsArea !== isArea(figure.unit)) return false;
  // 每逢6日, 晚上9点: parts of a date or a clock, no counts.
  if (COUNTING['of-time'].includes(figure.unit)) return false;
  if (figure.kind === 'money') return wants.money;
  return figure.kind === 'count' || figure.kind === 'rate' || figure.kind === 'percent';
}

const isPeople = (unit: string) => unitFamily(unit) === 'people' || unitFamily(unit) === 'attendance';

/** Whether two units measure different things, and not the same thing by another word (3项 for 几个). */
function isOtherMeasure(asked: string, given: string): boolean {
  return (
    asked !== '' && !COUNTING.general.includes(asked) && (given !== '项' || unitFamily(asked) === 'people')
  );
}

function ranks(question: Question, sentence: Evidence): Candidate[] {
  // 第3届 is no rank, unless that is what is asked for.
  const isOther = (raw: string) =>
    wordIn(COUNTING.edition, question.unit) === null && wordIn(COUNTING.edition, raw) !== null;
  const numbers = numbersIn(sentence.folded).filter(({ kind, raw }) => kind === 'ordinal' && !isOther(raw));
  return numbers.map(({ start, end }) => ({
    evidence: sentence,
    start,
    end,
    score: 0.9 * sentence.score + 0.5 * nearness(sentence, { start, end }, numbers),
    fits: true,
  }));
}

/** The prize won, where 几等奖 is asked. */
function grades(question: Question, sentence: Evidence): Candidate[] {
  const spans = readSteps(sentence.folded).filter(({ step }) => isPrize(step));
  const part = partAbout(question, sentence);
  return spans
    .filter((place) => !part || isWithin(place, part))
    .map(({ start, end }) => ({
      evidence: sentence,
      start,
      end,
      score: 0.9 * sentence.score + 0.5 * nearness(sentence, { start, end }, spans),
      fits: true,
    }));
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

/** 计划发展到60家 is what was to be reached as much as 目标60家 is. */
const isAim = ({ wants }: Question, sentence: Evidence, span: Place): boolean =>
  wants.measured.side === 'target' && isPlannedAt(sentence, span);

/** 观众11.3万人次，比上年减少0.8万人次: what changed is what the figure before it counts. */
function changedBy(sentence: Evidence, figure: Figure, figures: readonly Figure[]): Figure {
  const span = { start: figure.start - sentence.start, end: figure.end - sentence.start };
  if (figureRole(sentence.folded, span) !== 'change') return figure;
  return figures.findLast(({ end, unit }) => end <= figure.start && unit === figure.unit) ?? figure;
}

/** What a figure loses that counts something narrower (团体观众 for 观众); 0.08 and 0.35 answer fewer rightly (own questions, 2026-11-30). */
const NARROWER = 0.2;

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

const isAddition = (folded: string, span: Place): boolean =>
  wordIn(COUNTING.added, clauseOf(folded, span)) !== null;

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

/**
 * What a figure loses that is not of the town asked about: it stands in another part (；) of its sentence (其中大冶市4件), or
 * in another clause where the town has a figure of its own (大冶市19家、阳新县8家).
 */
function placeMisfit({ scope, wants }: Question, { folded }: Evidence, { start }: Place): number {
  const [owner] = scope.foreign;
  if (owner === undefined || !folded.includes(owner)) return 0;
  const items = folded.slice(0, start).split(ITEMS);
  if (items.at(-1)?.includes(owner)) return 0;
  if (wants.comparison !== null && new RegExp(`${owner}[^，；、\\d]{0,6}\\d`, 'u').test(folded)) return 0.6;
  const parts = folded.split('；');
  const at = folded.slice(0, start).split('；').length - 1;
  return parts[at]?.includes(owner) ? 0 : 0.2;
}

const ITEMS = /[，,；;、]/u;

/** A figure of another year is never the answer to a question about this one. */
function isOfAnotherYear(question: Question, evidence: Evidence, figure: Figure): boolean {
  const [year, ...more] = question.scope.years;
  if (year === undefined || more.length > 0) return false;
  const { period } = evidence.report;
  if (question.wants.plan === 'plan') {
    const span = { start: figure.start - evidence.start, end: figure.end - evidence.start };
    if (plannedYear(evidence, span) === year) return false;
  }
  if (figure.period) return !covers(figure.period, year);
  // How many there are at the end of its last year a report of several years says.
  if (year === period.to && question.wants.atYearEnd) return false;
  // What a five-year report sums up over its years is no figure of one of them.
  return year !== period.from || year !== period.to;
}

/** Without a year asked for, the figures of the report's own period come first. */
function periodMisfit(question: Question, { report: { period } }: Evidence, figure: Figure): number {
  if (!figure.period || question.scope.years.length > 0) return 0;
  const { from, to } = figure.period;
  return to < period.from || from > period.to ? 0.12 : 0;
}
