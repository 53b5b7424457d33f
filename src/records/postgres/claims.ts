/**
 * Events that were taken, for several replicas: whoever inserts first has it. What is taken under a lease goes to the
 * others when its holder renews it no more; in one place things are done in the order in which they were taken.
 *
 * While the database is away nothing can be shared. What was taken, and what was finished, in that time is told to it as
 * soon as it is back; and since all replicas need a moment for that, nothing is taken over until a lease has passed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { KEPT_FOR_MS, LEASE_MS, type Lease, type LeftEvent, MAX_LEFT } from '../claim.ts';
import { BoundedMap } from '../memory.ts';
import { KEPT_IN_MEMORY } from '../room.ts';
import type { HashId } from '../secret.ts';
import type { Connection, Db } from './connection.ts';

/** Between two looks at whether it is one's turn. */
const LOOK_MS = [20, 50, 100, 250, 500, 1_000];
/**
 * What was taken before and is not done by then is not waited for any more. Longer than it takes until another process
 * has taken over what one that died had.
 */
const TURN_WITHIN_MS = 90_000;
/** Nor is a database that is away waited for longer. */
const AWAY_WITHIN_MS = 10_000;

export class PostgresClaims {
  readonly #connection: Connection;
  readonly #hash: HashId;
  readonly #now: string;
  readonly #holder: string;
  /** Taken here lately, also while the database works. */
  readonly #recent = new BoundedMap<true>(KEPT_IN_MEMORY);
  /** Taken while the database was away: it does not know them, or nothing of whose they are. */
  readonly #own = new BoundedMap<true>(KEPT_IN_MEMORY);
  /** Those of them that it was not told of yet, with their channels. */
  readonly #unknown = new Map<string, string>();
  /** Finished while the database was away. */
  readonly #finished = new Set<string>();
  readonly #nowMs: () => number;
  readonly #graceMs: number;
  #backAt = Number.POSITIVE_INFINITY;

  /**
   * @param now the database's clock, as SQL
   * @param holder the name of this process, another one after each start
   * @param graceMs for so long after the database came back nothing is taken over but what was given back
   */
  constructor(
    connection: Connection,
    hash: HashId,
    now: string,
    nowMs: () => number,
    holder: string,
    graceMs: number,
  ) {
    this.#nowMs = nowMs;
    this.#graceMs = graceMs;
    this.#connection = connection;
    this.#hash = hash;
    this.#now = now;
    this.#holder = holder;
  }

