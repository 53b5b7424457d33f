/**
 * Upkeep of records in a file; see upkeep.ts.
 */
import type Database from 'better-sqlite3';
import BetterSqlite from 'better-sqlite3';
import { KewenError } from '../errors.ts';
import { isThere } from '../reach.ts';
import { addChange, changesSince } from './changes.ts';
import { dismiss } from './dismissed.ts';
import { forgetPerson } from './forget.ts';
import { questionsToLookAt } from './questions.ts';
import { hasRecords, unusable, withFile } from './reading.ts';
import { countExchanges } from './statistics.ts';
import type { Reading, Upkeep } from './upkeep.ts';
import { votedQuestions } from './voted.ts';

/** A writer holds the file for moments only; a command may wait for it. */
const READ_BUSY_MS = 5_000;
const WRITE_BUSY_MS = 10_000;

/** The records in a file, which need not be there. */
export function sqliteUpkeep(file: string): Upkeep {
  const write = <T>(timeout: number, work: (db: Database.Database) => T): T | null =>
    isThere(file, `记录文件 ${file}`)
      ? withFile(file, { timeout }, (db) => (hasRecords(db, file) ? work(db) : null))
      : null;
  return {
    where: file,
    read: (work) => readFile(file, work),
    addChange: async (change) => write(READ_BUSY_MS, (db) => addChange(db, change)) !== null,
    dismiss: async (texts, nowMs, isUndone) =>
      write(WRITE_BUSY_MS, (db) => dismiss(db, texts, nowMs, isUndone)),
    forget: async (hash, isDryRun) => forgetPerson(file, hash, isDryRun),
    waiting: async (channel, texts) =>
      write(READ_BUSY_MS, (db) => {
        const payloads = db
          .prepare('SELECT payload FROM handled WHERE lease_until IS NOT NULL AND channel = ?')
          .pluck()
          .all(channel) as string[];
        return payloads.filter((payload) => texts.some((text) => payload.includes(text))).length;
      }) ?? 0,
  };
}

async function readFile<T>(file: string, work: (records: Reading) => Promise<T>): Promise<T | null> {
  if (!isThere(file, `记录文件 ${file}`)) return null;
  let db: Database.Database | undefined;
  try {
    db = new BetterSqlite(file, { readonly: true, timeout: READ_BUSY_MS, fileMustExist: true });
    if (!hasRecords(db, file)) return null;
    // All that is read is of one moment.
    db.exec('BEGIN');
    return await work(readingOf(db));
  } catch (cause) {
    throw cause instanceof KewenError ? cause : unusable(file, cause);
  } finally {
    db?.close();
  }
}

function readingOf(db: Database.Database): Reading {
  return {
    statistics: async (sinceMs, dayOf) => countExchanges(db, sinceMs, dayOf),
    questions: async (trouble, sinceMs) => questionsToLookAt(db, trouble, sinceMs),
    voted: async (sinceMs) => votedQuestions(db, sinceMs),
    changes: async (sinceMs) => changesSince(db, sinceMs),
    wordings: async (audience, count) =>
      db
        .prepare(
          `SELECT question FROM exchanges WHERE previous IS NULL AND (audience = 'staff' OR ? = 'public')
           GROUP BY question ORDER BY max(asked_at) DESC LIMIT ?`,
        )
        .pluck()
        .all(audience, count) as string[],
  };
}
