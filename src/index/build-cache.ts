/**
 * What builds remember, in a folder of the index: one file for each report as read and for each as analysed. A file
 * is named by everything its content was made from and begins with the digest of the content, so one that is
 * damaged, cut off or of another program is as good as absent. It holds text of staff reports: only builds open it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../corpus/cache.ts';
import { madeBy } from './made-by.ts';

/** The folder, inside the index folder. */
export const CACHE_FOLDER = '.cache';

/** Bytes of the digest at the head of a file. */
const DIGEST_BYTES = 32;

/** A cache on disk. */
export interface BuildCache extends Cache {
  /** Removes what this build neither found nor kept, so that the cache is never larger than one corpus. */
  readonly prune: () => void;
}

/** How a build uses the cache. */
export interface CacheUse {
  /** `read` changes nothing on disk; `write` keeps what is made and believes nothing of before. */
  readonly use: 'read' | 'write' | 'both';
  /** `madeBy()` but in tests. */
  readonly program?: string;
}

/** The cache of an index folder. */
export function openBuildCache(indexFolder: string, { use, program = madeBy() }: CacheUse): BuildCache {
  const folder = join(indexFolder, CACHE_FOLDER);
  const used = new Set<string>();
  let canWrite = use !== 'read';
  const nameOf = (key: string) =>
    createHash('sha256').update(`${program}\0${key}`).digest('hex').slice(0, 40);
  return {
    get: (key) => {
      if (use === 'write') return null;
      const name = nameOf(key);
      const content = readTrusted(join(folder, name));
      if (content) used.add(name);
      return content;
    },
    put: (key, bytes) => {
      if (!canWrite) return;
      const name = nameOf(key);
      const path = join(folder, name);
      try {
        if (used.size === 0) mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(path, Buffer.concat([digest(bytes), bytes]), { mode: 0o600 });
        used.add(name);
      } catch {
        // A full disk or a missing permission: the build that comes of it says so itself.
        canWrite = false;
        remove(path);
      }
    },
    prune: () => {
      if (use === 'read') return;
      for (const name of namesIn(folder)) {
        if (!used.has(name)) remove(join(folder, name));
      }
    },
  };
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The content of a file if it is the one that was written. */
function readTrusted(path: string): Uint8Array | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  const content = file.subarray(DIGEST_BYTES);
  return file.length >= DIGEST_BYTES && digest(content).equals(file.subarray(0, DIGEST_BYTES))
    ? content
    : null;
}

/** Removes a file if that can be done; one that stays is no harm. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
