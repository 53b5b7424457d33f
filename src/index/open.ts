/**
 * An index in service, opened for one audience. A public reader opens the public files and no others.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { keeping } from '../language/keeping.ts';
import { type Lexicon, parseLexicon } from '../language/lexicon.ts';
import { createSegmenter, type Segmenter } from '../language/segment.ts';
import { isForbidden, unreadable } from '../reach.ts';
import { currentGeneration } from './generations.ts';
import { Library } from './library.ts';
import { audienceFiles, digestOf, digestOfFile, type Manifest, parseManifest } from './manifest.ts';
import { PassageSearch } from './search.ts';
import type { Catalog, OpenIndex } from './shelf.ts';
import { Vocabulary } from './vocabulary.ts';

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
    throw lacking(folder, `索引 ${folder} 不完整，请运行 kewen index 重建`, cause);
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
      await trust(join(directory, generation), file, audiences[audience].files);
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
  const searchBytes = await trustedBytes(folder, files.search, described.files);
  await trust(folder, files.library, described.files);
  const library = new Library(join(folder, files.library));
  try {
    const reports = library.reports();
    const lexicon = parseLexicon(library.lexicon());
    const vocabulary = new Vocabulary(library.vocabulary(), library.pairs(), described.passages);
    return {
      audience,
      generation: described.generation,
      reports,
      passages: described.passages,
      lexicon,
      segment: segmenterOf(lexicon),
      answers: library.answers(),
      written: writtenOf(lexicon, (word) => vocabulary.has(word)),
      latin: () => vocabulary.latin(),
      ...shelfOf(library, new PassageSearch(searchBytes, vocabulary, reports), vocabulary),
    };
  } catch (cause) {
    library.close();
    throw cause;
  }
}

/** What the files of an audience hold for one question and for a reader; functions of their own, so that some may be replaced. */
const shelfOf = (
  library: Library,
  search: PassageSearch,
  vocabulary: Vocabulary,
): Omit<OpenIndex, keyof Catalog> => ({
  search: (query, limit) => search.search(query, limit),
  passage: (row) => library.passage(row),
  reportText: (report) => library.reportText(report),
  has: (word) => vocabulary.has(word),
  rarity: (word) => vocabulary.rarity(word),
  soundingLike: (sound) => vocabulary.soundingLike(sound),
  hasBigram: (pair) => vocabulary.hasPair(pair),
  near: (word) => library.near(word),
  meaning: (gloss) => library.meaning(gloss),
  passageById: (id) => library.passageById(id),
  passageAt: (report, ordinal) => library.passageAt(report, ordinal),
  passagesBetween: (report, start, end) => library.passagesBetween(report, start, end),
  whole: (report) => library.whole(report),
  lexiconTexts: () => library.lexicon(),
  close: () => library.close(),
});

/** Words of a lexicon, and other ways to say them, that stand in the passages. */
export function writtenOf({ words, alternatives }: Lexicon, has: (word: string) => boolean): Set<string> {
  const ways = words.flatMap(({ word }) => [word, ...(alternatives.get(word) ?? [])]);
  return new Set(ways.filter(has));
}

/** Cuts texts by a lexicon, for questions: many of their texts come again. */
export const segmenterOf = ({ words }: Lexicon): Segmenter => keeping(createSegmenter(words), KEPT_TEXTS);

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

/** A file that is not there makes an index of no use; one that this user may not read does not. */
function lacking(folder: string, message: string, cause: unknown): KewenError {
  return isForbidden(cause)
    ? new KewenError('platform', unreadable(`索引 ${folder}`, cause), cause)
    : new KewenError('index-untrusted', message, cause);
}

/** Checks that a file is what was built. */
async function trust(
  folder: string,
  file: string,
  digests: Readonly<Record<string, string>>,
  digestIn: (path: string) => Promise<string> = digestOfFile,
): Promise<void> {
  const path = join(folder, file);
  const digest = await digestIn(path).catch((cause) => {
    throw lacking(folder, `索引 ${folder} 缺少 ${file}，请运行 kewen index 重建`, cause);
  });
  if (digest !== digests[file])
    throw new KewenError('index-untrusted', `索引文件 ${path} 已损坏，请运行 kewen index 重建`);
}

/** A file's bytes, if they are those that were built. */
async function trustedBytes(
  folder: string,
  file: string,
  digests: Readonly<Record<string, string>>,
): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  await trust(folder, file, digests, async (path) => {
    bytes = await readFile(path);
    return digestOf(bytes);
  });
  return bytes;
}
