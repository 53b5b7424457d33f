/**
 * A copy of the records as one moment saw them, made beside a bot that goes on writing. Copying the file itself would
 * miss what stands in its log of changes, or tear it.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { KewenError } from '../errors.ts';
import { isThere } from '../reach.ts';
import { unusable, withFile } from './reading.ts';
import { SCHEMA_VERSION } from './schema.ts';

const BUSY_TIMEOUT_MS = 10_000;

/**
 * Writes a copy that only its owner can read; nothing that was deleted is in it.
 *
 * @param target must not exist
 * @throws {KewenError} `records`
 */
export function copyRecords(file: string, target: string): void {
  withFile(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }, (db) => {
    closeSync(openSync(target, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(target);
    const handle = openSync(target, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

/**
 * Checks that a file is a whole copy of records that this program can read.
 *
 * @throws {KewenError} `records`
 */
export function checkCopy(file: string): void {
  withFile(file, { readonly: true }, (db) => {
    const version = db.pragma('user_version', { simple: true }) as number;
    const state = db.pragma('quick_check(1)', { simple: true });
    if (state !== 'ok') throw new KewenError('records', `${file} 已损坏（${String(state)}）：请换一份备份`);
    if (version > SCHEMA_VERSION) {
      throw new KewenError(
        'records',
        `${file} 是更新的版本写的（${version}，这个程序只认得到 ${SCHEMA_VERSION}）：请先升级科问`,
      );
    }
  });
}

/**
 * Whether another process has the records open. Where none has, what stands in the log of changes is in the file
 * afterwards, so that the file alone is all of it.
 *
 * @throws {KewenError} `records` when the file cannot be used
 */
export function isInUse(file: string): boolean {
  if (!isThere(file, `记录文件 ${file}`)) return false;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: 0 });
    // Only the one connection there is may leave the log of changes behind.
    db.pragma('journal_mode = DELETE');
    return false;
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    if (/^SQLITE_(?:BUSY|LOCKED)/u.test(code)) return true;
    // A damaged file is what a backup is for.
    if (/^SQLITE_(?:CORRUPT|NOTADB)/u.test(code)) return false;
    throw unusable(file, cause);
  } finally {
    db?.close();
  }
}
