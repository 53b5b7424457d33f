/**
 * What a finding is made of.
 */
import type { Place } from '../../language/place.ts';
import type { Shown } from '../read/parts.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Verdict } from './verdict/verdict.ts';

/** What was found for a question. */
export interface Found {
  readonly basis: Basis;
  /** Best first for a fact; in the order of the text for a list or summary. Never empty. */
  readonly shown: readonly Shown[];
  /** The span that answers, in the sentence of {@link firstCited}; null where the sentence does. */
  readonly highlight: Place | null;
  readonly verdict: Verdict | null;
  /** How what is shown belongs together, where it is items or points. */
  readonly listing?: Listing | undefined;
  /** Of several things that were asked at once, what was not found, in the words of the question. */
  readonly untold?: readonly string[];
}

/** Items of a list, or points of a summary. */
export interface Listing {
  /** `list`: one after the other; `points`: one a line, with the section it is from. */
  readonly form: 'list' | 'points';
  /** What introduces them, of which a part is shown. */
  readonly head: Shown | null;
  readonly items: readonly (readonly Shown[])[];
  /** How many the report has, where not all of them are shown; 0 where all are. */
  readonly total: number;
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
