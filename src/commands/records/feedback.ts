/**
 * `kewen feedback export`: what people voted on, as golden questions for review.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { KewenError } from '../../errors.ts';
import { fromVotes } from '../../evaluation/from-votes.ts';
import { readGolden } from '../../evaluation/golden.ts';
import { nothingRecorded, upkeepOf } from '../../records/open-upkeep.ts';
import type { Context, ExitCode } from '../context.ts';
import { readSince } from '../since.ts';

/** The flags of `kewen feedback export`, as typed. */
export interface ExportFlags {
  readonly out?: string;
  readonly since?: string;
  readonly skip?: string;
}

/**
 * Prints or writes the questions, one JSON object a line.
 *
 * @throws {KewenError} `usage` for flags and a file that is there already, `records` when the records cannot be read,
 *   `platform` when the file cannot be written
 */
export async function runFeedbackExport(flags: ExportFlags, context: Context): Promise<ExitCode> {
  const { terminal, config, now } = context;
  const sinceMs = flags.since === undefined ? 0 : readSince(flags.since, now()).getTime();
  const known = new Set(
    flags.skip === undefined ? [] : (await readGolden(resolve(flags.skip))).map(({ id }) => id),
  );
  const upkeep = await upkeepOf(config);
  const voted = await upkeep.read((records) => records.voted(sinceMs));
  if (!voted) throw nothingRecorded(upkeep);
  const lines = voted.flatMap((question) => fromVotes(question) ?? []).filter(({ id }) => !known.has(id));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (flags.out === undefined) {
    if (text) await terminal.print(text.trimEnd());
  } else {
    write(resolve(flags.out), text);
  }
  const blank = lines.filter(
    ({ gold, evidence, type }) =>
      gold.length + evidence.length === 0 && !/^(?:clarify|unanswerable)$/u.test(type),
  );
  terminal.note(
    lines.length === 0
      ? '没有新评价过的问答'
      : `${lines.length} 题待核对，其中 ${blank.length} 题有人说没用，要补上正确的说法${flags.out === undefined ? '' : `：${resolve(flags.out)}`}`,
  );
  return 0;
}

/** Never over a file that is there: somebody may have reviewed it. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new KewenError('usage', `${file} 已经有了，可能已核对过：请换一个文件名`, cause);
    }
    throw new KewenError('platform', `${file} 写不了：请检查文件夹和权限`, cause);
  }
}
