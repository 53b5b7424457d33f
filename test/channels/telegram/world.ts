/** A bot and the Bot API it talks to, over real sockets, with records on disk; time passes when a test says so. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from '../../../src/channels/answering.ts';
import type { Channel, Surroundings } from '../../../src/channels/channel.ts';
import { type HttpServer, listen } from '../../../src/channels/health.ts';
import { createLog } from '../../../src/channels/log.ts';
import { parseSettings, type Settings } from '../../../src/channels/settings.ts';
import { startTelegram } from '../../../src/channels/telegram/telegram.ts';
import type { Waiting } from '../../../src/channels/telegram/waiting.ts';
import { type Config, DEFAULT_READ_LIMITS } from '../../../src/config.ts';
import { openRecords, type Records, type RecordsSettings } from '../../../src/records/records.ts';
import { FakeBotApi, type FakeSettings } from '../../fakes/telegram/bot-api.ts';

export const SECRET = 'webhook-secret_0123456789';

/** How a world is set up. */
export interface WorldSettings {
  readonly index: string;
  readonly mode?: 'polling' | 'webhook';
  readonly fake?: FakeSettings;
  /** kewen.config.yaml; limits that no test reaches unless given. */
  readonly yaml?: string;
  readonly answer?: NonNullable<Parameters<typeof openDesk>[0]['answer']>;
  readonly logLevel?: 'debug' | 'info';
  readonly openRecords?: (settings: RecordsSettings) => Records;
}

const GENEROUS = `telegram:
  person: { atOnce: 600, perMinute: 600 }
  group: { atOnce: 600, perMinute: 600 }
  inline: { atOnce: 600, perMinute: 600 }
`;

/** Time that passes when somebody waits for it, but for limits, which pass when a test says so. */
export class TestTime implements Waiting {
  nowMs = Date.UTC(2024, 5, 1, 4);
  readonly pauses: number[] = [];
  /** Whether a pause ends by itself; else with {@link pass}. */
  passes = true;
  readonly #limits = new Set<() => void>();
  readonly #pauses = new Set<() => void>();

  readonly now = () => new Date(this.nowMs);

  pause(ms: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(ms);
    if (this.passes || signal.aborted) {
      this.nowMs += ms;
      return new Promise((resolve) => setImmediate(resolve));
    }
    return new Promise((resolve) => {
      const end = () => {
        this.#pauses.delete(end);
        resolve();
      };
      this.#pauses.add(end);
      signal.addEventListener('abort', end);
    });
  }

  deadline(_ms: number, within?: AbortSignal) {
    const controller = new AbortController();
    const end = () => controller.abort();
    this.#limits.add(end);
    if (within?.aborted) end();
    within?.addEventListener('abort', end);
    const clear = () => {
      this.#limits.delete(end);
      within?.removeEventListener('abort', end);
    };
    return { signal: controller.signal, clear };
  }

