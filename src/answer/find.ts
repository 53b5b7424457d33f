/**
 * One finding for one question in some reports: the evidence, what in it answers, what of it to show, and
 * how sure we are. Comparing and asking back are made of findings of several associations.
 */
import type { ReportCard } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { confidenceOf } from './decide.ts';
import type { Evidence } from './evidence.ts';
import { findVerdict } from './find/claim.ts';
import { findDefinition } from './find/definition.ts';
import { findCount, findDate, findName, findSentence } from './find/fact.ts';
import { findList } from './find/list.ts';
import { findSummary } from './find/summary.ts';
import type { Finding, Found } from './finding.ts';
import type { Question } from './question.ts';
import { rankSentences } from './rank.ts';
import { retrieve } from './retrieve.ts';

/** What a sentence of another year's report loses in rank, though it names the year asked about. */
const OTHER_YEAR_COST = 0.25;
/** A report whose best sentence fits this well, against the best of all, may answer as well. */
const RIVAL_SHARE = 0.8;

/**
 * Finds the best answer to a question in some reports.
 *
 * @returns null when nothing in them has anything to do with the question
 */
export function find(question: Question, index: OpenIndex, reports: readonly ReportCard[]): Finding | null {
  return findRanked(question, index, reports).finding;
}

/** What was found, and the sentences that it was chosen from. */
export interface FoundRanked {
  /** As they were retrieved, those of other years left out. */
  readonly retrieved: readonly Evidence[];
  /** The same, best first by the ranker. */
  readonly ranked: readonly Evidence[];
  readonly finding: Finding | null;
}

/** {@link find}, with the sentences it chose from. */
export function findRanked(
  question: Question,
  index: OpenIndex,
  reports: readonly ReportCard[],
): FoundRanked {
  const retrieved = retrieve(question, index, reports).filter((sentence) => agreesInYear(question, sentence));
  const ranked = nearestYearFirst(question, rankSentences(question, retrieved));
  const found = findByType(question, ranked, index, reports);
  if (!found) return { retrieved, ranked, finding: null };
  const confidence = confidenceOf(question, found.basis);
  return { retrieved, ranked, finding: { ...found, confidence, rivals: rivalsIn(ranked) } };
}

function findByType(
  question: Question,
  evidence: readonly Evidence[],
  index: OpenIndex,
  reports: readonly ReportCard[],
): Found | null {
  if (question.type === 'summary' && question.focus.length === 0)
    return findSummary(question, evidence, index, reports);
  if (evidence.length === 0) return null;
  switch (question.type) {
    case 'count':
      return findCount(question, evidence, index);
    case 'date':
      return findDate(question, evidence, index);
    case 'person':
    case 'organisation':
    case 'place':
    case 'name':
      return findName(question, evidence, index);
    case 'list':
      return findList(question, evidence, index);
    case 'yesno':
      return findVerdict(question, evidence);
    case 'definition':
      return findDefinition(question, evidence, index);
    case 'summary':
      return findSummary(question, evidence, index, reports);
    case 'open':
      return findSentence(question, evidence, index);
  }
}

/** The reports whose best sentence fits about as well as the best of all. */
function rivalsIn(evidence: readonly Evidence[]): ReportCard[] {
  const most = Math.max(0, ...evidence.map(({ fit }) => fit));
  return [...new Set(evidence.filter(({ fit }) => fit >= RIVAL_SHARE * most).map(({ report }) => report))];
}

/** A sentence agrees in year when its report is of that year or it names the year itself. */
function agreesInYear({ scope: { years } }: Question, { report: { period }, folded }: Evidence): boolean {
  if (years.length === 0) return true;
  const isCovered = years.every((year) => year >= period.from && year <= period.to);
  return (
    isCovered ||
    years.every(
      (year) => folded.includes(String(year)) || (year === period.from - 1 && /[上去]一?年/u.test(folded)),
    )
  );
}

/** Another year's report that names the year in passing comes after the report of that year. */
function nearestYearFirst({ scope: { years } }: Question, evidence: readonly Evidence[]): Evidence[] {
  const isCovered = ({ report: { period } }: Evidence) =>
    years.every((year) => year >= period.from && year <= period.to);
  const score = (sentence: Evidence) => sentence.score - (isCovered(sentence) ? 0 : OTHER_YEAR_COST);
  return [...evidence].sort((a, b) => score(b) - score(a));
}
