/**
 * Everything that an index holds of one report, from its text and the lexicon's words alone. That is most of the
 * work of a build and depends on no other report, so it is kept for the next build.
 */
import { setImmediate } from 'node:timers/promises';
import { type Cache, noCache } from '../corpus/cache.ts';
import type { Problem } from '../corpus/document.ts';
import { readFigures } from '../corpus/figures.ts';
import { cutPassages } from '../corpus/passages.ts';
import { fileWords, type Report } from '../corpus/report.ts';
import { readRows } from '../corpus/rows.ts';
import type { Lexicon } from '../language/lexicon.ts';
import { fold } from '../language/normalize.ts';
import { createSegmenter, type Segmenter } from '../language/segment.ts';
import { digestOf } from './manifest.ts';
import { countTerms, type TermCounts } from './postings.ts';
import { type PassageRow, toPassageRow } from './rows.ts';
import { bigramTerms, wordTerms } from './terms.ts';

/** A report with everything that is derived from its text. */
export interface AnalysedReport {
  readonly report: Report;
  readonly passages: readonly PassageRow[];
  /** The terms of its passages, same order. */
  readonly counts: TermCounts;
}

/** Who analyses a report: what {@link encodeAnalysis} makes of it, or why it was stopped. */
export type AnalyseReport = (report: Report) => Promise<Uint8Array | Stopped>;

/** A report that was not finished: one line for the maintainer. */
export interface Stopped {
  readonly message: string;
}

/** What an analysis may use, and whom it tells. */
export interface AnalyseOptions {
  /** Where analysed reports are kept. */
  readonly cache?: Cache;
  /** Who does the work; this process, without a limit, where nobody is named. */
  readonly workers?: Analysts;
  /** Called after each report that was analysed anew, for a progress bar. */
  readonly onReport?: (done: number, total: number, report: Report) => void;
}

/** Those who analyse, and the limits under which they do. */
export interface Analysts {
  readonly analyse: (words: Lexicon['words']) => AnalyseReport;
  /** What a stop depends on beside the report. */
  readonly limitsKey: string;
}

/** Reports, analysed; those that were stopped are problems. */
export interface Analysed {
  readonly analysed: readonly AnalysedReport[];
  readonly problems: readonly Problem[];
  readonly analysedAnew: number;
}

/**
 * Analyses reports, each as it was before where it is known; the order stays.
 *
 * Of the lexicon only the words count, so another translation, place or comment costs nothing.
 */
export async function analyseReports(
  reports: readonly Report[],
  { words }: Pick<Lexicon, 'words'>,
  { cache = noCache, workers = here, onReport = () => {} }: AnalyseOptions = {},
): Promise<Analysed> {
  const wordsDigest = digestOf(JSON.stringify(words));
  const keysOf = ({ id, title, text, blocks }: Report) => {
    const parts = [id, title, digestOf(text, JSON.stringify(blocks)), wordsDigest];
    return {
      analysis: JSON.stringify(['analysis', ...parts]),
      stopped: JSON.stringify(['analysis stopped', ...parts, workers.limitsKey]),
    };
  };
  const found = reports.map((report) => {
    const keys = keysOf(report);
    const bytes = cache.get(keys.analysis);
    if (bytes) return { report, ...decodeAnalysis(bytes) };
    const stopped = cache.get(keys.stopped);
    return stopped && (JSON.parse(new TextDecoder().decode(stopped)) as Stopped);
  });
  const toAnalyse = found.filter((known) => known === null).length;
  const analyseOne = workers.analyse(words);
  let done = 0;
  const all = await Promise.all(
    reports.map(async (report, i) => {
      const known = found[i];
      if (known) return known;
      const made = await analyseOne(report);
      const keys = keysOf(report);
      if (made instanceof Uint8Array) cache.put(keys.analysis, made);
      else cache.put(keys.stopped, Buffer.from(JSON.stringify(made)));
      onReport(++done, toAnalyse, report);
      return made instanceof Uint8Array ? { report, ...decodeAnalysis(made) } : made;
    }),
  );
  return {
    analysed: all.filter((one) => 'report' in one),
    problems: all.flatMap((one, i) =>
      'report' in one ? [] : [{ file: (reports[i] as Report).file, message: one.message }],
    ),
    analysedAnew: toAnalyse,
  };
}

/** In this process, one after the other. */
const here: Analysts = {
  limitsKey: 'none',
  analyse: (words) => {
    let segment: Segmenter | undefined;
    return async (report) => {
      // All computation: this lets a signal or a progress bar have its turn.
      await setImmediate();
      // jieba's dictionary takes most of a second to load: not where nothing is to be segmented.
      segment ??= createSegmenter(words);
      return encodeAnalysis(analyse(report, segment));
    };
  },
};

/** What is derived from the text of one report. */
export type Analysis = Omit<AnalysedReport, 'report'>;

/** Analyses one report. */
export function analyse(report: Report, segment: Segmenter): Analysis {
  const folded = fold(report.text);
  const title = wordTerms(segment(fold(`${report.title} ${fileWords(report)}`)));
  const cut = cutPassages(report);
  const rows = readRows(report);
  const passages = cut.map((passage) =>
    toPassageRow(
      passage,
      folded.slice(passage.start, passage.end),
      readFigures(folded, passage.sentences, segment, report.period.to || undefined),
      rows.filter(({ start, end }) => start < passage.end && end > passage.start),
    ),
  );
  const counts = countTerms(
    cut.map(({ start, end, section }) => {
      const text = folded.slice(start, end);
      const headings = section.flatMap((heading) => wordTerms(segment(fold(heading))));
      return {
        words: wordTerms(segment(text)).join(' '),
        bigrams: bigramTerms(text).join(' '),
        heading: [...title, ...headings].join(' '),
      };
    }),
  );
  return { passages, counts };
}

interface Head {
  readonly passages: readonly PassageRow[];
  readonly terms: readonly string[];
}

const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** How many counts there are, the counts as they are in memory, the rest as JSON: for this machine only. */
export function encodeAnalysis({ passages, counts: { terms, counts } }: Analysis): Uint8Array {
  const head: Head = { passages, terms };
  const numbers = new Uint32Array(1 + counts.length);
  numbers[0] = counts.length;
  numbers.set(counts, 1);
  return Buffer.concat([new Uint8Array(numbers.buffer), Buffer.from(JSON.stringify(head))]);
}

/** What was encoded by {@link encodeAnalysis}. */
export function decodeAnalysis(bytes: Uint8Array): Analysis {
  // Copied, since numbers have to begin at a multiple of their size.
  const [length = 0] = new Uint32Array(new Uint8Array(bytes.subarray(0, WORD_BYTES)).buffer);
  const end = (1 + length) * WORD_BYTES;
  const counts = new Uint32Array(new Uint8Array(bytes.subarray(WORD_BYTES, end)).buffer);
  const { passages, terms } = JSON.parse(new TextDecoder().decode(bytes.subarray(end))) as Head;
  return { passages, counts: { terms, counts } };
}
