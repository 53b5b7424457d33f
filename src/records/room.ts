/**
 * What every part of the records works with.
 */
import type { Guarded } from './database.ts';
import type { HashId } from './secret.ts';

/** The database, the clock and the hash of ids. */
export interface Room {
  readonly db: Guarded;
  readonly nowMs: () => number;
  readonly hash: HashId;
}

/** Each of the maps that stand in for a table while the database cannot be used holds so many entries. */
export const KEPT_IN_MEMORY = 2_000;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
