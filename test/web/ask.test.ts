import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusOf, FIXTURES, SHIPPED } from '../support/corpora.ts';
import { addressIn, asking, openSite, type TestSite, wordsIn } from './site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openSite(corpusOf(SHIPPED, FIXTURES));
});
afterAll(() => site.close());

const QUESTION = '平湖市科协2020年开展了多少项科普活动？';

describe('the first page', () => {
  it('has a box to ask and questions that are answered', async () => {
    const page = await site.text('/');
    expect(page).toContain('<input type="search" name="q"');
    const offered = addressIn(page, '/ask?q=');
    expect(await site.text(offered)).toContain('class="answer answered"');
  });

  it('says what there is, in the language that the browser asks for or the person chose', async () => {
    expect(wordsIn(await site.text('/'))).toMatch(/现有 \d+ 份报告，来自 \d+ 家单位/u);
    const english = await site.get('/', { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' });
    expect(wordsIn(await english.text())).toMatch(/\d+ reports of \d+ associations/u);
    const chosen = await site.get('/?lang=zh', { 'accept-language': 'en' });
    expect(chosen.headers.get('set-cookie')).toMatch(/^lang=zh;.*HttpOnly/u);
    expect(await chosen.text()).toContain('<html lang="zh-CN">');
    expect(await site.text('/', { cookie: 'lang=zh', 'accept-language': 'en' })).toContain('lang="zh-CN"');
  });
});

describe('the page of a question', () => {
  it('has the answer, its quote with the span marked, and where it stands', async () => {
    const page = await site.text(asking(QUESTION));
    expect(wordsIn(page)).toContain('平湖市科协（2020年）：一年里开展各类科普活动共106项');
    expect(page).toContain('<mark>106项</mark>');
    const place = addressIn(page, '/r/pinghu-2020?mark=');
    expect(await site.text(place)).toMatch(/<mark>一年里|<mark>[^<]*各镇街道抓住科技周/u);
  });

  it('goes on from what was asked before, which it shows', async () => {
    const page = await site.text(asking('那太仓呢？', QUESTION));
    expect(wordsIn(page)).toContain('925项');
    expect(addressIn(page.slice(page.indexOf('class="earlier"')), '/ask?q=')).toBe(asking(QUESTION));
    expect(page).toContain(`name="previous" value="${QUESTION}\n那太仓呢？"`);
  });

  it('asks back with the questions to choose from as links', async () => {
    const page = await site.text(asking('科普活动多少场次'));
    expect(page).toContain('class="answer clarify"');
    const choices = page.slice(page.indexOf('class="choices"'));
    expect(await site.text(addressIn(choices, '/ask?q='))).toContain('class="answer answered"');
  });

  it('shows what is nearest where there is no answer, and says that it is none', async () => {
    const words = wordsIn(await site.text(asking('平湖市科协的海智计划一共花了多少万元')));
    expect(words).toContain('报告里没有');
    expect(words).toContain('最接近的原文（不一定是答案）');
  });

  it('sets figures of several reports side by side with bars', async () => {
    const page = await site.text(asking('平湖市科协和太仓市科协各开展了多少项科普活动'));
    const shares = [...page.matchAll(/class="bar" width="([\d.]+)"/gu)].map(([, share]) => Number(share));
    expect(shares).toEqual([11.5, 100]);
    for (const figure of ['106项', '925项']) {
      expect(page).toContain(`<td>${figure}</td>`);
      expect(page).toContain(`<mark>${figure}</mark>`);
    }
  });

  it('leads back to the start where nothing is asked', async () => {
    const response = await site.get('/ask?q=%20');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });

  it('tells who asks too long a question to shorten it', async () => {
    expect(wordsIn(await site.text(asking('科'.repeat(900))))).toContain('太长了');
  });

  it('keeps the conversation in the address short', async () => {
    const long = Array.from({ length: 40 }, (_, i) => `${'问'.repeat(200)}${i}`).join('\n');
    const page = await site.text(asking('那太仓呢？', long));
    const kept = /name="previous" value="([^"]*)"/u.exec(page)?.[1] ?? '';
    expect(kept.length).toBeLessThanOrEqual(600);
  });

  it('shows what was typed as text, whatever it is', async () => {
    const page = await site.text(asking('<script>alert(1)</script>"><img src=x onerror=alert(1)>平湖'));
    expect(page).not.toMatch(/<script>alert|<img/u);
    expect(page).toContain('&lt;script&gt;');
  });

  it('asks about one report in its name', async () => {
    const response = await site.get(
      '/ask?q=%E7%A7%91%E6%99%AE%E6%B4%BB%E5%8A%A8%E5%A4%9A%E5%B0%91%E9%A1%B9&about=pinghu-2020',
    );
    expect(response.status).toBe(303);
    expect(decodeURIComponent(response.headers.get('location') ?? '')).toBe(
      '/ask?q=平湖市科协2020年科普活动多少项',
    );
  });

  it('weighs at most 60 KB with everything it loads', async () => {
    const page = await site.text(asking('平湖市科协和太仓市科协各开展了多少项科普活动'));
    const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)].map(([, path]) => path as string);
    expect(files).toHaveLength(3);
    const loaded = await Promise.all(files.map((path) => site.text(path)));
    const bytes = [page, ...loaded].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(60_000);
  });
});

