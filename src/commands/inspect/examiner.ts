/**
 * Looks at one file as a build does, within the same limits: what it gives, and each report as it would be in the index,
 * with its outline, passages, figures, and what to look at.
 */
import type { ReadLimits } from '../../config.ts';
import type { Problem } from '../../corpus/document.ts';
import { reportId } from '../../corpus/file-reports.ts';
import { listCorpus, readLexiconTexts } from '../../corpus/folder.ts';
import type { Report } from '../../corpus/report.ts';
import { type ScannedFile, scanFiles } from '../../corpus/scan.ts';
import { type AnalysedReport, analyseReports } from '../../index/analyse.ts';
import { readFigureRows } from '../../index/rows.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { type Lexicon, parseLexicon } from '../../language/lexicon.ts';
import type { Inspected } from './inspected.ts';
import { type Settled, warningsOf } from './warnings.ts';

/** Looks at files until it is closed. */
export interface Examiner {
  /**
   * What a file gives, whether it lies in a corpus or not yet: reports or problems, of an archive one for each member.
   *
   * @param file its path below the directory; the folders and the name may tell whom it is for
   * @param onBegin told of the file, and of each member of an archive, before it is read
   */
  readonly read: (
    directory: string,
    file: string,
    onBegin?: (file: string) => void,
  ) => Promise<readonly (Report | Problem)[]>;
  /**
   * A report looked through with the words of the corpus; a problem where a limit stopped that.
   *
   * @param own     its file's path in the corpus; null where it lies elsewhere
   * @param settled what is not warned of; nothing where it is left out
   */
  readonly inspect: (report: Report, own: string | null, settled?: Settled) => Promise<Inspected | Problem>;
  readonly close: () => void;
}

/** An examiner of files for a corpus. */
export function openExaminer(corpus: string, limits: ReadLimits, thisYear: number): Examiner {
  const workers = openWorkers(limits);
  workers.prepare();
  let words: Promise<Lexicon['words']> | undefined;
  return {
    read: async (directory, file, onBegin = () => {}) => {
      const [scanned] = await scanFiles(directory, [file]);
      return (await workers.read(directory, scanned as ScannedFile, onBegin)).made;
    },
    inspect: async (report, own, settled = new Set()) => {
      words ??= readLexiconTexts(corpus).then((texts) => parseLexicon(texts).words);
      const { analysed, problems } = await analyseReports([report], { words: await words }, { workers });
      const [one] = analysed;
      return one ? inspectReport(one, await idsOf(corpus, own), thisYear, settled) : (problems[0] as Problem);
    },
    close: workers.close,
  };
}

/** Ids that the other files of the corpus have, with their file. A corpus that is not there has none. */
async function idsOf(corpus: string, except: string | null): Promise<ReadonlyMap<string, string>> {
  const files = await listCorpus(corpus).catch(() => []);
  return new Map(files.filter((file) => file !== except).map((file) => [reportId(file), file]));
}

function inspectReport(
  { report, passages: rows }: AnalysedReport,
  others: ReadonlyMap<string, string>,
  thisYear: number,
  settled: Settled,
): Inspected {
  const passages = rows.map(({ id, section, start, end, figures }) => ({
    id,
    section: JSON.parse(section) as string[],
    text: report.text.slice(start, end),
    figures: readFigureRows(figures).map(({ start: from, end: to, ...figure }) => ({
      ...figure,
      printed: report.text.slice(from, to),
    })),
  }));
  const outline = report.blocks
    .filter(({ kind }) => kind === 'heading')
    .map(({ level, start, end }) => ({ level, text: report.text.slice(start, end) }));
  return { report, outline, passages, warnings: warningsOf(report, passages, others, thisYear, settled) };
}
