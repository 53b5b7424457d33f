/**
 * `kewen index --rollback`: the generation that was in service before.
 */
import type { Config } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import { type RolledBack, rollBack } from '../../index/rollback.ts';
import type { Context, ExitCode } from '../context.ts';

/** What the generation in service having been gone back to means, in words for the maintainer. */
export const STAYS_BACK =
  '报告有变动也不会自动重建（kewen start 也不会），改好报告后运行 kewen index 才启用新的一代';

/**
 * Goes back by one generation.
 *
 * @throws {KewenError} what going back throws; the index is as it was
 */
export async function runRollback(
  indexFolder: string,
  isJson: boolean,
  { terminal, config }: Context,
): Promise<ExitCode> {
  const cluster = await rollBackCluster(config);
  const { from, to } = await rollBack(indexFolder).catch((error: unknown) => {
    // Whoever answers from the cluster has gone back; this machine may never have built the generation before.
    if (!cluster || !(error instanceof KewenError)) throw error;
    terminal.note(`kewen：本机的索引没有退回：${error.message}`);
    return cluster;
  });
  await terminal.print(
    isJson
      ? JSON.stringify({ generation: to, rolledBackFrom: from, ...(cluster && { cluster }) })
      : [
          ...(cluster ? [`搜索集群已退回上一代：${cluster.from} → ${cluster.to}`] : []),
          ...(from === cluster?.from ? [] : [`已退回上一代：${from} → ${to}`]),
          `运行中的科问一秒左右就换过去；${STAYS_BACK}`,
        ].join('\n'),
  );
  return 0;
}

/** Goes back in the search cluster, where one is set. */
async function rollBackCluster({ search }: Config): Promise<RolledBack | null> {
  if (!search) return null;
  const [{ connect }, { goBack }] = await Promise.all([
    import('../../cluster/connect.ts'),
    import('../../cluster/service.ts'),
  ]);
  const connection = connect(search, 'writer');
  try {
    return await goBack(connection);
  } finally {
    await connection.close();
  }
}
