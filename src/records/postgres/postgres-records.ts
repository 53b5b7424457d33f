/**
 * The records in PostgreSQL, for several replicas: what reads and then writes is one statement or one transaction, at
 * the database's clock. While it is away questions are answered without records: nothing is kept that only one replica
 * would know, but what was taken and how much was asked.
 */
import { randomUUID } from 'node:crypto';
import type { AnswerKind } from '../../answer/contract.ts';
import type { BucketLimits, Taken } from '../bucket.ts';
import { LEASE_MS, type Lease, type LeftEvent, RENEW_MS } from '../claim.ts';
import type { KeepingSettings, Leadership, Once, Records } from '../contract.ts';
import type { Remembered } from '../conversations.ts';
import type { Exchange, ExchangeChange, NewExchange } from '../exchange.ts';
import { DAY_MS, HOUR_MS } from '../room.ts';
import { createHash, type HashId } from '../secret.ts';
import type { NewTurn, Turn } from '../turns.ts';
import type { Verdict } from '../votes.ts';
import { PostgresBuckets } from './buckets.ts';
import { PostgresClaims } from './claims.ts';
import { Connection } from './connection.ts';
import { PostgresConversations } from './conversations.ts';
import { deleteExpired, deletePerson } from './delete.ts';
import { PostgresExchanges } from './exchanges.ts';
import { lead } from './lead.ts';
import { migrate, NOW_MS } from './schema.ts';

/** How a database of records is opened. */
export interface PostgresSettings extends KeepingSettings {
  /** `postgresql://user:password@host/database` (KEWEN_DATABASE_URL). */
  readonly url: string;
  /** What user ids are hashed with (KEWEN_SECRET); the same for all replicas. */
  readonly key: string;
  /** The database's clock, as SQL, in milliseconds; another one in tests. */
  readonly clock?: string;
  /** See {@link PostgresClaims}; less in tests. */
  readonly graceMs?: number;
}

/** Opens the records. Never fails: what cannot be reached is tried again later. */
export function openPostgresRecords(settings: PostgresSettings): Records {
  return new PostgresRecords(settings);
}

class PostgresRecords implements Records {
  readonly #url: string;
  readonly #now: string;
  readonly #nowMs: () => number;
  readonly #retentionMs: number;
  readonly #connection: Connection;
  readonly #claims: PostgresClaims;
  readonly #exchanges: PostgresExchanges;
  readonly #conversations: PostgresConversations;
  readonly #buckets: PostgresBuckets;
  readonly #renewing: NodeJS.Timeout;
  readonly hash: HashId;
  #purgedAtMs: number;

  constructor({ url, key, retentionDays, log, now, clock = NOW_MS, graceMs = LEASE_MS }: PostgresSettings) {
    this.#url = url;
    this.#now = clock;
    this.#nowMs = () => now().getTime();
    this.#retentionMs = retentionDays * DAY_MS;
    this.hash = createHash(key);
    this.#connection = new Connection(url, log, migrate, (db) => this.#claims.catchUp(db));
    this.#claims = new PostgresClaims(this.#connection, this.hash, clock, this.#nowMs, randomUUID(), graceMs);
    this.#exchanges = new PostgresExchanges(this.#connection, this.hash, clock, this.#nowMs);
    this.#conversations = new PostgresConversations(this.#connection, this.hash, clock);
    this.#buckets = new PostgresBuckets(this.#connection, this.hash, clock, this.#nowMs);
    this.#renewing = setInterval(() => void this.#claims.renew(), RENEW_MS).unref();
    this.#purgedAtMs = this.#nowMs();
    void this.purge();
  }

  get isAvailable(): boolean {
    return this.#connection.isAvailable;
  }

  claim(channel: string, event: string, lease?: Lease): Promise<boolean> {
    return this.#claims.claim(channel, event, lease);
  }

  turn(channel: string, event: string): Promise<void> {
    return this.#claims.turn(channel, event);
  }

  say(channel: string, event: string, isSaid = true): Promise<boolean> {
    return this.#claims.say(channel, event, isSaid);
  }

  complete(channel: string, event: string): Promise<void> {
    return this.#claims.complete(channel, event);
  }

  release(channel: string, event: string): Promise<void> {
    return this.#claims.release(channel, event);
  }

  left(channel: string): Promise<LeftEvent[]> {
    return this.#claims.left(channel);
  }

  lead(what: string): Promise<Leadership> {
    return lead(this.#url, what);
  }

  async recordExchange(exchange: NewExchange, once?: Once): Promise<number> {
    if (this.#nowMs() - this.#purgedAtMs > HOUR_MS) await this.purge();
    return this.#exchanges.add(exchange, once);
  }

  updateExchange(id: number, change: ExchangeChange, onlyOf?: AnswerKind): Promise<boolean> {
    return this.#exchanges.update(id, change, onlyOf);
  }

  exchange(id: number): Promise<Exchange | undefined> {
    return this.#exchanges.find(id);
  }

  castVote(exchange: number, user: string, verdict: Verdict, note = ''): Promise<Verdict | null> {
    return this.#exchanges.cast(exchange, user, verdict, note);
  }

  voteOf(exchange: number, user: string): Promise<Verdict | null> {
    return this.#exchanges.voteOf(exchange, user);
  }

  lastQuestions(channel: string, user: string, count: number): Promise<string[]> {
    return this.#exchanges.lastQuestions(channel, user, count);
  }

  popularQuestions(channel: string, count: number, minPeople = 2): Promise<string[]> {
    return this.#exchanges.popular(channel, count, minPeople);
  }

  conversation(key: string): Promise<Remembered | undefined> {
    return this.#conversations.find(key);
  }

  remember(key: string, value: Remembered, ttlMs: number, user?: string): Promise<void> {
    return this.#conversations.remember(key, value, this.#kept(ttlMs), user);
  }

  amend(key: string, change: Partial<Remembered>, ttlMs: number, user?: string): Promise<Remembered> {
    return this.#conversations.amend(key, change, this.#kept(ttlMs), user);
  }

  turns(key: string): Promise<Turn[]> {
    return this.#conversations.turns(key);
  }

  addTurn(key: string, turn: NewTurn, ttlMs: number, isOpening = false): Promise<void> {
    return this.#conversations.addTurn(key, turn, this.#kept(ttlMs), isOpening);
  }

  takeToken(bucket: string, limits: BucketLimits): Promise<Taken> {
    return this.#buckets.take(bucket, limits);
  }

  async purge(): Promise<void> {
    this.#purgedAtMs = this.#nowMs();
    await this.#connection.transaction((db) => deleteExpired(db, this.#now, this.#retentionMs));
  }

  async forget(user: string): Promise<void> {
    await this.#connection.transaction((db) => deletePerson(db, this.hash(user)));
    this.#exchanges.forget();
  }

  async close(): Promise<void> {
    clearInterval(this.#renewing);
    await this.#claims.letGo();
    await this.#connection.close();
  }

  #kept(ttlMs: number): number {
    return Math.min(ttlMs, this.#retentionMs);
  }
}
