/**
 * A corpus to its reports: what is known of a file from before is recalled, the others are read. A file that cannot be
 * used is set aside with one line; the others go on.
 */
import { join } from 'node:path';
import { ANSWERS_FILE } from '../home.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import { type Cache, noCache } from './cache.ts';
import type { Problem } from './document.ts';
import { reportsOf } from './file-reports.ts';
import { type ScannedCorpus, scanCorpus } from './folder.ts';
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

/** Reads one file; told before it begins with it, and again before each member of an archive. */
export type ReadFile = (
  directory: string,
  scanned: ScannedFile,
  onBegin: (file: string) => void,
) => Promise<FileReading>;

/** What came of a file. */
export interface FileReading {
  readonly made: readonly (Report | Problem)[];
  /** Whether a limit stopped it, so that other limits may give something else. */
  readonly isStopped: boolean;
}

/** Those who read, and the limits under which they do. */
export interface Readers {
  readonly read: ReadFile;
  /** What a stopped reading depends on beside the file. */
  readonly limitsKey: string;
}

/** In this process and without a limit: for files that are known to be good. */
const here: Readers = {
  limitsKey: 'none',
  read: async (directory, scanned, onBegin) => {
    onBegin(scanned.file);
    const made: (Report | Problem)[] = [];
    for await (const one of reportsOf(directory, scanned, { onBegin })) made.push(one);
    return { made, isStopped: false };
  },
};

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
  /** Who reads the files; this process, without a limit, where nobody is named. */
  readonly workers?: Readers;
  /** Called after each file that was read, for a progress bar. */
  readonly onFile?: (done: number, total: number, file: string) => void;
  /** Called when another file, or member of an archive, is the one that has been read for longest. */
  readonly onUnderWay?: (done: number, total: number, file: string) => void;
}

/**
 * Reads every report of a corpus.
 *
 * @throws {KewenError} what {@link scanCorpus} throws; `lexicon` for a bad standard answer
 */
export async function loadCorpus(directory: string, options: LoadOptions = {}): Promise<Corpus> {
  const { cache = noCache, workers = here, isStrict = false } = options;
  const { onPlan = () => {}, onFile = () => {}, onUnderWay = () => {} } = options;
  const { files, lexicon, answersText } = options.scanned ?? (await scanCorpus(directory));
  const known = files.map((scanned) => recall(scanned, cache, workers.limitsKey));
  const toRead = files.filter((_, i) => known[i] === null);
  onPlan(toRead.length);
  const underWay = new Map<string, string>();
  let done = 0;
  const tellLongest = () => {
    const [longest] = underWay.values();
    if (longest !== undefined) onUnderWay(done, toRead.length, longest);
  };
  const made = await Promise.all(
    files.map(async (scanned, i) => {
      const before = known[i];
      if (before) return before;
      const one = await readAnew(directory, scanned, cache, workers, (file) => {
        underWay.set(scanned.file, file);
        tellLongest();
      });
      underWay.delete(scanned.file);
      done++;
      onFile(done, toRead.length, scanned.file);
      tellLongest();
      return one;
    }),
  );
  const reports = new Map<string, Report>();
  const problems: Problem[] = [];
  for (const one of made.flat()) {
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
  const standard = checkSources(parseAnswers(answersText), sorted, ANSWERS_FILE);
  return {
    reports: sorted,
    problems: [...problems, ...standard.problems],
    lexicon,
    answers: standard.answers,
    filesRead: toRead.map(({ file }) => file),
  };
}

/**
 * A corpus without the reports that could not be finished, and without what rests on them.
 *
 * @param stopped their files, each with why
 */
export function leaveOut(corpus: Corpus, stopped: readonly Problem[]): Corpus {
  if (stopped.length === 0) return corpus;
  const files = new Set(stopped.map(({ file }) => file));
  const reports = corpus.reports.filter(({ file }) => !files.has(file));
  const ids = new Set(reports.map(({ id }) => id));
  const rests = ({ cited }: StandardAnswer) => cited === null || ids.has(cited.report);
  const unfounded = corpus.answers.filter((answer) => !rests(answer));
  return {
    ...corpus,
    reports,
    answers: corpus.answers.filter(rests),
    problems: [
      ...corpus.problems,
      ...stopped,
      ...unfounded.map(({ id, cited }) => ({
        file: ANSWERS_FILE,
        message: `标准回答 ${id} 没有启用：来源 ${cited?.report} 没有收进来，请先看它为什么`,
      })),
    ],
  };
}

/** Everything that the reports of a file are made from: its path gives the id and may tell year and audience. */
function keysOf({ file, digest, beside, folders }: ScannedFile, limitsKey: string) {
  return {
    reports: JSON.stringify(['reports', file, digest, beside, folders]),
    stopped: JSON.stringify(['stopped', file, digest, beside, folders, limitsKey]),
  };
}

/**
 * What was made of a file before, if it is still the same. What was read goes before what was stopped: a file that was
 * once read is not lost to a smaller limit or a slower day.
 */
function recall(scanned: ScannedFile, cache: Cache, limitsKey: string): (Report | Problem)[] | null {
  if (scanned.digest === null) return null;
  const keys = keysOf(scanned, limitsKey);
  const bytes = cache.get(keys.reports) ?? cache.get(keys.stopped);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as (Report | Problem)[]);
}

/** Reads a file and keeps what came of it, also that it holds no report or could not be finished. */
async function readAnew(
  directory: string,
  scanned: ScannedFile,
  cache: Cache,
  workers: Readers,
  onBegin: (file: string) => void,
): Promise<readonly (Report | Problem)[]> {
  const { made, isStopped } = await workers.read(directory, scanned, onBegin);
  // Not what another day may read, nor where the file changed since it was looked at: what was read is not what the digest names.
  const digest = await digestFile(join(directory, scanned.file)).catch(() => null);
  if (digest !== null && digest === scanned.digest && !made.some((one) => 'message' in one && one.isForNow)) {
    const keys = keysOf(scanned, workers.limitsKey);
    cache.put(isStopped ? keys.stopped : keys.reports, Buffer.from(JSON.stringify(made)));
  }
  return made;
}
