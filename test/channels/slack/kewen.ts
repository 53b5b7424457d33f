/**
 * Kewen in a fake Slack: a real index of the reports that ship and one for staff, real records on a temporary file,
 * the real app on real sockets.
 */
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk } from '../../../src/channels/answering.ts';
import type { Surroundings } from '../../../src/channels/channel.ts';
import { createLog } from '../../../src/channels/log.ts';
import { type Serving, startChannels } from '../../../src/channels/serve.ts';
import { parseSettings } from '../../../src/channels/settings.ts';
import { startSlack } from '../../../src/channels/slack/slack.ts';
import { type Config, DEFAULT_READ_LIMITS } from '../../../src/config.ts';
import { digestCorpus } from '../../../src/corpus/folder.ts';
import { loadCorpus } from '../../../src/corpus/load.ts';
import { buildGeneration } from '../../../src/index/build.ts';
import { publishGeneration } from '../../../src/index/publish.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, SIGNING_SECRET } from '../../fakes/slack/fake-slack.ts';

export type TransportName = 'socket' | 'http';

/** Words and figures that stand in the staff report alone. */
export const STAFF_QUESTION = '雁岭市科协2022年年初预算是多少万元？';
export const STAFF_FIGURE = '513.7';
const STAFF_REPORT = `---
title: 雁岭市科协2022年绩效自评报告
association: 雁岭市科协
place: 雁岭市
period: 2022
audience: staff
---

# 雁岭市科协2022年绩效自评报告

2022年，市科协年初预算513.7万元，全年支出498.2万元。

全年召开预算专题会议7次，完成绩效目标12项。
`;

/** A folder of its own. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kewen-slack-'));
}

/** Builds an index of the reports that ship and the staff report. */
export async function buildIndex(folder: string): Promise<string> {
  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await cp('corpus', corpus, { recursive: true });
  await writeFile(join(corpus, 'yanling-2022-budget.md'), STAFF_REPORT);
  return publish(corpus, join(folder, 'index'));
}

/** Publishes a corpus as a new generation. */
export async function publish(corpus: string, index: string): Promise<string> {
  const digest = await digestCorpus(corpus);
  const loaded = await loadCorpus(corpus);
  await publishGeneration(index, (workshop) => buildGeneration(loaded, digest, workshop));
  return index;
}

/** A running Kewen. */
export interface Kewen {
  readonly slack: FakeSlack;
  readonly serving: Serving;
  /** Lines of the log. */
  readonly lines: string[];
  readonly data: string;
  /** Stops as SIGTERM does; the fake goes on. */
  stop(): Promise<void>;
}

export interface KewenOptions {
  readonly index: string;
  readonly transport?: TransportName;
  /** kewen.config.yaml */
  readonly yaml?: string;
  /** An existing records file. */
  readonly data?: string;
  readonly level?: Config['logLevel'];
  readonly slack?: FakeSlack;
  readonly tokens?: Partial<NonNullable<Config['slack']>>;
  readonly publicUrl?: string;
  readonly now?: () => Date;
  /** Stands between Slack and the desks. */
  readonly desk?: (desk: Desk) => Desk;
  readonly surroundings?: (surroundings: Surroundings) => Surroundings;
  /** Does not wait until everything has started. */
  readonly isPatient?: boolean;
  /** Between tries of sending; at once unless given. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Between tries of connecting; at once unless given. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Starts Kewen in Slack. */
export async function startKewen(options: KewenOptions): Promise<Kewen> {
  const { transport = 'socket', yaml = '', level = 'info' } = options;
  const slack = options.slack ?? (await FakeSlack.start());
  const data = options.data ?? join(await newFolder(), 'kewen.sqlite');
  const lines: string[] = [];
  const told = new AbortController();
  const isSocket = transport === 'socket';
  const config: Config = {
    home: '',
    corpus: '',
    index: options.index,
    data,
    host: '127.0.0.1',
    port: 0,
    logLevel: level,
    readLimits: DEFAULT_READ_LIMITS,
    retentionDays: 90,
    fetchAllow: [],
    database: null,
    secret: 'secret-of-the-tests',
    telegram: null,
    web: { mode: 'off', publicUrl: options.publicUrl ?? null, proxies: 0, origins: [], adminToken: null },
    search: null,
    slack: {
      botToken: BOT_TOKEN,
      appToken: isSocket ? APP_TOKEN : null,
      signingSecret: isSocket ? null : SIGNING_SECRET,
      apiUrl: slack.apiUrl,
      ...options.tokens,
    },
  };
  const { desk: between = (desk) => desk, surroundings: around = (same) => same } = options;
  const serving = await startChannels({
    config,
    settings: parseSettings(yaml, 'kewen.config.yaml'),
    log: createLog(level, [BOT_TOKEN, APP_TOKEN, SIGNING_SECRET], { write: (line) => lines.push(line) }),
    now: options.now ?? (() => new Date()),
    signal: told.signal,
    sleep: options.sleep ?? nextTurn,
    channels: [
      {
        name: 'slack',
        start: (surroundings) =>
          startSlack(
            around({ ...surroundings, desk: async (audience) => between(await surroundings.desk(audience)) }),
            { pause: options.pause ?? nextTurn },
          ),
      },
    ],
  });
  if (options.isPatient !== false) {
    const [failure] = await serving.started;
    if (failure) {
      await serving.stop();
      throw failure;
    }
    if (!isSocket) slack.eventsUrl = `http://127.0.0.1:${serving.port}/slack/events`;
  }
  return {
    slack,
    serving,
    lines,
    data,
    stop: async () => {
      told.abort();
      await serving.stop();
    },
  };
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
