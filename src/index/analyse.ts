/**
 * Everything that an index holds of one report, from its text and the lexicon's words alone. That is most of the
 * work of a build and depends on no other report, so it is kept for the next build.
 */
import type { Cache } from '../corpus/cache.ts';
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

/** Analyses reports with the words of one lexicon. */
export interface Analyser {
  /** What came of a report before; null where it has to be analysed. */
  readonly recall: (report: Report) => AnalysedReport | null;
  readonly analyse: (report: Report) => AnalysedReport;
}

/**
 * Makes an analyser.
 *
 * Of the lexicon only the words count, so another translation, place or comment costs nothing.
 */
export function createAnalyser({ words }: Pick<Lexicon, 'words'>, cache: Cache): Analyser {
  let segment: Segmenter | undefined;
  const wordsDigest = digestOf(JSON.stringify(words));
  const keyOf = ({ id, title, text, blocks }: Report) =>
    JSON.stringify(['analysis', id, title, digestOf(text, JSON.stringify(blocks)), wordsDigest]);
  return {
    recall: (report) => {
      const bytes = cache.get(keyOf(report));
      return bytes && { report, ...decode(bytes) };
    },
    analyse: (report) => {
      // jieba's dictionary takes most of a second to load: not where nothing is to be segmented.
      segment ??= createSegmenter(words);
      const analysed = analyse(report, segment);
      cache.put(keyOf(report), encode(analysed));
      return analysed;
    },
  };
}

function analyse(report: Report, segment: Segmenter): AnalysedReport {
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
  return { report, passages, counts };
}

interface Head {
  readonly passages: readonly PassageRow[];
  readonly terms: readonly string[];
}

const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** How many counts there are, the counts as they are in memory, the rest as JSON: for this machine only. */
function encode({ passages, counts: { terms, counts } }: AnalysedReport): Uint8Array {
  const head: Head = { passages, terms };
  const numbers = new Uint32Array(1 + counts.length);
  numbers[0] = counts.length;
  numbers.set(counts, 1);
  return Buffer.concat([new Uint8Array(numbers.buffer), Buffer.from(JSON.stringify(head))]);
}

function decode(bytes: Uint8Array): Omit<AnalysedReport, 'report'> {
  // Copied, since numbers have to begin at a multiple of their size.
  const [length = 0] = new Uint32Array(new Uint8Array(bytes.subarray(0, WORD_BYTES)).buffer);
  const end = (1 + length) * WORD_BYTES;
  const counts = new Uint32Array(new Uint8Array(bytes.subarray(WORD_BYTES, end)).buffer);
  const { passages, terms } = JSON.parse(new TextDecoder().decode(bytes.subarray(end))) as Head;
  return { passages, counts: { terms, counts } };
}
