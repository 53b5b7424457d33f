/**
 * Token buckets that survive a restart, so that stopping is no way around a limit.
 */
import { type BucketLimits, type BucketState, FULL, type Taken, takeFrom } from './bucket.ts';
import { BoundedMap } from './memory.ts';
import { KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

export class Buckets {
  readonly #room: Room;
  readonly #kept = new BoundedMap<BucketState>(KEPT_IN_MEMORY);

  constructor(room: Room) {
    this.#room = room;
  }

  take(bucket: string, limits: BucketLimits): Taken {
    const nowMs = this.#room.nowMs();
    const key = this.#room.hash(bucket);
    const { taken, after } = takeFrom(this.#kept.get(key, nowMs) ?? this.#stored(key) ?? FULL, limits, nowMs);
    const written = this.#room.db.attempt((db) =>
      prepare(db, 'INSERT OR REPLACE INTO buckets VALUES (?, ?, ?, ?)').run(
        key,
        after.tokens,
        after.refilledAtMs,
        after.isRefused ? 1 : 0,
      ),
    );
    if (written) this.#kept.delete(key);
    else this.#kept.set(key, after);
    return taken;
  }

  #stored(key: string): BucketState | undefined {
    const found = this.#room.db.attempt(
      (db) =>
        prepare(db, 'SELECT * FROM buckets WHERE key = ?').get(key) as
          | { tokens: number; refilled_at: number; is_refused: number }
          | undefined,
    );
    const row = found?.value;
    return row && { tokens: row.tokens, refilledAtMs: row.refilled_at, isRefused: row.is_refused === 1 };
  }

  clear(): void {
    this.#kept.clear();
  }
}
