/**
 * Socket Mode, kept connected. Reconnecting is done here and not by the library, whose own loop rejects without
 * anybody listening when Slack cannot be reached (the process ends), and waits five seconds even when Slack asks for
 * a new connection.
 */
import { type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { KewenError } from '../../../errors.ts';
import type { Readiness } from '../../channel.ts';
import { within } from '../../flight.ts';
import type { Log } from '../../log.ts';
import { isUnreachable, maintainerError, networkCodeOf, refusalOf, retryAfterOf } from '../errors.ts';
import type { Transport } from './transport.ts';

/** What a socket is made with. */
export interface SocketSettings {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
  /** Ends early when the process is told to stop. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Tries at the start, about four minutes in all; later there is no end to them. */
export const START_TRIES = 12;
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 30_000;
/** A connection on which Slack does not say hello is none. */
const HELLO_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 500;
/** Of failures in a row, one in so many is logged. */
const LOG_EVERY = 10;

/** How long to wait after a number of failures in a row. */
export function backoffMs(failures: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
}

/** Events over a WebSocket. */
export function socketTransport(settings: SocketSettings): Transport {
  const { log, sleep, signal } = settings;
  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    logger: settings.logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: settings.clientOptions },
  });
  const { client } = receiver;
  let state: 'connecting' | 'connected' | 'stopped' = 'connecting';
  let detail = '正在连接';

  screenMessages(client, log, () => state === 'stopped');
  client.on('disconnected', () => {
    if (state !== 'connected') return;
    state = 'connecting';
    detail = '连接断了，正在重连';
    log.info({}, 'Socket Mode 断开，正在重连');
    void connect(Number.POSITIVE_INFINITY).catch((err: unknown) =>
      log.error({ err }, 'Socket Mode 不再重连'),
    );
  });

  async function connectOnce(): Promise<void> {
    let isConnected = false;
    let failure: unknown = new Error('Slack 没有打招呼');
    const started = client.start().then(
      () => {
        isConnected = true;
      },
      (error: unknown) => {
        failure = error ?? new Error('连接被关掉了');
      },
    );
    await within(started, HELLO_WITHIN_MS);
    if (isConnected) return;
    await within(client.disconnect(), CLOSE_WITHIN_MS);
    throw failure;
  }

  async function connect(maxTries: number): Promise<void> {
    for (let tries = 1; state !== 'stopped' && !signal.aborted; tries++) {
      try {
        await connectOnce();
        if ((state as string) === 'stopped') return;
        state = 'connected';
        detail = 'Socket Mode';
        log.info({ tries }, 'Socket Mode 已连上');
        return;
      } catch (error) {
        const dead = isUnreachable(error) ? null : maintainerError(error, 'SLACK_APP_TOKEN');
        if (dead && maxTries < Number.POSITIVE_INFINITY) throw dead;
        if (tries >= maxTries) throw unreachable(error, tries);
        const waitMs = (retryAfterOf(error) ?? 0) * 1000 || backoffMs(tries);
        detail = dead?.message ?? `连不上 Slack（${reasonOf(error)}），正在重连`;
        if (tries % LOG_EVERY === 1) {
          log.warn({ why: reasonOf(error), tries, waitMs }, dead?.message ?? '连不上 Slack，稍后再试');
        }
        await sleep(waitMs);
      }
    }
  }

  return {
    receiver,
    start: async () => {
      await connect(START_TRIES);
      if (state !== 'connected') throw new KewenError('platform', '还没连上 Slack 就被要求停下');
    },
    readiness: (): Readiness => ({
      isReady: state === 'connected',
      detail: state === 'stopped' ? '正在停下' : detail,
    }),
    pause: () => {
      state = 'stopped';
    },
    close: async () => {
      state = 'stopped';
      await within(client.disconnect(), CLOSE_WITHIN_MS);
    },
  };
}

/** One line for a maintainer who reads that Slack cannot be reached. */
export function unreachable(error: unknown, tries: number): KewenError {
  return new KewenError(
    'platform',
    `连不上 Slack（${reasonOf(error)}，试了 ${tries} 次）：请检查网络、代理和 SLACK_API_URL`,
    error,
  );
}

export function reasonOf(error: unknown): string {
  return (
    refusalOf(error) ??
    networkCodeOf(error) ??
    (error instanceof Error && error.message ? error.message : '没有回应')
  );
}

type Client = SocketModeReceiver['client'];

/**
 * Messages to the library only if it can take them: it fails, with nobody listening, on an event without content
 * such as `app_rate_limited`. After a stop nothing is taken, nor acknowledged, so that Slack delivers it again.
 */
function screenMessages(client: Client, log: Log, isStopped: () => boolean): void {
  const listeners = client.listeners('ws_message') as ((data: unknown, isBinary: boolean) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (isStopped()) return;
    const kind = typeof data === 'string' ? kindOf(data) : 'unreadable';
    if (kind === 'empty' || kind === 'unreadable') {
      log.warn({ kind }, 'Slack 发来一条没有内容的消息');
      return;
    }
    for (const listener of listeners) {
      void (async () => listener(data, isBinary))().catch((err: unknown) =>
        log.warn({ err }, 'Slack 的消息没能处理'),
      );
    }
  });
}

function kindOf(text: string): 'usable' | 'empty' | 'unreadable' {
  try {
    const message = JSON.parse(text) as { type?: unknown; payload?: { event?: { type?: unknown } } } | null;
    if (typeof message?.type !== 'string') return 'unreadable';
    return message.type === 'events_api' && typeof message.payload?.event?.type !== 'string'
      ? 'empty'
      : 'usable';
  } catch {
    return 'unreadable';
  }
}
