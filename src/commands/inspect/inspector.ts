/**
 * One report looked through as it would be in the index: outline, passages, figures, and what to look at.
 */
import { readFigures } from '../../corpus/figures.ts';
import { reportId } from '../../corpus/file-reports.ts';
import { listCorpus, readLexiconTexts } from '../../corpus/folder.ts';
import { cutPassages } from '../../corpus/passages.ts';
import type { Report } from '../../corpus/report.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import { fold } from '../../language/normalize.ts';
import { createSegmenter, type Segmenter } from '../../language/segment.ts';
import type { Inspected } from './inspected.ts';
import { warningsOf } from './warnings.ts';

/** Ids that the other files of the corpus have, with their file. A corpus that is not there has none. */
async function idsOf(corpus: string, except: string | null): Promise<ReadonlyMap<string, string>> {
  const files = await listCorpus(corpus).catch(() => []);
  return new Map(files.filter((file) => file !== except).map((file) => [reportId(file), file]));
}

/**
 * Looks reports through with the words of a corpus; those are loaded when the first report is.
 *
 * @param own the file's own path in the corpus; null where it lies elsewhere
 */
export async function inspector(
  corpus: string,
  own: string | null,
  thisYear: number,
): Promise<(report: Report) => Inspected> {
  const texts = await readLexiconTexts(corpus);
  const others = await idsOf(corpus, own);
  let segment: Segmenter | undefined;
  return (report) => {
    segment ??= createSegmenter(parseLexicon(texts).words);
    return inspectReport(report, segment, others, thisYear);
  };
}

function inspectReport(
  report: Report,
  segment: Segmenter,
  others: ReadonlyMap<string, string>,
  thisYear: number,
): Inspected {
  const folded = fold(report.text);
  const passages = cutPassages(report).map(({ id, section, start, end, sentences }) => ({
    id,
    section,
    text: report.text.slice(start, end),
    figures: readFigures(folded, sentences, segment).map(({ start: from, end: to, ...figure }) => ({
      ...figure,
      printed: report.text.slice(from, to),
    })),
  }));
  const outline = report.blocks
    .filter(({ kind }) => kind === 'heading')
    .map(({ level, start, end }) => ({ level, text: report.text.slice(start, end) }));
  return { report, outline, passages, warnings: warningsOf(report, passages, others, thisYear) };
}
