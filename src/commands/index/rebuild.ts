/**
 * Corpus to an index in service, with its progress shown. What the maintainer has to know comes back as a
 * value; nothing is published when no report can be used.
 */
import { existsSync } from 'node:fs';
import { DEFAULT_READ_LIMITS, type ReadLimits } from '../../config.ts';
import type { Problem } from '../../corpus/document.ts';
import { listCorpus, scanCorpus } from '../../corpus/folder.ts';
import { type Corpus, leaveOut, loadCorpus } from '../../corpus/load.ts';
import { FORMATS_TOLD } from '../../corpus/readers/formats.ts';
import type { Report } from '../../corpus/report.ts';
import type { StandardAnswer } from '../../corpus/standard-sources.ts';
import { KewenError } from '../../errors.ts';
import { type AnalysedReport, analyseReports } from '../../index/analyse.ts';
import { writeGeneration } from '../../index/build.ts';
import { type BuildCache, openBuildCache } from '../../index/build-cache.ts';
import { currentGeneration } from '../../index/generations.ts';
import type { Manifest } from '../../index/manifest.ts';
import { isTrusted } from '../../index/open.ts';
import { publishGeneration } from '../../index/publish.ts';
import { openWorkers, type Workers } from '../../index/workers/workers.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import { checkLexicon, type LexiconWarning } from '../../language/lexicon-check.ts';
import type { LexiconTexts } from '../../language/lexicon-entries.ts';
import type { Progress } from '../../terminal/progress.ts';

/** How much of a report is in the index. */
export interface ReportSize {
  readonly passages: number;
  readonly figures: number;
}

/** What a build did. */
export interface Rebuilt {
  readonly reports: readonly Report[];
  /** The same, cut into passages and words; a report that was stopped is missing. */
  readonly analysed: readonly AnalysedReport[];
  /** By report id. */
  readonly sizes: ReadonlyMap<string, ReportSize>;
  /** Files that were set aside. */
  readonly problems: readonly Problem[];
  readonly lexicon: LexiconTexts;
  readonly answers: readonly StandardAnswer[];
  /** Files that were read for their content; the others were known from the build before. */
  readonly filesRead: readonly string[];
  /** How many reports were cut into words anew. */
  readonly analysedAnew: number;
  /** What is doubtful in the lexicon; of words that are cut apart only where reports were cut anew. */
  readonly warnings: readonly LexiconWarning[];
  /** null when no report could be used: the index is as it was. */
  readonly manifest: Manifest | null;
  /** Whether another generation was in service before, or the same one was damaged. */
  readonly isChanged: boolean;
  readonly elapsedMs: number;
}

/** How to build. */
export interface RebuildOptions {
  /** Whether to read everything anew instead of only what changed. */
  readonly isFull?: boolean;
  /** Whether a report that is not sure whose it is or of when is set aside. */
  readonly isStrict?: boolean;
  /** What a file may take. */
  readonly limits?: ReadLimits;
  /** Who reads, where there is somebody already; stays open. */
  readonly workers?: Workers;
}

/**
 * Reads what changed of the corpus, builds a generation and puts it in service.
 *
 * @throws {KewenError} what reading, building and publishing throw; the index is as it was
 */
export async function rebuild(
  corpusFolder: string,
  indexFolder: string,
  progress: Progress,
  { isFull = false, isStrict = false, limits = DEFAULT_READ_LIMITS, ...options }: RebuildOptions = {},
): Promise<Rebuilt> {
  const started = performance.now();
  const workers = options.workers ?? openWorkers(limits);
  try {
    // Before the index folder is made: a mistyped corpus leaves no empty folder behind.
    if (!existsSync(corpusFolder)) await listCorpus(corpusFolder);
    // Starts while this process looks through the corpus.
    workers.prepare();
    const cache = openBuildCache(indexFolder, { use: isFull ? 'write' : 'both' });
    const before = await currentGeneration(indexFolder);
    let isSame = false;
    let made: Made | undefined;
    const manifest = await publishGeneration(indexFolder, async (workshop) => {
      made = await make(corpusFolder, workshop, { cache, isStrict, workers }, progress);
      const generation = made.manifest?.generation;
      isSame = generation !== undefined && generation === before && (await isTrusted(indexFolder, before));
      return made.manifest;
    });
    cache.prune();
    const { corpus, analysed, sizes, analysedAnew, warnings } = made as Made;
    const { reports, problems, lexicon, answers, filesRead } = corpus;
    const isChanged = manifest !== null && !isSame;
    const elapsedMs = performance.now() - started;
    return {
      reports,
      analysed,
      sizes,
      problems,
      lexicon,
      answers,
      filesRead,
      analysedAnew,
      warnings,
      manifest,
      isChanged,
      elapsedMs,
    };
  } finally {
    progress.stop();
    if (!options.workers) workers.close();
  }
}

