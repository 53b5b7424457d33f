/**
 * Questions to begin with, taken from the index: of several reports in turn, and only such as are answered.
 */
import { answerQuestion } from '../answer/answer.ts';
import { nearestTopics } from '../answer/compose/topics.ts';
import type { OpenIndex } from '../index/shelf.ts';

const SAMPLES = 3;
/** What every association's report is about; questions near it are what a person would ask first. */
const TYPICAL = ['科普', '活动', '培训', '科技工作者', '专家', '工作站'];

/** Up to three questions that this index answers. */
export function sampleQuestions(index: OpenIndex, thisYear: number): string[] {
  const byReport = index.reports.slice(0, SAMPLES).map((report) => nearestTopics(index, [report], TYPICAL));
  const inTurn = Array.from({ length: SAMPLES }, (_, turn) =>
    byReport.flatMap((topics) => topics[turn] ?? []),
  ).flat();
  return [...new Set(inTurn)]
    .filter((question) => answerQuestion({ question, thisYear }, index).kind === 'answered')
    .slice(0, SAMPLES);
}
