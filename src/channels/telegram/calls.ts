/**
 * Calls to the Bot API when they go wrong. 429 is waited out, what could not be reached is tried again, and no
 * error leaves here with the address that was called: it holds the bot's token. A refusal is a value; nobody
 * branches on its words but here.
 */
import { GrammyError, type RawApi, type Transformer } from 'grammy';
import type { Log } from '../log.ts';
import type { Waiting } from './waiting.ts';

/** The Bot API did not answer, or not as it should; says nothing of what was sent. */
export class Unreachable extends Error {
  readonly method: string;
  /** `ECONNREFUSED`, `502`, `timeout`. */
  readonly reason: string;

  constructor(method: string, reason: string) {
    super(`Telegram 没有应答 ${method}（${reason}）`);
    this.name = 'Unreachable';
    this.method = method;
    this.reason = reason;
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

/** The way every call goes. */
export function careful({ log, waiting, stopSignal }: CallSettings): Transformer<RawApi> {
  return async (previous, method, payload, signal) => {
    // Polls come one after another anyway, and have their own patience.
    if (method === 'getUpdates') return reach(() => previous(method, payload, signal), method, signal);
    const isShort = SHORT_LIVED.has(method);
    let failures = 0;
    let waitedMs = 0;
    let sent = payload;
    for (;;) {
      let failed: Unreachable;
      const stopping = stopSignal();
      const limit = waiting.deadline(CALL_TIMEOUT_MS, stopping);
      const given = limit.signal as NonNullable<typeof signal>;
      try {
        const response = await reach(() => previous(method, sent, given), method, given);
        if (response.ok) return response;
        const moved = response.parameters?.migrate_to_chat_id;
        const waitMs = (response.parameters?.retry_after ?? 1) * 1000;
        if (moved !== undefined && 'chat_id' in sent && sent.chat_id !== moved) {
          sent = { ...sent, chat_id: moved };
          continue;
        }
        if (response.error_code === 429 && waitedMs + waitMs <= (isShort ? SHORT_WAIT_MS : MAX_WAIT_MS)) {
          log.debug({ method, waitMs }, 'Telegram 让等一会儿');
          waitedMs += waitMs;
          await waiting.pause(waitMs, stopping);
          if (stopping.aborted) throw new Unreachable(method, 'stopped');
          continue;
        }
        if (response.error_code < 500) return response;
        failed = new Unreachable(method, String(response.error_code));
      } catch (error) {
        failed = error instanceof Unreachable ? error : new Unreachable(method, 'network');
      } finally {
        limit.clear();
      }
      const pauseMs = RETRY_MS[failures++];
      if (pauseMs === undefined || (isShort && failures > 1) || stopping.aborted) throw failed;
      log.debug({ method, reason: failed.reason }, 'Telegram 没有应答，再试');
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
