/**
 * One finding for one question in some reports: the evidence, what in it answers, what of it to show, and
 * how sure we are. Comparing and asking back are made of findings of several associations.
 */
import type { ReportCard } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { readNumbers } from '../language/numbers.ts';
import type { Clause } from './clauses.ts';
import { confidenceOf } from './decide.ts';
import { defines } from './definition.ts';
import type { Evidence } from './evidence.ts';
import { type Candidate, nearness } from './extract/candidate.ts';
import { answeringPart } from './extract/clause.ts';
import { extractCounts } from './extract/counts.ts';
import { extractDates } from './extract/dates.ts';
import { itemsIn } from './extract/lists.ts';
import { extractNames, holdsKind, isNamed } from './extract/names.ts';
import {
  type Basis,
  bestClause,
  type Finding,
  type Found,
  inTextOrder,
  type Shown,
  show,
  shownChars,
} from './finding.ts';
import { planMisfit } from './plans.ts';
import type { Question } from './question.ts';
import { rankSentences } from './rank.ts';
import { retrieve } from './retrieve.ts';
import { asksAchieved, tellsStatus } from './status.ts';
import { partAbout } from './subject.ts';
import { pickAspects } from './summary.ts';
import { readVerdict } from './verdict.ts';

/** How much of a sentence is shown, in characters: an answer is not the passage. */
const FACT_CHARS = 86;
const VERDICT_CHARS = 110;
const DEFINITION_CHARS = 190;
const LIST_CHARS = 250;
const PLACES_CHARS = 105;
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
    return fromSummary(question, evidence, index, reports);
  if (evidence.length === 0) return null;
  switch (question.type) {
    case 'count':
      if (question.wantsMany && /各|分别/u.test(question.asked)) return fromList(question, evidence);
      return orLacking(
        question,
        evidence,
        question.numberKind === 'frequency'
          ? fromCandidates(nearTop(extractDates(question, evidence), evidence, NEAR_TOP.date))
          : fromCandidates(nearTop(extractCounts(question, evidence, index), evidence, NEAR_TOP.count)),
      );
    case 'date':
      return orLacking(
        question,
        evidence,
        fromCandidates(nearTop(extractDates(question, evidence), evidence, NEAR_TOP.date)),
      );
    case 'person':
    case 'organisation':
    case 'place':
    case 'name':
      return fromNames(question, evidence, index);
    case 'list':
      return fromList(question, evidence);
    case 'yesno':
      return fromVerdict(question, evidence);
    case 'definition':
      return fromDefinition(question, evidence, index);
    case 'summary':
      return fromSummary(question, evidence, index, reports);
    case 'open':
      return fromSentence(evidence, FACT_CHARS, question);
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

/**
 * What was found, or where no figure or date was, the sentence that comes nearest: never sure enough to be said, it
 * tells what the reports have instead.
 */
function orLacking(question: Question, evidence: readonly Evidence[], found: Found | null): Found | null {
  return found ?? fromSentence(evidence, FACT_CHARS, question, 'lacking');
}

/** Another year's report that names the year in passing comes after the report of that year. */
function nearestYearFirst({ scope: { years } }: Question, evidence: readonly Evidence[]): Evidence[] {
  const isCovered = ({ report: { period } }: Evidence) =>
    years.every((year) => year >= period.from && year <= period.to);
  const score = (sentence: Evidence) => sentence.score - (isCovered(sentence) ? 0 : OTHER_YEAR_COST);
  return [...evidence].sort((a, b) => score(b) - score(a));
}

function fromCandidates(candidates: readonly Candidate[]): Found | null {
  const best = candidates[0];
  if (!best || best.score < 0.3) return null;
  const { evidence, start, end, certainty } = best;
  return {
    basis: { evidence, start, end, means: certainty < 1 ? 'misfit' : 'span' },
    shown: [show(evidence, { start, end }, FACT_CHARS)],
    highlight: { start, end },
    verdict: null,
  };
}

function fromNames(question: Question, evidence: readonly Evidence[], index: OpenIndex): Found | null {
  if (!isNamed(question.type)) return null;
  const candidates = nearTop(
    extractNames(question, question.type, evidence, index.lexicon),
    evidence,
    NEAR_TOP[question.type],
  );
  const best = candidates[0];
  const top = evidence[0] as Evidence;
  if (
    !best ||
    best.evidence.fit < 0.85 * top.fit ||
    (best.certainty < 1 && top.fit > 0.9 && !/科协|科学技术协会/u.test(question.asked))
  ) {
    if (question.wantsMany) return fromList(question, evidence);
    const beside = candidates.find(({ evidence: other }) => isBeside(other, top) && !other.missing);
    if (beside) return fromTwo(beside, top);
    return fromSentence(
      evidence,
      FACT_CHARS,
      question,
      holdsKind(question, top.folded) ? 'kind' : 'sentence',
    );
  }
  if (question.wantsMany)
    return fromList(question, [best.evidence, ...evidence.filter((e) => e !== best.evidence)]);
  return fromCandidates(candidates);
}

/** Whether two sentences stand next to each other in one paragraph. */
function isBeside(one: Evidence, other: Evidence): boolean {
  const blockOf = ({ passage, start }: Evidence) =>
    passage.sentences.find((sentence) => sentence.start === start)?.block;
  const isNext = Math.abs(one.end - other.start) <= 1 || Math.abs(other.end - one.start) <= 1;
  return one.report === other.report && isNext && blockOf(one) === blockOf(other);
}

/** A sentence that accounts for the question, and the one beside it that holds what was asked for. */
function fromTwo(beside: Candidate, top: Evidence): Found {
  const named = show(beside.evidence, beside, FACT_CHARS / 2);
  const told = show(top, bestClause(top), FACT_CHARS / 2);
  return {
    basis: { evidence: top, ...told.clause, means: beside.certainty < 1 ? 'misfit' : 'beside' },
    shown: [named, told],
    highlight: { start: beside.start, end: beside.end },
    verdict: null,
  };
}

function bestOf(evidence: readonly Evidence[], score: (sentence: Evidence) => number): Evidence | undefined {
  let best: Evidence | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const sentence of evidence.slice(0, 12)) {
    const own = score(sentence);
    if (own > most) {
      most = own;
      best = sentence;
    }
  }
  return best;
}

