/**
 * 报告里没有: why, as far as it can be told, what stands nearest in the reports, and what they do answer about that.
 */
import { covers } from '../../corpus/report.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import type { Answer } from '../contract.ts';
import type { Finding } from '../decide/decide.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { citationOf } from './compose.ts';
import { namedInEnglish, reportNames } from './coverage.ts';
import { goOnFrom } from './go-on.ts';
import { nearestTo } from './nearest.ts';
import { topicsOf } from './topics.ts';

/** What a question came to that is not answered. */
export interface Sought {
  /** The reports that it was asked of. */
  readonly reports: readonly ReportCard[];
  /** Their sentences, best first. */
  readonly ranked: readonly Evidence[];
  /** What was found and was not sure enough. */
  readonly finding: Finding | null;
}

/** Says that and why there is no answer. */
export function unanswered(question: Question, index: Index, { reports, ranked, finding }: Sought): Answer {
  const nearest = nearestTo(question, index, reports, ranked);
  return {
    kind: 'unanswered',
    text: reason(question, index, reports, nearest.length > 0),
    confidence: Math.round((finding?.confidence ?? 0) * 100) / 100,
    citations: [],
    nearest: nearest.map(({ evidence, quoted, highlight }) => citationOf(evidence, quoted, highlight)),
    suggestions:
      nearest.length > 0
        ? goOnFrom(nearest, index)
        : topicsOf(index, reports.length > 0 ? reports : index.reports),
    generation: index.generation,
  };
}

/** Why there is none. A word is named only where nothing is near and no text has it. */
function reason(question: Question, index: Index, reports: readonly ReportCard[], isNear: boolean): string {
  const { associations, years, areYearsTold } = question.scope;
  const inEnglish = question.language === 'en';
  if (index.reports.length === 0) return inEnglish ? 'No report has been added yet.' : '还没有可查的报告。';
  const have = covered(
    associations.length === 0
      ? index.reports
      : index.reports.filter(({ association }) => associations.includes(association)),
    question.language,
  );
  if (years.length > 0 && !reports.some(({ period }) => years.some((year) => covers(period, year)))) {
    const asked = years.join(inEnglish ? ', ' : '、');
    return inEnglish
      ? `There is no report for ${areYearsTold ? 'that year' : asked}. Covered: ${have}.`
      : `没有${areYearsTold ? '那一' : asked}年的报告。现有：${have}。`;
  }
  const others = question.wants.otherAssociations;
  if (associations.length === 0 && others.length > 0) {
    const named = others.map((place) => `${place}科协`).join('、');
    return inEnglish
      ? `There is no report of ${others.join(', ')}. Covered: ${have}.`
      : `没有${named}的报告。现有：${have}。`;
  }
  if (isNear)
    return inEnglish
      ? `The reports do not answer this. Covered: ${have}.`
      : `报告里没有找到这个问题的答案。查过：${have}。`;
  const [nowhere] = question.nowhere;
  if (nowhere !== undefined)
    return inEnglish
      ? `The reports say nothing about “${nowhere}”. Covered: ${have}.`
      : `报告里没有关于“${nowhere}”的内容。查过：${have}。`;
  return inEnglish
    ? `The reports do not answer this, nor is anything near it. Covered: ${have}.`
    : `报告里没有这个问题的答案，也没有相近的内容。查过：${have}。`;
}

function covered(reports: readonly ReportCard[], language: Question['language']): string {
  if (language === 'en') return namedInEnglish(reports);
  const names = reportNames(reports);
  return names.length > 4 ? `${names.slice(0, 3).join('、')}等${reports.length}份报告` : names.join('、');
}
