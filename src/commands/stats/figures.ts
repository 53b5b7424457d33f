/**
 * What `kewen stats` shows, as text, as a spreadsheet or as JSON.
 */
import type { Audience } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import type { SimilarGroup } from '../../language/similar.ts';
import type { Trouble } from '../../records/questions.ts';
import type { Statistics } from '../../records/statistics.ts';

/** Questions of one kind, put together. */
export interface Grouped {
  readonly count: number;
  readonly groups: readonly (SimilarGroup & { readonly audiences: readonly Audience[] })[];
  /** Asked so rarely among so many that they were not put together. */
  readonly ungrouped: number;
}

/** Everything that is shown. */
export interface Stats extends Statistics {
  readonly since: string;
  readonly until: string;
  readonly timeZone: string;
  readonly troubles: Readonly<Record<Trouble, Grouped>>;
  /** Reports of the index that no answer cited; null where there is no index to ask. */
  readonly neverCited: readonly ReportCard[] | null;
}