/** The best sentence itself, where nothing in it is known to be what was asked for. */
function fromSentence(
  evidence: readonly Evidence[],
  maxChars: number,
  question: Question,
  means: Basis['means'] = 'sentence',
): Found | null {
  const best = evidence[0];
  if (!best) return null;
  const part = answeringPart(question, best);
  return {
    basis: { evidence: best, ...bestClause(best), means },
    shown: [show(best, part, maxChars, true)],
    highlight: part,
    verdict: null,
  };
}

/** All the items: the sentence that lists them, and others that go on with the same matter. */
function fromList(question: Question, evidence: readonly Evidence[]): Found | null {
  const ranked = evidence
    .slice(0, 12)
    .map((sentence) => ({
      sentence,
      score:
        sentence.score +
        0.12 * Math.min(1, itemsIn(sentence.folded) / 3) +
        (question.head.length > 1 && sentence.folded.includes(question.head) ? 0.15 : 0) -
        planMisfit(question, sentence, bestClause(sentence)),
    }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.sentence;
  if (!best) return null;
  const maxChars = question.type === 'place' ? PLACES_CHARS : LIST_CHARS;
  const part = partAbout(question, best);
  const shown: Shown[] = [
    part ? { evidence: best, clause: part } : show(best, bestClause(best), maxChars, true),
  ];
  let chars = shownChars(shown[0] as Shown);
  for (const { sentence } of ranked.slice(1)) {
    if (
      part ||
      sentence.report !== best.report ||
      sentence.missing ||
      sentence.coverage < 0.85 * best.coverage
    )
      continue;
    const more = show(sentence, bestClause(sentence), maxChars - chars, true);
    if (chars + shownChars(more) > maxChars) continue;
    shown.push(more);
    chars += shownChars(more);
    if (shown.length === 3) break;
  }
  const words = shown
    .map(({ evidence: { folded }, clause }) => folded.slice(clause.start, clause.end))
    .join('；');
  return {
    basis: { evidence: best, ...bestClause(best), means: holdsKind(question, words) ? 'list' : 'sentence' },
    shown: inTextOrder(shown),
    highlight: null,
    verdict: null,
  };
}

function fromVerdict(question: Question, evidence: readonly Evidence[]): Found | null {
  const best = bestOf(
    evidence,
    (sentence) =>
      sentence.score -
      planMisfit(question, sentence, bestClause(sentence)) * (asksAchieved(question.asked) ? 1 : 0.5) +
      (claimedFigure(question, sentence) ? 0.1 : 0) +
      (asksAchieved(question.asked) && tellsStatus(sentence.folded) ? 0.12 : 0),
  );
  if (!best) return null;
  const part = partAbout(question, best);
  const answer = claimedFigure(question, best) ?? bestClause(best);
  const shown = part ? { evidence: best, clause: part } : show(best, answer, VERDICT_CHARS);
  return {
    basis: { evidence: best, ...bestClause(best), means: 'sentence' },
    shown: [shown],
    highlight: null,
    verdict: readVerdict(question, best, shown.clause),
  };
}

/** The figure of a sentence that a claim about a number (签了9项是吧) has to be held against: the nearest of its unit. */
function claimedFigure({ asked }: Question, sentence: Evidence): Clause | null {
  const claimed = readNumbers(asked).filter(
    ({ kind }) => kind === 'count' || kind === 'percent' || kind === 'money',
  );
  if (claimed.length === 0) return null;
  const numbers = readNumbers(sentence.folded);
  const alike = numbers.filter(({ unit, kind }) =>
    claimed.some((one) => one.unit === unit && one.kind === kind),
  );
  let best: Clause | null = null;
  let most = -1;
  for (const { start, end } of alike) {
    const near = nearness(sentence, { start, end }, alike);
    if (near > most) {
      most = near;
      best = { start, end };
    }
  }
  return best;
}

function fromDefinition(question: Question, evidence: readonly Evidence[], index: OpenIndex): Found | null {
  const term = question.defined;
  const ranked = evidence
    .slice(0, 12)
    .map((sentence) => ({ sentence, score: sentence.score + defines(sentence.folded, term, index.lexicon) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.sentence;
  if (!best) return null;
  const shown = show(best, bestClause(best), DEFINITION_CHARS, true);
  const around = besideIn(best, evidence, DEFINITION_CHARS - shownChars(shown));
  return {
    basis: { evidence: best, ...bestClause(best), means: 'sentence' },
    shown: inTextOrder([shown, ...around]),
    highlight: null,
    verdict: null,
  };
}

/** The sentences right before and after one in its paragraph, while they fit: a definition often takes two. */
function besideIn(best: Evidence, evidence: readonly Evidence[], maxChars: number): Shown[] {
  const block = best.passage.sentences.find(({ start }) => start === best.start)?.block;
  const beside = best.passage.sentences.filter(
    (sentence) => sentence.block === block && (sentence.end === best.start || sentence.start === best.end),
  );
  let left = maxChars;
  return beside.flatMap(({ start }) => {
    const neighbour = evidence.find((other) => other.passage === best.passage && other.start === start);
    if (!neighbour || neighbour.folded.length > left) return [];
    left -= neighbour.folded.length;
    return [{ evidence: neighbour, clause: { start: 0, end: neighbour.folded.length } }];
  });
}

function fromSummary(
  question: Question,
  evidence: readonly Evidence[],
  index: OpenIndex,
  reports: readonly ReportCard[],
): Found | null {
  // A summary is of what a section tells, not of the sentence that answers best.
  const ranked = [...evidence].sort((a, b) => b.fit - a.fit || b.score - a.score);
  const shown = pickAspects(question, ranked, index, reports);
  const first = shown[0];
  if (!first) return null;
  const isOverview = ranked.length === 0 || !question.focus.some(({ isKey }) => isKey);
  const best = ranked[0] ?? first.evidence;
  return {
    basis: { evidence: best, ...bestClause(best), means: isOverview ? 'overview' : 'sentence' },
    shown,
    highlight: null,
    verdict: null,
  };
}

/**
 * How far below the best sentence, in score, one may stand whose span answers. Figures are told apart by what they
 * count, so they may be looked for further down. From the trial half of CMRC 2018, 2026-11-22.
 */
const NEAR_TOP = { count: 0.35, date: 0.1, person: 0.1, organisation: 0.1, place: 0.1, name: 0.05 } as const;

/** The candidates of sentences that rank about as high as the best. */
function nearTop(
  candidates: readonly Candidate[],
  evidence: readonly Evidence[],
  margin: number,
): Candidate[] {
  const best = evidence[0]?.score ?? 0;
  return candidates.filter(({ evidence: { score } }) => score >= best - margin);
}
