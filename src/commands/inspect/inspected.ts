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

/** What is not sure of a report, and the command to type next. */
export interface InspectedCommands {
  /** Empty where it is sure of itself. */
  readonly unsure: string;
  /** What settles it or puts it in; empty where nothing is to be done. */
  readonly command: string;
  /** Whether it lies in the corpus already. */
  readonly isInside: boolean;
}
