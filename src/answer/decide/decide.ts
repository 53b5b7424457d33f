/**
 * One finding for one question in some reports, with how sure we are of it. Comparing and asking back are made of
 * findings of several associations.
 */
import type { ReportCard } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import { find } from '../find/find.ts';
import type { Found } from '../find/finding.ts';
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { confidenceOf } from './confidence.ts';

/** What was found for a question, how sure we are of it, and which reports may answer it as well. */
export interface Finding extends Found {
  /** 0 to 1. */
  readonly confidence: number;
  readonly rivals: readonly ReportCard[];
}

/** A finding, and the sentences that it was chosen from. */
export interface Decided {
  /** As they were retrieved, those of other years left out. */
  readonly retrieved: readonly Evidence[];
  /** The same, best first by the ranker. */
  readonly ranked: readonly Evidence[];
  readonly finding: Finding | null;
}

/** Finds what answers a question best in some reports, and says how sure we are of it. */
export function decide(question: Question, index: OpenIndex, reports: readonly ReportCard[]): Decided {
  const { retrieved, ranked, found, rivals } = find(question, index, reports);
  const finding = found && { ...found, confidence: sureness(question, found), rivals };
  return { retrieved, ranked, finding };
}

/** A claim that is proved or denied is sure by that; all else by what it rests on. */
function sureness(question: Question, { basis, verdict }: Found): number {
  const isJudged = verdict?.says === 'yes' || verdict?.says === 'no';
  return isJudged ? PROVED : confidenceOf(question, basis);
}

const PROVED = 0.97;
