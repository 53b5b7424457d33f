/**
 * Planned is not achieved: what speaks of the future answers only who asks about it.
 */

import { oneOf, wordAtStart, wordIn, wordLists } from '../../knowledge/word-lists.ts';
import { datesIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';

const WORDS = wordLists('plans.txt', [
  'planned',
  'ahead',
  'takes',
  'taken',
  'strive',
  'strive-got',
  'got',
  'laid-down',
  'by-then',
  'turned-out',
  'not-turned-out',
  'heading',
  'wanting',
  'of-year',
]);
/** Says that what follows is still to come. */
const PLAN = new RegExp(
  [
    oneOf(WORDS.planned),
    // 将52项指标分解到28个单位 takes them and has done it.
    `(?:^|[，。；、])(?!${oneOf(WORDS.takes)}(?:\\d|${oneOf(WORDS.taken)}))${oneOf(WORDS.ahead)}`,
    `(?!${oneOf(WORDS['strive-got'])})${oneOf(WORDS.strive)}(?![^，。；]{0,14}${oneOf(WORDS.got)}\\d)`,
    `${oneOf(WORDS['laid-down'])}了?到?20\\d\\d年`,
    // 计划2025年3月揭牌; 计划40项 may be what a year began with, and 春蚕计划16人 is a name.
    '计划(?=20\\d\\d年|\\d{1,2}月)',
    `到20\\d\\d年[底末]?[，,]?${oneOf(WORDS['by-then'])}`,
  ].join('|'),
  'u',
);
const TURNED_OUT = new RegExp(`(?!${oneOf(WORDS['not-turned-out'])})${oneOf(WORDS['turned-out'])}`, 'u');

/** Whether a question is about plans: it says so, or asks about a year after the report's. */
export function asksForPlan({ wants, scope }: Question, { report }: Evidence): boolean {
  if (wants.plan !== null) return wants.plan === 'plan';
  // 2026年有多少家了 asks what is, not what is planned.
  return scope.years.length > 0 && scope.years.every((year) => year > report.period.to) && !wants.done;
}

/**
 * Whether what stands at a place of a sentence is only planned: the words that say so stand before it in the
 * same part of the sentence, or the whole section is about what is to come.
 */
export function isPlannedAt(
  { folded, passage }: Evidence,
  span: { readonly start: number; readonly end: number },
): boolean {
  const part = folded.slice(folded.lastIndexOf('；', span.start) + 1, span.end);
  if (PLAN.test(part.slice(Math.max(0, part.search(TURNED_OUT)))) || isHeadedByPlan(part)) return true;
  const headings = passage.section.join(' ');
  return tellsOfPlans(headings) && wordIn(WORDS.wanting, headings) === null;
}

/** 2022年计划：科普活动240场次. */
function isHeadedByPlan(part: string): boolean {
  return datesIn(part).some(({ end, year }) => {
    const rest = part.slice(end);
    const word = year === undefined ? '' : wordAtStart(WORDS['of-year'], rest);
    return word !== '' && /^[：:]/u.test(rest.slice(word.length));
  });
}

/** Whether headings say that what stands below them is to come, be it beside what is wanting (存在问题及下一步打算). */
export const tellsOfPlans = (headings: string): boolean => wordIn(WORDS.heading, headings) !== null;

/** What a span that is only planned loses as an answer to what was done. */
export function planMisfit(
  question: Question,
  evidence: Evidence,
  span: { readonly start: number; readonly end: number },
): number {
  return isPlannedAt(evidence, span) && !asksForPlan(question, evidence) ? 0.3 : 0;
}
