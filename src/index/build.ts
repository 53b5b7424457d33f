/**
 * Reports to the files of a generation. Everything is in memory and in a fixed order, so the same corpus,
 * lexicon and version give the same bytes.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Corpus } from '../corpus/load.ts';
import type { Audience } from '../corpus/report.ts';
import { type Lexicon, parseLexicon } from '../language/lexicon.ts';
import { soundOf } from '../language/pinyin.ts';
import { type AnalysedReport, type AnalyseOptions, analyseReports } from './analyse.ts';
import { dictionaryRows, type Glosses, readGlosses } from './dictionary.ts';
import { writeLibrary } from './library-file.ts';
import {
  type AudienceManifest,
  audienceFiles,
  builtWith,
  digestOf,
  digestOfFile,
  generationOf,
  type Manifest,
} from './manifest.ts';
import { Postings } from './postings.ts';
import type { VocabularyEntry } from './rows.ts';

/** Only words of this length have look-alikes by sound worth proposing. */
export const SOUNDING = /^\p{Script=Han}{2,6}$/u;

/** Words of the passages and headings of an audience, with how many passages hold them. */
function vocabularyOf(postings: Postings): VocabularyEntry[] {
  return Array.from(postings.words(), ({ term, passages }) => ({
    term,
    passages,
    sound: SOUNDING.test(term) ? soundOf(term) : '',
  }));
}

/** Writes the two files of one audience and describes them. */
async function writeAudience(
  directory: string,
  audience: Audience,
  analysed: readonly AnalysedReport[],
  corpus: Pick<Corpus, 'lexicon' | 'answers'>,
  words: { readonly lexicon: Lexicon; readonly glosses: Glosses },
): Promise<AudienceManifest> {
  const files = audienceFiles(audience);
  const postings = new Postings(analysed.map(({ counts }) => counts));
  const vocabulary = vocabularyOf(postings);
  const known = new Set(vocabulary.map(({ term }) => term));
  writeLibrary(join(directory, files.library), {
    meta: { audience },
    lexicon: corpus.lexicon,
    reports: analysed,
    vocabulary,
    pairs: [...postings.pairs()],
    dictionary: dictionaryRows(words.glosses, (word) => known.has(word), words.lexicon),
    answers: corpus.answers.filter((answer) => audience === 'staff' || answer.audience === 'public'),
  });
  const search = postings.toSearchFile();
  await writeFile(join(directory, files.search), search);
  const digests = {
    [files.library]: await digestOfFile(join(directory, files.library)),
    [files.search]: digestOf(search),
  };
  const passages = analysed.flatMap((report) => report.passages);
  return {
    generation: digestOf(JSON.stringify(digests)).slice(0, 12),
    reports: analysed.length,
    passages: passages.length,
    figures: passages.reduce((sum, { figureCount }) => sum + figureCount, 0),
    files: digests,
  };
}

/** Whom a build tells. */
interface BuildOptions {
  /** Called when the files of an audience are written. */
  readonly onAudience?: (done: number, total: number, audience: Audience) => void;
}

/** What a generation is made of. */
interface Ingredients extends Pick<Corpus, 'lexicon' | 'answers'> {
  /** In the order of their ids. */
  readonly analysed: readonly AnalysedReport[];
}

/**
 * Analyses reports in this process and builds a generation of them.
 *
 * @throws {KewenError} `lexicon` for a bad line of the lexicon
 */
export async function buildGeneration(
  { reports, ...corpus }: Pick<Corpus, 'reports' | 'lexicon' | 'answers'>,
  corpusDigest: string,
  directory: string,
  { onReport = () => {} }: Pick<AnalyseOptions, 'onReport'> = {},
): Promise<Manifest> {
  const { analysed } = await analyseReports(reports, parseLexicon(corpus.lexicon), { onReport });
  return writeGeneration({ ...corpus, analysed }, corpusDigest, directory);
}

/**
 * Writes all files of a generation into an empty folder, the manifest last.
 *
 * @param corpusDigest what `scanCorpus` said of the files the corpus was read from
 * @throws {KewenError} `lexicon` for a bad line of the lexicon
 */
export async function writeGeneration(
  { analysed, ...corpus }: Ingredients,
  corpusDigest: string,
  directory: string,
  { onAudience = () => {} }: BuildOptions = {},
): Promise<Manifest> {
  const lexicon = parseLexicon(corpus.lexicon);
  const words = { lexicon, glosses: readGlosses() };
  const open = analysed.filter(({ report }) => report.audience === 'public');
  const forPublic = await writeAudience(directory, 'public', open, corpus, words);
  onAudience(1, 2, 'public');
  const forStaff = await writeAudience(directory, 'staff', analysed, corpus, words);
  onAudience(2, 2, 'staff');
  const parts = {
    builtWith: builtWith(),
    corpus: corpusDigest,
    audiences: { public: forPublic, staff: forStaff },
  };
  const manifest: Manifest = { generation: generationOf(parts), ...parts };
  await writeFile(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
