/**
 * `kewen index --rollback`: the generation that was in service before.
 */
import { rollBack } from '../../index/rollback.ts';
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
  { terminal }: Context,
): Promise<ExitCode> {
  const { from, to } = await rollBack(indexFolder);
  await terminal.print(
    isJson
      ? JSON.stringify({ generation: to, rolledBackFrom: from })
      : `已退回上一代：${from} → ${to}；运行中的科问一秒左右就换过去\n${STAYS_BACK}`,
  );
  return 0;
}
