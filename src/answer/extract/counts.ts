/**
 * Counts, percentages, sums of money and ranks: the figure whose sentence, counted thing and unit are those
 * of the question.
 */

import type { Figure } from '../../corpus/figures.ts';
import { covers } from '../../corpus/report.ts';
import { COUNTING } from '../../knowledge/lists.ts';
import { wordAtEnd, wordIn } from '../../knowledge/word-lists.ts';
import { unitAnswers } from '../../language/numbers.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { numbersIn } from '../../language/readings.ts';
import { isPrize, readSteps } from '../../language/scales.ts';
import { unitFamily } from '../../language/units.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { isAnotherHalf } from '../read/agreement.ts';
import { plannedYear } from '../read/plans.ts';
import { partAbout } from '../read/subject.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { bestFirst, type Candidate, nearness } from './candidate.ts';
import { figureFit, isAddition } from './count-fit.ts';

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
      if (isAnotherHalf(question, sentence, span)) continue;
      if (says(question, sentence.folded.slice(span.start, span.end))) continue;
      // 获一等奖6项 counts prizes, whatever else is counted in 项.
      if (endsWithPrize(sentence.folded.slice(0, span.start)) && !question.wants.prizes) continue;
      if (question.wants.total === 'only' && (figure.isPart || isAddition(sentence.folded, span))) continue;
      const score = figureFit(question, { sentence, figure, span, figures, rivals });
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