  /** Every pause that somebody sits in ends. */
  pass(): void {
    for (const end of [...this.#pauses]) end();
  }

  /** Every limit that is running is over. */
  expire(): void {
    for (const end of [...this.#limits]) end();
  }
}

/** Everything a conversation takes place in. */
export class World {
  readonly fake: FakeBotApi;
  readonly time: TestTime;
  readonly log: string[] = [];
  readonly data: string;
  readonly #settings: WorldSettings;
  readonly #rules: Settings;
  readonly #desks: Desk[] = [];
  records!: Records;
  desk!: Desk;
  server!: HttpServer;
  channel: Channel | null = null;
  readonly #abandoned: (() => Promise<void>)[] = [];
  #halt = new AbortController();

  private constructor(settings: WorldSettings, fake: FakeBotApi, time: TestTime, data: string) {
    this.#settings = settings;
    this.#rules = parseSettings(settings.yaml ?? GENEROUS, 'kewen.config.yaml');
    this.fake = fake;
    this.time = time;
    this.data = data;
  }

  /** A world in which the bot is not started yet. */
  static async make(settings: WorldSettings): Promise<World> {
    const time = new TestTime();
    const fake = await FakeBotApi.start({ now: () => time.nowMs, ...settings.fake });
    const data = await mkdtemp(join(tmpdir(), 'kewen-telegram-data-'));
    return new World(settings, fake, time, data);
  }

  /** A world with a running bot. */
  static async start(settings: WorldSettings): Promise<World> {
    const world = await World.make(settings);
    await world.startBot();
    return world;
  }

  /** Starts the bot as a new process would: same files, nothing in memory. */
  async startBot(token = this.fake.token): Promise<void> {
    const { index, answer, mode, logLevel = 'info', openRecords: open = openRecords } = this.#settings;
    const log = createLog(logLevel, [token, SECRET], { write: (line) => this.log.push(line) });
    this.#halt = new AbortController();
    const file = join(this.data, 'kewen.sqlite');
    this.records = open({ file, key: 'a key', retentionDays: 90, log, now: this.time.now });
    this.server = await listen({ host: '127.0.0.1', port: 0 }, () => ({ channels: {}, records: true }), log);
    const webhook = mode === 'webhook' ? `http://127.0.0.1:${this.server.port}/telegram/updates` : null;
    const config: Config = {
      home: '',
      corpus: '',
      index,
      data: file,
      host: '127.0.0.1',
      port: this.server.port,
      logLevel,
      readLimits: DEFAULT_READ_LIMITS,
      retentionDays: 90,
      fetchAllow: [],
      database: null,
      secret: null,
      web: { mode: 'off', publicUrl: null, proxies: 0, origins: [], adminToken: null },
      search: null,
      slack: null,
      telegram: {
        botToken: token,
        apiRoot: this.fake.url,
        webhookUrl: webhook,
        webhookSecret: webhook && SECRET,
      },
    };
    const surroundings: Surroundings = {
      config,
      settings: this.#rules,
      records: this.records,
      desk: async (audience) => {
        if (audience !== 'public') throw new Error('the bot asked for what is for staff');
        const { now } = this.time;
        this.desk = await openDesk({
          directory: index,
          audience,
          log,
          now,
          checkEveryMs: 0,
          ...(answer ? { answer } : {}),
        });
        this.#desks.push(this.desk);
        return this.desk;
      },
      log,
      now: this.time.now,
      sleep: async () => {},
      mount: (path, listener) => this.server.mount(path, listener),
      mountRest: (listener) => this.server.mountRest(listener),
      signal: this.#halt.signal,
    } as Surroundings;
    this.channel = await startTelegram(surroundings, {
      waiting: this.time,
      pollSeconds: 5,
      canDraw: async () => true,
    });
  }

  /** Stops the bot as the process does. */
  async stopBot(withinMs = 10_000): Promise<void> {
    this.#halt.abort();
    await this.channel?.stop(withinMs);
    this.channel = null;
    await this.server?.close(100);
    for (const desk of this.#desks.splice(0)) desk.close();
    await this.records?.close();
  }

  /** Lets a process that was killed be: what it had open goes when the world ends. */
  abandon(): void {
    const { channel, server } = this;
    this.channel = null;
    this.#halt.abort();
    // It polls no more; its records are dead, so it does nothing else either.
    const stopped = channel?.stop(0);
    this.#abandoned.push(async () => {
      await stopped;
      await server.close(0);
    });
  }

  /** The address of the webhook. */
  get webhook(): string {
    return `http://127.0.0.1:${this.server.port}/telegram/updates`;
  }

  /** All that went over the wire to the fake, and all that was logged. */
  get everythingSaid(): string {
    return [...this.fake.received, ...this.log].join('\n');
  }

  async end(): Promise<void> {
    await this.stopBot();
    await Promise.all(this.#abandoned.splice(0).map((end) => end()));
    await this.fake.close();
    await rm(this.data, { recursive: true, force: true });
  }
}
