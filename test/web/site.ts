/** The site over a small real index, without sockets: requests go to the handler itself. */
import { join } from 'node:path';
import type { Hono } from 'hono';
import { type Desk, openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { parseSettings } from '../../src/channels/settings.ts';
import { type StaffLinks, staffLinkKey, staffLinks } from '../../src/channels/staff-links.ts';
import { type Config, DEFAULT_READ_LIMITS, type WebSettings } from '../../src/config.ts';
import { openRecords, type Records } from '../../src/records/records.ts';
import { commandsWith } from '../../src/web/admin/command.ts';
import { createApp } from '../../src/web/app.ts';
import type { SiteEnv } from '../../src/web/site.ts';
import { type Built, build, emptyFolder } from '../support/corpora.ts';

export interface TestSite {
  readonly app: Hono<SiteEnv>;
  readonly desk: Desk;
  readonly records: Records;
  readonly built: Built;
  /** Lines of the log. */
  readonly log: readonly string[];
  /** Makes links to what is for staff, as Slack gives them. */
  readonly staffLinks: StaffLinks;
  /** The page of a path, from an address of this client's. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  text(path: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  post(path: string, fields: Readonly<Record<string, string>>, origin?: string): Promise<Response>;
  close(): void;
}

export interface TestSiteOptions {
  readonly web?: Partial<WebSettings>;
  /** kewen.config.yaml */
  readonly settings?: string;
  readonly now?: () => Date;
  /** Whether links to what is for staff are opened; so where not given. */
  readonly staffLinks?: boolean;
  readonly answer?: Parameters<typeof openDesk>[0]['answer'];
}

const ORIGIN = 'http://localhost';
/** Enough for a test that asks much. */
const GENEROUS =
  'web: { questions: { atOnce: 600, perMinute: 600 }, pages: { atOnce: 600, perMinute: 600 }, downloads: true }';

/** Builds an index over a corpus folder and serves it. */
export async function openSite(corpusFolder: string, options: TestSiteOptions = {}): Promise<TestSite> {
  const built = await build(corpusFolder);
  const lines: string[] = [];
  const log = createLog('info', [], { write: (line) => lines.push(line) });
  const now = options.now ?? (() => new Date('2024-06-01T04:00:00Z'));
  const web: WebSettings = {
    mode: 'on',
    publicUrl: null,
    proxies: 1,
    origins: [],
    adminToken: null,
    ...options.web,
  };
  const { publicUrl } = web;
  const desk = await openDesk({
    directory: built.indexFolder,
    audience: 'public',
    log,
    now,
    links: publicUrl === null ? null : { publicUrl, staffPath: null },
    checkEveryMs: 0,
    ...(options.answer ? { answer: options.answer } : {}),
  });
  const file = join(emptyFolder(), 'kewen.sqlite');
  const records = openRecords({ file, key: 'a-key-of-the-tests', retentionDays: 90, log, now });
  const rules = parseSettings(options.settings ?? GENEROUS, 'test').web;
  const config: Config = {
    ...{
      home: corpusFolder,
      corpus: corpusFolder,
      index: built.indexFolder,
      data: file,
      host: '127.0.0.1',
      port: 0,
    },
    logLevel: 'silent',
    ...{ readLimits: DEFAULT_READ_LIMITS, retentionDays: 90, fetchAllow: ['127.0.0.1'] },
    ...{ database: null, secret: 'a-key-of-the-tests', slack: null, telegram: null, web, search: null },
  };
  const commands = commandsWith(config);
  const links = staffLinks(staffLinkKey(config), now);
  const app = createApp({
    ...{ desk, records, rules, web, corpus: corpusFolder, commands, log, now },
    ...(options.staffLinks === false ? {} : { staff: { links, commands } }),
  });
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
    await app.request(path, { headers: { 'x-forwarded-for': '203.0.113.9', ...headers } });
  return {
    app,
    desk,
    records,
    built,
    log: lines,
    staffLinks: links,
    get,
    text: async (path, headers) => await (await get(path, headers)).text(),
    post: async (path, fields, origin = ORIGIN) =>
      await app.request(path, {
        method: 'POST',
        headers: {
          'x-forwarded-for': '203.0.113.9',
          'content-type': 'application/x-www-form-urlencoded',
          origin,
        },
        body: new URLSearchParams(fields),
      }),
    close: async () => {
      commands.stop();
      desk.close();
      await records.close();
    },
  };
}

/** The address of a question. */
export const asking = (question: string, previous?: string): string =>
  `/ask?${new URLSearchParams({ q: question, ...(previous === undefined ? {} : { previous }) })}`;

/** The first address in a page that begins so, as a browser reads it. */
export function addressIn(page: string, beginning: string): string {
  const found = [...page.matchAll(/href="([^"]*)"/gu)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
  const address = found.find((one) => one.startsWith(beginning));
  if (address === undefined) throw new Error(`no address ${beginning} in the page`);
  return address;
}

/** What a page says, without its tags. */
export const wordsIn = (page: string): string =>
  page
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gsu, ' ')
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ');
