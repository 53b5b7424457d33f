/**
 * What was said before, in PostgreSQL: what is remembered under a key, and the last questions of a conversation.
 */
import type { Remembered } from '../conversations.ts';
import type { HashId } from '../secret.ts';
import { amended, KEPT_TURNS, type NewTurn, type Turn } from '../turns.ts';
import type { Connection, Db } from './connection.ts';
import { textOf } from './text.ts';

export class PostgresConversations {
  readonly #connection: Connection;
  readonly #hash: HashId;
  readonly #now: string;

  constructor(connection: Connection, hash: HashId, now: string) {
    this.#connection = connection;
    this.#hash = hash;
    this.#now = now;
  }

  async find(key: string): Promise<Remembered | undefined> {
    return (await this.#connection.attempt((db) => this.#find(db, this.#hash(key))))?.value;
  }

  async remember(key: string, value: Remembered, ttlMs: number, user: string | undefined): Promise<void> {
    await this.#connection.attempt((db) => this.#write(db, this.#hash(key), value, ttlMs, user));
  }

  async amend(
    key: string,
    change: Partial<Remembered>,
    ttlMs: number,
    user: string | undefined,
  ): Promise<Remembered> {
    const hashed = this.#hash(key);
    const done = await this.#connection.transaction(async (db) => {
      await lock(db, hashed);
      const value = amended(await this.#find(db, hashed), change);
      await this.#write(db, hashed, value, ttlMs, user);
      return value;
    });
    return done?.value ?? amended(undefined, change);
  }

  async turns(key: string): Promise<Turn[]> {
    const rows = await this.#connection.attempt((db) =>
      db.rows<Turn>(
        `SELECT question, at, "user" AS by FROM kewen.turns WHERE key = $1 AND expires_at > ${this.#now}
         ORDER BY at DESC LIMIT ${KEPT_TURNS}`,
        [this.#hash(key)],
      ),
    );
    return rows?.value ?? [];
  }

  async addTurn(
    key: string,
    { question, at, user }: NewTurn,
    ttlMs: number,
    isOpening: boolean,
  ): Promise<void> {
    const hashed = this.#hash(key);
    await this.#connection.transaction(async (db) => {
      await lock(db, hashed);
      await db.rows(`DELETE FROM kewen.turns WHERE key = $1 AND expires_at <= ${this.#now}`, [hashed]);
      const added = await db.rows(
        `INSERT INTO kewen.turns (key, at, "user", question, expires_at)
         SELECT $1, $2, $3, $4, ${this.#now} + $5::bigint
         WHERE NOT ($6::boolean AND EXISTS (SELECT 1 FROM kewen.turns WHERE key = $1))
         ON CONFLICT (key, at) DO UPDATE SET "user" = excluded."user", question = excluded.question RETURNING at`,
        [hashed, at, this.#hash(user), textOf(question), ttlMs, isOpening],
      );
      if (added.length === 0) return;
      await db.rows(
        `DELETE FROM kewen.turns WHERE key = $1 AND at NOT IN
           (SELECT at FROM kewen.turns WHERE key = $1 ORDER BY at DESC LIMIT ${KEPT_TURNS})`,
        [hashed],
      );
      await db.rows(`UPDATE kewen.turns SET expires_at = ${this.#now} + $2::bigint WHERE key = $1`, [
        hashed,
        ttlMs,
      ]);
    });
  }

  async #find(db: Db, hashed: string): Promise<Remembered | undefined> {
    const [row] = await db.rows<{ value: string }>(
      `SELECT value FROM kewen.conversations WHERE key = $1 AND expires_at > ${this.#now}`,
      [hashed],
    );
    return row && (JSON.parse(row.value) as Remembered);
  }

  async #write(
    db: Db,
    hashed: string,
    value: Remembered,
    ttlMs: number,
    user: string | undefined,
  ): Promise<void> {
    await db.rows(
      `INSERT INTO kewen.conversations (key, "user", value, expires_at) VALUES ($1, $2, $3, ${this.#now} + $4::bigint)
       ON CONFLICT (key) DO UPDATE SET
         "user" = excluded."user", value = excluded.value, expires_at = excluded.expires_at`,
      [hashed, user === undefined ? '' : this.#hash(user), JSON.stringify(value), ttlMs],
    );
  }
}

/** Holds others back that change the same until the transaction is over. */
async function lock(db: Db, key: string): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtext($1))', [key]);
}
