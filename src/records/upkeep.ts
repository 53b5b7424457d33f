/**
 * The records as a maintainer's command uses them, whichever database keeps them, beside a bot that goes on writing.
 */
import type { Audience } from '../corpus/report.ts';
import type { Change } from './changes.ts';
import type { Deleted } from './delete.ts';
import type { Asked, Trouble } from './questions.ts';
import type { Statistics } from './statistics.ts';
import type { VotedQuestion } from './voted.ts';

/** What was deleted of a person. */
export interface Forgotten extends Deleted {
  /**
   * Whether nothing that was ever deleted is left in the file's free space or its log of changes either; false after
   * a dry run. A server does that in the course of things.
   */
  readonly isWiped: boolean;
}

/** What is read, all of it as one moment saw it. */
export interface Reading {
  /** @param dayOf the day of a time in milliseconds */
  statistics(sinceMs: number, dayOf: (ms: number) => string): Promise<Statistics>;
  questions(trouble: Trouble, sinceMs: number): Promise<Asked>;
  voted(sinceMs: number): Promise<VotedQuestion[]>;
  changes(sinceMs: number): Promise<Change[]>;
  /** Wordings that were asked by whoever may see an answer for an audience, the latest first; no follow-ups. */
  wordings(audience: Audience, count: number): Promise<string[]>;
}

/** Records that a command works on. Everything throws a `KewenError` `records` where they cannot be used. */
export interface Upkeep {
  /** Where they are, for a line that somebody reads: without a password. */
  readonly where: string;
  /** What a piece of work reads; null where nothing was ever recorded. */
  read<T>(work: (records: Reading) => Promise<T>): Promise<T | null>;
  /** Adds to the log of changes; false where nothing was ever recorded. */
  addChange(change: Change): Promise<boolean>;
  /** Dismisses questions, or takes that back; how many were another way before, null where nothing was ever recorded. */
  dismiss(texts: readonly string[], nowMs: number, isUndone: boolean): Promise<number | null>;
  /**
   * Deletes everything recorded of a person.
   *
   * @param hash of the person's id
   * @param isDryRun only counts
   * @returns null where nothing was ever recorded of anybody
   */
  forget(hash: string, isDryRun: boolean): Promise<Forgotten | null>;
  /** How many events of a channel are being worked on that hold one of some texts; they are gone when they are done. */
  waiting(channel: string, texts: readonly string[]): Promise<number>;
}
