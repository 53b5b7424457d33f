/**
 * One finding for one question in some reports, with how sure we are of it. Comparing and asking back are made of
 * findings of several associations.
 */
import type { Index, ReportCard } from '../../index/shelf.ts';
import { find } from '../find/find.ts';
import type { Found } from '../find/finding.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { confidenceOf } from './confidence.ts';
import { type DecideFeatures, decideFeatures } from './features.ts';
import { type ObjectionName, objectionsTo, rulesOut } from './objections.ts';

/** What was found for a question, how sure we are of it, and which reports may answer it as well. */
export interface Finding extends Found {
  /** 0 to 1: the probability that it answers. */
  readonly confidence: number;
  /** What speaks against it, by the names of {@link OBJECTIONS}. */
  readonly objections: readonly ObjectionName[];
  readonly rivals: readonly ReportCard[];
}

/** A finding, and the sentences that it was chosen from. */
export interface Decided {
  /** As they were retrieved, those of other years left out. */
  readonly retrieved: readonly Evidence[];
  /** The same, best first by the ranker. */
  readonly ranked: readonly Evidence[];
  readonly finding: Finding | null;
  /** What the confidence was made of. */
  readonly features: DecideFeatures | null;
}

/**
 * Finds what answers a question best in some reports, and says how sure we are of it.
 *
 * @param mayAnswer which sentences are looked into
 */
export function decide(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
  mayAnswer?: (sentence: Evidence) => boolean,
): Decided {
  const { retrieved, ranked, found, rivals } = find(question, index, reports, mayAnswer);
  if (!found) return { retrieved, ranked, finding: null, features: null };
  const { evidence, start } = found.basis;
  const { figures } = evidence.passage;
  const figure = figures.find((one) => one.start === evidence.start + start) ?? null;
  const objections = objectionsTo(question, found.basis, figure);
  const knows = (word: string) => index.has(word);
  const features = decideFeatures({ question, ranked, found, objections, figures, knows });
  const finding = {
    ...withSureVerdict(found, features),
    confidence: rulesOut(objections, found.basis) ? 0 : confidenceOf(features),
    objections,
    rivals,
  };
  return { retrieved, ranked, finding, features };
}

/**
 * Below this neither 是 nor 不是 is said, and the report's own words stand: of 335 claims that were learnt from, none that was
 * rightly judged is less sure than 0.65 (2026-11-30).
 */
const SURE_OF_VERDICT = 0.6;

function withSureVerdict(found: Found, features: DecideFeatures): Found {
  const { verdict } = found;
  const isSaid = verdict?.says === 'yes' || verdict?.says === 'no';
  if (!verdict || !isSaid || confidenceOf(features) >= SURE_OF_VERDICT) return found;
  return { ...found, verdict: { ...verdict, says: 'quote', word: '' } };
}
