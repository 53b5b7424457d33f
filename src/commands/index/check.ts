/**
 * `kewen index --check`: what a build would change, without changing anything.
 */
import type { ReadLimits } from '../../config.ts';
import { scanCorpus } from '../../corpus/folder.ts';
import { loadCorpus } from '../../corpus/load.ts';
import { KewenError } from '../../errors.ts';
import { openBuildCache } from '../../index/build-cache.ts';
import { compareAnswers, compareReports } from '../../index/compare.ts';
import { openLibrary } from '../../index/open.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import type { LexiconTexts } from '../../language/lexicon-entries.ts';
import { printable } from '../../printable.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import type { Context, ExitCode } from '../context.ts';
import { type Check, renderCheck } from './check-text.ts';
import { problemLines } from './rebuild.ts';

/** Passages of a report that the JSON gives. */
const MAX_PASSAGES = 50;

/**
 * Prints what `kewen index` would change in the index in service.
 *
 * @returns 0 when it would change nothing, 1 when it would
 * @throws {KewenError} `corpus`, `lexicon`
 */
export async function runCheck(
  corpusFolder: string,
  indexFolder: string,
  isJson: boolean,
  { terminal, config }: Context,
): Promise<ExitCode> {
  const isQuiet = isJson && terminal.errors.isTTY !== true;
  const check = await checkIndex(
    corpusFolder,
    indexFolder,
    isQuiet ? silentProgress : createProgress(terminal),
    config.readLimits,
  );
  await terminal.print(isJson ? toJson(check) : renderCheck(check, terminal.paint));
  if (check.problems.length > 0) {
    terminal.note(`kewen：${check.problems.length} 个文件收不进索引：`);
    for (const line of problemLines(check.problems)) terminal.note(printable(line));
  }
  return check.wouldChange ? 1 : 0;
}

async function checkIndex(
  corpusFolder: string,
  indexFolder: string,
  progress: ReturnType<typeof createProgress>,
  limits: ReadLimits,
): Promise<Check> {
  const workers = openWorkers(limits);
  try {
    const scanned = await scanCorpus(corpusFolder);
    const { reports, answers, problems, lexicon } = await loadCorpus(corpusFolder, {
      scanned,
      cache: openBuildCache(indexFolder, { use: 'read' }),
      workers,
      onPlan: (total) => progress.plan([{ stage: '读取', total, cost: 1 }]),
      onFile: (done, total, file) => progress.step('读取', done, total, file),
      onUnderWay: (done, total, file) => progress.at('读取', done, total, file),
    });
    // A bad line would stop the build, so it stops the check.
    parseLexicon(lexicon);
    const inService = await tryLibrary(indexFolder);
    if ('reason' in inService) {
      const changes = compareReports(null, reports);
      return {
        generation: null,
        reason: inService.reason,
        wouldChange: true,
        changes,
        answers: [],
        lexicon: [],
        problems,
      };
    }
    const { library, manifest } = inService;
    try {
      return {
        generation: manifest.generation,
        reason: null,
        wouldChange: manifest.corpus !== scanned.digest,
        changes: compareReports(library, reports),
        answers: compareAnswers(library.answers(), answers),
        lexicon: changedFiles(library.lexicon(), lexicon),
        problems,
      };
    } finally {
      library.close();
    }
  } finally {
    progress.stop();
    workers.close();
  }
}

/** The staff library of the index in service, or why there is none to compare with. */
async function tryLibrary(indexFolder: string) {
  try {
    return await openLibrary(indexFolder, 'staff');
  } catch (error) {
    if (error instanceof KewenError && (error.code === 'index-missing' || error.code === 'index-untrusted')) {
      return { reason: error.message };
    }
    throw error;
  }
}

/** The files of the lexicon that are not the same. */
function changedFiles(before: LexiconTexts, after: LexiconTexts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((file) => before[file] !== after[file])
    .sort();
}

function toJson({ generation, wouldChange, changes, answers, lexicon, problems }: Check): string {
  return JSON.stringify({
    generation,
    wouldChange,
    reports: changes.map((change) =>
      change.kind === 'changed'
        ? {
            id: change.id,
            change: change.kind,
            fields: change.fields,
            passagesChanged: change.passages.length,
            hasOtherHeadings: change.hasOtherHeadings,
            passages: change.passages.slice(0, MAX_PASSAGES),
          }
        : { id: change.id, change: change.kind, passages: change.passages },
    ),
    answers: answers.map(({ id, kind }) => ({ id, change: kind })),
    lexicon,
    problems,
  });
}
