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

/** Deletes a person's questions with everybody's votes on them, their votes and their conversations. */
export function deletePerson(db: Database.Database, hash: string): void {
  db.transaction(() => {
    db.prepare('DELETE FROM votes WHERE user = ?').run(hash);
    db.prepare('DELETE FROM votes WHERE exchange IN (SELECT id FROM exchanges WHERE user = ?)').run(hash);
    db.prepare('DELETE FROM exchanges WHERE user = ?').run(hash);
    db.prepare('DELETE FROM conversations WHERE user = ?').run(hash);
  })();
}
