/**
 * The log of what maintainers changed: who, when, by which command. It is only ever added to; the database refuses
 * anything else.
 */
import type Database from 'better-sqlite3';

/** One change. */
export interface Change {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly who: string;
  /** As it could be typed, `kewen add --association=平湖市科协 年终总结.txt`. */
  readonly command: string;
  /** 0 done, 1 done with problems. */
  readonly code: number;
}

const MAX_LISTED = 1_000;

/** Adds a change. */
export function addChange(db: Database.Database, { atMs, who, command, code }: Change): void {
  db.prepare('INSERT INTO changes (changed_at, who, command, code) VALUES (?, ?, ?, ?)').run(
    atMs,
    who,
    command,
    code,
  );
}

/** The changes since a time, the newest first, the thousand newest of them. */
export function changesSince(db: Database.Database, sinceMs: number): Change[] {
  return db
    .prepare(
      `SELECT changed_at AS atMs, who, command, code FROM changes WHERE changed_at >= ?
       ORDER BY changed_at DESC, id DESC LIMIT ${MAX_LISTED}`,
    )
    .all(sinceMs) as Change[];
}
