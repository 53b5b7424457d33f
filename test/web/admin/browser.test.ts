/** Keeping house as a person does, in a real browser: with and without script, on a phone, in English. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../support/chromium.ts';
import { emptyFolder } from '../../support/corpora.ts';
import { folderWith, SMALL } from '../../support/small.ts';
import { serveWeb, type TestServer } from '../server.ts';
import { asking } from '../site.ts';
import { TOKEN } from './house.ts';

const QUESTION = '晴川市科协2023年开展了多少场科普活动？';
const PAGES = [
  '/admin/questions',
  '/admin/ask?q=新建院士工作站多少家',
  '/admin/questions/answer?q=a',
  '/admin/questions/golden?q=a',
  '/admin/lexicon',
  '/admin/changes',
  '/admin',
  '/admin/reports',
  '/admin/reports/one?file=yanling-2022.md',
  '/admin/build?check=1',
  '/admin/health',
];

describe.skipIf(chromiumPath === null)(`in Chromium (${chromiumPath ?? NO_CHROMIUM})`, () => {
  let server: TestServer;
  let browser: Browser;
  let report: string;
  beforeAll(async () => {
    server = await serveWeb(folderWith(SMALL), { adminToken: TOKEN });
    browser = await launchChromium();
    report = join(emptyFolder(), '晴川2023.txt');
    writeFileSync(report, '晴川镇工作总结\n\n2023年，我们共开展科普活动412场，受益群众6.3万人次。\n');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function loggedIn(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(message.text());
    });
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto(`${server.url}/admin`);
    await page.locator('input[name="token"]').fill(TOKEN);
    await page.locator('button.main').click();
    await page.waitForURL(`${server.url}/admin`);
    await work(page);
    expect(trouble).toEqual([]);
    await context.close();
  }

  it.each([
    ['with script', {}],
    ['without script, on a phone', { javaScriptEnabled: false, viewport: { width: 390, height: 800 } }],
  ] as const)('a report is sent, built, asked and taken back, %s', async (how, options) => {
    const name = how === 'with script' ? '晴川2023.txt' : '晴川再2023.txt';
    const file = join(report, '..', name);
    writeFileSync(file, `晴川镇工作总结${name}\n\n2023年，我们共开展科普活动412场，受益群众6.3万人次。\n`);
    await loggedIn(options, async (page) => {
      await page.getByRole('link', { name: '报告', exact: true }).click();
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: '看看读成了什么' }).click();
      await page.getByLabel('单位').fill('晴川市科协');
      await page.getByLabel('年度').fill('2023');
      await page.getByLabel('谁能看').selectOption('public');
      await page.getByRole('button', { name: '放进报告文件夹' }).click();
      await page.getByRole('link', { name: '去重建索引' }).click();
      await page.getByRole('heading', { name: '重建会带来的变化' }).waitFor();
      await page.getByRole('button', { name: '重建索引' }).click();
      await page.getByRole('heading', { name: '上一次' }).waitFor();
      expect(await page.locator('pre').first().textContent()).toContain('已启用');
      await page.goto(server.url + asking(QUESTION));
      expect(await page.locator('.answer').textContent()).toContain('412场');
      await page.goto(`${server.url}/admin/build`);
      await page.getByRole('button', { name: '退回上一代' }).click();
      await page.getByText('已退回上一代').waitFor();
    });
  });

  it.each([
    ['by day', {}],
    ['by night', { colorScheme: 'dark' }],
    ['in English, on a phone', { locale: 'en-US', viewport: { width: 390, height: 800 } }],
  ] as const)('keeps nobody out, %s', async (_how, options) => {
    await loggedIn(options, async (page) => {
      for (const path of PAGES) {
        await page.goto(server.url + path);
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([path, Number(wide) > 0]).toEqual([path, false]);
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([
          path,
          [],
        ]);
      }
    });
  });

  it('locks out nobody who is inside, and says that a token is wrong', async () => {
    const page = await browser.newPage({ locale: 'zh-CN' });
    await page.goto(`${server.url}/admin/reports`);
    await page.locator('input[name="token"]').fill('a-wrong-token-altogether');
    await page.locator('button.main').click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('口令不对');
    await page.close();
  });
});
