/**
 * What answers one question best in some reports: the evidence, what in it answers, and what of it to show.
 */
import { covers, hasPeriod } from '../../corpus/report.ts';
import type { Index, ReportCard } from '../../index/shelf.ts';
import { NARRATION } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { isWithin } from '../../language/place.ts';
import type { Question } from '../question/question.ts';
import { inWordsOf } from '../question/renamed.ts';
import { rankSentences } from '../rank/rank.ts';
import { asksForPlan, plansFor } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { retrieve } from '../retrieve/retrieve.ts';
import { asksForPart, findAspect } from './aspect.ts';
import { findVerdict } from './claim.ts';
import { findCount } from './count.ts';
import { definingIn, findDefinition } from './definition.ts';
import { findDate, findName, findSentence } from './fact.ts';
import type { Found } from './finding.ts';
import { findList } from './list.ts';
import { findReason } from './reason.ts';
import { findSummary } from './summary.ts';
import { findInColumn } from './table/order.ts';

/** What a sentence of another year's report loses in rank, though it names the year asked about. */
const OTHER_YEAR_COST = 0.25;
/** Fit from which a sentence tells of the plan that is asked for. */
const PLANS = 0.6;
/** A report whose best sentence fits this well, against the best of all, may answer as well. */
const RIVAL_SHARE = 0.8;
/** And one of this share that has each of the question's keys, whatever else it lacks. */
const KEYED_SHARE = 0.6;

/** What was found, and the sentences that it was chosen from. */
export interface FoundRanked {
  /** As they were retrieved, those of other years left out. */
  readonly retrieved: readonly Evidence[];
  /** The same, best first by the ranker. */
  readonly ranked: readonly Evidence[];
  /** Null where no sentence was retrieved, or none is of the kind that is asked for. */
  readonly found: Found | null;
  /** The reports whose best sentence fits about as well as the best of all. */
  readonly rivals: readonly ReportCard[];
}

/**
 * Finds what answers a question best in some reports, sure or not.
 *
 * @param mayAnswer which sentences are looked into
 */
export function find(
  asked: Question,
  index: Index,
  reports: readonly ReportCard[],
  mayAnswer: (sentence: Evidence) => boolean = () => true,
): FoundRanked {
  const question = inWordsOf(asked, reports);
  const retrieved = retrieve(question, index, reports).filter(
    (sentence) => agreesInYear(question, sentence) && mayAnswer(sentence),
  );
  const ranked = nearestYearFirst(question, rankSentences(question, retrieved));
  return {
    retrieved,
    ranked,
    found: findByType(question, ranked, index, reports),
    rivals: rivalsIn(question.defined === '' ? ranked : definingIn(ranked, question.defined, index.lexicon)),
  };
}

function findByType(
  question: Question,
  evidence: readonly Evidence[],
  index: Index,
  reports: readonly ReportCard[],
): Found | null {
  const part = asksForPart(question) ? findAspect(question, index, reports) : null;
  if (part) return part;
  if (question.type === 'summary' && question.focus.length === 0)
    return findSummary(question, evidence, index, reports);
  if (evidence.length === 0) return null;
  if (question.wants.form === 'reason' && question.type === 'open')
    return findReason(question, evidence, index);
  const inColumn = findInColumn(question, evidence, index);
  if (inColumn) return inColumn;
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
      return findVerdict(question, evidence, index);
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
  const isRival = (one: Evidence) =>
    one.fit >= RIVAL_SHARE * most || (one.fit >= KEYED_SHARE * most && hasKeys(one));
  return [...new Set(evidence.filter(isRival).map(({ report }) => report))];
}

/** Whether a sentence itself has each of the question's keys. */
const hasKeys = ({ matches }: Evidence): boolean =>
  matches.every(({ term, at }) => !term.isKey || at.length > 0);

/** A sentence agrees in year when its report is of that year, it names the year itself, or it plans for it. */
function agreesInYear(question: Question, evidence: Evidence): boolean {
  const { years } = question.scope;
  const { period } = evidence.report;
  const isCovered = years.every((year) => covers(period, year));
  // How much was done in a year no report tells that was written before it ended.
  if (asksWhatWasDone(question) && hasPeriod(period) && years.some((year) => year > period.to)) return false;
  return (
    isCovered ||
    plansForAll(question, evidence) ||
    years.every(
      (year) =>
        evidence.folded.includes(String(year)) ||
        (year === period.from - 1 && tellsOfYearBefore(question, evidence)),
    )
  );
}

/** Whether a sentence tells of the year before its report's; what is only held against it (比上年增长16.5%) counts nothing of it. */
function tellsOfYearBefore({ type }: Question, { folded, passage, report, ...place }: Evidence): boolean {
  if (type !== 'count') return wordIn(NARRATION['last-year'], folded) !== null;
  return passage.figures.some(
    ({ period, ...figure }) =>
      period !== null && covers(period, report.period.from - 1) && isWithin(figure, place),
  );
}

const asksWhatWasDone = ({ type, wants }: Question): boolean =>
  type === 'count' && wants.done && wants.plan === null;

/** Whether a plan is asked for, or a year that only plans can tell of, and a sentence is one for the years that are named. */
function plansForAll(question: Question, evidence: Evidence): boolean {
  const { years, relativeYear } = question.scope;
  // 2024年办多少场 asks how many there were, unless it says 计划.
  if (question.type === 'count' ? question.wants.plan !== 'plan' : !asksForPlan(question, evidence))
    return false;
  if (years.length > 0) return years.every((year) => plansFor(evidence, year));
  return relativeYear !== null && plansFor(evidence, evidence.report.period.to + 1);
}

/**
 * Another year's report that names the year in passing comes after the report of that year; in a report of several years,
 * what is dated by another one or by none comes after what is dated by it. Of a plan that is asked for, what was done tells
 * nothing where a plan is found.
 */
function nearestYearFirst(question: Question, evidence: readonly Evidence[]): Evidence[] {
  const { years, isSpan } = question.scope;
  const planned = evidence.filter((sentence) => plansForAll(question, sentence));
  if (planned.some(({ fit, missing }) => fit >= PLANS && !missing)) return planned;
  const isCovered = ({ report: { period } }: Evidence) => years.every((year) => covers(period, year));
  const isDated = ({ report: { period }, folded }: Evidence) =>
    isSpan || period.from === period.to || years.every((year) => folded.includes(String(year)));
  const place = (sentence: Evidence) => sentence.score - (isCovered(sentence) ? 0 : OTHER_YEAR_COST);
  return evidence
    .map((sentence) =>
      isCovered(sentence) && !isDated(sentence)
        ? { ...sentence, score: sentence.score - OTHER_YEAR_COST }
        : sentence,
    )
    .sort((a, b) => place(b) - place(a));
}
