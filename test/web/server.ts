/** The web as it is served: on a socket, by the process's own server, for tests in a browser and of connections. */
import { join } from 'node:path';
import { createLog } from '../../src/channels/log.ts';
import { type Serving, startChannels } from '../../src/channels/serve.ts';
import { parseSettings } from '../../src/channels/settings.ts';
import { type Config, DEFAULT_READ_LIMITS, type WebSettings } from '../../src/config.ts';
import { startWeb } from '../../src/web/web.ts';
import { type Built, build, emptyFolder } from '../support/corpora.ts';

export interface TestServer {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
  readonly serving: Serving;
  readonly built: Built;
  stop(): Promise<void>;
}

const GENEROUS =
  'web: { questions: { atOnce: 600, perMinute: 600 }, pages: { atOnce: 600, perMinute: 600 }, downloads: true }';

/** Builds an index over a corpus folder and serves it. */
export async function serveWeb(corpusFolder: string, web: Partial<WebSettings> = {}): Promise<TestServer> {
  const built = await build(corpusFolder);
  const config: Config = {
    home: corpusFolder,
    corpus: corpusFolder,
    index: built.indexFolder,
    data: join(emptyFolder(), 'kewen.sqlite'),
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    readLimits: DEFAULT_READ_LIMITS,
    retentionDays: 90,
    database: null,
    secret: 'a-key-of-the-tests',
    slack: null,
    telegram: null,
    fetchAllow: [],
    web: { mode: 'on', publicUrl: null, proxies: 0, origins: [], adminToken: null, ...web },
    search: null,
  };
  const serving = await startChannels({
    config,
    settings: parseSettings(GENEROUS, 'test'),
    log: createLog('silent'),
    now: () => new Date('2024-06-01T04:00:00Z'),
    signal: new AbortController().signal,
    channels: [{ name: 'web', start: startWeb }],
  });
  const [failure] = await serving.started;
  if (failure) throw failure;
  return { url: `http://127.0.0.1:${serving.port}`, serving, built, stop: () => serving.stop() };
}
