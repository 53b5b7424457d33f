/**
 * `kewen changes`: who changed what, the newest first.
 */
import { printable } from '../../printable.ts';
import { nothingRecorded, upkeepOf } from '../../records/open-upkeep.ts';
import { localDay } from '../../records/statistics.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import type { Context, ExitCode, Places } from '../context.ts';
import { readSince } from '../since.ts';

/** The flags of `kewen changes`, as typed. */
export interface ChangesFlags extends Places {
  readonly since?: string;
  readonly json?: boolean;
}

/**
 * Prints the log.
 *
 * @throws {KewenError} `usage` for flags, `records` when the records cannot be read
 */
export async function runChanges(flags: ChangesFlags, { terminal, config, now }: Context): Promise<ExitCode> {
  const since = readSince(flags.since ?? '90天', now());
  const upkeep = await upkeepOf(config);
  const changes = await upkeep.read((records) => records.changes(since.getTime()));
  if (!changes) throw nothingRecorded(upkeep);
  if (flags.json) await terminal.print(JSON.stringify({ changes }));
  else if (changes.length === 0) await terminal.print('这段时间没有改动');
  else {
    const rows = changes.map(({ atMs, who, command, code }) =>
      [timeOf(new Date(atMs)), who, `${command}${code === 0 ? '' : '（有问题）'}`].map(printable),
    );
    await terminal.print(plainTable(['时间', '谁', '做了什么'], rows, new Set()));
  }
  return 0;
}

const timeOf = (at: Date): string =>
  `${localDay(at)} ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
