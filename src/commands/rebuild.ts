/**
 * Corpus to an index in service, with its progress shown. What the maintainer has to know comes back as a
 * value; nothing is published when no report can be used.
 */
import type { Progress } from '../channels/terminal/progress.ts';
import type { Problem } from '../corpus/document.ts';
import { digestCorpus, loadCorpus } from '../corpus/load.ts';
import type { Report } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { buildGeneration } from '../index/build.ts';
import type { Manifest } from '../index/manifest.ts';
import { currentGeneration, publishGeneration } from '../index/publish.ts';

/** What a build did. */
export interface Rebuilt {
  readonly reports: readonly Report[];
  /** Files that were set aside. */
  readonly problems: readonly Problem[];
  /** null when no report could be used: the index is as it was. */
  readonly manifest: Manifest | null;
  /** Whether another generation was in service before. */
  readonly isChanged: boolean;
  readonly elapsedMs: number;
}

/**
 * Reads the corpus, builds a generation and puts it in service.
 *
 * @throws {KewenError} what reading, building and publishing throw; the index is as it was
 */
export async function rebuild(
  corpusFolder: string,
  indexFolder: string,
  progress: Progress,
): Promise<Rebuilt> {
  const started = performance.now();
  try {
    // Before reading: a file that changes meanwhile leaves an index that is seen to be stale.
    const digest = await digestCorpus(corpusFolder);
    const corpus = await loadCorpus(corpusFolder, (done, total, file) =>
      progress.step('读取', done, total, file),
    );
    const { reports, problems } = corpus;
    if (reports.length === 0) {
      return { reports, problems, manifest: null, isChanged: false, elapsedMs: performance.now() - started };
    }
    const before = await currentGeneration(indexFolder);
    const manifest = await publishGeneration(indexFolder, (workshop) =>
      buildGeneration(corpus, digest, workshop, (done, total, { id }) =>
        progress.step('索引', done, total, id),
      ),
    );
    return {
      reports,
      problems,
      manifest,
      isChanged: before !== manifest.generation,
      elapsedMs: performance.now() - started,
    };
  } finally {
    progress.stop();
  }
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
      ? `${corpusFolder} 里没有报告：请放入 .md、.txt、.html、.docx、.pdf 或 .zip 文件；原来的索引没有动`
      : `${corpusFolder} 里没有一份报告能用（${problems.length} 个文件有问题，见上）；原来的索引没有动`,
  );
}
