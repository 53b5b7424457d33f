/**
 * What the headings above a sentence say of it: that it is to come, or that it tells what is wanting.
 */
import { hasPeriod } from '../../corpus/report.ts';
import { LISTING } from '../../knowledge/lists.ts';
import { PLANS } from '../../knowledge/progress.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import type { Evidence } from '../retrieve/evidence.ts';

type Placed = Pick<Evidence, 'passage' | 'report'>;

const headings = ({ passage }: Placed): string => passage.section.join(' ');

/** Whether what stands below is to come, be it beside what is wanting (存在问题及下一步打算). */
export const isBelowPlans = (sentence: Placed): boolean =>
  isOfYearToCome(sentence) || wordIn(PLANS.heading, headings(sentence)) !== null;

/** Whether what stands below is wanting: 二、没有做好的事. */
export const isBelowWanting = (sentence: Placed): boolean =>
  wordIn(LISTING['in-problems'], headings(sentence)) !== null;

/** 三、2023年目标任务, in a report on 2022. */
export function isOfYearToCome({ passage: { section }, report: { period } }: Placed): boolean {
  const years = section.flatMap((heading) => readDates(heading)).map(({ year }) => year);
  const last = years.findLast((year) => year !== undefined);
  return hasPeriod(period) && last !== undefined && last > period.to;
}
