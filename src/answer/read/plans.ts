/**
 * Planned is not achieved: what speaks of the future answers only who asks about it.
 */

import { covers, hasPeriod } from '../../corpus/report.ts';
import { PLANS } from '../../knowledge/progress.ts';
import { oneOf, wordAtStart, wordLists } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import type { Place } from '../../language/place.ts';
import { datesIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import { asksYearsPlan } from '../question/wants.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { cutClauses } from './clauses.ts';
import { isBelowPlans, isBelowWanting, isOfYearToCome } from './sections.ts';

/** What a figure of what was done loses where a plan is asked for. */
const DONE = 0.15;
/** Says that what follows is still to come. */
const PLAN = new RegExp(
  [
    oneOf(PLANS.planned),
    // 将52项指标分解到28个单位 takes them and has done it.
    `(?<![^，。；、年])(?!${oneOf(PLANS.takes)}(?:\\d|${oneOf(PLANS.taken)}))${oneOf(PLANS.ahead)}`,
    `(?!${oneOf(PLANS['strive-got'])})${oneOf(PLANS.strive)}(?![^，。；]{0,14}${oneOf(PLANS.got)}\\d)`,
    `${oneOf(PLANS['laid-down'])}了?到?20\\d\\d年`,
    // 计划2025年3月揭牌; 计划40项 may be what a year began with, and 春蚕计划16人 is a name.
    '计划(?=20\\d\\d年|\\d{1,2}月)',
    `到20\\d\\d年[底末]?[，,]?${oneOf(PLANS['by-then'])}`,
  ].join('|'),
  'u',
);
const TURNED_OUT = new RegExp(`(?!${oneOf(PLANS['not-turned-out'])})${oneOf(PLANS['turned-out'])}`, 'u');

/** Whether a question is about plans: it says so, or asks about a year after the report's. */
export function asksForPlan({ wants, scope }: Question, { report }: Evidence): boolean {
  if (wants.plan !== null) return wants.plan === 'plan';
  // 2026年有多少家了 asks what is, not what is planned; and what a report tells of its own year goes before a plan for it.
  const isToCome = (year: number) =>
    year > report.period.to && !report.others.some((period) => covers(period, year));
  return scope.years.length > 0 && scope.years.every(isToCome) && !wants.done;
}

/** Whether a plan may answer: it is asked for, or 科技节几月办 may be of what is still to come; 几月办的 is of what was done. */
export const mayAskForPlan = (question: Question, evidence: Evidence): boolean => {
  const { type, wants, scope, language } = question;
  const isOpen = (type === 'date' || type === 'place') && !wants.done && scope.years.length === 0;
  return asksForPlan(question, evidence) || (isOpen && language === 'zh');
};

/**
 * Whether what stands at a place of a sentence is only planned: the words that say so stand before it in the
 * same part of the sentence, or the whole section is about what is to come.
 */
export function isPlannedAt(evidence: Evidence, span: Place): boolean {
  const { folded } = evidence;
  const part = folded.slice(folded.lastIndexOf('；', span.start) + 1, span.end);
  if (PLAN.test(part.slice(Math.max(0, part.search(TURNED_OUT)))) || isHeadedByPlan(part)) return true;
  if (HEADED.test(folded.slice(0, span.start)) || isToCome(evidence, span)) return true;
  if (CONTACT.test(folded)) return false;
  return isOfYearToCome(evidence) || (isBelowPlans(evidence) && !isBelowWanting(evidence));
}

/** What stands below the last section belongs to none: 联系地址：…. */
const CONTACT = new RegExp(`^${oneOf(wordLists('contact.txt', ['begins']).begins)}[:：]`, 'u');

/** 2022年计划：科普活动240场次. */
function isHeadedByPlan(part: string): boolean {
  return datesIn(part).some(({ end, year }) => {
    const rest = part.slice(end);
    const word = year === undefined ? '' : wordAtStart(PLANS['of-year'], rest);
    return word !== '' && /^[：:]/u.test(rest.slice(word.length));
  });
}

/** A heading within its paragraph: 三、来年计划：1.…；2.…. */
const HEADED = new RegExp(`${oneOf(PLANS.heading)}[^，。；]{0,4}[:：]`, 'u');

/** Whether a figure is of a year after the report's (2025年达到1700场次 in a report on 2024); a day may be that of writing. */
function isToCome({ folded, report }: Evidence, { start, end }: Place): boolean {
  const from = folded.lastIndexOf('；', start) + 1;
  const dated = datesIn(folded).findLast((date) => date.year !== undefined && date.end <= end);
  if (dated?.year === undefined || dated.start < from) return false;
  const isBareYear = dated.kind === 'date' && dated.month === undefined && !dated.raw.endsWith('度');
  return (
    isBareYear &&
    hasPeriod(report.period) &&
    dated.year > report.period.to &&
    /\d/u.test(folded.slice(start, end))
  );
}

/**
 * The year that what is planned at a place of a sentence is planned for: the one that stands last before it, or that of the
 * section's heading, else the year after the report's.
 *
 * @returns null where nothing is planned there
 */
export function plannedYear(evidence: Evidence, span: Place): number | null {
  if (!isPlannedAt(evidence, span)) return null;
  const { folded, passage, report } = evidence;
  const named = datesIn(folded).findLast(({ year, end }) => year !== undefined && end <= span.end)?.year;
  if (named !== undefined && named > report.period.to) return named;
  const headings = passage.section.toReversed().flatMap((heading) => readDates(heading));
  const headed = headings.find(({ year }) => year !== undefined && year > report.period.to)?.year;
  if (headed !== undefined) return headed;
  return hasPeriod(report.period) ? report.period.to + 1 : (named ?? null);
}

/** Whether a sentence plans something for a year. */
export const plansFor = (evidence: Evidence, year: number): boolean =>
  cutClauses(evidence.folded).some((clause) => plannedYear(evidence, clause) === year);

/** What a span that is only planned loses as an answer to what was done. */
export function planMisfit(question: Question, evidence: Evidence, span: Place): number {
  const isPlanned = isPlannedAt(evidence, span);
  if (!asksForPlan(question, evidence)) return isPlanned ? 0.5 : 0;
  return isPlanned || !asksYearsPlan(question) ? 0 : DONE;
}
