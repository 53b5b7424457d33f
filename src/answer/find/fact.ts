/**
 * A fact: one span of the type asked for, the sentence beside that holds it, or the best sentence itself. Figures are in `count.ts`.
 */

import type { Index } from '../../index/shelf.ts';
import { NARRATION } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import type { Candidate } from '../extract/candidate.ts';
import { extractDates } from '../extract/dates.ts';
import { chainBefore } from '../extract/lists.ts';
import { bareName, extractNames, holdsKind, isNamed } from '../extract/names.ts';
import { ofPerson } from '../extract/of-person.ts';
import { asksForOffice } from '../extract/office.ts';
import { pairedSpan } from '../extract/pairs.ts';
import { answeringSpan } from '../extract/span/span.ts';
import type { Question } from '../question/question.ts';
import { says } from '../question/said.ts';
import { isOfAnotherEvent } from '../read/agreement.ts';
import { bestClause, show } from '../read/parts.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Basis, Found } from './finding.ts';
import { findList } from './list.ts';
import { LIST_CHARS } from './listing.ts';
import { findCells } from './table/row.ts';

/** How much of a sentence is shown, in characters: an answer is not the passage. */
export const FACT_CHARS = 86;
/** A span that scores less is none. */
export const LEAST_SCORE = 0.3;

/**
 * How far below the best sentence, in score, one may stand whose span answers. Figures are told apart by what they
 * count, so they may be looked for further down. From the trial half of CMRC 2018, 2026-11-22.
 */
export const NEAR_TOP = {
  count: 0.35,
  date: 0.1,
  person: 0.1,
  organisation: 0.1,
  place: 0.1,
  name: 0.05,
} as const;
/** Holders of an office are told apart by it, as figures are by what they count. */
const OF_OFFICE = 0.35;

/** A date, a period or a frequency. */
export function findDate(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  const near = nearTop(evidence, NEAR_TOP.date).filter((sentence) => !isOfAnotherEvent(question, sentence));
  const candidates = extractDates(question, near).filter(
    (one) => !isOnlyReportsYear(one) && isFree(question)(one),
  );
  return orLacking(question, evidence, candidates, index);
}

/** Whether a span answers no other part of the question. */
export const isFree =
  ({ taken = [] }: Question) =>
  ({ evidence, start, end }: Candidate): boolean =>
    !taken.some(
      (one) =>
        one.report === evidence.report.id &&
        one.start < evidence.start + end &&
        one.end > evidence.start + start,
    );

/** Whether a date is no more than the report's own year in a sentence that tells nothing of what is asked to have happened. */
function isOnlyReportsYear({ evidence: { folded, matches, report }, start, end }: Candidate): boolean {
  const events = matches.filter(({ term }) => term.isVerb);
  const { from, to } = report.period;
  return (
    from === to &&
    folded.slice(start, end) === `${to}年` &&
    events.length > 0 &&
    events.every(({ at }) => at.length === 0)
  );
}

/**
 * What was found, or where no figure or date was, the sentence that comes nearest: never sure enough to be said, it
 * tells what the reports have instead.
 */
export function orLacking(
  question: Question,
  evidence: readonly Evidence[],
  candidates: readonly Candidate[],
  index: Index,
): Found | null {
  return fromCandidates(candidates) ?? findSentence(question, evidence, index, 'lacking');
}

/** A person, an organisation, a place or a name. */
export function findName(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  if (!isNamed(question.type)) return null;
  const held = ofPerson(question, evidence);
  if (held) return fromSpan(held.evidence, held, 'span');
  const isOfOffice = question.type === 'person' && asksForOffice(question.head);
  const margin = isOfOffice ? OF_OFFICE : NEAR_TOP[question.type];
  const near = nearTop(evidence, margin);
  const candidates = extractNames(question, question.type, near, index.lexicon).filter(isFree(question));
  const best = candidates[0];
  const top = evidence[0] as Evidence;
  const paired = question.wantsMany ? null : pairedSpan((text) => says(question, text), top.folded);
  if (paired) return fromSpan(top, paired, 'span');
  const chain = question.wantsMany ? chainBefore(top.folded, question.head) : null;
  if (chain) return { ...fromSpan(top, chain, 'span'), shown: [show(top, chain, LIST_CHARS, true)] };
  if (
    !best ||
    best.evidence.fit < 0.85 * top.fit ||
    (!best.fits && top.fit > 0.9 && !question.wants.ofAssociation)
  ) {
    if (question.wantsMany) return findList(question, evidence, index);
    const next = evidence.filter(
      (other) => isBeside(other, top) && (near.includes(other) || leansOn(top, other)),
    );
    const [beside] = extractNames(question, question.type, next, index.lexicon).filter(
      ({ evidence: other, fits }) => fits && (!other.missing || leansOn(top, other)),
    );
    if (beside) return fromTwo(beside, top);
    return findSentence(question, evidence, index, sentenceMeans(question, top, candidates));
  }
  if (question.wantsMany)
    return findList(question, [best.evidence, ...evidence.filter((e) => e !== best.evidence)], index);
  const found = fromCandidates(candidates);
  if (!found || isKept(question, best)) return found;
  return { ...found, highlight: answeringSpan(question, best.evidence, index) };
}

