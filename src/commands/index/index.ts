/**
 * `kewen index`: the corpus to an index in service.
 */
import { askedOn } from '../../answer/day.ts';
import { formatPeriod } from '../../corpus/report.ts';
import { printable } from '../../printable.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import { type Context, type ExitCode, folderOf, type Places, refuseTogether } from '../context.ts';
import { atHomeIfBegun, noteMisplaced } from '../home/begin.ts';
import { corpusPath } from '../settle-command.ts';
import { publishRebuilt, renderPublished } from './cluster.ts';
import { beginEffect } from './lexicon-effect.ts';
import { expiredOf, renderEffect, warningLines } from './lexicon-text.ts';
import { nothingUsable, problemLines, rebuild } from './rebuild.ts';
import { renderBuild } from './table.ts';

/** The flags of `kewen index`, as typed. */
export interface IndexFlags extends Places {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly strict?: boolean;
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly rollback?: boolean;
  readonly golden?: string;
}

/** Does what the flags say. */
export async function runIndex(flags: IndexFlags, surroundings: Context): Promise<ExitCode> {
  const context = flags.check ? surroundings : await atHomeIfBegun(flags, surroundings);
  const corpus = folderOf('corpus', flags, context);
  const index = folderOf('index', flags, context);
  refuseTogether(flags, ['full', 'check', 'watch', 'rollback']);
  for (const flag of ['check', 'watch', 'rollback'] as const) refuseTogether(flags, [flag, 'golden']);
  if (flags.check) {
    return (await import('./check.ts')).runCheck(corpus, index, flags.json === true, context);
  }
  if (flags.rollback) {
    return (await import('./rollback.ts')).runRollback(index, flags.json === true, context);
  }
  if (flags.watch) {
    refuseTogether(flags, ['watch', 'json']);
    return (await import('./watch.ts')).runWatch(corpus, index, context);
  }
  if (flags.corpus === undefined) await noteMisplaced(context);
  return runBuild(corpus, index, flags, context);
}

/**
 * Builds and publishes the index, and says what is in it.
 *
 * @returns 1 when files were set aside
 * @throws {KewenError} `corpus` when no report can be used; what building and publishing throw
 */
async function runBuild(
  corpus: string,
  index: string,
  flags: IndexFlags,
  context: Context,
): Promise<ExitCode> {
  const { terminal, now, config } = context;
  const isQuiet = flags.json === true && terminal.errors.isTTY !== true;
  const progress = isQuiet ? silentProgress : createProgress(terminal);
  const today = now();
  const finishEffect = await beginEffect(flags.golden, corpus, index, today);
  const built = await rebuild(corpus, index, progress, {
    isFull: flags.full === true,
    isStrict: flags.strict === true,
    limits: config.readLimits,
  });
  const { reports, sizes, problems, manifest, isChanged, elapsedMs } = built;
  const warnings = [...built.warnings, ...expiredOf(built.answers, askedOn(today).today)];
  const effect = manifest && finishEffect ? await finishEffect() : null;
  const cluster = await publishRebuilt(
    built,
    config,
    now,
    isQuiet ? silentProgress : createProgress(terminal),
  );
  if (manifest) {
    await terminal.print(
      flags.json
        ? JSON.stringify({
            generation: manifest.generation,
            isChanged,
            corpus,
            index,
            reports: reports.map(({ id, file, title, association, place, period, audience, inferred }) => ({
              id,
              file,
              title,
              association,
              place,
              period: formatPeriod(period),
              audience,
              ...sizes.get(id),
              inferred,
            })),
            problems,
            lexicon: { warnings, effect },
            totals: {
              public: totalsOf(manifest.audiences.public),
              staff: totalsOf(manifest.audiences.staff),
            },
            filesRead: built.filesRead,
            ...(cluster && { cluster }),
            elapsedMs: Math.round(elapsedMs),
          })
        : renderBuild(built, manifest, corpusPath(corpus, context), terminal),
    );
    if (cluster && !flags.json) await terminal.print(renderPublished(cluster));
    if (effect && !flags.json) await terminal.print(renderEffect(effect, terminal.paint));
  }
  if (warnings.length > 0 && !flags.json) {
    terminal.note(`kewen：词表有 ${warnings.length} 处请看一看（不影响使用）：`);
    for (const line of warningLines(warnings)) terminal.note(line);
  }
  if (problems.length > 0) {
    terminal.note(`kewen：${problems.length} 个文件没有收进索引：`);
    for (const line of problemLines(problems)) terminal.note(printable(line));
  }
  if (!manifest) throw nothingUsable(corpus, problems);
  return problems.length > 0 ? 1 : 0;
}

function totalsOf({ reports, passages, figures }: { reports: number; passages: number; figures: number }) {
  return { reports, passages, figures };
}
