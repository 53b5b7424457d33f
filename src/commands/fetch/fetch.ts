/**
 * `kewen fetch`: a page or file of the web into a folder, to be looked at before it goes among the reports.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readAddressRange } from '../../corpus/fetch/addresses.ts';
import { KewenError } from '../../errors.ts';
import { printable } from '../../printable.ts';
import { fetchArrival } from '../add/arrive.ts';
import { writeWhole } from '../add/store.ts';
import type { Context, ExitCode } from '../context.ts';

/** The flags of `kewen fetch`, as typed. */
export interface FetchFlags {
  readonly to?: string;
  readonly json?: boolean;
}

/**
 * Fetches an address into a folder.
 *
 * @returns 1 when it cannot be had
 * @throws {KewenError} `usage` when there is no such folder, or a file of that name in it
 */
export async function runFetch(address: string, flags: FetchFlags, context: Context): Promise<ExitCode> {
  const { terminal, config, workingDirectory } = context;
  const folder = flags.to ?? workingDirectory;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new KewenError('usage', `没有 ${folder} 这个文件夹：请先建好，或用 --to 换一个`);
  }
  const allowed = config.fetchAllow.map(readAddressRange).filter((range) => range !== null);
  const fetched = await fetchArrival(address, { folder: '', name: '' }, allowed);
  if (typeof fetched === 'string') {
    terminal.note(printable(`kewen：${fetched}`));
    return 1;
  }
  const { file, bytes, source, isUnnamed } = fetched;
  if (!writeWhole(join(folder, file), bytes, true)) {
    throw new KewenError('usage', `${join(folder, file)} 已经有了：请先移走，或用 --to 换一个文件夹`);
  }
  const told = { file, source, isUnnamed };
  await terminal.print(
    flags.json ? JSON.stringify(told) : printable(`${join(folder, file)}（取自 ${source}）`),
  );
  return 0;
}
