/** Pages as a person meets them, in a real browser: with and without script, on a phone, in the dark, by keyboard. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../support/chromium.ts';
import { corpusOf, FIXTURES, SHIPPED } from '../support/corpora.ts';
import { serveWeb, type TestServer } from './server.ts';
import { asking } from './site.ts';

const QUESTION = '平湖市科协2020年开展了多少项科普活动？';

const PAGES: Readonly<Record<string, string>> = {
  'the first page': '/',
  'an answer': asking(QUESTION),
  'a follow-up': asking('那太仓呢？', QUESTION),
  'a comparison': asking('平湖市科协和太仓市科协各开展了多少项科普活动'),
  'a question back': asking('科普活动多少场次'),
  'no answer': asking('平湖市科协的海智计划一共花了多少万元'),
  'a report': '/r/pinghu-2020',
  'a report with tables': '/r/wuhou-2022-statistics',
  'a passage that is gone': '/r/pinghu-2020?mark=1-9&p=00000000@2000#p-00000000',
  'all reports': '/reports',
  'the box for other sites': '/embed',
  'no page': '/nowhere',
};

describe.skipIf(chromiumPath === null)(`in Chromium (${chromiumPath ?? NO_CHROMIUM})`, () => {
  let server: TestServer;
  let host: Server;
  let browser: Browser;
  beforeAll(async () => {
    host = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<h1>协会</h1><script src="${server.url}/embed.js" data-height="500"></script>`);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const { port } = host.address() as AddressInfo;
    server = await serveWeb(corpusOf(SHIPPED, FIXTURES), { origins: [`http://127.0.0.1:${port}`] });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    host?.close();
  });

  /** A page that fails a test on what the browser complains of, and on requests to anybody else. */
  async function open(
    path: string,
    options: BrowserContextOptions = {},
    work: (page: Page) => Promise<void> = async () => {},
  ): Promise<void> {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('console', (message) => {
      // That a page is not there is what it says.
      if (message.type() === 'error' && !/status of 404/u.test(message.text())) trouble.push(message.text());
    });
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) trouble.push(`asks ${request.url()}`);
    });
    await page.goto(server.url + path);
    await work(page);
    expect(trouble).toEqual([]);
    await context.close();
  }

  it('leads from a question to its source, to the place, back, on, and takes a vote', async () => {
    await open('/', {}, async (page) => {
      await page.getByRole('combobox', { name: '问题' }).fill(QUESTION);
      await page.getByRole('button', { name: '提问' }).click();
      await page.getByText('共106项').first().waitFor();
      await page
        .getByRole('link', { name: /看原文/u })
        .first()
        .click();
      const mark = page.locator('.text mark', { hasText: '106项' }).first();
      await mark.waitFor();
      const box = await mark.boundingBox();
      expect(box?.y).toBeGreaterThan(0);
      expect(box?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
      await page.goBack();
      await page.getByRole('combobox', { name: '问题' }).fill('那太仓呢？');
      await page.keyboard.press('Enter');
      await page.locator('.answer', { hasText: '925项' }).waitFor();
      expect(await page.locator('.earlier').textContent()).toContain(QUESTION);
      await page.getByRole('button', { name: '没用' }).click();
      await page.getByLabel('单位或年份弄错了').check();
      await page.getByRole('button', { name: '提交' }).click();
      await page.getByText('写的也记下了').waitFor();
    });
  });

  it('takes a reason by the keyboard as what it is', async () => {
    await open(asking(QUESTION), {}, async (page) => {
      await page.getByRole('button', { name: '没用' }).click();
      await page.getByLabel('单位或年份弄错了').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.getByText('写的也记下了').waitFor();
      const useless = page.getByRole('button', { name: '没用' });
      expect(await useless.getAttribute('aria-pressed')).toBe('true');
    });
  });

  it('offers something while a person types, to be picked with the keyboard', async () => {
    await open('/', {}, async (page) => {
      await page.keyboard.type('平湖');
      const first = page.getByRole('option').first();
      await first.waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await first.getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/(?:ask|r)[/?]/u);
    });
  });

  it('comes to the box with a key, and closes what is offered with another', async () => {
    await open('/r/pinghu-2020', {}, async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('院士');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('option').count()).toBe(0);
    });
  });

  it('does all of it without script', async () => {
    await open('/', { javaScriptEnabled: false }, async (page) => {
      await page.locator('input[name="q"]').fill(QUESTION);
      await page.locator('.ask button').click();
      await page.locator('.sources .place').first().click();
      expect(await page.locator('.text mark').first().textContent()).toContain('各镇街道');
      await page.goBack();
      await page.locator('.vote button', { hasText: '有用' }).click();
      expect(await page.locator('.vote').textContent()).toContain('谢谢，记下了');
      await page.locator('.copy summary').click();
      expect(await page.locator('.copy textarea').inputValue()).toContain('106项');
    });
  });

  it('shows what a figure was read as when it is pointed at or tapped', async () => {
    await open('/r/pinghu-2020', {}, async (page) => {
      const figure = page.locator('.figure', { hasText: '106项' }).first();
      await figure.click();
      const told = await page.evaluate("getComputedStyle(document.activeElement, '::after').content");
      expect(told).toContain('106 项');
    });
  });

  it('puts the box into the page of a site that the settings name, and into no other', async () => {
    const { port } = host.address() as AddressInfo;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('input[name="q"]').fill(QUESTION);
    await frame.locator('.ask button').click();
    await frame.getByText('共106项').first().waitFor();
    expect(await frame.locator('.place').first().getAttribute('target')).toBe('_blank');
    await frame.locator('input[name="q"]').pressSequentially('平湖科普活动');
    await frame
      .getByRole('option', { name: /有多少/u })
      .first()
      .click();
    await frame.locator('.answer').waitFor();
    expect(page.frames()[1]?.url()).toContain('/embed?q=');
    await frame.locator('input[name="q"]').pressSequentially('工作总结');
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      frame.getByRole('option').filter({ hasNotText: '有多少' }).first().click(),
    ]);
    await opened.locator('article.report').waitFor();
    expect(page.frames()[1]?.url()).toContain('/embed?q=');
    const elsewhere = await browser.newPage();
    await elsewhere.goto(`http://localhost:${port}/`);
    await elsewhere.locator('iframe').waitFor();
    expect(await elsewhere.frameLocator('iframe').locator('input[name="q"]').count()).toBe(0);
    await page.close();
    await elsewhere.close();
  });

  describe.each(Object.entries(PAGES))('%s', (_, path) => {
    it.each([
      ['a wide screen by day', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
      ['a phone by night', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true }],
    ] satisfies [string, BrowserContextOptions][])('keeps nobody out on %s', async (_screen, options) => {
      await open(path, options, async (page) => {
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(wide).toBeLessThanOrEqual(0);
        await page.evaluate(axe.source);
        const violations = await page.evaluate(async () => {
          const page = globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } };
          return (await page.axe.run()).violations.map(({ id, impact, nodes }) => ({
            id,
            impact,
            where: nodes.map(({ html }) => html).slice(0, 3),
          }));
        });
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      });
    });
  });
});