describe('an exchange on the web', () => {
  it('is recorded once, however often its page is loaded', async () => {
    const question = '太仓市科协2021年开展了多少项科普活动？';
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.push(/name="exchange" value="(\d+)"/u.exec(await site.text(asking(question)))?.[1]);
    }
    expect(new Set(ids).size).toBe(1);
    expect(await site.records.exchange(Number(ids[0]))).toMatchObject({
      channel: 'web',
      audience: 'public',
      question,
    });
  });

  it('is not recorded where a browser only fetches ahead', async () => {
    const page = await site.text(asking('太仓院士工作站有几家'), { 'sec-purpose': 'prefetch' });
    expect(page).not.toContain('name="exchange"');
  });
});

describe('a vote', () => {
  const formIn = (page: string) => /<form method="post".*?<\/form>/su.exec(page)?.[0] ?? '';
  const fieldsOf = (page: string) =>
    Object.fromEntries(
      [...formIn(page).matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/gu)].map(([, k, v]) => [k, v]),
    );

  it('is kept, shown, changed, and told what was wrong', async () => {
    const fields = fieldsOf(await site.text(asking(QUESTION)));
    const useful = await site.post('/vote', { ...fields, verdict: 'useful' });
    expect([useful.status, useful.headers.get('location')]).toEqual([303, `${asking(QUESTION)}#vote`]);
    expect(wordsIn(await site.text(asking(QUESTION)))).toContain('谢谢，记下了');
    await site.post('/vote', { ...fields, verdict: 'not-useful' });
    const page = await site.text(asking(QUESTION));
    expect(page).toContain('name="reason"');
    const told = await site.post('/vote', {
      ...fields,
      verdict: 'not-useful',
      reason: 'scope',
      note: '问的是太仓',
    });
    const after = told.headers.get('location') ?? '';
    expect(after).toContain('told=1#vote');
    expect(wordsIn(await site.text(after))).toContain('写的也记下了');
    // The address may be sent to somebody who has not said anything.
    const other = await site.text(after, { 'x-forwarded-for': '203.0.113.77' });
    expect(wordsIn(other)).not.toContain('写的也记下了');
    expect(await site.records.voteOf(Number(fields['exchange']), 'web:203.0.113.9')).toBe('not-useful');
  });

  it('needs the seal of its exchange, an exchange, and a page of this site', async () => {
    const fields = fieldsOf(await site.text(asking(QUESTION)));
    const vote = (change: object, origin?: string) =>
      site.post('/vote', { ...fields, verdict: 'useful', ...change } as Record<string, string>, origin);
    expect((await vote({ seal: 'x' })).status).toBe(403);
    expect((await vote({ exchange: '99999' })).status).toBe(403);
    expect((await vote({ exchange: 'x' })).status).toBe(400);
    expect((await vote({ verdict: 'maybe' })).status).toBe(400);
    expect((await vote({}, 'https://evil.example')).status).toBe(403);
  });

  it('leads nowhere but to the page of its question', async () => {
    const fields = fieldsOf(await site.text(asking(QUESTION)));
    const away = await site.post('/vote', { ...fields, q: '//evil.example', verdict: 'useful' });
    expect(away.headers.get('location')).toMatch(/^\/ask\?q=/u);
  });
});
