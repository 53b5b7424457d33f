/**
 * What a corpus folder holds, by digest, before anything is read for its content: enough to see whether an index is
 * stale and which files changed. Bytes decide, not times: a copy, a checkout or a clock set back changes those.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file that may be a report, by what is in it. */
export interface ScannedFile {
  /** Path inside the corpus folder, with `/` between its parts. */
  readonly file: string;
  /** SHA-256 of its bytes in hex; null where it cannot be read. */
  readonly digest: string | null;
  /** Text of the `.yaml` file beside it, if there is one. */
  readonly beside: string | undefined;
}

/** Larger files are read piece by piece. */
const AT_ONCE_BYTES = 1 << 20;
const FILES_AT_ONCE = 16;

/** Digests files of a corpus folder, in the order given. */
export async function scanFiles(directory: string, files: readonly string[]): Promise<ScannedFile[]> {
  const scanned: ScannedFile[] = [];
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const some = files.slice(at, at + FILES_AT_ONCE);
    scanned.push(...(await Promise.all(some.map((file) => scanFile(directory, file)))));
  }
  return scanned;
}

async function scanFile(directory: string, file: string): Promise<ScannedFile> {
  const path = join(directory, file);
  const [digest, beside] = await Promise.all([
    digestFile(path).catch(() => null),
    readFile(`${path}.yaml`, 'utf8').catch(() => undefined),
  ]);
  return { file, digest, beside };
}

/** SHA-256 of a file's bytes in hex. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  if ((await stat(path)).size <= AT_ONCE_BYTES) hash.update(await readFile(path));
  else await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
