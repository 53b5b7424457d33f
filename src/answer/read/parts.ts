/**
 * Which part of a sentence is about what is asked, and which part of it is shown.
 */
import { isWithin, type Place } from '../../language/place.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { clausesToShow, cutClauses } from './clauses.ts';

/** A part of a sentence to show, with the sentence it is from. */
export interface Shown {
  readonly evidence: Evidence;
  /** Offsets in the sentence. */
  readonly clause: Place;
  /**
   * What is said in place of the clause, made of its words: a row of a table in the order of speech (柳埠镇31场). Empty where
   * the sentence is cited and not said.
   */
  readonly words?: string;
}

const placesOf = (evidence: Evidence): Place[] =>
  evidence.matches.filter(({ at }) => at.length > 0).map(({ at }) => at[0] as Place);

/**
 * The part of a sentence to show.
 *
 * @param fill whether to show as much of the sentence as fits, not only what holds the question's terms
 */
export function show(evidence: Evidence, answer: Place, maxChars: number, fill = false): Shown {
  const part = fill ? null : tellingPart(evidence);
  if (!part || answer.start < part.start || answer.end > part.end)
    return { evidence, clause: clausesToShow(evidence.folded, answer, placesOf(evidence), maxChars, fill) };
  const inPart = ({ start, end }: Place): Place => ({ start: start - part.start, end: end - part.start });
  const { start, end } = clausesToShow(
    evidence.folded.slice(part.start, part.end),
    inPart(answer),
    placesOf(evidence)
      .filter((place) => isWithin(place, part))
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
export function tellingPart(evidence: Evidence): Place | null {
  if (!/[；;]/u.test(evidence.folded)) return null;
  const parts = partsWithAllKeys(evidence);
  return parts.length === 1 ? (parts[0] as Place) : null;
}

/** The parts of a sentence between semicolons that hold every key term the sentence holds; none where it holds none. */
export function partsWithAllKeys({ folded, matches }: Evidence): Place[] {
  const held = matches.filter(({ term, at }) => term.isKey && at.length > 0);
  if (held.length === 0) return [];
  const ends = [...[...folded.matchAll(/[；;]/gu)].map(({ index }) => index), folded.length];
  return ends
    .map((end, i) => ({ start: i === 0 ? 0 : (ends[i - 1] as number) + 1, end }))
    .filter((part) => held.every(({ at }) => at.some((place) => isWithin(place, part))));
}

/** The clause that holds the most of what is asked. */
export function bestClause(evidence: Evidence): Place {
  const part = tellingPart(evidence);
  const clauses = cutClauses(evidence.folded).filter((place) => !part || isWithin(place, part));
  let best: Place = clauses[0] ?? { start: 0, end: evidence.folded.length };
  let most = -1;
  for (const clause of clauses) {
    const weight = evidence.matches
      .filter(({ at }) => at.some((place) => isWithin(place, clause)))
      .reduce((sum, { term }) => sum + term.weight, 0);
    if (weight > most) {
      most = weight;
      best = clause;
    }
  }
  return best;
}

/** Length of what is shown, in characters. */
export const shownChars = ({ clause, words }: Shown) => words?.length ?? clause.end - clause.start;

/** In the order of the text. */
export const inTextOrder = (shown: readonly Shown[]) =>
  [...shown].sort((a, b) => a.evidence.start - b.evidence.start);