/** By what a sentence answers that no name was taken from: people in it who all hold other offices are no answer. */
function sentenceMeans(question: Question, top: Evidence, candidates: readonly Candidate[]): Basis['means'] {
  const inTop = candidates.filter(({ evidence }) => evidence === top);
  if (asksForOffice(question.head) && inTop.length > 0 && inTop.every(({ fits }) => !fits)) return 'misfit';
  return holdsKind(question, top.folded) ? 'kind' : 'sentence';
}

/**
 * Whether a named thing is what answers, whatever else its sentence holds: a person is told by the office, and what the
 * question says itself (“太仓科协”微信订阅号) answers only because its noun was asked for.
 */
function isKept(question: Question, { evidence, start, end }: Candidate): boolean {
  return question.type === 'person' || says(question, bareName(evidence.folded.slice(start, end)));
}

export function fromCandidates(candidates: readonly Candidate[]): Found | null {
  const best = candidates[0];
  if (!best || best.score < LEAST_SCORE) return null;
  return fromSpan(best.evidence, best, !best.fits ? 'misfit' : 'span');
}

export function fromSpan(evidence: Evidence, { start, end }: Place, means: Basis['means']): Found {
  return {
    basis: { evidence, start, end, means },
    shown: [show(evidence, { start, end }, FACT_CHARS)],
    highlight: { start, end },
    verdict: null,
  };
}

/**
 * The sentences that rank about as high as the best.
 *
 * @param mayLead whether a sentence may be the one that the others are held against
 */
export function nearTop(
  evidence: readonly Evidence[],
  margin: number,
  mayLead: (sentence: Evidence) => boolean = () => true,
): Evidence[] {
  const best = (evidence.find(mayLead) ?? evidence[0])?.score ?? 0;
  return evidence.filter(({ score }) => score >= best - margin);
}

/** Whether two sentences stand next to each other in one paragraph. */
export function isBeside(one: Evidence, other: Evidence): boolean {
  const isNext = Math.abs(one.end - other.start) <= 1 || Math.abs(other.end - one.start) <= 1;
  return one.report === other.report && isNext && one.block === other.block;
}

/** Whether a sentence tells of what the one before it did: 太仓由此有了第2家…. */
function leansOn(top: Evidence, before: Evidence): boolean {
  return before.end <= top.start && wordIn(NARRATION['follows-from'], top.folded) !== null;
}

/** A sentence that accounts for the question, and the one beside it that holds what was asked for. */
function fromTwo(beside: Candidate, top: Evidence): Found {
  const named = show(beside.evidence, beside, FACT_CHARS / 2);
  const told = show(top, bestClause(top), FACT_CHARS / 2);
  return {
    basis: { evidence: top, ...told.clause, means: !beside.fits ? 'misfit' : 'beside' },
    shown: [named, told],
    highlight: { start: beside.start, end: beside.end },
    verdict: null,
  };
}

/** The best sentence itself, where nothing in it is known to be what was asked for. */
export function findSentence(
  question: Question,
  evidence: readonly Evidence[],
  index: Index,
  means: Basis['means'] = 'sentence',
): Found | null {
  const best = evidence[0];
  if (!best) return null;
  const row = means === 'sentence' ? namedRow(question, evidence) : null;
  const cells = row ? findCells(question, row, index) : null;
  if (cells) return cells;
  const part = answeringSpan(question, best, index);
  return {
    basis: { evidence: best, ...bestClause(best), means },
    shown: [show(best, part, FACT_CHARS, true)],
    highlight: part,
    verdict: null,
  };
}

/** The row that keywords name (科技辅导员 市本级 2019): a figure of it is what they ask for, whatever tells of it in words. */
function namedRow(question: Question, evidence: readonly Evidence[]): Evidence | null {
  const [best] = evidence;
  if (question.type !== 'open') return null;
  if (best?.row) return best;
  const named = evidence.find(({ row }) => row !== null && row.label.length > 2 && says(question, row.label));
  return best && named && named.fit >= best.fit ? named : null;
}
