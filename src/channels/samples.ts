/**
 * Questions to begin with, taken from the index: of several reports in turn, and only such as are answered.
 */
import { answerQuestion } from '../answer/answer.ts';
import { nearestTopics } from '../answer/compose/topics.ts';
import { mapAll } from '../index/missing.ts';
import type { OpenIndex } from '../index/shelf.ts';

const SAMPLES = 3;
/** What every association's report is about; questions near it are what a person would ask first. */
const TYPICAL = ['科普', '活动', '培训', '科技工作者', '专家', '工作站'];

/** Up to three questions that this index answers. */
export function sampleQuestions(index: OpenIndex, thisYear: number): string[] {
  const byReport = mapAll(index.reports.slice(0, SAMPLES), (report) =>
    nearestTopics(index, [report], TYPICAL),
  );
  const inTurn = Array.from({ length: SAMPLES }, (_, turn) =>
    byReport.flatMap((topics) => topics[turn] ?? []),
  ).flat();
  const isAnswered = (question: string) => answerQuestion({ question, thisYear }, index).kind === 'answered';
  return mapAll([...new Set(inTurn)], (question) => (isAnswered(question) ? [question] : []))
    .flat()
    .slice(0, SAMPLES);
}
