/** Who gets in to keep house, for how long, and what does not let anybody in. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isSame,
  LOCKED_MS,
  Lockout,
  MAX_FAILURES,
  MAX_FAILURES_IN_ALL,
} from '../../../src/web/admin/lockout.ts';
import { IDLE_MS, MAX_AGE_MS, Sessions } from '../../../src/web/admin/sessions.ts';
import { folderWith, SMALL } from '../../support/small.ts';
import { openSite, type TestSite, wordsIn } from '../site.ts';
import { cookieOf, logIn, openHouse, TOKEN } from './house.ts';

const PATHS = [
  ...['/admin', '/admin/', '/admin/questions', '/admin/reports', '/admin/reports/one?file=yanling-2022.md'],
  ...[
    '/admin/build',
    '/admin/build/events',
    '/admin/lexicon',
    '/admin/health',
    '/admin/changes',
    '/admin/nowhere',
  ],
  ...['/admin/ask?q=a', '/admin/r/yanling-2022-budget', '/admin/questions/answer?q=a'],
];

let folder: string;
let site: TestSite;
let clock = Date.parse('2024-06-01T04:00:00Z');
beforeAll(async () => {
  folder = folderWith(SMALL);
  site = await openHouse(folder, { now: () => new Date(clock) });
});
afterAll(() => site.close());

describe('without a session', () => {
  it.each(PATHS)('%s leads to the login and says nothing', async (path) => {
    const response = await site.get(path);
    expect([path, response.status]).toEqual([path, 303]);
    expect(response.headers.get('location')).toMatch(/^\/admin\/login/u);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
    const guessed = await site.get(path, { cookie: `house=${'A'.repeat(43)}` });
    expect(guessed.status).toBe(303);
  });

  it.each(PATHS)('nothing is changed at %s', async (path) => {
    expect((await site.post(path, { csrf: '' })).status).toBe(403);
  });

  it('and without a token there is no such page at all', async () => {
    const without = await openSite(folder);
    for (const path of [...PATHS, '/admin/login']) {
      expect([path, (await without.get(path)).status]).toEqual([path, 404]);
      expect([path, (await without.post(path, { token: TOKEN })).status]).toEqual([path, 404]);
    }
    without.close();
  });
});

describe('a login', () => {
  it('gives a cookie that no script and no other site gets, another one each time', async () => {
    const first = await site.post('/admin/login', { token: TOKEN });
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toMatch(
      /^house=[\w-]{43};.*Path=\/admin; HttpOnly; SameSite=Strict$/u,
    );
    const second = await site.post('/admin/login', { token: TOKEN });
    expect(cookieOf(first)).not.toBe(cookieOf(second));
  });

  it('over https gives one that goes nowhere else', async () => {
    const secure = await openHouse(folder, { web: { publicUrl: 'https://ask.example.org' } });
    const response = await secure.post('/admin/login', { token: TOKEN }, 'https://ask.example.org');
    expect(response.headers.get('set-cookie')).toMatch(/^__Secure-house=.*; Secure; SameSite=Strict$/u);
    secure.close();
  });

  it('leads back to pages here only', async () => {
    for (const [to, expected] of [
      ['/admin/reports?x=1', '/admin/reports?x=1'],
      ['//evil.example', '/admin'],
      ['/admin//evil.example', '/admin'],
      ['https://evil.example', '/admin'],
      ['/admin/../r/x', '/admin'],
      ['/admin/logout', '/admin'],
    ] as const) {
      const response = await site.post('/admin/login', { token: TOKEN, to });
      expect([to, response.headers.get('location')]).toEqual([to, expected]);
    }
  });

  it('is not taken from another site, whatever the token', async () => {
    expect((await site.post('/admin/login', { token: TOKEN }, 'https://evil.example')).status).toBe(403);
  });

  it('that fails leads where it led before, once it succeeds', async () => {
    const page = await (await site.post('/admin/login', { token: 'wrong', to: '/admin/health' })).text();
    expect(page).toContain('name="to" value="/admin/health"');
    expect(page).not.toContain('lang=en');
  });

  it('is tried five times and no more, however many try at once', async () => {
    const bodies: ReadableStreamDefaultController<Uint8Array>[] = [];
    const tries = Array.from({ length: 20 }, async (_, i) => {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void bodies.push(controller) });
      const request = {
        method: 'POST',
        headers: {
          'x-forwarded-for': '198.51.100.7',
          origin: 'http://localhost',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': '20',
        },
        ...{ body, duplex: 'half' as const },
      };
      const response = site.app.request('/admin/login', request);
      // Every request has begun before any of them is sent to its end.
      await new Promise(setImmediate);
      bodies[i]?.enqueue(new TextEncoder().encode(`token=wrong-token-${i}`));
      bodies[i]?.close();
      return (await response).status;
    });
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 403)).toHaveLength(MAX_FAILURES);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20 - MAX_FAILURES);
  });

  it('with a wrong token is refused, and after five nobody from there may try, with the right one neither', async () => {
    const from = async (client: string, token: string) =>
      await site.app.request('/admin/login', {
        method: 'POST',
        headers: { 'x-forwarded-for': client, origin: 'http://localhost' },
        body: new URLSearchParams({ token }),
      });
    for (let i = 0; i < MAX_FAILURES; i++) {
      const refused = await from('198.51.100.1', `${TOKEN}${i}`);
      expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    }
    const locked = await from('198.51.100.1', TOKEN);
    expect([locked.status, locked.headers.get('set-cookie')]).toEqual([429, null]);
    expect(wordsIn(await locked.text())).toContain('请过 15 分钟再试');
    expect((await from('198.51.100.2', TOKEN)).status).toBe(303);
    clock += LOCKED_MS;
    expect((await from('198.51.100.1', TOKEN)).status).toBe(303);
    expect(site.log.join('')).not.toContain(TOKEN);
  });
});

describe('a session', () => {
  it('shows pages that nothing keeps, and is over after the logout', async () => {
    const maintainer = await logIn(site);
    const page = await maintainer.get('/admin/nowhere');
    expect([page.status, page.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const out = await maintainer.send('/admin/logout', {});
    expect(out.headers.get('set-cookie')).toMatch(/^house=; Max-Age=0/u);
    expect((await maintainer.get('/admin/nowhere')).status).toBe(303);
  });

  it.each(['/admin/logout', '/admin/build', '/admin/reports/upload', '/admin/nowhere'])(
    'changes nothing at %s by a form that is not its own',
    async (path) => {
      const maintainer = await logIn(site);
      const other = await logIn(site);
      const csrf = /name="csrf" value="([^"]+)"/u.exec(await other.text('/admin/nowhere'))?.[1] ?? '';
      for (const forged of ['', 'x', csrf]) {
        const response = await maintainer.send(path, { csrf: forged });
        expect([forged === '', response.status]).toEqual([forged === '', 403]);
      }
      expect((await maintainer.get('/admin/nowhere')).status).toBe(404);
    },
  );

  it('that is over, or of another page, is told as what it is, and how to keep what was written', async () => {
    const over = await site.post('/admin/questions/answer', { answer: '写了很久' });
    expect([over.status, over.headers.get('cache-control')]).toEqual([403, 'no-store']);
    expect(wordsIn(await over.text())).toMatch(/登录已经过期了.*抄下来/u);
    const maintainer = await logIn(site);
    const old = await maintainer.send('/admin/questions/answer', { csrf: 'of an earlier login' });
    expect(wordsIn(await old.text())).toMatch(/上次登录时打开的.*抄下来/u);
  });

  it('ends when it is not used, and at last in any case; its id is another one from time to time', () => {
    let nowMs = 0;
    const sessions = new Sessions(() => new Date(nowMs));
    const idle = sessions.begin('a');
    nowMs += IDLE_MS;
    expect(sessions.find(idle)).toBeNull();
    let id = sessions.begin('b');
    const ids = new Set([id]);
    const begun = nowMs;
    for (; nowMs < begun + MAX_AGE_MS; nowMs += IDLE_MS / 2) {
      const found = sessions.find(id);
      expect(found?.session.who).toBe('b');
      if (found?.newId) {
        expect(sessions.find(id)?.newId).toBeNull();
        id = found.newId;
        ids.add(id);
      }
    }
    expect(ids.size).toBeGreaterThan(20);
    expect([...ids].map((one) => sessions.find(one))).toEqual([...ids].map(() => null));
  });

  it('that ends takes all its ids with it', () => {
    let nowMs = 0;
    const sessions = new Sessions(() => new Date(nowMs));
    const first = sessions.begin('a');
    nowMs += IDLE_MS / 2;
    const second = sessions.find(first)?.newId ?? '';
    sessions.end(second);
    expect([sessions.find(first), sessions.find(second)]).toEqual([null, null]);
  });
});

describe('wrong tokens', () => {
  it('of many clients lock all of them out for a while', () => {
    let nowMs = 1;
    const lockout = new Lockout(() => new Date(nowMs));
    for (let i = 0; i < MAX_FAILURES_IN_ALL; i++) {
      expect(lockout.waitMs(`new ${i}`)).toBe(0);
      lockout.fail(`client ${i}`);
    }
    expect(lockout.waitMs('another')).toBe(LOCKED_MS);
    nowMs += LOCKED_MS;
    expect(lockout.waitMs('another')).toBe(0);
  });

  it('are the same only where every character is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect([isSame(a, a), isSame(a, b)]).toEqual([true, a === b]);
      }),
    );
  });
});
