/**
 * What is remembered between questions: exchanges, feedback, conversations, events already taken and how much anybody
 * has asked lately; whichever database keeps it.
 *
 * Ids of people and chats are stored as a keyed hash only. Nothing here throws.
 */
import type { AnswerKind } from '../answer/contract.ts';
import type { BucketLimits, Taken } from './bucket.ts';
import type { Lease, LeftEvent } from './claim.ts';
import type { Remembered } from './conversations.ts';
import type { RecordsLog } from './database.ts';
import type { Exchange, ExchangeChange, NewExchange } from './exchange.ts';
import type { NewTurn, Turn } from './turns.ts';
import type { Verdict } from './votes.ts';

/** How records are opened, whichever database keeps them. */
export interface KeepingSettings {
  /** Exchanges and votes are deleted after so many days. */
  readonly retentionDays: number;
  readonly log: RecordsLog;
  readonly now: () => Date;
}

/** Being the one process that does something. */
export interface Leadership {
  /** False from when another process may have it; it is tried for anew all the time. */
  isLeading(): boolean;
  end(): Promise<void>;
}

/** Under what an exchange is the same as one that is kept already, and for how long. */
export interface Once {
  readonly key: string;
  readonly forMs: number;
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
   * @param lease for what has to be done: until `complete` it is this process's as long as it lives, and left after that
   */
  claim(channel: string, event: string, lease?: Lease): Promise<boolean>;
  /** Waits until what was taken before in the same place is done, wherever; a minute and a half at most. */
  turn(channel: string, event: string): Promise<void>;
  /**
   * Notes that something is about to be said for an event that was taken under a lease, for whoever may find it left.
   *
   * @param isSaid false to take it back: it certainly did not get there
   * @returns false where another process has it by now: nothing may be said any more
   */
  say(channel: string, event: string, isSaid?: boolean): Promise<boolean>;
  /** An event that was taken under a lease is done. */
  complete(channel: string, event: string): Promise<void>;
  /** Lets an event be taken again: what it asked for was refused and did not come about. */
  release(channel: string, event: string): Promise<void>;
  /** Takes over what was taken under a lease and left, in the order in which it came. */
  left(channel: string): Promise<LeftEvent[]>;
  /** Begins to try to be the one process that does something; goes on until it is ended. */
  lead(what: string): Promise<Leadership>;
  /**
   * Keeps a question and its answer.
   *
   * @param once where the same was kept under this key within the time, that one stays the only one
   * @returns the id by which buttons refer to it; negative while the database cannot be used, valid all the same
   */
  recordExchange(exchange: NewExchange, once?: Once): Promise<number>;
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
