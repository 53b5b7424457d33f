/**
 * `kewen bench`: reading-comprehension files to figures, with other searches in the same run.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KewenError } from '../../errors.ts';
import { askAll, type PeerResult } from '../../evaluation/bench.ts';
import { startPeers } from '../../evaluation/peers/measure.ts';
import { buildPoolIndex, reportsOf } from '../../evaluation/pool-index.ts';
import { type Reading, sumByType, sumReadings } from '../../evaluation/reading.ts';
import { readPool, sampleQuestions } from '../../evaluation/squad.ts';
import { openIndex } from '../../index/open.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import { type Context, type ExitCode, folderOf } from '../context.ts';
import { type BenchFigures, renderBench } from './table.ts';

/** The flags of `kewen bench`, as typed. */
export interface BenchFlags {
  readonly questions?: readonly string[];
  readonly pool?: readonly string[];
  readonly corpus?: string;
  readonly limit?: string;
  readonly seed?: string;
  /** False for --no-peers. */
  readonly peers: boolean;
  readonly details?: string;
  readonly json?: boolean;
}

/**
 * Builds an index over the paragraphs, asks the questions and prints how well they were found and read.
 *
 * @returns 1 when a peer could not be measured
 * @throws {KewenError} `usage` for flags and files; what building and opening throw
 */
export async function runBench(flags: BenchFlags, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  if (!flags.questions) {
    throw new KewenError('usage', '要测哪些题？请写 --questions 文件（SQuAD 格式，如 CMRC 2018、DRCD）');
  }
  const limit = wholeNumber('limit', flags.limit, 1) ?? Number.POSITIVE_INFINITY;
  const seed = wholeNumber('seed', flags.seed, 0) ?? 1;
  const pool = await readPool(flags.questions, flags.pool ?? []);
  const questions = sampleQuestions(pool.questions, limit, seed);
  const progress = terminal.errors.isTTY === true ? createProgress(terminal) : silentProgress;
  const clock = () => performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'kewen-bench-'));
  try {
    const started = clock();
    const made = reportsOf(pool);
    await buildPoolIndex(made, folderOf('corpus', flags, context), folder, (done, total) =>
      progress.step('建索引', done, total, ''),
    );
    const index = await openIndex(folder, 'public');
    const buildMs = clock() - started;
    const peers = flags.peers
      ? await startPeers(pool.paragraphs, clock, (done, total, name) =>
          progress.step('同类', done, total, name),
        )
      : { runs: [], missing: [] };
    try {
      const readings = await askAll(
        {
          questions,
          index,
          paragraphAt: made.paragraphAt,
          peers: peers.runs,
          thisYear: context.now().getFullYear(),
          clock,
        },
        (done, total) => progress.step('提问', done, total, ''),
      );
      progress.stop();
      const results: PeerResult[] = [...peers.runs.map((run) => run.sum()), ...peers.missing];
      const figures: BenchFigures = {
        paragraphs: pool.paragraphs.length,
        articles: pool.articles.length,
        asked: pool.questions.length,
        buildMs,
        kewen: sumReadings(readings),
        byType: Object.fromEntries(sumByType(readings)),
        peers: results,
      };
      if (flags.details !== undefined) await writeDetails(flags.details, readings, pool.paragraphs);
      await terminal.print(flags.json ? JSON.stringify(figures) : renderBench(figures));
      return peers.missing.length > 0 ? 1 : 0;
    } finally {
      index.close();
      for (const run of peers.runs) run.close();
    }
  } finally {
    progress.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One line of JSON a question, for whoever wants to know which ones went wrong. */
async function writeDetails(
  file: string,
  readings: readonly Reading[],
  paragraphs: readonly string[],
): Promise<void> {
  const lines = readings.map(({ question, ...rest }) => {
    const { id, question: asked, answers, paragraph } = question;
    return `${JSON.stringify({ id, question: asked, answers, ...rest, paragraph: paragraphs[paragraph] })}\n`;
  });
  try {
    await writeFile(resolve(file), lines.join(''));
  } catch (cause) {
    throw new KewenError('usage', `写不了 ${file}：请检查文件夹是否存在、有没有权限`, cause);
  }
}

function wholeNumber(flag: string, typed: string | undefined, least: number): number | null {
  if (typed === undefined) return null;
  const value = Number(typed);
  if (/^\d+$/u.test(typed) && Number.isSafeInteger(value) && value >= least) return value;
  throw new KewenError('usage', `--${flag} 要写成不小于 ${least} 的整数，不能是 ${JSON.stringify(typed)}`);
}
