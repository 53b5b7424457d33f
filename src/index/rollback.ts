/**
 * Back to the generation that was in service before: for the maintainer who sees that the new one is wrong.
 */
import { KewenError } from '../errors.ts';
import { generationsInService, putBackInService } from './generations.ts';
import { lock } from './lock.ts';
import { verifyGeneration } from './open.ts';
import { attempt } from './write-failure.ts';

/** What going back did. */
export interface RolledBack {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts the generation in service that was before the one that is. It stays until the next `kewen index`: `kewen start`
 * does not build anew over it, however the corpus changes.
 *
 * @throws {KewenError} `index-missing` when there is nothing to go back from or to, `index-untrusted` when what there
 *   is cannot be trusted, `publish` when a build is running or the folder cannot be written
 */
export async function rollBack(directory: string): Promise<RolledBack> {
  const history = await generationsInService(directory);
  const from = history.at(-1);
  if (!from) throw new KewenError('index-missing', `${directory} 里还没有索引，没有可以退回的`);
  const unlock = await lock(directory);
  try {
    const before = history.slice(0, -1);
    const to = before.at(-1);
    if (!to) {
      throw new KewenError(
        'index-missing',
        `索引 ${from} 之前没有更早的一代可以退回：请改好报告后运行 kewen index`,
      );
    }
    try {
      await verifyGeneration(directory, to);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new KewenError('index-untrusted', `不能退回 ${to}：${reason}；现在的 ${from} 照常使用`, cause);
    }
    await attempt(directory, () => putBackInService(directory, before));
    return { from, to };
  } finally {
    await unlock();
  }
}