interface Made {
  readonly corpus: Corpus;
  readonly analysed: readonly AnalysedReport[];
  readonly sizes: ReadonlyMap<string, ReportSize>;
  readonly analysedAnew: number;
  readonly warnings: readonly LexiconWarning[];
  readonly manifest: Manifest | null;
}

/** What one report costs in each stage: milliseconds on the development machine, over 1,000 generated reports. */
const COST = { read: 2.5, analyse: 2.5, writeForAudience: 0.4 };

async function make(
  corpusFolder: string,
  workshop: string,
  { cache, isStrict, workers }: MakeOptions,
  progress: Progress,
): Promise<Made> {
  // Before reading: a file that changes meanwhile leaves an index that is seen to be stale.
  const scanned = await scanCorpus(corpusFolder);
  const read = await loadCorpus(corpusFolder, {
    scanned,
    cache,
    workers,
    isStrict,
    onPlan: (filesToRead) =>
      progress.plan([
        { stage: '读取', total: filesToRead, cost: COST.read },
        { stage: '索引', total: filesToRead, cost: COST.analyse },
        { stage: '写入', total: 2, cost: COST.writeForAudience * scanned.files.length },
      ]),
    onFile: (done, total, file) => progress.step('读取', done, total, file),
    onUnderWay: (done, total, file) => progress.at('读取', done, total, file),
  });
  const lexicon = parseLexicon(read.lexicon);
  const { analysed, problems, analysedAnew } = await analyseReports(read.reports, lexicon, {
    cache,
    workers,
    onReport: (done, total, { id }) => progress.step('索引', done, total, id),
  });
  const corpus = leaveOut(read, problems);
  const warnings =
    analysedAnew > 0
      ? await workers.checkLexicon(corpus.lexicon, lexicon.words)
      : checkLexicon(corpus.lexicon);
  const sizes = new Map(analysed.map(({ report, passages }) => [report.id, sizeOf(passages)]));
  const made = { corpus, analysed, sizes, analysedAnew, warnings };
  if (analysed.length === 0) return { ...made, manifest: null };
  const manifest = await writeGeneration({ ...corpus, analysed }, scanned.digest, workshop, {
    onAudience: (done, total, audience) => progress.step('写入', done, total, AUDIENCE_FILES[audience]),
  });
  return { ...made, manifest };
}

interface MakeOptions {
  readonly cache: BuildCache;
  readonly isStrict: boolean;
  readonly workers: Workers;
}

const AUDIENCE_FILES = { public: '公开', staff: '内部' } as const;

function sizeOf(passages: AnalysedReport['passages']): ReportSize {
  return {
    passages: passages.length,
    figures: passages.reduce((sum, { figureCount }) => sum + figureCount, 0),
  };
}

/** Each file that was set aside, one line. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(({ file, message }) => `${file}：${message}`);
}

/** What to say when a build found nothing to build from. */
export function nothingUsable(corpusFolder: string, problems: readonly Problem[]): KewenError {
  return new KewenError(
    'corpus',
    problems.length === 0
      ? `${corpusFolder} 里没有报告：请放入 ${FORMATS_TOLD} 文件；原来的索引没有动`
      : `${corpusFolder} 里没有一份报告能用（${problems.length} 个文件有问题，见上）；原来的索引没有动`,
  );
}
