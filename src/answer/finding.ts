/**
 * What a finding is made of, and which part of a sentence is shown.
 */
import type { ReportCard } from '../index/library.ts';
import { type Clause, clausesToShow, cutClauses } from './clauses.ts';
import type { Evidence } from './evidence.ts';
import type { Verdict } from './verdict.ts';

/** A part of a sentence to show, with the sentence it is from. */
export interface Shown {
  readonly evidence: Evidence;
  /** Offsets in the sentence. */
  readonly clause: Clause;
}

/** What was found for a question, how sure we are of it, and which reports may answer it as well. */
export interface Finding extends Found {
  /** 0 to 1. */
  readonly confidence: number;
  readonly rivals: readonly ReportCard[];
}

/** What was found for a question. */
export interface Found {
  readonly basis: Basis;
  /** Best first for a fact; in the order of the text for a list or summary. Never empty. */
  readonly shown: readonly Shown[];
  /** The span that answers, in the sentence of {@link firstCited}; null where the sentence does. */
  readonly highlight: Clause | null;
  readonly verdict: Verdict | null;
}

/** The sentence that accounts for the question, and by what it answers. */
export interface Basis {
  readonly evidence: Evidence;
  /** How well what is shown accounts for the question, as an evidence's fit, where that is more than this sentence. */
  readonly fit?: number;
  /** What answers, by its offsets in the sentence: a span, or the clause that accounts for the most. */
  readonly start: number;
  readonly end: number;
  /**
   * - `span`: a thing of the type asked for; `misfit`: one, but with another office than asked
   * - `beside`: such a thing in the sentence beside this one
   * - `kind`: the sentence holds something of the kind asked for; `sentence`: it is the best sentence, no more
   * - `list`: the sentences hold things of the kind asked for; `overview`: the report as a whole; `lacking`: it has no
   *   figure or date as was asked for
   */
  readonly means: 'span' | 'misfit' | 'beside' | 'kind' | 'list' | 'sentence' | 'lacking' | 'overview';
}

/** The sentence that is cited first: the one that the answer rests on, or that beside it which holds what was asked for. */
export function firstCited({ shown, basis }: Found): Shown {
  const [first] = shown as readonly [Shown, ...Shown[]];
  if (basis.means === 'beside') return first;
  return shown.find(({ evidence }) => evidence === basis.evidence) ?? first;
}

const placesOf = (evidence: Evidence): Clause[] =>
  evidence.matches.filter(({ at }) => at.length > 0).map(({ at }) => at[0] as Clause);

/**
 * The part of a sentence to show.
 *
 * @param fill whether to show as much of the sentence as fits, not only what holds the question's terms
 */
export function show(evidence: Evidence, answer: Clause, maxChars: number, fill = false): Shown {
  const part = fill ? null : tellingPart(evidence);
  if (!part || answer.start < part.start || answer.end > part.end)
    return { evidence, clause: clausesToShow(evidence.folded, answer, placesOf(evidence), maxChars, fill) };
  const inPart = ({ start, end }: Clause): Clause => ({ start: start - part.start, end: end - part.start });
  const { start, end } = clausesToShow(
    evidence.folded.slice(part.start, part.end),
    inPart(answer),
    placesOf(evidence)
      .filter(({ start, end }) => start >= part.start && end <= part.end)
      .map(inPart),
    maxChars,
  );
  return { evidence, clause: { start: start + part.start, end: end + part.start } };
}

/**
 * The part of a sentence between semicolons that holds every key term the sentence holds: the others tell of
 * something else (6月8日…签约9项；11月3日…签约6项).
 *
 * @returns null where the sentence has one part only, or not just one holds them all
 */
export function tellingPart(evidence: Evidence): Clause | null {
  if (!/[；;]/u.test(evidence.folded)) return null;
  const parts = partsWithAllKeys(evidence);
  return parts.length === 1 ? (parts[0] as Clause) : null;
}

/** The parts of a sentence between semicolons that hold every key term the sentence holds; none where it holds none. */
export function partsWithAllKeys({ folded, matches }: Evidence): Clause[] {
  const held = matches.filter(({ term, at }) => term.isKey && at.length > 0);
  if (held.length === 0) return [];
  const ends = [...[...folded.matchAll(/[；;]/gu)].map(({ index }) => index), folded.length];
  return ends
    .map((end, i) => ({ start: i === 0 ? 0 : (ends[i - 1] as number) + 1, end }))
    .filter((part) =>
      held.every(({ at }) => at.some(({ start, end }) => start >= part.start && end <= part.end)),
    );
}

/** The clause that holds the most of what is asked. */
export function bestClause(evidence: Evidence): Clause {
  const part = tellingPart(evidence);
  const clauses = cutClauses(evidence.folded).filter(
    ({ start, end }) => !part || (start >= part.start && end <= part.end),
  );
  let best: Clause = clauses[0] ?? { start: 0, end: evidence.folded.length };
  let most = -1;
  for (const clause of clauses) {
    const weight = evidence.matches
      .filter(({ at }) => at.some(({ start, end }) => start >= clause.start && end <= clause.end))
      .reduce((sum, { term }) => sum + term.weight, 0);
    if (weight > most) {
      most = weight;
      best = clause;
    }
  }
  return best;
}

/** Length of what is shown, in characters. */
export const shownChars = ({ clause }: Shown) => clause.end - clause.start;

/** In the order of the text. */
export const inTextOrder = (shown: readonly Shown[]) =>
  [...shown].sort((a, b) => a.evidence.start - b.evidence.start);
