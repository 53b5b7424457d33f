/**
 * `kewen inspect`: what is understood of one file before it is added: metadata with reasons, outline, passages,
 * figures, and what a maintainer should look at.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Problem } from '../../corpus/document.ts';
import { ARCHIVE, extensionOf } from '../../corpus/documents.ts';
import { formatPeriod, type Report } from '../../corpus/report.ts';
import { KewenError } from '../../errors.ts';
import { printable } from '../../printable.ts';
import { isMissing, unreadable } from '../../reach.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import { type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import { corpusPath, pathFrom, SETTLE_MEMBER, settlingOf } from '../settle-command.ts';
import { surenessOf } from '../sureness.ts';
import { openExaminer } from './examiner.ts';
import type { Inspected, InspectedCommands } from './inspected.ts';
import { renderInspected, renderMembers } from './text.ts';
import type { Settled } from './warnings.ts';

/** The flags of `kewen inspect`, as typed. */
export interface InspectFlags extends Places {
  readonly entry?: string;
  readonly all?: boolean;
  readonly adding?: boolean;
  readonly json?: boolean;
}

/**
 * Shows what a file would be as a report. Nothing is written.
 *
 * @returns 1 when the file, or a member of the archive, cannot be used
 * @throws {KewenError} `usage` for a file or a member that is not there; `lexicon`
 */
export async function runInspect(path: string, flags: InspectFlags, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const corpus = folderOf('corpus', flags, context);
  const place = await placeOf(path, corpus);
  const isArchive = extensionOf(place.file) === ARCHIVE;
  if (flags.entry !== undefined && !isArchive) {
    throw new KewenError('usage', `--entry 只用于 ${ARCHIVE} 文件，${place.file} 不是`);
  }
  const { isInside } = place;
  const typed = isInside
    ? corpusPath(corpus, context)
    : () => pathFrom(context.workingDirectory, resolve(path));
  const commandsOf = ({ report }: Inspected): InspectedCommands => {
    const settling = settlingOf(report, typed);
    const put = isInside || isArchive ? '' : `kewen add ${typed(report.file)}`;
    const command = settling ? (settling.command ?? SETTLE_MEMBER) : put;
    return { unsure: settling?.what ?? '', command, isInside };
  };
  const isList = isArchive && flags.entry === undefined && !flags.json;
  const { inspected, listed, problems } = await examine(
    place,
    corpus,
    { entry: flags.entry, isList, settled: new Set(flags.adding ? ['name', 'audience'] : []) },
    context,
  );
  if (flags.json) {
    const reports = inspected.map((one) => toJson(one, commandsOf(one)));
    await terminal.print(JSON.stringify({ file: place.file, reports, problems }));
  } else if (isList) {
    await terminal.print(renderMembers(place.file, listed, problems.length, terminal.paint));
  } else {
    for (const one of inspected) {
      await terminal.print(renderInspected(one, commandsOf(one), flags.all === true, terminal));
    }
  }
  for (const { file, message } of problems) terminal.note(printable(`kewen：${file}：${message}`));
  return problems.length > 0 ? 1 : 0;
}

interface Place {
  readonly directory: string;
  /** Its path in the corpus, or its name where it lies elsewhere. */
  readonly file: string;
  readonly isInside: boolean;
}

/** What is to be seen of a file. */
interface Wanted {
  /** The member of an archive; undefined for all. */
  readonly entry: string | undefined;
  readonly isList: boolean;
  readonly settled: Settled;
}

/** Reads a file and looks its reports through, those of a list no further than their metadata. */
async function examine(
  { directory, file, isInside }: Place,
  corpus: string,
  { entry, isList, settled }: Wanted,
  { terminal, config, now }: Context,
) {
  const progress = terminal.errors.isTTY === true ? createProgress(terminal) : silentProgress;
  const examiner = openExaminer(corpus, config.readLimits, now().getFullYear());
  try {
    const made = await examiner.read(directory, file, (one) => progress.at('读取', 0, 1, one));
    const chosen = entry === undefined ? made : [memberOf(made, entry, file)];
    const listed = chosen.filter((one): one is Report => !('message' in one));
    const problems = chosen.filter((one): one is Problem => 'message' in one);
    const inspected: Inspected[] = [];
    for (const report of isList ? [] : listed) {
      const one = await examiner.inspect(report, isInside ? file : null, settled);
      if ('message' in one) problems.push(one);
      else inspected.push(one);
    }
    return { inspected, listed, problems };
  } finally {
    progress.stop();
    examiner.close();
  }
}

async function placeOf(typed: string, corpus: string): Promise<Place> {
  const path = resolve(typed);
  const stats = await stat(path).catch((cause: unknown) => {
    if (isMissing(cause)) return null;
    throw new KewenError('usage', unreadable(typed, cause), cause);
  });
  if (!stats) throw new KewenError('usage', `没有这个文件：${typed}`);
  if (!stats.isFile())
    throw new KewenError('usage', `${typed} 不是文件：请写一个文件；整个文件夹用 kewen index --check 看`);
  const inside = relative(corpus, path);
  return inside.startsWith('..') || resolve(corpus, inside) !== path
    ? { directory: dirname(path), file: basename(path), isInside: false }
    : { directory: corpus, file: inside.split(sep).join('/'), isInside: true };
}

/** The member of an archive that is meant by its path in it, or by its name alone where only one has it. */
function memberOf(made: readonly (Report | Problem)[], entry: string, archive: string): Report | Problem {
  const wanted = entry.normalize('NFC').replace(/^\/+/u, '');
  const exact = made.find(({ file }) => file === `${archive}/${wanted}`);
  const byName = made.filter(({ file }) => file.endsWith(`/${wanted}`));
  const found = exact ?? (byName.length === 1 ? byName[0] : undefined);
  if (found) return found;
  throw new KewenError(
    'usage',
    byName.length > 1
      ? `${archive} 里有 ${byName.length} 个 ${entry}：请写出它在压缩包里的完整路径`
      : `${archive} 里没有 ${entry}：不写 --entry 可以看到里面有什么`,
  );
}

function toJson(
  { report, outline, passages, warnings }: Inspected,
  { unsure, command }: InspectedCommands,
): unknown {
  const { text, blocks: _, digest: __, period, ...metadata } = report;
  const sureness = surenessOf(report);
  const told = { sureness, unsure, command, chars: text.length, warnings, outline, passages };
  return { ...metadata, period: formatPeriod(period), ...told };
}
