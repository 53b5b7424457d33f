/**
 * `kewen dismiss`: questions that are not for Kewen (what the weather is), so that `kewen stats` and the page to keep
 * house list them no more.
 */
import { KewenError } from '../../errors.ts';
import { nothingRecorded, upkeepOf } from '../../records/open-upkeep.ts';
import type { Context, ExitCode, Places } from '../context.ts';

/** The flags of `kewen dismiss`, as typed. */
export interface DismissFlags extends Places {
  readonly undo?: boolean;
}

/**
 * Dismisses wordings as `kewen stats` prints them.
 *
 * @throws {KewenError} `usage` without any, `records` when the records cannot be written
 */
export async function runDismiss(
  texts: readonly string[],
  flags: DismissFlags,
  { terminal, config, now }: Context,
): Promise<ExitCode> {
  const asked = texts.map((text) => text.trim()).filter(Boolean);
  if (asked.length === 0) throw new KewenError('usage', '要写 kewen stats 里列出的问题，一个一对引号');
  const upkeep = await upkeepOf(config);
  const count = await upkeep.dismiss(asked, now().getTime(), flags.undo === true);
  if (count === null) throw nothingRecorded(upkeep);
  await terminal.print(
    flags.undo ? `${count} 个问题又会列出来` : `${count} 个问题不再列出来；要再列，加 --undo`,
  );
  return 0;
}
