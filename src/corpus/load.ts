/**
 * A corpus to its reports: what is known of a file from before is recalled, the others are read. A file that cannot be
 * used is set aside with one line; the others go on.
 */
import { join } from 'node:path';
import type { LexiconTexts } from '../language/lexicon.ts';
import { type Cache, noCache } from './cache.ts';
import type { Problem } from './document.ts';
import { reportsOf } from './file-reports.ts';
import { ANSWERS, type ScannedCorpus, scanCorpus } from './folder.ts';
import { lackOf } from './metadata.ts';
import type { Report } from './report.ts';
import { digestFile, type ScannedFile } from './scan.ts';
import { parseAnswers } from './standard.ts';
import { checkSources, type StandardAnswer } from './standard-sources.ts';

/** A corpus, read. */
export interface Corpus {
  /** In the order of their ids. */
  readonly reports: readonly Report[];
  readonly problems: readonly Problem[];
  readonly lexicon: LexiconTexts;
  /** The maintainer's own answers whose sources hold, in the order of the file. */
  readonly answers: readonly StandardAnswer[];
  /** Files that were read now; the others were known from before. */
  readonly filesRead: readonly string[];
}

/** What a load may use, and whom it tells. */
export interface LoadOptions {
  /** What {@link scanCorpus} found, if it was just looked through. */
  readonly scanned?: ScannedCorpus;
  /** Where reports are kept that were read before. */
  readonly cache?: Cache;
  /** Whether a report that is not sure whose it is or of when is set aside. */
  readonly isStrict?: boolean;
  /** Called when it is known how many files have to be read. */
  readonly onPlan?: (filesToRead: number) => void;
  /** Called after each file that was read, for a progress bar. */
  readonly onFile?: (done: number, total: number, file: string) => void;
}

/**
 * Reads every report of a corpus.
 *
 * @throws {KewenError} what {@link scanCorpus} throws; `lexicon` for a bad standard answer
 */
export async function loadCorpus(directory: string, options: LoadOptions = {}): Promise<Corpus> {
  const { cache = noCache, isStrict = false, onPlan = () => {}, onFile = () => {} } = options;
  const { files, lexicon, answersText } = options.scanned ?? (await scanCorpus(directory));
  const made = files.map((scanned) => recall(scanned, cache));
  const filesRead: string[] = [];
  const toRead = made.filter((known) => known === null).length;
  onPlan(toRead);
  for (const [index, scanned] of files.entries()) {
    if (made[index]) continue;
    made[index] = await readAnew(directory, scanned, cache);
    filesRead.push(scanned.file);
    onFile(filesRead.length, toRead, scanned.file);
  }
  const reports = new Map<string, Report>();
  const problems: Problem[] = [];
  for (const one of made.flatMap((known) => known ?? [])) {
    const twin = 'message' in one ? undefined : reports.get(one.id);
    const lack = isStrict && !('message' in one) ? lackOf(one) : undefined;
    if ('message' in one) problems.push(one);
    else if (lack !== undefined) problems.push({ file: one.file, message: lack });
    else if (twin) {
      problems.push({
        file: one.file,
        message: `编号 ${one.id} 与 ${twin.file} 相同：请改文件名，或删去其中一份`,
      });
    } else reports.set(one.id, one);
  }
  const sorted = [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const standard = checkSources(parseAnswers(answersText), sorted, ANSWERS);
  return {
    reports: sorted,
    problems: [...problems, ...standard.problems],
    lexicon,
    answers: standard.answers,
    filesRead,
  };
}

/** Everything that the reports of a file are made from: its path gives the id and may tell year and audience. */
function keyOf({ file, digest, beside, folders }: ScannedFile): string {
  return JSON.stringify(['reports', file, digest, beside, folders]);
}

/** What was made of a file before, if it is still the same. */
function recall(scanned: ScannedFile, cache: Cache): (Report | Problem)[] | null {
  const bytes = scanned.digest === null ? null : cache.get(keyOf(scanned));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as (Report | Problem)[]);
}

/** Reads a file and keeps what came of it, also that it holds no report. */
async function readAnew(
  directory: string,
  scanned: ScannedFile,
  cache: Cache,
): Promise<(Report | Problem)[]> {
  const made: (Report | Problem)[] = [];
  for await (const one of reportsOf(directory, scanned)) made.push(one);
  // Not where the file changed since it was looked at: what was read is not what the digest names.
  const digest = await digestFile(join(directory, scanned.file)).catch(() => null);
  if (digest !== null && digest === scanned.digest) {
    cache.put(keyOf(scanned), Buffer.from(JSON.stringify(made)));
  }
  return made;
}
