/**
 * `kewen reports`: the reports of the corpus with whose they are, of when, for whom and how sure that is, and the files
 * that cannot be used. Nothing is written.
 */
import { loadCorpus } from '../../corpus/load.ts';
import { formatPeriod, type Report } from '../../corpus/report.ts';
import { openBuildCache } from '../../index/build-cache.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { printable } from '../../printable.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import { type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import { problemLines } from '../index/rebuild.ts';
import { AUDIENCE_NAMES } from '../names.ts';
import { corpusPath, SETTLE_MEMBER, settlingOf } from '../settle-command.ts';
import { surenessOf } from '../sureness.ts';

/** The flags of `kewen reports`, as typed. */
export interface ReportsFlags extends Places {
  readonly unsure?: boolean;
  readonly json?: boolean;
}

/**
 * Prints the reports.
 *
 * @returns 1 when files cannot be used
 * @throws {KewenError} `corpus`, `lexicon`
 */
export async function runReports(flags: ReportsFlags, context: Context): Promise<ExitCode> {
  const { terminal, config } = context;
  const corpus = folderOf('corpus', flags, context);
  const isQuiet = flags.json === true && terminal.errors.isTTY !== true;
  const progress = isQuiet ? silentProgress : createProgress(terminal);
  const workers = openWorkers(config.readLimits);
  try {
    const { reports, problems } = await loadCorpus(corpus, {
      cache: openBuildCache(folderOf('index', flags, context), { use: 'read' }),
      workers,
      onPlan: (total) => progress.plan([{ stage: '读取', total, cost: 1 }]),
      onFile: (done, total, file) => progress.step('读取', done, total, file),
      onUnderWay: (done, total, file) => progress.at('读取', done, total, file),
    });
    progress.stop();
    const listed = flags.unsure ? reports.filter((report) => surenessOf(report) === '说不准') : reports;
    const pathOf = corpusPath(corpus, context);
    await terminal.print(
      flags.json
        ? JSON.stringify({ reports: listed.map((report) => toJson(report, pathOf)), problems })
        : toText(listed, pathOf),
    );
    if (!flags.json) for (const line of problemLines(problems)) terminal.note(printable(`kewen：${line}`));
    return problems.length > 0 ? 1 : 0;
  } finally {
    progress.stop();
    workers.close();
  }
}

function toJson(report: Report, pathOf: (file: string) => string): object {
  const { id, file, title, association, place, period, published, audience, inferred } = report;
  const settling = settlingOf(report, pathOf);
  return {
    ...{ id, file, title, association, place, period: formatPeriod(period), published, audience, inferred },
    sureness: surenessOf(report),
    unsure: settling?.what ?? '',
    settle: settling?.command ?? null,
  };
}

function toText(reports: readonly Report[], pathOf: (file: string) => string): string {
  if (reports.length === 0) return '没有要列的报告';
  const rows = reports.map((report) =>
    [
      report.file,
      report.association,
      formatPeriod(report.period),
      AUDIENCE_NAMES[report.audience],
      surenessOf(report),
    ].map(printable),
  );
  const unsure = reports.flatMap((report) => {
    const settling = settlingOf(report, pathOf);
    return settling
      ? [`${printable(report.file)}：${settling.what}，写明：`, `  ${settling.command ?? SETTLE_MEMBER}`]
      : [];
  });
  return [
    plainTable(['文件', '单位', '年度', '可见范围', '把握'], rows, new Set()),
    '',
    ...unsure,
    `共 ${reports.length} 份`,
  ].join('\n');
}
