/**
 * Questions with their answers and votes in PostgreSQL, and what was asked lately or often.
 */
import type { AnswerKind } from '../../answer/contract.ts';
import type { Once } from '../contract.ts';
import type { Exchange, ExchangeChange, NewExchange, StoredExchange } from '../exchange.ts';
import { readExchange } from '../exchange.ts';
import { BoundedMap } from '../memory.ts';
import type { HashId } from '../secret.ts';
import type { Verdict } from '../votes.ts';
import type { Connection, Db } from './connection.ts';
import { textOf } from './text.ts';

/** Counting what is popular reads many rows; its order changes slowly. */
const POPULAR_FOR_MS = 60_000;
const MAX_POPULAR_LISTS = 20;

export class PostgresExchanges {
  readonly #connection: Connection;
  readonly #hash: HashId;
  readonly #now: string;
  readonly #nowMs: () => number;
  readonly #popular = new BoundedMap<readonly string[]>(MAX_POPULAR_LISTS);
  #lastId = 0;

  constructor(connection: Connection, hash: HashId, now: string, nowMs: () => number) {
    this.#connection = connection;
    this.#hash = hash;
    this.#now = now;
    this.#nowMs = nowMs;
  }

  async add(exchange: NewExchange, once: Once | undefined): Promise<number> {
    const added = once
      ? await this.#connection.transaction((db) => this.#addOnce(db, exchange, once))
      : await this.#connection.attempt((db) => this.#insert(db, exchange));
    // Nothing is kept, but what stands on a button has to be some number, and nobody else's.
    this.#lastId = Math.min(this.#lastId - 1, -this.#nowMs() * 1000);
    return added?.value ?? this.#lastId;
  }

  async #addOnce(db: Db, exchange: NewExchange, { key, forMs }: Once): Promise<number> {
    const hashed = this.#hash(key);
    await db.rows('SELECT pg_advisory_xact_lock(hashtext($1))', [hashed]);
    const [known] = await db.rows<{ value: string }>(
      `SELECT value FROM kewen.conversations WHERE key = $1 AND expires_at > ${this.#now}`,
      [hashed],
    );
    if (known) return Number(known.value);
    const id = await this.#insert(db, exchange);
    await db.rows(
      `INSERT INTO kewen.conversations (key, "user", value, expires_at) VALUES ($1, $2, $3, ${this.#now} + $4::bigint)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
      [hashed, this.#hash(exchange.user), String(id), forMs],
    );
    return id;
  }

  async #insert(db: Db, exchange: NewExchange): Promise<number> {
    const [row] = await db.rows<{ id: number }>(
      `INSERT INTO kewen.exchanges
         (channel, audience, "user", conversation, question, kind, answer, elapsed_ms, asked_at, previous)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ${this.#now}, $9) RETURNING id`,
      [
        ...[
          exchange.channel,
          exchange.audience,
          this.#hash(exchange.user),
          this.#hash(exchange.conversation),
        ],
        ...[textOf(exchange.question), exchange.answer.kind, JSON.stringify(exchange.answer)],
        ...[exchange.elapsedMs, exchange.previous == null ? null : textOf(exchange.previous)],
      ],
    );
    return (row as { id: number }).id;
  }

  async update(id: number, change: ExchangeChange, onlyOf: AnswerKind | undefined): Promise<boolean> {
    const { question, answer, elapsedMs } = change;
    const changed = await this.#connection.attempt((db) =>
      db.rows(
        `UPDATE kewen.exchanges SET question = $2, kind = $3, answer = $4, elapsed_ms = $5
         WHERE id = $1 AND ($6::text IS NULL OR kind = $6) RETURNING id`,
        [id, textOf(question), answer.kind, JSON.stringify(answer), elapsedMs, onlyOf ?? null],
      ),
    );
    return (changed?.value.length ?? 0) > 0;
  }

  async find(id: number): Promise<Exchange | undefined> {
    const found = await this.#connection.attempt((db) =>
      db.rows<StoredExchange>('SELECT * FROM kewen.exchanges WHERE id = $1', [id]),
    );
    const [row] = found?.value ?? [];
    return row && readExchange(id, row);
  }

  async cast(exchange: number, user: string, verdict: Verdict, note: string): Promise<Verdict | null> {
    const voted = await this.#connection.attempt((db) =>
      db.rows<{ verdict_before: Verdict | null }>(
        `INSERT INTO kewen.votes AS v (exchange, "user", verdict, note, voted_at)
         VALUES ($1, $2, $3, $4, ${this.#now})
         ON CONFLICT (exchange, "user") DO UPDATE SET
           note = CASE WHEN excluded.note = '' AND v.verdict = excluded.verdict THEN v.note ELSE excluded.note END,
           verdict_before = v.verdict, verdict = excluded.verdict, voted_at = excluded.voted_at
         RETURNING verdict_before`,
        [exchange, this.#hash(user), verdict, textOf(note)],
      ),
    );
    return voted?.value[0]?.verdict_before ?? null;
  }

  async voteOf(exchange: number, user: string): Promise<Verdict | null> {
    const found = await this.#connection.attempt((db) =>
      db.rows<{ verdict: Verdict }>('SELECT verdict FROM kewen.votes WHERE exchange = $1 AND "user" = $2', [
        exchange,
        this.#hash(user),
      ]),
    );
    return found?.value[0]?.verdict ?? null;
  }

  async lastQuestions(channel: string, user: string, count: number): Promise<string[]> {
    const rows = await this.#connection.attempt((db) =>
      db.rows<{ question: string }>(
        `SELECT question FROM kewen.exchanges WHERE "user" = $1 AND channel = $2 AND kind <> 'help'
         GROUP BY question ORDER BY max(asked_at) DESC, max(id) DESC LIMIT $3`,
        [this.#hash(user), channel, count],
      ),
    );
    return (rows?.value ?? []).map(({ question }) => question);
  }

  async popular(channel: string, count: number, minPeople: number): Promise<string[]> {
    const list = `${channel}:${count}:${minPeople}`;
    const known = this.#popular.get(list, this.#nowMs());
    if (known) return [...known];
    const rows = await this.#connection.attempt((db) =>
      db.rows<{ question: string }>(
        `SELECT question FROM kewen.exchanges WHERE channel = $1 AND kind = 'answered' GROUP BY question
         HAVING count(DISTINCT "user") >= $2 ORDER BY count(DISTINCT "user") DESC, max(asked_at) DESC LIMIT $3`,
        [channel, minPeople, count],
      ),
    );
    if (!rows) return [];
    const questions = rows.value.map(({ question }) => question);
    this.#popular.set(list, questions, this.#nowMs() + POPULAR_FOR_MS);
    return [...questions];
  }

  /** A question may be popular no more without a person. */
  forget(): void {
    this.#popular.clear();
  }
}
