/**
 * Real indexes over real reports for the tests: the reports that ship, the invented ones of the fixtures, and
 * the raw texts where a checkout has them next to it. Each index is built in a temporary folder of its own.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestCorpus } from '../../src/corpus/folder.ts';
import { type Corpus, loadCorpus } from '../../src/corpus/load.ts';
import type { Audience, Report } from '../../src/corpus/report.ts';
import { buildGeneration } from '../../src/index/build.ts';
import type { Manifest } from '../../src/index/manifest.ts';
import { openIndex } from '../../src/index/open.ts';
import { publishGeneration } from '../../src/index/publish.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';

/** The year the tests ask in, for 去年 and 今年. */
export const THIS_YEAR = 2024;

const root = join(import.meta.dirname, '../..');

/** The corpus that ships, lexicon included. */
export const SHIPPED = join(root, 'corpus');
/** Invented reports; one of them, {@link STAFF_REPORT}, is for staff. */
export const FIXTURES = join(root, 'test/fixtures/reports');
/** Invented papers of other kinds, in four folders whose questions know of no others. */
export const PAPERS = {
  'papers-first': join(root, 'test/fixtures/papers/first'),
  'papers-second': join(root, 'test/fixtures/papers/second'),
  'papers-third': join(root, 'test/fixtures/papers/third'),
  'papers-fourth': join(root, 'test/fixtures/papers/fourth'),
} as const;
/** The raw texts the shipped reports were written from; not part of the project. */
export const RAW = join(root, '../shared/reports');
export const hasRaw = existsSync(RAW);

export const LEXICON = join(SHIPPED, 'lexicon');
export const STAFF_REPORT = 'lanxi-2023-performance.md';

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, removed when the tests of the file are done. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-test-'));
  made.push(folder);
  return folder;
}

/** A new corpus folder with the files of other folders, and the lexicon that ships. */
export function corpusOf(...folders: readonly string[]): string {
  const corpus = emptyFolder();
  for (const folder of folders) cpSync(folder, corpus, { recursive: true });
  cpSync(LEXICON, join(corpus, 'lexicon'), { recursive: true });
  return corpus;
}

/** A corpus, read, built and published. */
export interface Built {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly corpus: Corpus;
  readonly manifest: Manifest;
}

/** Builds an index as the command does. */
export async function build(corpusFolder: string, indexFolder: string = emptyFolder()): Promise<Built> {
  const digest = await digestCorpus(corpusFolder);
  const corpus = await loadCorpus(corpusFolder);
  const manifest = await publishGeneration(indexFolder, (workshop) =>
    buildGeneration(corpus, digest, workshop),
  );
  return { corpusFolder, indexFolder, corpus, manifest };
}

/** An index in service with the reports it was built from. */
export interface Served extends Built {
  readonly index: OpenIndex;
  /** Reports by id, with their clean text. */
  readonly reports: ReadonlyMap<string, Report>;
}

/** What was built in this test file, by its folders. */
const builds = new Map<string, Promise<Built>>();

/** Opens an index over some folders' reports, built when the file first asks for it. */
export async function serve(folders: readonly string[], audience: Audience): Promise<Served> {
  const key = folders.join('\n');
  const building = builds.get(key) ?? build(corpusOf(...folders));
  builds.set(key, building);
  const built = await building;
  const index = await openIndex(built.indexFolder, audience);
  return { ...built, index, reports: new Map(built.corpus.reports.map((report) => [report.id, report])) };
}
