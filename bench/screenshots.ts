/**
 * Pictures of the main pages for the READMEs, light and dark, on a desktop and a phone, into docs/screenshots/.
 *
 *     npm run screenshots
 *
 * The reports that ship are served, by the process's own server, to the Chromium of this machine.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { createLog } from '../src/channels/log.ts';
import { startChannels } from '../src/channels/serve.ts';
import { parseSettings } from '../src/channels/settings.ts';
import { rebuild } from '../src/commands/index/rebuild.ts';
import { readConfig } from '../src/config.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { startWeb } from '../src/web/web.ts';
import { launchChromium } from '../test/support/chromium.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/screenshots');

const QUESTION = '平湖市科协2020年开展了多少项科普活动？';
const asking = (question: string, previous?: string) =>
  `/ask?${new URLSearchParams({ q: question, ...(previous === undefined ? {} : { previous }) })}`;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** Typed into the box, so that something is offered. */
  readonly typed?: string;
  /** Followed to where the answer stands. */
  readonly isPlace?: boolean;
}

const DESKTOP = { width: 980, height: 600, colorScheme: 'light' } as const;
const PHONE = { width: 375, height: 720, colorScheme: 'dark' } as const;

const PICTURES: readonly Picture[] = [
  { name: 'start', path: '/', ...DESKTOP, typed: '院士' },
  { name: 'answer', path: asking('平湖市科协和太仓市科协各开展了多少项科普活动'), ...DESKTOP },
  { name: 'place', path: asking(QUESTION), ...DESKTOP, isPlace: true },
  { name: 'answer-dark', path: asking(QUESTION), ...DESKTOP, colorScheme: 'dark' },
  { name: 'phone-answer', path: asking('那太仓呢？', QUESTION), ...PHONE },
  { name: 'phone-place', path: asking(QUESTION), ...PHONE, colorScheme: 'light', isPlace: true },
];

async function take(browser: Browser, base: string, picture: Picture): Promise<void> {
  const { name, path, width, height, colorScheme, typed, isPlace = false } = picture;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'zh-CN' });
  await page.goto(base + path);
  if (isPlace) {
    await page.locator('.place').first().click();
    await page.locator('.text mark').first().waitFor();
  }
  if (typed !== undefined) {
    await page.keyboard.type(typed);
    await page.getByRole('option').first().waitFor();
  }
  await page.screenshot({ path: join(FOLDER, `${name}.png`), caret: 'hide' });
  await page.close();
}

const work = await mkdtemp(join(tmpdir(), 'kewen-screenshots-'));
const index = join(work, 'index');
await rebuild(join(ROOT, 'corpus'), index, silentProgress);
const serving = await startChannels({
  config: readConfig({ KEWEN_INDEX: index, KEWEN_DATA: join(work, 'kewen.sqlite'), KEWEN_PORT: '0' }),
  settings: parseSettings('', 'screenshots'),
  log: createLog('silent'),
  now: () => new Date(),
  signal: new AbortController().signal,
  channels: [{ name: 'web', start: startWeb }],
});
const [failure] = await serving.started;
if (failure) throw failure;
const browser = await launchChromium();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const picture of PICTURES) await take(browser, `http://127.0.0.1:${serving.port}`, picture);
} finally {
  await browser.close();
  await serving.stop();
  await rm(work, { recursive: true });
}
