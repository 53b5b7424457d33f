/**
 * What is remembered between questions: exchanges, feedback, conversations, events already handled and how much
 * anybody has asked lately. In SQLite; while that cannot be used, in memory, so that a channel goes on answering.
 *
 * Ids of people and chats are stored as a keyed hash only. Nothing here throws.
 */
import type Database from 'better-sqlite3';
import type { AnswerKind } from '../answer/contract.ts';
import type { BucketLimits, Taken } from './bucket.ts';
import { Buckets } from './buckets.ts';
import { Conversations, type Remembered } from './conversations.ts';
import { Guarded, openDatabase, type RecordsLog } from './database.ts';
import { deleteExpired, deletePerson } from './delete.ts';
import type { Exchange, ExchangeChange, NewExchange } from './exchange.ts';
import { Exchanges } from './exchanges.ts';
import { Handled } from './handled.ts';
import { DAY_MS, HOUR_MS, type Room } from './room.ts';
import { createHash, secretBeside } from './secret.ts';
import { amended, type NewTurn, type Turn, turnsOf, withTurn } from './turns.ts';
import { type Verdict, Votes } from './votes.ts';

export type { BucketLimits, Taken } from './bucket.ts';
export type { Remembered } from './conversations.ts';
export type { RecordsLog } from './database.ts';
export type { Exchange, NewExchange } from './exchange.ts';
export type { NewTurn, Turn } from './turns.ts';
export type { Verdict } from './votes.ts';

/** How records are opened. */
export interface RecordsSettings {
  /** The SQLite file; made with its folder when it is not there. */
  readonly file: string;
  /** What user ids are hashed with (KEWEN_SECRET); null for a random one kept beside the file. */
  readonly key: string | null;
  /** Exchanges and votes are deleted after so many days. */
  readonly retentionDays: number;
  readonly log: RecordsLog;
  readonly now: () => Date;
  /** How the file is opened; another way in tests of a full or read-only disk. */
  readonly open?: (file: string) => Database.Database;
}

/**
 * Everything a channel may want to know of the past. What reads and then writes is one method here, and one statement
 * or one transaction of the database, so that several replicas may do it at the same time. No promise is ever rejected.
 */
export interface Records {
  /**
   * Takes an event, whoever is first. False for a second delivery, also after a restart, for three days.
   *
   * @param event unique within the channel: `T1:C1:1700000000.000100`, an update id
   */
  claim(channel: string, event: string): Promise<boolean>;
  /** Whether an event is taken, without taking it; false while the database cannot be used and nothing is known. */
  isClaimed(channel: string, event: string): Promise<boolean>;
  /** Lets an event be taken again: what it asked for was refused and did not come about. */
  release(channel: string, event: string): Promise<void>;
  /**
   * Keeps a question and its answer.
   *
   * @param once where the same was kept under this key within the time, that one stays the only one
   * @returns the id by which buttons refer to it; negative while the database cannot be used, valid all the same
   */
  recordExchange(
    exchange: NewExchange,
    once?: { readonly key: string; readonly forMs: number },
  ): Promise<number>;
  /**
   * The same question asked anew: after an edit. Votes are kept.
   *
   * @param onlyOf changes it only as long as its answer is of this kind
   * @returns whether it was changed
   */
  updateExchange(id: number, change: ExchangeChange, onlyOf?: AnswerKind): Promise<boolean>;
  /** An exchange, or undefined when it is not known or no longer kept. */
  exchange(id: number): Promise<Exchange | undefined>;
  /**
   * One vote a person an answer; another one replaces it, the same one with a note keeps the note.
   *
   * @returns the vote before, or null
   */
  castVote(exchange: number, user: string, verdict: Verdict, note?: string): Promise<Verdict | null>;
  /** What a person voted on an answer. */
  voteOf(exchange: number, user: string): Promise<Verdict | null>;
  /** A person's questions of a channel, newest first, each once. */
  lastQuestions(channel: string, user: string, count: number): Promise<string[]>;
  /** What was remembered under a key and has not expired. */
  conversation(key: string): Promise<Remembered | undefined>;
  /**
   * Remembers under a key, in place of what was there.
   *
   * @param user whose it is, so that `forget` finds it
   */
  remember(key: string, value: Remembered, ttlMs: number, user?: string): Promise<void>;
  /**
   * Changes what is remembered under a key and leaves the rest of it as it is, also what somebody else changes at the
   * same time.
   *
   * @returns all of it, as it is afterwards
   */
  amend(key: string, change: Partial<Remembered>, ttlMs: number, user?: string): Promise<Remembered>;
  /** The last questions of a conversation, the last two at most, newest first; none once it has expired. */
  turns(key: string): Promise<readonly Turn[]>;
  /**
   * Adds a question to a conversation, or changes the one that has its place there.
   *
   * @param isOpening adds it only where there is none yet
   */
  addTurn(key: string, turn: NewTurn, ttlMs: number, isOpening?: boolean): Promise<void>;
  /**
   * Questions of a channel that were answered, the most asked first. Only what several people asked, so that
   * nobody reads what one person wrote. Counted anew after a minute.
   *
   * @param minPeople how many different people have to have asked, 2 unless given
   */
  popularQuestions(channel: string, count: number, minPeople?: number): Promise<string[]>;
  /** Takes one token of a bucket, which fills up with time. */
  takeToken(bucket: string, limits: BucketLimits): Promise<Taken>;
  /** The hash that stands for a person in `Exchange.user`. */
  hash(user: string): string;
  /** Deletes what has expired. Done every hour by itself. */
  purge(): Promise<void>;
  /** Deletes a person's questions, votes and conversations; how much they asked lately still counts. */
  forget(user: string): Promise<void>;
  /** Whether the database can be used. */
  readonly isAvailable: boolean;
  close(): Promise<void>;
}

/** Opens the records. Never fails: what cannot be opened is tried again later. */
export function openRecords(settings: RecordsSettings): Records {
  return new SqliteRecords(settings);
}

class SqliteRecords implements Records {
  readonly #room: Room;
  readonly #retentionMs: number;
  readonly #handled: Handled;
  readonly #exchanges: Exchanges;
  readonly #votes: Votes;
  readonly #conversations: Conversations;
  readonly #buckets: Buckets;
  #purgedAtMs = 0;

  constructor({ file, key, retentionDays, log, now, open = openDatabase }: RecordsSettings) {
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
    this.#handled = new Handled(this.#room);
    this.#exchanges = new Exchanges(this.#room);
    this.#votes = new Votes(this.#room);
    this.#conversations = new Conversations(this.#room);
    this.#buckets = new Buckets(this.#room);
    this.#purge();
  }

  get isAvailable(): boolean {
    return this.#room.db.isAvailable;
  }

  hash(user: string): string {
    return this.#room.hash(user);
  }

  async claim(channel: string, event: string): Promise<boolean> {
    return this.#handled.once(channel, event);
  }

  async isClaimed(channel: string, event: string): Promise<boolean> {
    return this.#handled.has(channel, event);
  }

  async release(channel: string, event: string): Promise<void> {
    this.#handled.release(channel, event);
  }

  async recordExchange(
    exchange: NewExchange,
    once?: { readonly key: string; readonly forMs: number },
  ): Promise<number> {
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
