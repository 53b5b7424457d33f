/**
 * Files written so that nobody sees half of one, and none is overwritten unasked. What is done here is done at once: a
 * Ctrl-C comes before it or after it.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KewenError } from '../../errors.ts';

/**
 * Writes a file.
 *
 * @param isNew whether one that is there already stays as it is
 * @param mode of a file that is new
 * @returns false where there was one, and nothing was written
 * @throws {KewenError} `platform` where it cannot be written
 */
export function writeWhole(
  path: string,
  content: Uint8Array | string,
  isNew: boolean,
  mode = 0o666,
): boolean {
  const draft = join(dirname(path), `.kewen-${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const handle = openSync(draft, 'wx', statSync(path, { throwIfNoEntry: false })?.mode ?? mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (isNew) return linkNew(draft, path);
    renameSync(draft, path);
    return true;
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new KewenError('platform', `写不进 ${path}（${code}）：请检查权限和磁盘空间`, cause);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A link refuses what is there, in one step; some file systems have none. */
function linkNew(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    if (existsSync(path)) return false;
    renameSync(draft, path);
    return true;
  }
}
