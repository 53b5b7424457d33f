/**
 * Questions that a maintainer looked at and found not to be for Kewen. Only a digest of each is kept.
 */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { foldQuestion } from '../language/normalize.ts';

/** What stands for a question, however it was typed. */
export const dismissedKey = (text: string): string =>
  createHash('sha256').update(foldQuestion(text)).digest('base64url');

/** The keys of all of them. */
export function dismissedKeys(db: Database.Database): ReadonlySet<string> {
  return new Set(db.prepare('SELECT question FROM dismissed').pluck().all() as string[]);
}

/** Dismisses questions, or takes that back; gives how many were another way before. */
export function dismiss(
  db: Database.Database,
  texts: readonly string[],
  nowMs: number,
  isUndone: boolean,
): number {
  const change = isUndone
    ? db.prepare('DELETE FROM dismissed WHERE question = ?')
    : db.prepare('INSERT OR IGNORE INTO dismissed (question, dismissed_at) VALUES (?, ?)');
  const run = (text: string) =>
    isUndone ? change.run(dismissedKey(text)).changes : change.run(dismissedKey(text), nowMs).changes;
  return db.transaction(() => texts.reduce((sum, text) => sum + run(text), 0)).immediate();
}
