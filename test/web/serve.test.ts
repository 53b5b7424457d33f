/** The web on the process's own server: beside /healthz, over a rebuild, and until it is told to stop. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startersOf } from '../../src/commands/start.ts';
import { readConfig } from '../../src/config.ts';
import { LONGEST_MS } from '../../src/web/read/original.ts';
import { build } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';
import { serveWeb, type TestServer } from './server.ts';
import { asking } from './site.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('the web on a socket', () => {
  it('stands beside what says whether the process lives', async () => {
    server = await serveWeb(folderWith(SMALL));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const ready = (await (await fetch(`${server.url}/readyz`)).json()) as object;
    expect(ready).toMatchObject({ ready: true, channels: { web: { isReady: true } } });
    const page = await fetch(`${server.url}/`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(await page.text()).toContain('<!DOCTYPE html>');
  });

  it('takes up a new index while questions come, and loses none of them', async () => {
    const corpus = folderWith(SMALL);
    server = await serveWeb(corpus);
    const { url, built } = server;
    const ask = async () => {
      const response = await fetch(
        `${url}/api/ask?q=${encodeURIComponent('雁岭市科协2022年开展了多少场科普活动？')}`,
      );
      return { status: response.status, body: (await response.json()) as { text: string } };
    };
    expect((await ask()).body.text).toContain('318场');
    writeFileSync(
      join(corpus, 'yanling-2022.md'),
      (SMALL['yanling-2022.md'] ?? '').replace('318场', '319场'),
    );
    const rebuilding = build(corpus, built.indexFolder);
    const statuses = new Set<number>();
    let last = await ask();
    for (let i = 0; i < 400 && !last.body.text.includes('319场'); i++) {
      last = await ask();
      statuses.add(last.status);
      if (i === 50) await rebuilding;
    }
    await rebuilding;
    // The desk looks every second by itself.
    await expect.poll(async () => (await ask()).body.text, { timeout: 10_000 }).toContain('319场');
    expect([...statuses]).toEqual([200]);
    expect(await (await fetch(`${url}/r/yanling-2022`)).text()).toContain('319场');
  });

  it('gives files on after many who asked for one were gone before it was read', async () => {
    server = await serveWeb(folderWith(SMALL));
    const path = '/r/yanling-2022/original';
    const { port } = new URL(server.url);
    const leave = () =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`, () => socket.resetAndDestroy());
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve());
      });
    for (let i = 0; i < 40; i++) await leave();
    const { url } = server;
    await expect.poll(async () => (await fetch(url + path)).status).toBe(200);
  });

  it('gives files on after some who asked for one took it a little at a time', async () => {
    const page = `<html><body><h1>雁岭市科协2023年工作总结</h1><p>全年讲座31场。</p><!--${'x'.repeat(12_000_000)}--></body></html>`;
    server = await serveWeb(folderWith({ ...SMALL, 'large.html': page }));
    const { url } = server;
    const path = '/r/large/original';
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const slow = Array.from({ length: 4 }, () => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
        // Its head, and nothing more.
        return once(socket, 'readable').then(() => socket);
      });
      const sockets = await Promise.all(slow);
      expect((await fetch(url + path)).status).toBe(503);
      vi.advanceTimersByTime(LONGEST_MS);
      await Promise.all(
        sockets.map((socket) =>
          once(
            socket.resume().on('error', () => {}),
            'close',
          ),
        ),
      );
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(Buffer.byteLength(page));
    } finally {
      vi.useRealTimers();
    }
  }, 60_000);

  it('answers what is no address, no host or no HTTP without falling over', async () => {
    server = await serveWeb(folderWith(SMALL));
    const { url } = server;
    const { port } = new URL(url);
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(text));
        let reply = '';
        socket.on('data', (data) => {
          reply += data;
        });
        socket.on('close', () => resolve(reply));
        socket.on('error', () => resolve(reply));
      });
    const lines = [
      'GET //evil.example/%2e%2e HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'GET /ask?q=%ff%fe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a b<>\r\nconnection: close\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nhost: y\r\nconnection: close\r\n\r\n',
      `GET /?${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      'nonsense\r\n\r\n',
    ];
    for (const line of lines) {
      const reply = await raw(line);
      expect([line.slice(0, 40), /^HTTP\/1\.1 [234]/u.test(reply)]).toEqual([line.slice(0, 40), true]);
      expect(reply).not.toMatch(/node_modules|kewen-test|at .*\.ts/u);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('refuses ten megabytes before they have come', async () => {
    server = await serveWeb(folderWith(SMALL));
    const { port } = new URL(server.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        {
          port,
          host: '127.0.0.1',
          path: '/vote',
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 10_000_000 },
        },
        (response) => {
          resolve(response.statusCode);
          response.destroy();
        },
      );
      sending.on('error', reject);
      // Nothing more is sent: the answer does not wait for it.
      sending.write('a=1');
    });
    expect(status).toBe(413);
  });

  it('finishes what was asked when it is told to stop', async () => {
    server = await serveWeb(folderWith(SMALL));
    const asked = fetch(server.url + asking('雁岭市科协2022年开展了多少场科普活动？'));
    const response = await asked;
    await server.stop();
    expect(await response.text()).toContain('318场');
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe('what kewen start runs', () => {
  const TELEGRAM = { TELEGRAM_BOT_TOKEN: '1:a' };
  const names = (env: Readonly<Record<string, string>>, isWebOnly = false) =>
    startersOf(readConfig(env), isWebOnly).map(({ name, isAlong }) => (isAlong ? `(${name})` : name));

  it.each([
    [{}, []],
    [TELEGRAM, ['telegram', '(web)']],
    [{ ...TELEGRAM, KEWEN_WEB: 'on' }, ['telegram', 'web']],
    [{ ...TELEGRAM, KEWEN_WEB: 'off' }, ['telegram']],
    [{ KEWEN_WEB: 'on' }, ['web']],
    [{ KEWEN_WEB: 'off' }, []],
  ])('with %j is %j', (env, expected) => {
    expect(names(env)).toEqual(expected);
  });

  it('with --web is the web alone', () => {
    expect(names(TELEGRAM, true)).toEqual(['web']);
  });
});
