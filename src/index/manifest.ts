/**
 * What a generation is: which format, which versions made it, what went in, and the digest of every file,
 * so that opening can refuse what it cannot trust. An index that was built with another tokenizer would be
 * loaded and silently find nothing.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { z } from 'zod';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { DICTIONARY } from './dictionary.ts';
import { SEARCH_FIELDS } from './fields.ts';
import { TERMS_VERSION } from './terms.ts';

/** Counts up when the files of a generation change their form. */
export const FORMAT_VERSION = 11;

const require = createRequire(import.meta.url);
const { version: KEWEN_VERSION } = require('../../package.json') as { version: string };

/** The installed version of a package; read from its folder, since some packages export no package.json. */
function versionOf(name: string): string {
  const inside = `${sep}node_modules${sep}${name}${sep}`;
  const entry = require.resolve(name);
  const root = entry.slice(0, entry.lastIndexOf(inside) + inside.length);
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Everything outside the corpus that decides the bytes of an index. */
export function builtWith(): BuiltWith {
  known ??= {
    format: FORMAT_VERSION,
    terms: TERMS_VERSION,
    fields: [...SEARCH_FIELDS],
    dictionary: DICTIONARY,
    kewen: KEWEN_VERSION,
    minisearch: versionOf('minisearch'),
    nodejieba: versionOf('nodejieba'),
  };
  return known;
}

let known: BuiltWith | undefined;

const builtWithSchema = z.object({
  format: z.number(),
  terms: z.number(),
  fields: z.array(z.string()),
  dictionary: z.string(),
  kewen: z.string(),
  minisearch: z.string(),
  nodejieba: z.string(),
});
type BuiltWith = z.infer<typeof builtWithSchema>;

const audienceSchema = z.object({
  /** Digest of what this audience can reach; what its answers show as their generation. */
  generation: z.string(),
  reports: z.number(),
  passages: z.number(),
  figures: z.number(),
  /** sha256 of each file, by file name. */
  files: z.record(z.string(), z.string()),
});

const manifestSchema = z.object({
  generation: z.string(),
  builtWith: builtWithSchema,
  /** Digest of the files, reports and lexicon, that it was built from. */
  corpus: z.string(),
  audiences: z.object({ public: audienceSchema, staff: audienceSchema }),
});

/** The manifest of a generation. */
export type Manifest = z.infer<typeof manifestSchema>;
export type AudienceManifest = z.infer<typeof audienceSchema>;

/** The two files of an audience. */
export function audienceFiles(audience: Audience): { library: string; search: string } {
  return { library: `${audience}.library.sqlite`, search: `${audience}.search.json` };
}

/** The name of a generation: the digest of what it was built from, with what, and of what came out. */
export function generationOf({ corpus, builtWith: by, audiences }: Omit<Manifest, 'generation'>): string {
  return digestOf(corpus, JSON.stringify(by), JSON.stringify(audiences)).slice(0, 12);
}

/** sha256 in hex. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/**
 * Reads a manifest and checks that this program can use the index.
 *
 * @throws {KewenError} `index-untrusted` when it is damaged or was built by another version
 */
export function parseManifest(text: string, directory: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new KewenError(
      'index-untrusted',
      `索引 ${directory} 的 manifest.json 已损坏，请运行 kewen index 重建`,
      cause,
    );
  }
  if (manifest.generation !== generationOf(manifest)) {
    throw new KewenError(
      'index-untrusted',
      `索引 ${directory} 的 manifest.json 被改动过，请运行 kewen index 重建`,
    );
  }
  if (JSON.stringify(manifest.builtWith) !== JSON.stringify(builtWith())) {
    throw new KewenError(
      'index-untrusted',
      `索引 ${directory} 是由另一版本的程序建的，请运行 kewen index 重建`,
    );
  }
  return manifest;
}

/** {@link digestOf} a file's bytes, read piece by piece: a library is as large as all its texts. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) hash.update(piece);
  return hash.update('\0').digest('hex');
}

const PIECE_BYTES = 1 << 20;
