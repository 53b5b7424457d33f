/**
 * The channels as a process: started together, stopped by SIGTERM or SIGINT, and gone only when all of them failed.
 */
import type { Config } from '../config.ts';
import { settingsFile } from '../home.ts';
import { createLog, type Log, type LogDestination } from './log.ts';
import { channelsOf, type Starter, secretsOf, startChannels } from './serve.ts';
import { readSettings } from './settings.ts';

/** What of the process is needed; tests bring their own. */
export interface ProcessSignals {
  on(event: string, listener: (reason?: unknown) => void): unknown;
  listeners(event: string): unknown[];
  removeListener(event: string, listener: (reason?: unknown) => void): unknown;
  removeAllListeners(event: string): unknown;
  exit(code: number): void;
}

/** What the channels are run with. */
export interface RunSettings {
  readonly config: Config;
  readonly workingDirectory: string;
  readonly now: () => Date;
  /** Where the log is written. */
  readonly destination: LogDestination;
  readonly process: ProcessSignals;
  /** `channelsOf(config)` but in tests. */
  readonly channels?: readonly Starter[];
  /** Told when everything has started that can. */
  readonly onStarted?: (names: readonly string[], port: number) => void;
}

const INTERRUPTED = 130;

/**
 * Runs the channels until the process is told to stop.
 *
 * @throws {KewenError} for wrong settings, an address that is taken, or when no channel could be started
 */
export async function runChannels(run: RunSettings): Promise<void> {
  const { config, now, workingDirectory, channels = channelsOf(config) } = run;
  const settings = readSettings(settingsFile(config.home, workingDirectory));
  const log = createLog(config.logLevel, secretsOf(config), run.destination);
  const told = new AbortController();
  const letGo = takeSignals(run.process, log, told);
  try {
    const serving = await startChannels({
      config,
      settings,
      log,
      now,
      signal: told.signal,
      channels,
    });
    const stopped = new Promise<void>((resolve) => {
      const stop = () => resolve(serving.stop());
      if (told.signal.aborted) stop();
      else told.signal.addEventListener('abort', stop, { once: true });
    });
    const failures = await serving.started;
    const needed = channels.filter(({ isAlong }) => !isAlong);
    if (failures.length === needed.length && needed.length > 0 && !told.signal.aborted) {
      await serving.stop();
      throw failures[0];
    }
    const ready = Object.entries(serving.readiness()).filter(([, { isReady }]) => isReady);
    if (!told.signal.aborted)
      run.onStarted?.(
        ready.map(([name]) => name),
        serving.port,
      );
    await stopped;
  } finally {
    letGo();
  }
}

/**
 * Signals tell the channels to stop instead of ending the process; a second Ctrl-C ends it. A promise that a library
 * leaves rejected is logged: one request that failed is no reason to leave everybody else without an answer.
 */
function takeSignals(process: ProcessSignals, log: Log, told: AbortController): () => void {
  const onSignal = (name: string) => () => {
    if (told.signal.aborted) {
      if (name === 'SIGINT') process.exit(INTERRUPTED);
      return;
    }
    log.info({ signal: name }, '要停下了：不再接新的问题');
    told.abort();
  };
  const ours: Record<string, (reason?: unknown) => void> = {
    SIGTERM: onSignal('SIGTERM'),
    SIGINT: onSignal('SIGINT'),
    unhandledRejection: (err) => log.error({ err }, '有一步没有完成，也没有人处理'),
  };
  const before = Object.keys(ours).map((event) => ({ event, listeners: process.listeners(event) }));
  for (const [event, listener] of Object.entries(ours)) {
    process.removeAllListeners(event);
    process.on(event, listener);
  }
  return () => {
    for (const [event, listener] of Object.entries(ours)) process.removeListener(event, listener);
    for (const { event, listeners } of before) {
      for (const listener of listeners) process.on(event, listener as (reason?: unknown) => void);
    }
  };
}
