/**
 * What a channel is to the process that runs it: something that is started, says whether it can take questions,
 * and is stopped.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { Audience } from '../corpus/report.ts';
import type { Records } from '../records/records.ts';
import type { Desk } from './answering.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** Whether a channel can take questions now. */
export interface Readiness {
  readonly isReady: boolean;
  /** For a maintainer, e.g. `Socket Mode 断开，正在重连`; never a secret. */
  readonly detail: string;
}

/** A channel that was started. */
export interface Channel {
  readonly name: string;
  readiness(): Readiness;
  /**
   * Takes no more questions, finishes what is in flight, then lets go of its connections. Never throws.
   *
   * @param withinMs what is not finished by then is given up
   */
  stop(withinMs: number): Promise<void>;
}

/** Answers one HTTP request; anything it throws becomes a 500. */
export type HttpListener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Everything a channel is started with. */
export interface Surroundings {
  readonly config: Config;
  readonly settings: Settings;
  readonly records: Records;
  /**
   * The desk of an audience, opened on first use, so that a process that only serves the public never opens what is
   * for staff. The process closes it.
   *
   * @throws {KewenError} `index-missing`, `index-untrusted`
   */
  desk(audience: Audience): Promise<Desk>;
  readonly log: Log;
  readonly now: () => Date;
  /** Waits; ends early when `signal` is aborted. Tests wait less. */
  sleep(ms: number): Promise<void>;
  /** Serves a path of the process's one HTTP server (KEWEN_HOST, KEWEN_PORT), e.g. `/slack/events`. */
  mount(path: string, listener: HttpListener): void;
  /** Serves every path of it that is nobody's; for the web alone. */
  mountRest(listener: HttpListener): void;
  /** Aborted when the process is told to stop, also while channels are being started. */
  readonly signal: AbortSignal;
}

/**
 * Starts a channel; resolves when it takes questions.
 *
 * @throws {KewenError} `settings` for a token that is wrong or lacks a right, `platform` when the platform cannot be
 *   reached; one line that says what to do, without the token
 */
export type StartChannel = (surroundings: Surroundings) => Promise<Channel>;
