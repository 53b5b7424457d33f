/**
 * Long polling, on the runner: it deals with many updates side by side and asks for more only while there is
 * room. A poll that is dropped, answered with an error page or not answered at all is asked again, the longer
 * the more often it fails; nothing of it is printed, since its errors carry the token.
 */
import { createRunner, createSource } from '@grammyjs/runner';
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { KewenError } from '../../errors.ts';
import type { Leadership } from '../../records/records.ts';
import type { Readiness } from '../channel.ts';
import type { Log } from '../log.ts';
import { ALLOWED_UPDATES } from './bot.ts';
import { forLog } from './calls.ts';
import type { Intake } from './intake.ts';
import type { Waiting } from './waiting.ts';

/** What polling works with. */
export interface PollingSettings {
  readonly api: Api;
  readonly intake: Intake;
  /** Telegram lets one process poll; of several, this one waits until it is the one. */
  readonly leadership: Leadership;
  readonly log: Log;
  readonly waiting: Waiting;
  /** How long Telegram holds a poll, in seconds. */
  readonly pollSeconds: number;
  /** Given when the process is told to stop while this starts. */
  readonly signal: AbortSignal;
}

/** Polling that has begun. */
export interface Polling {
  readiness(): Readiness;
  /** Asks for no more updates. */
  stop(): void;
}

/** How much longer than agreed a poll may take before it counts as half open. */
const POLL_GRACE_MS = 10_000;
/** Pauses after polls that failed. */
const RETRY_MS = [100, 500, 2_000, 5_000, 15_000, 30_000];
/** Somebody else polls: at start it may be a process that is being replaced, later it is looked at again. */
const CONFLICT_TRIES = 3;
const CONFLICT_RETRY_MS = 3_000;
const CONFLICT_WAIT_MS = 30_000;
const MAX_UPDATES = 100;
/** Whoever does not poll looks this often whether it should. */
const STAND_BY_MS = 1_000;
const STANDING_BY: Readiness = { isReady: true, detail: '另一个科问在收消息，它停了就由这个来收' };

/** One line for a maintainer, where Telegram refuses. */
export const REVOKED =
  'TELEGRAM_BOT_TOKEN 不对（Telegram 回 401）：请到 BotFather 用 /token 取正确的令牌，写进 .env 再启动';
const CONFLICT =
  '另一个程序正用这个机器人令牌收消息（Telegram 回 409）：请停掉那一个；一个令牌只能有一个程序轮询';

/**
 * Begins to poll; resolves once Telegram has answered a poll, or cannot be reached, which polling recovers from.
 *
 * @throws {KewenError} `settings` when the token is refused or somebody else polls
 */
export async function startPolling(settings: PollingSettings): Promise<Polling> {
  const { api, intake, leadership, log, waiting, pollSeconds } = settings;
  const halt = new AbortController();
  let state: Readiness = { isReady: true, detail: '长轮询' };
  let offset = 0;
  let failures = 0;

  async function poll(timeoutSeconds: number, limit: number): Promise<Update[]> {
    const patience = waiting.deadline(timeoutSeconds * 1000 + POLL_GRACE_MS, halt.signal);
    try {
      const updates = await api.getUpdates(
        { offset, limit, timeout: timeoutSeconds, allowed_updates: ALLOWED_UPDATES },
        patience.signal as Parameters<Api['getUpdates']>[1],
      );
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      return await intake.claim(updates);
    } finally {
      patience.clear();
    }
  }

  /** Waits as long as a failed poll asks for. */
  async function recover(error: unknown): Promise<void> {
    const code = error instanceof GrammyError ? error.error_code : null;
    if (code === 401 || code === 404) throw new KewenError('settings', REVOKED);
    const pauseMs =
      code === 409
        ? CONFLICT_WAIT_MS
        : error instanceof GrammyError && error.parameters.retry_after !== undefined
          ? error.parameters.retry_after * 1000
          : (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] as number);
    // A single dropped poll is everyday life.
    if (failures === 1 || code === 409) {
      const detail = code === 409 ? CONFLICT : '连不上 Telegram，正在重试';
      if (state.isReady) log.warn(forLog(error), detail);
      state = { isReady: false, detail };
    }
    failures++;
    await waiting.pause(pauseMs, halt.signal);
  }

  async function supply(room: number): Promise<Update[]> {
    for (;;) {
      if (halt.signal.aborted) return [];
      if (!leadership.isLeading()) {
        state = STANDING_BY;
        await waiting.pause(STAND_BY_MS, halt.signal);
        continue;
      }
      try {
        const updates = await poll(pollSeconds, Math.max(1, Math.min(MAX_UPDATES, room)));
        if (!state.isReady) log.info({}, '又能收到 Telegram 的消息了');
        state = { isReady: true, detail: '长轮询' };
        failures = 0;
        return updates;
      } catch (error) {
        if (halt.signal.aborted) return [];
        await recover(error);
      }
    }
  }

  const ready = leadership.isLeading() ? await firstPoll(() => poll(0, MAX_UPDATES), settings) : [];
  const source = createSource<Update>({
    supply: (room) => (ready.length > 0 ? Promise.resolve(ready.splice(0)) : supply(room)),
  });
  const runner = createRunner(source, intake.sink);
  runner.start();
  runner.task()?.catch((error: unknown) => {
    state = { isReady: false, detail: error instanceof KewenError ? error.message : '轮询停了，见日志' };
    log.error(error instanceof KewenError ? {} : forLog(error), state.detail);
  });
  return {
    readiness: () => state,
    stop: () => {
      halt.abort();
      runner.stop()?.catch(() => {});
    },
  };
}

async function firstPoll(
  poll: () => Promise<Update[]>,
  { waiting, signal }: PollingSettings,
): Promise<Update[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await poll();
    } catch (error) {
      const code = error instanceof GrammyError ? error.error_code : null;
      if (code === 401 || code === 404) throw new KewenError('settings', REVOKED);
      if (code === 409 && tries >= CONFLICT_TRIES) throw new KewenError('settings', CONFLICT);
      // Anything else is what polling recovers from.
      if (code !== 409) return [];
      await waiting.pause(CONFLICT_RETRY_MS, signal);
      if (signal.aborted) return [];
    }
  }
}
