/** What `kewen stats --json` says, as far as it is shown here. */
import type { Audience } from '../../corpus/report.ts';
import type { SimilarGroup } from '../../language/similar.ts';
import type { DayShare, Share } from '../../records/statistics.ts';
import type { Commands } from './command.ts';

/** Questions put together. */
export interface Group extends SimilarGroup {
  readonly audiences: readonly Audience[];
}

/** Statistics of a period. */
export interface Told {
  readonly since: string;
  readonly until: string;
  readonly shares: readonly Share[];
  readonly days: readonly DayShare[];
  readonly unanswered: { readonly count: number; readonly groups: readonly Group[] };
  readonly notUseful: { readonly count: number; readonly groups: readonly Group[] };
}

/** The statistics since so many days; or what the command said instead. */
export async function statisticsOf(
  commands: Commands,
  who: string,
  days: number,
): Promise<Told | { readonly notes: readonly string[] }> {
  const { code, output, notes } = await commands.run(['stats', '--json', `--since=${days}d`], { who });
  return code === 0 ? (JSON.parse(output) as Told) : { notes };
}
