/**
 * Token buckets that several replicas take from: refilled and taken from by one statement, at the database's clock. The
 * arithmetic is that of `takeFrom`.
 */
import { type BucketLimits, type BucketState, FULL, type Taken, takeFrom } from '../bucket.ts';
import { BoundedMap } from '../memory.ts';
import { KEPT_IN_MEMORY } from '../room.ts';
import type { HashId } from '../secret.ts';
import type { Connection } from './connection.ts';

/** Tokens of a bucket by now, before one is taken: all that ran in, and what of it fits. */
const REFILLED = 'b.tokens + greatest(0, excluded.refilled_at - b.refilled_at) * $3::float8 / 60000';
const TOKENS = `least($2::float8, ${REFILLED})`;

export class PostgresBuckets {
  readonly #connection: Connection;
  readonly #hash: HashId;
  readonly #now: string;
  readonly #nowMs: () => number;
  /** Of this process alone, while the database is away. */
  readonly #kept = new BoundedMap<BucketState>(KEPT_IN_MEMORY);

  constructor(connection: Connection, hash: HashId, now: string, nowMs: () => number) {
    this.#connection = connection;
    this.#hash = hash;
    this.#now = now;
    this.#nowMs = nowMs;
  }

  async take(bucket: string, limits: BucketLimits): Promise<Taken> {
    const key = this.#hash(bucket);
    const { capacity, refillPerMinute } = limits;
    const done = await this.#connection.attempt((db) =>
      db.rows<{ tokens: number; is_allowed: boolean; is_first_refusal: boolean }>(
        `INSERT INTO kewen.buckets AS b (key, tokens, refilled_at, is_refused, is_allowed, is_first_refusal)
         VALUES ($1, $2::float8 - 1, ${this.#now}, false, true, false)
         ON CONFLICT (key) DO UPDATE SET
           tokens = CASE WHEN ${TOKENS} >= 1 THEN ${TOKENS} - 1 ELSE ${TOKENS} END,
           refilled_at = excluded.refilled_at,
           is_allowed = ${TOKENS} >= 1,
           is_first_refusal = ${TOKENS} < 1 AND NOT b.is_refused,
           is_refused = ${TOKENS} < 1 OR (b.is_refused AND ${REFILLED} - 1 < $2::float8 / 2)
         RETURNING tokens, is_allowed, is_first_refusal`,
        [key, capacity, refillPerMinute],
      ),
    );
    const row = done?.value[0];
    if (!row) return this.#takeHere(key, limits);
    this.#kept.delete(key);
    return {
      allowed: row.is_allowed,
      firstRefusal: row.is_first_refusal,
      waitMs: row.is_allowed ? 0 : Math.ceil(((1 - row.tokens) * 60_000) / refillPerMinute),
    };
  }

  #takeHere(key: string, limits: BucketLimits): Taken {
    const nowMs = this.#nowMs();
    const { taken, after } = takeFrom(this.#kept.get(key, nowMs) ?? FULL, limits, nowMs);
    this.#kept.set(key, after);
    return taken;
  }
}
