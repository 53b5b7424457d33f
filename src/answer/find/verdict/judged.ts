/**
 * What a sentence says to one part of a claim.
 */

import type { Place } from '../../../language/place.ts';
/** `short`: the sentence tells a lower step of the same thing (推荐参评 for 获评). */
export type Agreement = 'supported' | 'contradicted' | 'short' | 'untold';

/** One part of a claim, judged. */
export interface Judged {
  /** Which part, for the trace: `number`, `date`, `level`, … */
  readonly part: string;
  readonly agreement: Agreement;
  /** What decides, as it stands in the sentence; empty where nothing does. */
  readonly word: string;
  /** Where that stands in the sentence; null where nothing does. */
  readonly at: Place | null;
}

export const untold = (part: string): Judged => ({ part, agreement: 'untold', word: '', at: null });
