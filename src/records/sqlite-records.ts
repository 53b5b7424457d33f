/**
 * The records in SQLite; while that cannot be used, in memory, so that a channel goes on answering. One process has
 * the file, so what reads and then writes does so without anybody in between.
 */
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { AnswerKind } from '../answer/contract.ts';
import type { BucketLimits, Taken } from './bucket.ts';
import { Buckets } from './buckets.ts';
import { type Lease, type LeftEvent, RENEW_MS } from './claim.ts';
import { Claims } from './claims.ts';
import type { KeepingSettings, Leadership, Once, Records } from './contract.ts';
import { Conversations, type Remembered } from './conversations.ts';
import { Guarded, openDatabase } from './database.ts';
import { deleteExpired, deletePerson } from './delete.ts';
import type { Exchange, ExchangeChange, NewExchange } from './exchange.ts';
import { Exchanges } from './exchanges.ts';
import { DAY_MS, HOUR_MS, type Room } from './room.ts';
import { createHash, secretBeside } from './secret.ts';
import { amended, type NewTurn, type Turn, turnsOf, withTurn } from './turns.ts';
import { type Verdict, Votes } from './votes.ts';

/** How a file is opened. */
export type OpenFile = (file: string) => Database.Database;

export class SqliteRecords implements Records {
  readonly #room: Room;
  readonly #retentionMs: number;
  readonly #claims: Claims;
  readonly #exchanges: Exchanges;
  readonly #votes: Votes;
  readonly #conversations: Conversations;
  readonly #buckets: Buckets;
  readonly #renewing: NodeJS.Timeout;
  #purgedAtMs = 0;

  /** @param key see `RecordsSettings` */
  constructor(
    file: string,
    key: string | null,
    { retentionDays, log, now }: KeepingSettings,
    open: OpenFile = openDatabase,
  ) {
    this.#retentionMs = retentionDays * DAY_MS;
    const onNoKey = (error: unknown) =>
      log.warn(
        { reason: String(error) },
        '散列用户编号的密钥存不下来：重启后认不出以前的用户，可设 KEWEN_SECRET',
      );
    this.#room = {
      // What was kept in memory stands in the database once that is back.
      db: new Guarded(
        () => open(file),
        now,
        log,
        () => this.#clear(),
      ),
      nowMs: () => now().getTime(),
      hash: createHash(key ?? secretBeside(file, onNoKey)),
    };
    this.#claims = new Claims(this.#room, randomUUID());
    this.#exchanges = new Exchanges(this.#room);
    this.#votes = new Votes(this.#room);
    this.#conversations = new Conversations(this.#room);
    this.#buckets = new Buckets(this.#room);
    this.#purge();
    this.#renewing = setInterval(() => this.#claims.renew(), RENEW_MS).unref();
  }

  get isAvailable(): boolean {
    return this.#room.db.isAvailable;
  }

  hash(user: string): string {
    return this.#room.hash(user);
  }

  async claim(channel: string, event: string, lease?: Lease): Promise<boolean> {
    return this.#claims.claim(channel, event, lease);
  }

  async turn(): Promise<void> {
    // There is one process, which keeps the order itself.
  }

  async say(channel: string, event: string, isSaid = true): Promise<boolean> {
    return this.#claims.say(channel, event, isSaid);
  }

  async complete(channel: string, event: string): Promise<void> {
    this.#claims.complete(channel, event);
  }

  async release(channel: string, event: string): Promise<void> {
    this.#claims.release(channel, event);
  }

  async left(channel: string): Promise<LeftEvent[]> {
    return this.#claims.left(channel);
  }

  async lead(): Promise<Leadership> {
    return { isLeading: () => true, end: async () => {} };
  }

  async recordExchange(exchange: NewExchange, once?: Once): Promise<number> {
    if (this.#room.nowMs() - this.#purgedAtMs > HOUR_MS) this.#purge();
    if (!once) return this.#exchanges.add(exchange);
    const known = this.#conversations.find(once.key)?.exchange;
    if (known !== undefined) return known;
    const id = this.#exchanges.add(exchange);
    this.#remember(once.key, { question: exchange.question, exchange: id }, once.forMs, exchange.user);
    return id;
  }

  async updateExchange(id: number, change: ExchangeChange, onlyOf?: AnswerKind): Promise<boolean> {
    if (onlyOf !== undefined && this.#exchanges.find(id)?.answer.kind !== onlyOf) return false;
    this.#exchanges.update(id, change);
    return true;
  }

  async exchange(id: number): Promise<Exchange | undefined> {
    return this.#exchanges.find(id);
  }

  async castVote(exchange: number, user: string, verdict: Verdict, note = ''): Promise<Verdict | null> {
    return this.#votes.cast(exchange, user, verdict, note);
  }

  async voteOf(exchange: number, user: string): Promise<Verdict | null> {
    return this.#votes.of(exchange, user);
  }

  async lastQuestions(channel: string, user: string, count: number): Promise<string[]> {
    return this.#exchanges.lastQuestions(channel, user, count);
  }

  async popularQuestions(channel: string, count: number, minPeople = 2): Promise<string[]> {
    return this.#exchanges.popular(channel, count, minPeople);
  }

  async conversation(key: string): Promise<Remembered | undefined> {
    return this.#conversations.find(key);
  }

  async remember(key: string, value: Remembered, ttlMs: number, user?: string): Promise<void> {
    this.#remember(key, value, ttlMs, user);
  }

  async amend(key: string, change: Partial<Remembered>, ttlMs: number, user?: string): Promise<Remembered> {
    const value = amended(this.#conversations.find(key), change);
    this.#remember(key, value, ttlMs, user);
    return value;
  }

  async turns(key: string): Promise<readonly Turn[]> {
    return turnsOf(this.#conversations.find(key));
  }

  async addTurn(key: string, turn: NewTurn, ttlMs: number, isOpening = false): Promise<void> {
    const before = turnsOf(this.#conversations.find(key));
    if (isOpening && before.length > 0) return;
    const added = { question: turn.question, at: turn.at, by: this.hash(turn.user) };
    this.#remember(key, withTurn(before, added), ttlMs, turn.user);
  }

  async takeToken(bucket: string, limits: BucketLimits): Promise<Taken> {
    return this.#buckets.take(bucket, limits);
  }

  async purge(): Promise<void> {
    this.#purge();
  }

  async forget(user: string): Promise<void> {
    const by = this.#room.hash(user);
    this.#room.db.write((db) => void deletePerson(db, by));
    this.#room.db.attempt(emptyLog);
    this.#votes.forget(by, this.#exchanges.forget(by));
    this.#conversations.forget(by);
  }

  async close(): Promise<void> {
    clearInterval(this.#renewing);
    this.#claims.letGo();
    this.#room.db.close();
  }

  #remember(key: string, value: Remembered, ttlMs: number, user: string | undefined): void {
    this.#conversations.remember(key, value, Math.min(ttlMs, this.#retentionMs), user);
  }

  #purge(): void {
    const nowMs = this.#room.nowMs();
    this.#purgedAtMs = nowMs;
    this.#room.db.attempt((db) => deleteExpired(db, nowMs, nowMs - this.#retentionMs));
  }

  #clear(): void {
    for (const part of [this.#exchanges, this.#votes, this.#conversations, this.#buckets]) part.clear();
  }
}

/** Else what was deleted stands in the -wal file until that is written over. A reader may be in the way. */
function emptyLog(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // It is emptied in the course of things.
  }
}
