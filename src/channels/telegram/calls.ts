/**
 * Calls to the Bot API when they go wrong. 429 is waited out, what could not be reached is tried again, and no
 * error leaves here with the address that was called: it holds the bot's token. A refusal is a value; nobody
 * branches on its words but here.
 *
 * A message has no id of ours by which Telegram would know it again. Where it is not certain that nothing was sent
 * (a timeout, a reset, an error page) it is not sent once more: an answer comes at most once, and whoever asked is told
 * that one may be missing.
 */
import { GrammyError, type RawApi, type Transformer } from 'grammy';
import type { Log } from '../log.ts';
import { maySay, notSaid, said } from './saying.ts';
import type { Waiting } from './waiting.ts';

/** The Bot API did not answer, or not as it should; says nothing of what was sent. */
export class Unreachable extends Error {
  readonly method: string;
  /** `ECONNREFUSED`, `502`, `timeout`. */
  readonly reason: string;
  /** Whether the same may be asked again much later without anything being said twice. */
  readonly isRepeatable: boolean;

  constructor(method: string, reason: string, isRepeatable = false) {
    super(`Telegram 没有应答 ${method}（${reason}）`);
    this.isRepeatable = isRepeatable;
    this.name = 'Unreachable';
    this.method = method;
    this.reason = reason;
  }
}

/** Another process answers what this would have been sent for. */
export class TakenOver extends Unreachable {
  constructor(method: string) {
    super(method, 'taken over');
    this.name = 'TakenOver';
  }
}

/** What calls are made with. */
export interface CallSettings {
  readonly log: Log;
  readonly waiting: Waiting;
  /** The signal that is given when nothing is waited for any more: the process stops and its time is up. */
  readonly stopSignal: () => AbortSignal;
}

/** Without an answer by then a call has failed; a poll has its own limit. */
const CALL_TIMEOUT_MS = 15_000;
/** Pauses before the next try of a call that did not reach anybody. */
const RETRY_MS = [200, 1_000, 3_000, 10_000, 30_000, 60_000];
/** All waiting of one call for 429 together. */
const MAX_WAIT_MS = 300_000;
/** Answers to taps and inline queries are worthless after seconds. */
const SHORT_LIVED = new Set(['answerCallbackQuery', 'answerInlineQuery', 'sendChatAction']);
const SHORT_WAIT_MS = 3_000;
/** Done twice, everybody sees it twice. */
const POSTS = new Set(['sendMessage', 'sendPhoto']);
/** Failures before anything was sent. */
const CONNECT_FAILURES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The way every call goes. */
export function careful({ log, waiting, stopSignal }: CallSettings): Transformer<RawApi> {
  return async (previous, method, payload, signal) => {
    // Polls come one after another anyway, and have their own patience.
    if (method === 'getUpdates') return reach(() => previous(method, payload, signal), method, signal);
    const isShort = SHORT_LIVED.has(method);
    const isPost = POSTS.has(method);
    let failures = 0;
    let waitedMs = 0;
    let sent = payload;
    const unreachable = (reason: string, isUnclear = false) =>
      new Unreachable(method, reason, !isShort && !isUnclear);
    for (;;) {
      let reason: string;
      // Noted before it is sent: whoever finds the update left must not send it once more.
      if (isPost && !(await maySay())) throw new TakenOver(method);
      const stopping = stopSignal();
      const limit = waiting.deadline(CALL_TIMEOUT_MS, stopping);
      const given = limit.signal as NonNullable<typeof signal>;
      try {
        const response = await reach(() => previous(method, sent, given), method, given);
        if (response.ok) {
          if (isPost) said();
          return response;
        }
        const moved = response.parameters?.migrate_to_chat_id;
        const waitMs = (response.parameters?.retry_after ?? 1) * 1000;
        if (moved !== undefined && 'chat_id' in sent && sent.chat_id !== moved) {
          sent = { ...sent, chat_id: moved };
          continue;
        }
        if (response.error_code === 429 && waitedMs + waitMs <= (isShort ? SHORT_WAIT_MS : MAX_WAIT_MS)) {
          log.debug({ method, waitMs }, 'Telegram 让等一会儿');
          waitedMs += waitMs;
          if (isPost) await notSaid();
          await waiting.pause(waitMs, stopping);
          if (stopping.aborted) throw unreachable('stopped');
          continue;
        }
        if (response.error_code < 500) return response;
        reason = String(response.error_code);
      } catch (error) {
        reason = error instanceof Unreachable ? error.reason : 'network';
      } finally {
        limit.clear();
      }
      const isUnclear = isPost && !CONNECT_FAILURES.has(reason);
      if (isPost && !isUnclear) await notSaid();
      const pauseMs = RETRY_MS[failures++];
      const isOver = pauseMs === undefined || (isShort && failures > 1) || isUnclear;
      if (isOver || stopping.aborted) throw unreachable(reason, isUnclear);
      log.debug({ method, reason }, 'Telegram 没有应答，再试');
      await waiting.pause(pauseMs, stopping);
    }
  };
}

/** One call; whatever it throws is an {@link Unreachable} without the address. */
async function reach<T>(
  call: () => Promise<T>,
  method: string,
  signal: { aborted: boolean } | undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new Unreachable(method, signal?.aborted ? 'timeout' : reasonOf(error));
  }
}

/** The system's code of a failed connection; of anything else only its kind. */
function reasonOf(error: unknown): string {
  for (
    let inner = error;
    inner instanceof Error;
    inner = (inner as { error?: unknown }).error ?? inner.cause
  ) {
    const { code, type } = inner as { code?: unknown; type?: unknown };
    if (typeof code === 'string') return code;
    if (typeof type === 'string') return type;
  }
  return 'network';
}

/** A refusal, as far as code may know it. */
export type Refusal = 'not-modified' | 'too-old' | 'message-gone' | 'not-allowed' | 'other';

/** What kind of refusal an error is; null when it is none. The Bot API tells these apart in words only. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof GrammyError)) return null;
  const { error_code: code, description } = error;
  if (
    code === 403 ||
    /chat not found|not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED/iu.test(description)
  ) {
    return 'not-allowed';
  }
  if (/message is not modified/iu.test(description)) return 'not-modified';
  if (/query is too old|query ID is invalid/iu.test(description)) return 'too-old';
  if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/iu.test(description))
    return 'message-gone';
  return 'other';
}

/** An error in the fields of a log line: no text that was sent, no address. */
export function forLog(error: unknown): Record<string, unknown> {
  if (error instanceof GrammyError) {
    return { method: error.method, code: error.error_code, description: error.description };
  }
  if (error instanceof Unreachable) return { method: error.method, reason: error.reason };
  return { err: error };
}
