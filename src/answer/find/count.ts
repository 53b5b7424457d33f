/**
 * A figure: the one whose sentence counts what is asked for, the one that stands beside it in its sentence where both are asked
 * for, or how many there are in all where the next sentence says so.
 */
import type { Index } from '../../index/shelf.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import { isWithin } from '../../language/place.ts';
import type { Candidate } from '../extract/candidate.ts';
import { isAddition, isTotal } from '../extract/count-fit.ts';
import { extractCounts } from '../extract/counts.ts';
import { pairedSpan } from '../extract/pairs.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { figureRole } from '../read/figure-roles.ts';
import { FORMS } from '../read/forms.ts';
import { isOfAnotherAssociation } from '../read/owner.ts';
import { show } from '../read/parts.ts';
import { planMisfit } from '../read/plans.ts';
import { ofAskedPart } from '../read/wholes.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import {
  FACT_CHARS,
  findDate,
  fromCandidates,
  fromSpan,
  isBeside,
  isFree,
  LEAST_SCORE,
  NEAR_TOP,
  nearTop,
  orLacking,
} from './fact.ts';
import type { Found } from './finding.ts';
import { findList } from './list.ts';
import { cellsFor, findCells } from './table/row.ts';

/** A figure, or a date where how often is asked. */
export function findCount(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  const row = evidence[0]?.row && question.wants.measured.side === 'both' ? evidence[0] : null;
  const sides = row ? findCells(question, row, index) : null;
  if (sides) return sides;
  // 一二三等奖各多少项 wants all of them.
  if (question.wantsMany && question.wants.each) return findList(question, evidence, index);
  if (question.numberKind === 'frequency') return findDate(question, evidence, index);
  const margin = question.wants.total === 'only' ? OF_TOTAL : NEAR_TOP.count;
  const sentences = ofAskedPart(question, evidence);
  const near = nearTop(sentences, margin, (sentence) => isDone(question, sentence));
  const candidates = extractCounts(question, near, (row) => cellsFor(question, row, index))
    .filter(
      ({ evidence: { folded, report }, start }) =>
        !isOfAnotherAssociation({ text: folded, report, isNamed: (name) => names(question, name) }, start),
    )
    .filter((one) => isFree(question)(one) && isAge(question, one));
  const [best] = candidates;
  const total = best && totalAfter(question, best, evidence);
  if (total) return fromTotal(best, total);
  const paired = best && pairedWith(question, best, candidates);
  if (paired) return fromCandidates([paired]);
  if (best?.evidence.row && best.score >= LEAST_SCORE) return findCells(question, best.evidence, index);
  const { side, change } = question.wants.measured;
  const both = best && (side === 'both' || change) ? withOther(best, candidates) : null;
  if (both) return both;
  return orLacking(question, evidence, candidates, index);
}

/** 分别增长20%和12%: of figures in one list, the one whose place in it is that of what is asked about. */
function pairedWith(
  question: Question,
  best: Candidate,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (best.evidence.row) return undefined;
  const paired = pairedSpan((text) => says(question, text), best.evidence.folded);
  return paired
    ? candidates.find((one) => one.evidence === best.evidence && isWithin(one, paired))
    : undefined;
}

/**
 * How many there are in all, where the sentence after the one that tells how many were added says so and no more: 新建工作站2家。至年末，全市累计27家。
 * Null where it is asked how many were added.
 */
function totalAfter(question: Question, best: Candidate, evidence: readonly Evidence[]): Candidate | null {
  const { folded, row, end } = best.evidence;
  if (row || question.wants.additions || !isAddition(folded, best)) return null;
  const next = evidence.find((other) => isBeside(best.evidence, other) && other.start >= end);
  if (!next) return null;
  const figureOf = ({ evidence: { passage: within, start }, ...span }: Candidate) =>
    within.figures.find((figure) => figure.start === start + span.start);
  const unit = figureOf(best)?.unit;
  const [total] = extractCounts(question, [next], () => []).filter(
    (one) => isTotal(next.folded, one) && figureOf(one)?.unit === unit && figureOf(one)?.isPart === false,
  );
  return total ?? null;
}

/** What was added, and how many there are with it. */
function fromTotal(added: Candidate, total: Candidate): Found {
  const found = fromSpan(total.evidence, total, 'span');
  return {
    ...found,
    basis: { ...found.basis, fit: added.evidence.fit },
    shown: [show(added.evidence, added, FACT_CHARS / 2), ...found.shown],
  };
}

/** A figure with what was to be reached, or what it was before, beside it in its sentence: 目标20场，实际18场. */
function withOther(best: Candidate, candidates: readonly Candidate[]): Found | null {
  const found = fromCandidates(candidates);
  const { evidence } = best;
  const { figures } = evidence.passage;
  const unitOf = ({ start }: Candidate) => figures.find((one) => one.start === evidence.start + start)?.unit;
  const roleOf = (one: Candidate) => figureRole(evidence.folded, one);
  const other = candidates.find(
    (one) => one.evidence === evidence && unitOf(one) === unitOf(best) && roleOf(one) !== roleOf(best),
  );
  if (!found || !other) return found;
  const span = { start: Math.min(best.start, other.start), end: Math.max(best.end, other.end) };
  return { ...found, shown: [show(evidence, span, FACT_CHARS)] };
}

/** Whether a question, or the one that it follows, names a place or body. */
const names = (question: Question, name: string) =>
  says(question, name) || question.scope.foreign.some((place) => name.includes(place));

/** 年末累计54家 stands after all that the paragraph tells of single ones. */
const OF_TOTAL = 0.8;

/** Where an age is asked for, whether a figure is one. */
const isAge = ({ wants }: Question, { evidence, start, end }: Candidate): boolean =>
  wants.form !== 'age' || wordIn(FORMS.age, evidence.folded.slice(start, end)) !== null;

/** Whether a sentence tells what was done, or plans are asked for. */
const isDone = (question: Question, sentence: Evidence): boolean =>
  planMisfit(question, sentence, { start: 0, end: sentence.folded.length }) === 0;
