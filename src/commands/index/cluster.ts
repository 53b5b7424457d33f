/**
 * A build into the search cluster, where one is set: after the index on this machine, which it is made from, is in service.
 */
import type { Published } from '../../cluster/publish.ts';
import type { Config } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import type { Progress } from '../../terminal/progress.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import type { Rebuilt } from './rebuild.ts';

/**
 * Publishes what was built.
 *
 * @returns null where no cluster is set, or nothing was built
 * @throws {KewenError} `search` with what that leaves in service
 */
export async function publishRebuilt(
  { manifest, analysed, lexicon, answers }: Rebuilt,
  { search }: Config,
  now: () => Date,
  progress: Progress,
): Promise<Published | null> {
  if (!search || !manifest) return null;
  const { publishToCluster } = await import('../../cluster/publish.ts');
  try {
    return await publishToCluster(
      search,
      { manifest, analysed, lexicon, answers },
      {
        now: now(),
        onWritten: (audience, done, total) =>
          progress.step('写进集群', done, total, AUDIENCE_NAMES[audience]),
      },
    );
  } catch (error) {
    if (!(error instanceof KewenError)) throw error;
    throw new KewenError(
      error.code,
      `${error.message}。本机的索引 ${manifest.generation} 建好了，集群还用原来的一代`,
      error,
    );
  } finally {
    progress.stop();
  }
}

/** What came of it, in one line for the maintainer. */
export function renderPublished({ inService, written }: Published): string {
  return written.length === 0
    ? `搜索集群没有变化：${inService.staff} 继续使用`
    : `搜索集群已启用 ${inService.public}、${inService.staff}`;
}
