/**
 * Forgetting a person for good: the rows, and what SQLite would leave of them in the file. Works beside a bot that is
 * running; while the file is written anew the bot keeps what it hears in memory.
 */
import type Database from 'better-sqlite3';
import { isThere } from '../reach.ts';
import { type Deleted, deletePerson } from './delete.ts';
import { hasRecords, withFile } from './reading.ts';
import type { Forgotten } from './upkeep.ts';

/** The bot holds the file for moments; rows are waited for longer than by it. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Deletes everything recorded of a person.
 *
 * @param hash of the person's id
 * @param isDryRun only counts
 * @returns null when nothing was ever recorded of anybody
 * @throws {KewenError} `records` when the file cannot be used; nothing is deleted then
 */
export function forgetPerson(file: string, hash: string, isDryRun: boolean): Forgotten | null {
  if (!isThere(file, `记录文件 ${file}`)) return null;
  return withFile(file, { timeout: BUSY_TIMEOUT_MS }, (db) => {
    if (!hasRecords(db, file)) return null;
    db.pragma('secure_delete = ON');
    const deleted = isDryRun ? countOnly(db, hash) : deleteAll(db, hash);
    // Also where there was nothing: the time before, there may have been no room to.
    return { ...deleted, isWiped: !isDryRun && wipe(db) };
  });
}

function deleteAll(db: Database.Database, hash: string): Deleted {
  return db
    .transaction(() => {
      const deleted = deletePerson(db, hash);
      // Whose they are cannot be told. Emptied for all, everybody may ask a little more this minute.
      if (deleted.exchanges > 0) db.exec('DELETE FROM buckets');
      return deleted;
    })
    .immediate();
}

/** Deletes and takes it back: what is counted is what would go. */
function countOnly(db: Database.Database, hash: string): Deleted {
  db.exec('BEGIN IMMEDIATE');
  try {
    return deletePerson(db, hash);
  } finally {
    db.exec('ROLLBACK');
  }
}

/** Writes the file anew without its free space and empties the log of changes; false when that cannot be done now. */
function wipe(db: Database.Database): boolean {
  try {
    db.exec('VACUUM');
    const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return busy === 0;
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (/^SQLITE_(?:BUSY|LOCKED|FULL)/u.test(code)) return false;
    throw error;
  }
}
