/**
 * An index in service that is of the corpus as it is now: built first when there is none, when the corpus has
 * changed since, or when what is there cannot be trusted.
 */

import type { ReadLimits } from '../../config.ts';
import { digestCorpus } from '../../corpus/folder.ts';
import type { Audience } from '../../corpus/report.ts';
import { KewenError } from '../../errors.ts';
import { isRolledBack } from '../../index/generations.ts';
import { openIndex, readManifest } from '../../index/open.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { nothingUsable, problemLines, rebuild } from './rebuild.ts';
import { STAYS_BACK } from './rollback.ts';

/**
 * Opens the index, rebuilt where needed. One that a person went back to is not built over. An index whose corpus is gone, or whose corpus can no longer be
 * used, stays in service with a note.
 *
 * @throws {KewenError} when there is neither a usable index nor a way to build one
 */
export async function openUpToDate(
  corpusFolder: string,
  indexFolder: string,
  audience: Audience,
  terminal: Terminal,
  limits: ReadLimits,
): Promise<OpenIndex> {
  const inService = await tryOpen(indexFolder, audience);
  if (inService && (await isRolledBack(indexFolder))) {
    terminal.note(`索引是用 --rollback 退回的一代：${STAYS_BACK}`);
    return inService;
  }
  try {
    const why = await reasonToBuild(corpusFolder, indexFolder, inService);
    if (why === null && inService) return inService;
    terminal.note(`${why}，正在建索引……`);
    const built = await rebuild(corpusFolder, indexFolder, createProgress(terminal), { limits });
    for (const line of problemLines(built.problems)) terminal.note(line);
    if (!built.manifest) throw nothingUsable(corpusFolder, built.problems);
    terminal.note(
      `索引建好了：${built.reports.length} 份报告，用时 ${(built.elapsedMs / 1000).toFixed(1)} 秒`,
    );
  } catch (error) {
    if (!inService || !(error instanceof KewenError)) {
      inService?.close();
      throw error;
    }
    terminal.note(`kewen：${error.message}；先用已有的索引`);
    return inService;
  }
  inService?.close();
  return openIndex(indexFolder, audience);
}

/** The index in service, or null where there is none that can be trusted. */
async function tryOpen(indexFolder: string, audience: Audience): Promise<OpenIndex | null> {
  try {
    return await openIndex(indexFolder, audience);
  } catch (error) {
    if (error instanceof KewenError && (error.code === 'index-missing' || error.code === 'index-untrusted')) {
      return null;
    }
    throw error;
  }
}

/** Why to build, in words for the person who waits; null where the index is of the corpus as it is. */
async function reasonToBuild(
  corpusFolder: string,
  indexFolder: string,
  inService: OpenIndex | null,
): Promise<string | null> {
  if (!inService) return '还没有可用的索引';
  const manifest = await readManifest(indexFolder);
  return manifest?.corpus === (await digestCorpus(corpusFolder)) ? null : '报告或词表有变动';
}
