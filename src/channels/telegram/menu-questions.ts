/**
 * Questions to tap: of all reports, and of one. Each has been asked and is answered. A button has no room for a question,
 * so it carries a short name that is looked up among those that are offered now; it can lead to no other.
 */
import { answerQuestion } from '../../answer/answer.ts';
import { topicsOf } from '../../answer/compose/topics.ts';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import { mapAll } from '../../index/missing.ts';
import type { Catalog, OpenIndex, ReportCard } from '../../index/shelf.ts';
import { sampleQuestions } from '../samples.ts';
import { shortName } from './links.ts';

/** What is offered of an index, by the short name of the report it is about, empty for all of them. */
const offered = new WeakMap<Catalog['reports'], Map<string, readonly string[]>>();

/** Questions to begin with, of several reports. */
export function examplesOf(index: OpenIndex, thisYear: number): readonly string[] {
  return kept(index, '', () => sampleQuestions(index, thisYear));
}

/** Questions about one report: of its figures, and for all of it. */
export function questionsAbout(report: ReportCard, index: OpenIndex, thisYear: number): readonly string[] {
  return kept(index, shortName(report.id), () => {
    const years = hasPeriod(report.period) ? `${formatPeriod(report.period)}年` : '';
    const summary = `概括一下${report.association}${years}的工作`;
    const isSummed = () =>
      report.association !== '' &&
      answerQuestion({ question: summary, thisYear }, index).citations.some(
        ({ report: id }) => id === report.id,
      );
    const offers = [() => topicsOf(index, [report]), () => (isSummed() ? [summary] : [])];
    return mapAll(offers, (offer) => offer()).flat();
  });
}

/** The question of a short name among those offered; null where it is none of them. */
export function offeredQuestion(name: string, questions: readonly string[]): string | null {
  return questions.find((question) => shortName(question) === name) ?? null;
}

function kept(index: OpenIndex, of: string, make: () => readonly string[]): readonly string[] {
  const all = offered.get(index.reports) ?? new Map<string, readonly string[]>();
  offered.set(index.reports, all);
  const known = all.get(of);
  if (known) return known;
  const made = make();
  all.set(of, made);
  return made;
}
