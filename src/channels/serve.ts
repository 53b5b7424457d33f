/**
 * Runs every channel whose tokens are set, in one process: one that fails to start or breaks down does not stop the
 * others, and `/readyz` says which it is.
 */
import type { Config } from '../config.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { openRecords, type Records } from '../records/records.ts';
import { type Desk, openDesk } from './answering.ts';
import type { Channel, Readiness, StartChannel, Surroundings } from './channel.ts';
import { within } from './flight.ts';
import { listen } from './health.ts';
import { type Log, redact } from './log.ts';
import type { Links } from './place.ts';
import type { Settings } from './settings.ts';
import { staffLinkKey, staffLinks } from './staff-links.ts';

/** A channel to start. */
export interface Starter {
  readonly name: string;
  readonly start: StartChannel;
  /** Whether it only goes along: where all the others fail, nothing is served. */
  readonly isAlong?: boolean;
}

/** What channels are run with. */
export interface ServeSettings {
  readonly config: Config;
  readonly settings: Settings;
  readonly log: Log;
  readonly now: () => Date;
  /** Aborted when the process is told to stop. */
  readonly signal: AbortSignal;
  /** `channelsOf(config)` but in tests. */
  readonly channels: readonly Starter[];
  /** Tests wait less. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Channels that run. */
export interface Serving {
  /** Of the HTTP server. */
  readonly port: number;
  /** Every channel's, by name. */
  readiness(): Readonly<Record<string, Readiness>>;
  /** Resolves when every channel has started or failed; with what those threw that do not only go along. */
  readonly started: Promise<readonly unknown[]>;
  /** Resolves when everything is stopped; never throws. */
  stop(): Promise<void>;
}

/** A process that is told to stop has this long to finish what is in flight. */
export const STOP_WITHIN_MS = 10_000;
/** Of that, kept for closing connections and files. */
const CLOSING_MS = 1_000;

/** The channels whose tokens are set; each is loaded only then. */
export function channelsOf({ slack, telegram }: Config): Starter[] {
  const starters: Starter[] = [];
  if (slack) {
    starters.push({
      name: 'slack',
      start: async (surroundings) => (await import('./slack/slack.ts')).startSlack(surroundings),
    });
  }
  if (telegram) {
    starters.push({
      name: 'telegram',
      start: async (surroundings) => (await import('./telegram/telegram.ts')).startTelegram(surroundings),
    });
  }
  return starters;
}

/**
 * Starts the channels and returns at once; they become ready one by one.
 *
 * @throws {KewenError} when the HTTP server cannot listen
 */
export async function startChannels(serve: ServeSettings): Promise<Serving> {
  const { config, settings, log, now, signal } = serve;
  const records = await openRecordsOf(config, log, now);
  const desks = new Map<Audience, Promise<Desk>>();
  const running = new Map<string, Channel>();
  const waiting = new Map<string, Readiness>(
    serve.channels.map(({ name }) => [name, { isReady: false, detail: '正在启动' }]),
  );
  const secrets = secretsOf(config);
  // Anybody who reaches the port may read it, and a detail may quote an error.
  const readiness = () =>
    Object.fromEntries(
      [...waiting].map(([name, state]) => {
        const { isReady, detail } = running.get(name)?.readiness() ?? state;
        return [name, { isReady, detail: redact(detail, secrets) }] as const;
      }),
    );
  const opened: Desk[] = [];
  const searchReadiness = (): { search?: Readiness } => {
    if (!config.search) return {};
    const trouble = opened.map((desk) => desk.trouble).find((one) => one !== null) ?? null;
    // Where the cluster is, is nobody's business outside.
    const hidden = [...secrets, ...config.search.nodes.map((node) => new URL(node).host)];
    return { search: { isReady: trouble === null, detail: redact(trouble ?? '', hidden) } };
  };
  const server = await listen(
    config,
    () => ({ channels: readiness(), records: records.isAvailable, ...searchReadiness() }),
    log,
  ).catch(async (error: unknown) => {
    await records.close();
    throw error;
  });

  /** Of the channels, only Slack has readers for what is for staff. */
  const links = (audience: Audience): Links | null => {
    const { publicUrl } = config.web;
    if (publicUrl === null) return null;
    return { publicUrl, staffPath: audience === 'staff' ? staffLinks(staffLinkKey(config), now).path : null };
  };
  const surroundings: Surroundings = {
    config,
    settings,
    records,
    log,
    now,
    signal,
    sleep: serve.sleep ?? ((ms) => sleepUnlessAborted(ms, signal)),
    mount: server.mount,
    mountRest: server.mountRest,
    desk: (audience) => {
      const known =
        desks.get(audience) ??
        openDesk({
          directory: config.index,
          search: config.search,
          audience,
          log,
          now,
          links: links(audience),
        });
      desks.set(audience, known);
      // One that failed is tried anew by whoever asks next.
      known.then(
        (desk) => opened.push(desk),
        () => desks.delete(audience),
      );
      return known;
    },
  };

  const failures: unknown[] = [];
  let isClosing = false;
  const started = Promise.all(
    serve.channels.map(async ({ name, start, isAlong = false }) => {
      try {
        const channel = await start({ ...surroundings, log: log.child({ channel: name }) });
        // Started too late to be stopped with the others.
        if (isClosing) return await channel.stop(0);
        running.set(name, channel);
        log.info({ channel: name }, '已启动');
      } catch (err) {
        if (signal.aborted) return;
        if (!isAlong) failures.push(err);
        const detail = err instanceof KewenError ? err.message : '程序出错了，见日志';
        waiting.set(name, { isReady: false, detail: `没能启动：${detail}` });
        log.error(
          err instanceof KewenError ? { channel: name } : { channel: name, err },
          `没能启动：${detail}`,
        );
      }
    }),
  ).then(() => failures);

  let stopping: Promise<void> | null = null;
  async function stopAll(): Promise<void> {
    const startedAt = performance.now();
    const leftMs = () => Math.max(0, STOP_WITHIN_MS - CLOSING_MS - (performance.now() - startedAt));
    await within(started, leftMs());
    isClosing = true;
    await Promise.all([...running.values()].map((channel) => channel.stop(leftMs())));
    await server.close(Math.min(CLOSING_MS, leftMs() + CLOSING_MS / 2));
    for (const desk of desks.values()) (await desk.catch(() => null))?.close();
    await records.close();
    log.info({ elapsedMs: Math.round(performance.now() - startedAt) }, '已停下');
  }
  return {
    port: server.port,
    readiness,
    started,
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

/** The records of the settings; what PostgreSQL needs is loaded only where it is used. */
async function openRecordsOf(
  { data, database, secret, retentionDays }: Config,
  log: Log,
  now: () => Date,
): Promise<Records> {
  const keeping = { retentionDays, log, now };
  if (database === null || secret === null) return openRecords({ file: data, key: secret, ...keeping });
  const { openPostgresRecords } = await import('../records/postgres/postgres-records.ts');
  return openPostgresRecords({ url: database, key: secret, ...keeping });
}

export function secretsOf({ slack, telegram, secret, database, web, search }: Config): string[] {
  const known = [
    secret,
    database,
    database && URL.canParse(database) ? new URL(database).password : null,
    web.adminToken,
    slack?.botToken,
    slack?.appToken,
    slack?.signingSecret,
    telegram?.botToken,
    telegram?.webhookSecret,
    ...Object.values(search?.authorization ?? {}),
  ];
  return known.filter((value): value is string => typeof value === 'string' && value !== '');
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