  async claim(channel: string, event: string, lease: Lease | undefined): Promise<boolean> {
    const key = this.#keyOf(channel, event);
    const nowMs = this.#nowMs();
    if (this.#recent.get(key, nowMs)) return false;
    this.#recent.set(key, true, nowMs + KEPT_FOR_MS);
    const taken = await this.#connection.attempt((db, isAgain) =>
      db.rows(
        // Where the connection was lost under the first try, that may have taken it.
        `INSERT INTO kewen.claims AS c (event, channel, place, expires_at, holder, lease_until, payload)
         VALUES ($1, $2, $3, ${this.#now} + $4, $5, ${this.#now} + $6::bigint, $7)
         ON CONFLICT (event) DO UPDATE SET holder = c.holder WHERE $8::boolean AND c.holder = $5
         RETURNING event`,
        [
          ...[key, channel, lease?.place ? this.#hash(lease.place) : '', KEPT_FOR_MS, this.#holder],
          ...[lease ? LEASE_MS : null, lease?.payload ?? null, isAgain],
        ],
      ),
    );
    if (!taken) {
      this.#own.set(key, true);
      remember(this.#unknown, key, channel);
    }
    return taken === undefined || taken.value.length > 0;
  }

  async turn(channel: string, event: string): Promise<void> {
    const key = this.#keyOf(channel, event);
    // Taken while the database was away: it knows of no order.
    if (this.#own.get(key, 0)) return;
    const startedAt = performance.now();
    for (let looks = 0; performance.now() - startedAt < TURN_WITHIN_MS; looks++) {
      const before = await this.#connection.attempt((db) =>
        db.rows(
          `SELECT 1 FROM kewen.claims AS mine JOIN kewen.claims AS before
             ON before.place = mine.place AND before.seq < mine.seq AND before.lease_until IS NOT NULL
           WHERE mine.event = $1 AND mine.place <> '' LIMIT 1`,
          [key],
        ),
      );
      if (before?.value.length === 0) return;
      if (!before && performance.now() - startedAt > AWAY_WITHIN_MS) return;
      await sleep(LOOK_MS[Math.min(looks, LOOK_MS.length - 1)]);
    }
  }

  async say(channel: string, event: string, isSaid: boolean): Promise<boolean> {
    const key = this.#keyOf(channel, event);
    if (this.#own.get(key, 0)) return true;
    const marked = await this.#connection.attempt((db) =>
      db.rows('UPDATE kewen.claims SET is_said = $3 WHERE event = $1 AND holder = $2 RETURNING event', [
        ...[key, this.#holder, isSaid],
      ]),
    );
    return marked === undefined || marked.value.length > 0;
  }

  async complete(channel: string, event: string): Promise<void> {
    const key = this.#keyOf(channel, event);
    if (this.#unknown.has(key)) return;
    const done = await this.#connection.attempt((db) => finish(db, [key], this.#holder));
    if (!done) this.#finished.add(key);
  }

  async release(channel: string, event: string): Promise<void> {
    const key = this.#keyOf(channel, event);
    this.#recent.delete(key);
    this.#unknown.delete(key);
    await this.#connection.attempt((db) =>
      db.rows('DELETE FROM kewen.claims WHERE event = $1 AND (holder IS NULL OR holder = $2)', [
        key,
        this.#holder,
      ]),
    );
  }

  async left(channel: string): Promise<LeftEvent[]> {
    const taken = await this.#connection.attempt((db) =>
      db.rows<{ seq: number; payload: string; is_said: boolean }>(
        `UPDATE kewen.claims AS c SET holder = $2, lease_until = ${this.#now} + $3
         FROM (SELECT event FROM kewen.claims
               WHERE channel = $1 AND lease_until <= ${this.#now} AND (holder IS NULL OR $4::boolean)
               ORDER BY seq LIMIT ${MAX_LEFT} FOR UPDATE SKIP LOCKED) AS gone
         WHERE c.event = gone.event RETURNING c.seq, c.payload, c.is_said`,
        [channel, this.#holder, LEASE_MS, performance.now() - this.#backAt >= this.#graceMs],
      ),
    );
    return (taken?.value ?? [])
      .sort((a, b) => a.seq - b.seq)
      .map(({ payload, is_said: isSaid }) => ({ payload, isSaid }));
  }

  async renew(): Promise<void> {
    await this.#connection.attempt((db) => this.#renew(db));
  }

  /** What is not done goes to the others at once. */
  async letGo(): Promise<void> {
    await this.#connection.attempt((db) =>
      db.rows(
        `UPDATE kewen.claims SET holder = NULL, lease_until = ${this.#now}
         WHERE holder = $1 AND lease_until IS NOT NULL`,
        [this.#holder],
      ),
    );
  }

  /** Tells the database what happened while it was away. */
  async catchUp(db: Db): Promise<void> {
    this.#backAt = performance.now();
    await this.#renew(db);
    const finished = [...this.#finished];
    await finish(db, finished, this.#holder);
    for (const key of finished) this.#finished.delete(key);
    const unknown = [...this.#unknown];
    await db.rows(
      `INSERT INTO kewen.claims (event, channel, place, expires_at)
       SELECT event, channel, '', ${this.#now} + $3 FROM unnest($1::text[], $2::text[]) AS e (event, channel)
       ON CONFLICT (event) DO UPDATE SET holder = NULL, lease_until = NULL, payload = NULL`,
      [unknown.map(([key]) => key), unknown.map(([, channel]) => channel), KEPT_FOR_MS],
    );
    for (const [key] of unknown) this.#unknown.delete(key);
  }

  async #renew(db: Db): Promise<void> {
    await db.rows(
      `UPDATE kewen.claims SET lease_until = ${this.#now} + $2 WHERE holder = $1 AND lease_until IS NOT NULL`,
      [this.#holder, LEASE_MS],
    );
  }

  /** Events are named after the people and channels they come from, so they are stored as a hash too. */
  #keyOf(channel: string, event: string): string {
    return this.#hash(`${channel}:${event}`);
  }
}

async function finish(db: Db, keys: readonly string[], holder: string): Promise<void> {
  await db.rows(
    `UPDATE kewen.claims SET holder = NULL, lease_until = NULL, payload = NULL
     WHERE event = ANY ($1::text[]) AND holder = $2`,
    [keys, holder],
  );
}

/** Events of an outage that are remembered; the oldest go first. */
const MAX_UNKNOWN = 5_000;

function remember(map: Map<string, string>, key: string, channel: string): void {
  map.set(key, channel);
  if (map.size <= MAX_UNKNOWN) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    break;
  }
}
