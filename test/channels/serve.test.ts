import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel, StartChannel, Surroundings } from '../../src/channels/channel.ts';
import { Flight } from '../../src/channels/flight.ts';
import { createLog } from '../../src/channels/log.ts';
import { channelsOf, type Serving, type Starter, startChannels } from '../../src/channels/serve.ts';
import { parseSettings } from '../../src/channels/settings.ts';
import { type Config, DEFAULT_READ_LIMITS } from '../../src/config.ts';
import { KewenError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'kewen-serve-'));
const SECRET = 'a-secret-of-ours';
const config: Config = {
  home: folder,
  corpus: folder,
  index: join(folder, 'index'),
  data: join(folder, 'kewen.sqlite'),
  host: '127.0.0.1',
  port: 0,
  logLevel: 'info',
  readLimits: DEFAULT_READ_LIMITS,
  retentionDays: 90,
  fetchAllow: [],
  database: null,
  secret: SECRET,
  slack: null,
  telegram: null,
  web: { mode: 'off', publicUrl: null, proxies: 0, origins: [], adminToken: null },
  search: null,
};

let serving: Serving;
let lines: string[];
const told = new AbortController();
afterEach(() => serving?.stop());

async function serve(...channels: Starter[]): Promise<Serving> {
  lines = [];
  serving = await startChannels({
    config,
    settings: parseSettings('', 'x'),
    log: createLog('info', [], { write: (line) => lines.push(line) }),
    now: () => new Date(),
    signal: told.signal,
    channels,
  });
  return serving;
}

const ready = (name: string, stops: string[] = []): Channel => ({
  name,
  readiness: () => ({ isReady: true, detail: '' }),
  stop: async () => void stops.push(name),
});
const readyz = async () => {
  const response = await fetch(`http://127.0.0.1:${serving.port}/readyz`);
  return { status: response.status, body: (await response.json()) as { channels: Record<string, unknown> } };
};

describe('channels', () => {
  it('run beside one that cannot start, and /readyz says which one and why', async () => {
    await serve(
      { name: 'slack', start: async () => ready('slack') },
      {
        name: 'telegram',
        start: async () => {
          throw new KewenError('settings', '令牌不对');
        },
      },
    );
    const failures = await serving.started;
    expect(failures).toHaveLength(1);
    expect(await readyz()).toEqual({
      status: 503,
      body: {
        ready: false,
        records: true,
        channels: {
          slack: { isReady: true, detail: '' },
          telegram: { isReady: false, detail: '没能启动：令牌不对' },
        },
      },
    });
    expect(lines.filter((line) => line.includes('令牌不对'))).toHaveLength(1);
  });

  it('show no secret in /readyz, neither of an error nor of what a channel says', async () => {
    const token = `7000000001:${'A'.repeat(35)}`;
    await serve(
      {
        name: 'slack',
        start: async () => ({
          ...ready('slack'),
          readiness: () => ({ isReady: false, detail: `x ${token}` }),
        }),
      },
      {
        name: 'telegram',
        start: async () => {
          throw new KewenError('platform', `连不上 ${SECRET} https://x/bot${token}/getMe`);
        },
      },
    );
    await serving.started;
    const said = JSON.stringify(await readyz());
    expect(said).toContain('[隐去]');
    expect(said).not.toContain(token);
    expect(said).not.toContain(SECRET);
  });

  it('cannot take a path that is taken', async () => {
    const start = async ({ mount }: Surroundings) => {
      mount('/healthz', (_request, response) => response.end('mine'));
      return ready('telegram');
    };
    await serve({ name: 'telegram', start });
    expect(await serving.started).toEqual([expect.objectContaining({ code: 'settings' })]);
    const { body } = await readyz();
    expect(JSON.stringify(body)).toContain('/healthz 已经有用了');
    expect(await (await fetch(`http://127.0.0.1:${serving.port}/healthz`)).json()).toEqual({ ok: true });
  });

  it('are not ready while one of them is still starting', async () => {
    let finish: (channel: Channel) => void = () => {};
    const start: StartChannel = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    await serve({ name: 'slack', start });
    expect((await readyz()).body.channels['slack']).toEqual({ isReady: false, detail: '正在启动' });
    finish(ready('slack'));
    await serving.started;
    expect((await readyz()).status).toBe(200);
  });

  it('are all stopped once, whoever asks how often', async () => {
    const stops: string[] = [];
    await serve(
      { name: 'a', start: async () => ready('a', stops) },
      { name: 'b', start: async () => ready('b', stops) },
    );
    await serving.started;
    await Promise.all([serving.stop(), serving.stop()]);
    expect(stops.sort()).toEqual(['a', 'b']);
    await expect(readyz()).rejects.toThrow();
  });

  it('share one HTTP server, and what one of them throws there is a 500', async () => {
    const start = async (surroundings: Surroundings) => {
      surroundings.mount('/a', (_request, response) => response.end('a'));
      surroundings.mount('/b', () => {
        throw new Error('broken');
      });
      return ready('slack');
    };
    await serve({ name: 'slack', start });
    await serving.started;
    const get = (path: string) => fetch(`http://127.0.0.1:${serving.port}${path}`);
    expect(await (await get('/a?x=1')).text()).toBe('a');
    expect((await get('/b')).status).toBe(500);
  });

  it('are those whose tokens are set', () => {
    const slack = { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null };
    const names = (more: Partial<Config>) => channelsOf({ ...config, ...more }).map(({ name }) => name);
    expect(names({})).toEqual([]);
    expect(names({ slack })).toEqual(['slack']);
  });

  it('say in one line that the address is taken', async () => {
    await serve({ name: 'slack', start: async () => ready('slack') });
    const again = startChannels({
      config: { ...config, port: serving.port },
      settings: parseSettings('', 'x'),
      log: createLog('silent'),
      now: () => new Date(),
      signal: told.signal,
      channels: [],
    });
    await expect(again).rejects.toThrow(/已经有程序在用：请换一个 KEWEN_PORT/u);
  });
});

describe('work in flight', () => {
  it('is waited for, work that began meanwhile included, and given up when the time is over', async () => {
    const flight = new Flight();
    expect(await flight.drain(0)).toBe(true);
    let finish: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      finish = resolve;
    });
    void flight.track(first.then(() => void flight.track(Promise.reject(new Error('x'))).catch(() => {})));
    expect(await flight.drain(0)).toBe(false);
    const drained = flight.drain(60_000);
    finish();
    expect(await drained).toBe(true);
    expect(flight.size).toBe(0);
  });
});
