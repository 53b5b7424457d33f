/**
 * What is deleted: what has expired, and what a person wants forgotten.
 */
import type Database from 'better-sqlite3';
import { DAY_MS } from './room.ts';

/** Deletes expired conversations and events, idle buckets, and exchanges with their votes from before a time. */
export function deleteExpired(db: Database.Database, nowMs: number, keptSinceMs: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM votes WHERE exchange IN (SELECT id FROM exchanges WHERE asked_at < ?)').run(
      keptSinceMs,
    );
    db.prepare('DELETE FROM votes WHERE voted_at < ?').run(keptSinceMs);
    db.prepare('DELETE FROM exchanges WHERE asked_at < ?').run(keptSinceMs);
    db.prepare('DELETE FROM conversations WHERE expires_at <= ?').run(nowMs);
    db.prepare('DELETE FROM handled WHERE expires_at <= ?').run(nowMs);
    db.prepare('DELETE FROM buckets WHERE refilled_at < ?').run(nowMs - DAY_MS);
  })();
}

/** How many rows of each kind. */
export interface Deleted {
  readonly exchanges: number;
  readonly votes: number;
  readonly conversations: number;
  /** Questions of others that followed one of theirs: they stay, what they followed is taken out. */
  readonly followed: number;
}

/** A question as it stands in a conversation. */
const ONE_LINE = `trim(replace(replace(replace(question, char(13), ' '), char(10), ' '), char(9), ' '))`;

/**
 * Deletes a person's questions with everybody's votes on them, their votes, and what is remembered of the
 * conversations they took part in. Where several people talk, what one asked is also kept as the question before
 * another's: that goes too, whoever asked next.
 */
export function deletePerson(db: Database.Database, hash: string): Deleted {
  const run = (sql: string) => db.prepare(sql).run({ hash }).changes;
  return db.transaction(() => {
    const places = 'SELECT conversation FROM exchanges WHERE user = :hash';
    const followed = run(
      `UPDATE exchanges SET previous = NULL
       WHERE previous IS NOT NULL AND user <> :hash AND conversation IN (${places})`,
    );
    // What was asked before is kept as several questions, one a line, with white space made one space.
    const holdsTheirs = (field: string) =>
      `EXISTS (SELECT 1 FROM exchanges WHERE user = :hash AND question <> ''
               AND instr(json_extract(value, '$.extra.${field}'), ${ONE_LINE}) > 0)`;
    // Reads every value, which only where somebody followed can find anything.
    const carried = followed === 0 ? '' : `OR ${holdsTheirs('previous')} OR ${holdsTheirs('before')}`;
    const conversations = run(
      `DELETE FROM conversations WHERE user = :hash OR key IN (${places}) ${carried}`,
    );
    const votes =
      run('DELETE FROM votes WHERE user = :hash') +
      run('DELETE FROM votes WHERE exchange IN (SELECT id FROM exchanges WHERE user = :hash)');
    const exchanges = run('DELETE FROM exchanges WHERE user = :hash');
    return { exchanges, votes, conversations, followed };
  })();
}
