/**
 * What `kewen inspect` shows of a report.
 */
import type { Figure } from '../../corpus/figures.ts';
import type { Report } from '../../corpus/report.ts';

/** A passage with its figures as printed. */
export interface InspectedPassage {
  readonly id: string;
  readonly section: readonly string[];
  readonly text: string;
  readonly figures: readonly (Omit<Figure, 'start' | 'end'> & { readonly printed: string })[];
}

/** One report as it would be in the index. */
export interface Inspected {
  readonly report: Report;
  readonly outline: readonly { readonly level: number; readonly text: string }[];
  readonly passages: readonly InspectedPassage[];
  readonly warnings: readonly string[];
}
