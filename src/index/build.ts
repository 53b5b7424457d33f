/**
 * Reports to the files of a generation. Everything is in memory and in a fixed order, so the same corpus,
 * lexicon and version give the same bytes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readFigures } from '../corpus/figures.ts';
import type { Corpus } from '../corpus/load.ts';
import { cutPassages } from '../corpus/passages.ts';
import type { Audience, Report } from '../corpus/report.ts';
import { parseLexicon } from '../language/lexicon.ts';
import { fold } from '../language/normalize.ts';
import { soundOf } from '../language/pinyin.ts';
import { createSegmenter, type Segmenter } from '../language/segment.ts';
import { type PassageRecord, type VocabularyEntry, writeLibrary } from './library.ts';
import {
  type AudienceManifest,
  audienceFiles,
  builtWith,
  digestOf,
  generationOf,
  type Manifest,
} from './manifest.ts';
import { PassageSearch, type SearchDocument } from './search.ts';
import { bigramTerms, wordTerms } from './terms.ts';

/** A report with everything that is derived from its text. */
interface AnalysedReport {
  readonly report: Report;
  readonly passages: readonly PassageRecord[];
  /** The terms of each passage, same order. */
  readonly terms: readonly Omit<SearchDocument, 'id' | 'report'>[];
}

/** Only words of this length have look-alikes by sound worth proposing. */
const SOUNDING = /^\p{Script=Han}{2,6}$/u;

function analyse(report: Report, segment: Segmenter): AnalysedReport {
  const folded = fold(report.text);
  const title = wordTerms(segment(fold(report.title)));
  const passages = cutPassages(report).map((passage) => ({
    ...passage,
    folded: folded.slice(passage.start, passage.end),
    figures: passage.sentences.flatMap((sentence) => readFigures(folded, sentence, segment)),
  }));
  const terms = passages.map((passage) => ({
    words: wordTerms(segment(passage.folded)).join(' '),
    bigrams: bigramTerms(passage.folded).join(' '),
    heading: [...title, ...passage.section.flatMap((heading) => wordTerms(segment(fold(heading))))].join(' '),
  }));
  return { report, passages, terms };
}

/** Words of the passages and headings of an audience, with how many passages hold them. */
function vocabularyOf(analysed: readonly AnalysedReport[]): VocabularyEntry[] {
  const counts = new Map<string, number>();
  for (const { terms } of analysed) {
    for (const { words, heading } of terms) {
      for (const term of new Set(`${words} ${heading}`.split(' '))) {
        if (term) counts.set(term, (counts.get(term) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, passages]) => ({ term, passages, sound: SOUNDING.test(term) ? soundOf(term) : '' }));
}

/** Writes the two files of one audience and describes them. */
async function writeAudience(
  directory: string,
  audience: Audience,
  analysed: readonly AnalysedReport[],
  corpus: Corpus,
): Promise<AudienceManifest> {
  const files = audienceFiles(audience);
  writeLibrary(join(directory, files.library), {
    meta: { audience },
    lexicon: corpus.lexicon,
    reports: analysed,
    vocabulary: vocabularyOf(analysed),
  });
  let row = 0;
  const documents = analysed.flatMap(({ terms }, index) =>
    terms.map((document) => ({ id: ++row, report: index + 1, ...document })),
  );
  await writeFile(join(directory, files.search), PassageSearch.build(documents).serialize());
  const digests: Record<string, string> = {};
  for (const file of Object.values(files)) digests[file] = digestOf(await readFile(join(directory, file)));
  const passages = analysed.flatMap((report) => report.passages);
  return {
    generation: digestOf(JSON.stringify(digests)).slice(0, 12),
    reports: analysed.length,
    passages: passages.length,
    figures: passages.reduce((sum, passage) => sum + passage.figures.length, 0),
    files: digests,
  };
}

/**
 * Builds all files of a generation in an empty folder, the manifest last.
 *
 * @param corpusDigest what `digestCorpus` said of the files the corpus was read from
 * @param onReport called after each report, for a progress bar
 * @throws {KewenError} `lexicon` for a bad line of the lexicon
 */
export async function buildGeneration(
  corpus: Corpus,
  corpusDigest: string,
  directory: string,
  onReport: (done: number, total: number, report: Report) => void = () => {},
): Promise<Manifest> {
  const segment = createSegmenter(parseLexicon(corpus.lexicon).words);
  const analysed: AnalysedReport[] = [];
  for (const report of corpus.reports) {
    analysed.push(analyse(report, segment));
    onReport(analysed.length, corpus.reports.length, report);
    // Analysing is all computation: this lets a signal or a progress bar have its turn.
    await setImmediate();
  }
  const open = analysed.filter(({ report }) => report.audience === 'public');
  const audiences = {
    public: await writeAudience(directory, 'public', open, corpus),
    staff: await writeAudience(directory, 'staff', analysed, corpus),
  };
  const parts = { builtWith: builtWith(), corpus: corpusDigest, audiences };
  const manifest: Manifest = { generation: generationOf(parts), ...parts };
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
