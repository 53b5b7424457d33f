/**
 * Summaries: one sentence an aspect. Of a topic: the sentences that account for it, section by section. Of a
 * whole report: its sections, each by its heading and the sentence that opens it.
 */
import type { ReportCard, StoredPassage } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { cutClauses } from './clauses.ts';
import { type Evidence, weighSentences } from './evidence.ts';
import type { Shown } from './find.ts';
import type { Question } from './question.ts';

/** What all shown sentences may come to, in characters. */
const SUMMARY_CHARS = 560;
const ASPECT_CHARS = 150;
const MAX_ASPECTS = 7;
/** Passages of a report that are read for an overview: its beginning would do, its sections are all of it. */
const OVERVIEW_PASSAGES = 400;

/** The sentences to show, in the order of the text. */
export function pickAspects(
  question: Question,
  evidence: readonly Evidence[],
  index: OpenIndex,
  reports: readonly ReportCard[],
): Shown[] {
  const isTopic = question.focus.some(({ isKey, text }) => isKey && !isGeneral(text));
  const newest = [...reports].sort((a, b) => b.period.to - a.period.to)[0];
  return isTopic || !newest ? pickTopic(evidence) : pickOverview(question, newest, index);
}

/** Words that ask for everything. */
function isGeneral(text: string): boolean {
  return /^(?:工作|主要|重点|成绩|成果|总结|亮点|科协|市科协|全年|年度|报告|内容|成效|整体|总体|基本|事情|大事|主要工作)$/u.test(text);
}

function pickTopic(evidence: readonly Evidence[]): Shown[] {
  const best = evidence[0];
  if (!best) return [];
  const sameSection = (other: Evidence) => other.passage.section.join() === best.passage.section.join();
  const picked: Shown[] = [];
  let chars = 0;
  for (const sentence of evidence) {
    if (sentence.report !== best.report || picked.length === MAX_ASPECTS) continue;
    if (sentence.coverage < (sameSection(sentence) ? 0.6 : 0.7) * best.coverage) continue;
    const shown = trim(sentence);
    const length = shown.clause.end - shown.clause.start;
    if (chars + length > SUMMARY_CHARS) continue;
    picked.push(shown);
    chars += length;
  }
  return picked.sort((a, b) => a.evidence.start - b.evidence.start);
}

/** A sentence, or its first clauses where it is long. */
function trim(evidence: Evidence): Shown {
  const clauses = cutClauses(evidence.folded);
  let { end } = clauses[0] ?? { end: evidence.folded.length };
  for (const clause of clauses) if (clause.end <= ASPECT_CHARS) end = Math.max(end, clause.end);
  return { evidence, clause: { start: 0, end } };
}

/** The sections of a report, each by the first sentence of some length in it. */
function pickOverview(question: Question, report: ReportCard, index: OpenIndex): Shown[] {
  const bySection = new Map<string, StoredPassage>();
  for (let ordinal = 0; ordinal < OVERVIEW_PASSAGES; ordinal++) {
    const passage = index.library.passageAt(report.row, ordinal);
    if (!passage) break;
    const section = passage.section[0] ?? '';
    if (!bySection.has(section)) bySection.set(section, passage);
  }
  // A report with few sections is told by its finer ones.
  const passages = [...bySection.values()].filter(({ section }) => section.length > 0);
  const chosen = passages.length >= 2 ? passages : [...bySection.values()];
  const picked: Shown[] = [];
  let chars = 0;
  for (const passage of chosen) {
    const sentences = weighSentences(passage, report, question.focus, question.matter, 0, '');
    const opening = sentences.find(({ start, end }) => end - start >= 16) ?? sentences[0];
    if (!opening) continue;
    const shown = trim(opening);
    const length = shown.clause.end - shown.clause.start + (passage.section[0]?.length ?? 0);
    if (chars + length > SUMMARY_CHARS) continue;
    picked.push(shown);
    chars += length;
    if (picked.length === MAX_ASPECTS) break;
  }
  return picked;
}
