/**
 * One finding for one question in some reports: the evidence, what in it answers, what of it to show, and
 * how sure we are. Comparing and asking back are made of findings of several associations.
 */
import type { ReportCard } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';
import { confidenceIn } from './decide.ts';
import { defines } from './definition.ts';
import type { Evidence } from './evidence.ts';
import type { Candidate } from './extract/candidate.ts';
import { extractCounts } from './extract/counts.ts';
import { extractDates } from './extract/dates.ts';
import { itemsIn } from './extract/lists.ts';
import { extractNames, holdsKind, isNamed } from './extract/names.ts';
import {
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
/** A name beside the sentence that accounts for the question is a little less certain than one in it. */
const BESIDE_SHARE = 0.9;
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

/** {@link find}, with the sentences it chose from, best first. */
export function findRanked(
  question: Question,
  index: OpenIndex,
  reports: readonly ReportCard[],
): { readonly ranked: readonly Evidence[]; readonly finding: Finding | null } {
  const ranked = retrieve(question, index, reports).filter((sentence) => agreesInYear(question, sentence));
  const found = findByType(question, ranked, index, reports);
  return { ranked, finding: found && { ...found, rivals: rivalsIn(ranked) } };
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
      return question.numberKind === 'frequency'
        ? fromCandidates(question, extractDates(question, evidence))
        : fromCandidates(question, extractCounts(question, evidence, index));
    case 'date':
      return fromCandidates(question, extractDates(question, evidence));
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
      return fromSentence(question, evidence, FACT_CHARS);
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
  return isCovered || years.every((year) => folded.includes(String(year)));
}

function fromCandidates(question: Question, candidates: readonly Candidate[]): Found | null {
  const best = candidates[0];
  if (!best || best.score < 0.3) return null;
  const { evidence, start, end } = best;
  return {
    confidence: confidenceIn(question, evidence, best) * best.certainty,
    shown: [show(evidence, { start, end }, FACT_CHARS)],
    highlight: { start, end },
    verdict: null,
  };
}

function fromNames(question: Question, evidence: readonly Evidence[], index: OpenIndex): Found | null {
  if (!isNamed(question.type)) return null;
  const candidates = extractNames(question, question.type, evidence, index.lexicon);
  const best = candidates[0];
  const top = evidence[0] as Evidence;
  if (!best || best.evidence.fit < 0.85 * top.fit) {
    if (question.type === 'person') return null;
    if (question.wantsMany) return fromList(question, evidence);
    const beside = candidates.find(({ evidence: other }) => isBeside(other, top) && !other.missing);
    if (beside) return fromTwo(question, beside, top);
    // The sentence without the thing itself is an answer only if it holds something of that kind.
    return withConfidence(
      fromSentence(question, evidence, FACT_CHARS),
      holdsKind(question, top.folded) ? 0.85 : 0.65,
    );
  }
  if (question.wantsMany)
    return fromList(question, [best.evidence, ...evidence.filter((e) => e !== best.evidence)]);
  return fromCandidates(question, candidates);
}

/** Whether two sentences stand next to each other in one paragraph. */
function isBeside(one: Evidence, other: Evidence): boolean {
  const blockOf = ({ passage, start }: Evidence) =>
    passage.sentences.find((sentence) => sentence.start === start)?.block;
  const isNext = Math.abs(one.end - other.start) <= 1 || Math.abs(other.end - one.start) <= 1;
  return one.report === other.report && isNext && blockOf(one) === blockOf(other);
}

/** A sentence that accounts for the question, and the one beside it that holds what was asked for. */
function fromTwo(question: Question, beside: Candidate, top: Evidence): Found {
  const named = show(beside.evidence, beside, FACT_CHARS / 2);
  const told = show(top, bestClause(top), FACT_CHARS / 2);
  return {
    confidence: confidenceIn(question, top, told.clause) * BESIDE_SHARE * beside.certainty,
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

function withConfidence(finding: Found | null, factor: number): Found | null {
  return finding && { ...finding, confidence: finding.confidence * factor };
}

function fromSentence(question: Question, evidence: readonly Evidence[], maxChars: number): Found | null {
  const best = evidence[0];
  if (!best) return null;
  return {
    confidence: confidenceIn(question, best, bestClause(best)),
    shown: [show(best, bestClause(best), maxChars, true)],
    highlight: null,
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
  const part = partAbout(question, best);
  const shown: Shown[] = [
    part ? { evidence: best, clause: part } : show(best, bestClause(best), LIST_CHARS, true),
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
    const more = show(sentence, bestClause(sentence), LIST_CHARS - chars, true);
    if (chars + shownChars(more) > LIST_CHARS) continue;
    shown.push(more);
    chars += shownChars(more);
    if (shown.length === 3) break;
  }
  return {
    confidence: confidenceIn(question, best, bestClause(best)),
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
      planMisfit(question, sentence, bestClause(sentence)) / 2 +
      (asksAchieved(question.asked) && tellsStatus(sentence.folded) ? 0.12 : 0),
  );
  if (!best) return null;
  const part = partAbout(question, best);
  const shown = part ? { evidence: best, clause: part } : show(best, bestClause(best), VERDICT_CHARS);
  return {
    confidence: confidenceIn(question, best, bestClause(best)),
    shown: [shown],
    highlight: null,
    verdict: readVerdict(question, best, shown.clause),
  };
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
    confidence: confidenceIn(question, best, bestClause(best)),
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
  const shown = pickAspects(question, evidence, index, reports);
  const first = shown[0];
  if (!first) return null;
  const best = evidence[0];
  return {
    confidence:
      best && question.focus.some(({ isKey }) => isKey)
        ? confidenceIn(question, best, bestClause(best))
        : 0.8,
    shown,
    highlight: null,
    verdict: null,
  };
}
