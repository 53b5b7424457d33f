/** What stands before every page: headers, limits, who asks, sizes, and what is said when something fails. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { preferredLanguage } from '../../src/web/frame/language.ts';
import { clientOf } from '../../src/web/guard/client.ts';
import { folderWith, SMALL } from '../support/small.ts';
import { addressIn, asking, openSite, type TestSite, wordsIn } from './site.ts';

const EVERY_PATH = [
  ...[
    '/',
    '/ask?q=a',
    '/reports',
    '/r/yanling-2022',
    '/r/yanling-2022/original',
    '/r/nobody',
    '/embed',
    '/embed.js',
  ],
  ...[
    '/api/ask?q=a',
    '/api/ask',
    '/api/suggest?q=a',
    '/api/reports',
    '/api/openapi.json',
    '/robots.txt',
    '/nowhere',
  ],
];

let folder: string;
let site: TestSite;
const others: TestSite[] = [];
beforeAll(async () => {
  folder = folderWith(SMALL);
  site = await openSite(folder);
});
afterEach(() => {
  for (const other of others.splice(0)) other.close();
});
afterAll(() => site.close());

async function another(options: Parameters<typeof openSite>[1]): Promise<TestSite> {
  const opened = await openSite(folder, options);
  others.push(opened);
  return opened;
}

describe('every response', () => {
  it.each(EVERY_PATH)(
    'of %s lets nothing run or load that is not a file of the site, and is shown in no other',
    async (path) => {
      const { headers } = await site.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/u);
      expect(policy).toMatch(path === '/embed' ? /frame-ancestors 'self'/u : /frame-ancestors 'none'/u);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('has no script, style or handler inside, and asks nobody else for anything', async () => {
    for (const path of EVERY_PATH) {
      const page = await site.text(path);
      if (!page.startsWith('<!DOCTYPE')) continue;
      expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|<script>|<script [^>]*>[^<]/u);
      for (const [, address] of page
        .replace(/<link rel="canonical"[^>]*>/u, '')
        .matchAll(/<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"/gu))
        expect(address).toMatch(/^\/assets\//u);
    }
  });

  it('is told to come by https only where the address of the site is', async () => {
    expect((await site.get('/')).headers.get('strict-transport-security')).toBeNull();
    const secure = await another({ web: { publicUrl: 'https://ask.example.org' } });
    expect((await secure.get('/')).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/u);
  });

  it('of a file of the program may be kept for good, of a page not', async () => {
    const page = await site.text('/');
    const style = /href="(\/assets\/kewen\.[^"]*\.css)"/u.exec(page)?.[1] ?? '';
    expect((await site.get(style)).headers.get('cache-control')).toContain('immutable');
    expect((await site.get('/')).headers.get('cache-control')).toBe('private, no-cache');
    expect((await site.get('/assets/../../package.json')).status).toBe(404);
    expect((await site.get('/assets/%2e%2e%2fapp.js')).status).toBe(404);
  });
});

describe('other sites', () => {
  it('may use the interface and show the box where the settings name them, and no others', async () => {
    const named = await another({ web: { origins: ['https://kx.example.org'] } });
    const from = (origin: string) => named.get('/api/reports', { origin });
    expect((await from('https://kx.example.org')).headers.get('access-control-allow-origin')).toBe(
      'https://kx.example.org',
    );
    expect((await from('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await named.get('/embed')).headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://kx.example.org",
    );
    expect((await named.get('/')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(
      (await named.get('/', { origin: 'https://kx.example.org' })).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });
});

describe('a page', () => {
  it('leads to no other site, whatever address it is asked by', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('/', '//', '\\', 'evil.example', '%2f', '%5c', '..', 'r', 'admin', '@'), {
          maxLength: 6,
        }),
        async (parts) => {
          const response = await site.app.request(new Request(`http://localhost/${parts.join('')}`));
          const page = await response.text();
          const addresses = [...page.matchAll(/href="([^"]*)"/gu)].map(([, address = '']) => address);
          for (const address of [...addresses, response.headers.get('location') ?? '/'])
            expect(new URL(address, 'http://localhost').host).toBe('localhost');
        },
      ),
    );
  });

  it('is the same with a slash at the end of its address, and counts as the same', async () => {
    expect((await site.get('/reports/')).status).toBe(200);
    const limited = await another({ settings: LIMITED });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await limited.get('/ask/?q=a')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('within another site is one that may be shown there, also where it refuses', async () => {
    const limited = await another({ settings: LIMITED, web: { origins: ['https://kx.example.org'] } });
    let page = '';
    for (let i = 0; i < 3; i++) page = await limited.text('/embed?q=a');
    expect(wordsIn(page)).toContain('太快了');
    expect(page).toContain('class="embedded"');
    expect(addressIn(page, '/embed')).toBe('/embed');
    expect(page).not.toContain('href="/"');
  });
});

const LIMITED = 'web: { questions: { atOnce: 2, perMinute: 1 }, pages: { atOnce: 3, perMinute: 1 } }';

describe('a client that asks too fast', () => {
  it('from the page of another site that may ask is told so there too', async () => {
    const limited = await another({ settings: LIMITED, web: { origins: ['https://kx.example.org'] } });
    let response = new Response();
    for (let i = 0; i < 3; i++)
      response = await limited.get('/api/ask?q=a', { origin: 'https://kx.example.org' });
    expect(response.status).toBe(429);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://kx.example.org');
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After');
  });

  it('is told when to come again, and others are not', async () => {
    const limited = await another({ settings: LIMITED });
    const from = (address: string) => limited.get('/api/ask?q=a', { 'x-forwarded-for': address });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await from('203.0.113.1')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await from('203.0.113.1');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'too-many' } });
    expect((await from('203.0.113.2')).status).toBe(200);
    expect((await limited.get('/reports', { 'x-forwarded-for': '203.0.113.1' })).status).toBe(200);
  });

  it('is counted by the address that the last proxy saw, whatever else it claims', async () => {
    const limited = await another({ settings: LIMITED });
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      const response = await limited.get('/reports', { 'x-forwarded-for': `10.0.0.${i}, 203.0.113.1` });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

describe('the address of a client', () => {
  it.each([
    ['10.0.0.1', '6.6.6.6, 203.0.113.9', 0, '10.0.0.1'],
    ['10.0.0.1', '6.6.6.6, 203.0.113.9', 1, '203.0.113.9'],
    ['10.0.0.1', '6.6.6.6, 203.0.113.9', 2, '6.6.6.6'],
    ['10.0.0.1', '203.0.113.9', 3, '203.0.113.9'],
    ['10.0.0.1', undefined, 1, '10.0.0.1'],
    ['10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['::ffff:10.0.0.1', '', 0, '10.0.0.1'],
    ['::1', '[2001:db8:1:2:3:4:5:6]:443', 1, '2001:db8:1:2::'],
    ['2001:db8::1', undefined, 0, '2001:db8:0:0::'],
    ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::'],
    [undefined, undefined, 0, 'unknown'],
  ])('of %s behind %s with %i proxies is %4$s', (socket, forwarded, proxies, expected) => {
    expect(clientOf(socket, forwarded, proxies)).toBe(expected);
  });

  it('is an address or unknown, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(9), (socket, forwarded, proxies) => {
        expect(clientOf(socket, forwarded, proxies)).toMatch(/^(?:unknown|[\d.]{7,15}|[\da-f:]{5,24})$/u);
      }),
    );
  });
});

describe('the language of the frame', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en-US,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr, en;q=0.8, zh;q=0.5', 'en'],
    ['en;q=0, zh', 'zh'],
    ['*', 'zh'],
    ['en;q=x', 'zh'],
  ] as const)('for %s is %s', (header, expected) => {
    expect(preferredLanguage(header)).toBe(expected);
  });
});

describe('what is sent', () => {
  it('is refused before it is read where it is long', async () => {
    const body = 'x'.repeat(10_000_000);
    const response = await site.app.request('/vote', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
        origin: 'http://localhost',
      },
    });
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
  });

  it('may be anything without an error inside', async () => {
    const paths = ['/', '/ask', '/r/x', '/api/ask', '/api/suggest', '/embed', '/reports'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.dictionary(
          fc.constantFrom('q', 'previous', 'about', 'mark', 'p', 'page', 'name', 'lang', 'id'),
          fc.string({ unit: 'binary', maxLength: 80 }),
        ),
        async (path, query) => {
          const response = await site.get(`${path}?${new URLSearchParams(query)}`);
          expect(response.status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('by a method that a page has not is not taken', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const response = await site.app.request('/ask?q=a', {
        method,
        headers: { origin: 'http://localhost' },
      });
      expect([method, response.status]).toEqual([method, 404]);
    }
    expect((await site.app.request('/', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('something that fails inside', () => {
  it('is told without the reports, paths or the program, with a number that stands in the log', async () => {
    const failing = await another({
      answer: () => {
        throw new Error(`${folder}/yanling-2022.md 全市新建院士工作站3家`);
      },
    });
    const asked = await failing.text(asking('雁岭市科协2022年新建院士工作站多少家？'));
    expect(wordsIn(asked)).toContain('程序出了意外');
    expect(asked).not.toMatch(/kewen-test|新建院士工作站3家|Error|\.ts/u);
    failing.desk.close();
    const page = await failing.get('/r/yanling-2022');
    expect(page.status).toBe(500);
    const text = wordsIn(await page.text());
    const number = /编号 ([0-9a-f]{8})/u.exec(text)?.[1];
    expect(text).not.toMatch(/kewen-test|database|Error|\.ts/u);
    expect(failing.log.some((line) => line.includes(`"${number}"`))).toBe(true);
    const api = await failing.get('/api/reports');
    expect(api.status).toBe(200);
  });

  it('is logged without a whole question', async () => {
    await site.get(asking('雁岭市科协2022年开展了多少场科普活动？'));
    expect(site.log.join('')).not.toContain('开展了多少场');
  });
});
