/**
 * An index in service, opened for one audience. A public reader opens the public files and no others.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audience } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import { KewenError } from '../errors.ts';
import { keeping } from '../language/keeping.ts';
import { type Lexicon, parseLexicon } from '../language/lexicon.ts';
import { createSegmenter, type Segmenter } from '../language/segment.ts';
import { currentGeneration } from './generations.ts';
import { Library, type ReportCard } from './library.ts';
import { audienceFiles, digestOf, type Manifest, parseManifest } from './manifest.ts';
import { PassageSearch } from './search.ts';
import { Vocabulary } from './vocabulary.ts';

/** Everything a question is answered from. */
export interface OpenIndex {
  readonly audience: Audience;
  /** What this audience can reach, by digest. */
  readonly generation: string;
  readonly reports: readonly ReportCard[];
  readonly library: Library;
  readonly search: PassageSearch;
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly segment: Segmenter;
  /** The standard answers that this audience may see. */
  readonly answers: readonly StandardAnswer[];
  close(): void;
}

/**
 * The manifest of the generation in service, or of a named one.
 *
 * @returns null when nothing was ever published
 * @throws {KewenError} `index-untrusted`
 */
export async function readManifest(directory: string, named?: string): Promise<Manifest | null> {
  const generation = named ?? (await currentGeneration(directory));
  return generation ? manifestOf(directory, generation) : null;
}

/** The manifest of one generation. */
async function manifestOf(directory: string, generation: string): Promise<Manifest> {
  const folder = join(directory, generation);
  let text: string;
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8');
  } catch (cause) {
    throw new KewenError('index-untrusted', `索引 ${folder} 不完整，请运行 kewen index 重建`, cause);
  }
  const manifest = parseManifest(text, folder);
  if (manifest.generation !== generation) {
    throw new KewenError(
      'index-untrusted',
      `索引 ${folder} 的 manifest.json 说的是 ${manifest.generation}，请运行 kewen index 重建`,
    );
  }
  return manifest;
}

/**
 * Checks every file of a generation.
 *
 * @throws {KewenError} `index-untrusted` when one is not what the manifest says
 */
export async function verifyGeneration(directory: string, generation: string): Promise<void> {
  const { audiences } = await manifestOf(directory, generation);
  for (const audience of ['public', 'staff'] as const) {
    const { library, search } = audienceFiles(audience);
    for (const file of [library, search]) {
      await trusted(join(directory, generation), file, audiences[audience].files);
    }
  }
}

/** Whether every file of a generation is what was built. */
export async function isTrusted(directory: string, generation: string): Promise<boolean> {
  return verifyGeneration(directory, generation).then(
    () => true,
    () => false,
  );
}

/**
 * Opens the index in service.
 *
 * @param generation another generation of the same folder, for comparing
 * @throws {KewenError} `index-missing` when nothing was published, `index-untrusted` when a file is not what
 *   the manifest says
 */
export async function openIndex(
  directory: string,
  audience: Audience,
  generation?: string,
): Promise<OpenIndex> {
  const manifest = await readManifest(directory, generation);
  if (!manifest) throw nothingPublished(directory);
  const folder = join(directory, manifest.generation);
  const files = audienceFiles(audience);
  const described = manifest.audiences[audience];
  const searchText = await trusted(folder, files.search, described.files);
  await trusted(folder, files.library, described.files);
  const library = new Library(join(folder, files.library));
  try {
    const lexicon = parseLexicon(library.lexicon());
    return {
      audience,
      generation: described.generation,
      reports: library.reports(),
      library,
      search: PassageSearch.load(searchText.toString('utf8')),
      vocabulary: new Vocabulary(library.vocabulary(), described.passages),
      lexicon,
      segment: keeping(createSegmenter(lexicon.words), KEPT_TEXTS),
      answers: library.answers(),
      close: () => library.close(),
    };
  } catch (cause) {
    library.close();
    throw cause;
  }
}

/**
 * Texts that are kept as they were cut: a question is cut for its spelling, its places and its words, and its words for
 * other ways to say them.
 */
const KEPT_TEXTS = { texts: 1000, chars: 100_000 } as const;

/**
 * Opens the texts of the index in service alone, for a look that searches nothing. Every file of it is checked all
 * the same: a search that is damaged is no index in service.
 *
 * @throws {KewenError} as {@link openIndex}
 */
export async function openLibrary(
  directory: string,
  audience: Audience,
): Promise<{ readonly manifest: Manifest; readonly library: Library }> {
  const manifest = await readManifest(directory);
  if (!manifest) throw nothingPublished(directory);
  await verifyGeneration(directory, manifest.generation);
  const file = audienceFiles(audience).library;
  return { manifest, library: new Library(join(directory, manifest.generation, file)) };
}

function nothingPublished(directory: string): KewenError {
  return new KewenError('index-missing', `${directory} 里还没有索引，请先运行 kewen index`);
}

/** A file's bytes, if they are those that were built. */
async function trusted(
  folder: string,
  file: string,
  digests: Readonly<Record<string, string>>,
): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, file));
  } catch (cause) {
    throw new KewenError('index-untrusted', `索引 ${folder} 缺少 ${file}，请运行 kewen index 重建`, cause);
  }
  if (digestOf(bytes) !== digests[file]) {
    throw new KewenError('index-untrusted', `索引文件 ${join(folder, file)} 已损坏，请运行 kewen index 重建`);
  }
  return bytes;
}
