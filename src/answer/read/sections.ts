/**
 * What the headings above a sentence say of it: that it is to come, or that it tells what is wanting.
 */
import { hasPeriod } from '../../corpus/report.ts';
import { LISTING } from '../../knowledge/lists.ts';
import { PLANS } from '../../knowledge/progress.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { datesIn } from '../../language/readings.ts';
import type { Evidence } from '../retrieve/evidence.ts';

type Placed = Pick<Evidence, 'passage' | 'report'>;

const headings = ({ passage }: Placed): string => passage.section.join(' ');

/** Whether what stands below is to come, be it beside what is wanting (存在问题及下一步打算). */
export const isBelowPlans = (sentence: Placed): boolean =>
  isOfYearToCome(sentence) || wordIn(PLANS.heading, headings(sentence)) !== null;

/** Whether what stands below is wanting: 二、没有做好的事. What is to be mended is no longer: 下一步打算：补短板、强弱项. */
export const isBelowWanting = (sentence: Placed): boolean =>
  wordIn(LISTING['in-problems'], headings(sentence).replaceAll(MENDED, ' ')) !== null;
const MENDED = new RegExp(oneOf(LISTING.mended), 'gu');

/** 三、2023年目标任务, in a report on 2022; a day of that year is when it was given: 2023年1月12日在…会议上的报告. */
export function isOfYearToCome({ passage: { section }, report: { period } }: Placed): boolean {
  const dates = section.flatMap((heading) => datesIn(heading));
  const last = dates.findLast(({ year, month }) => year !== undefined && month === undefined)?.year;
  return hasPeriod(period) && last !== undefined && last > period.to;
}
