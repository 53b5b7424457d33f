/**
 * Time and place: the clock against those of the services that were asked, room on the disk, and the port.
 */
import { existsSync, statSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { readManifest } from '../../index/open.ts';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

/** Slack refuses signatures that are older. */
const SLACK_REFUSES_MS = 5 * 60_000;
const NOTICEABLE_MS = 30_000;
/** Beside what is counted: logs, the journal, the system itself. */
const RESERVE_BYTES = 200 * 2 ** 20;
const READY_TIMEOUT_MS = 3_000;

export const clock: Check = {
  title: '时钟',
  run: async ({ clocks, config }) => {
    const [worst] = [...clocks].sort((a, b) => Math.abs(b.aheadMs) - Math.abs(a.aheadMs));
    if (!worst) {
      return config.slack || config.telegram
        ? [warn('没有连上任何服务，没法对时', '连上后再运行一次')]
        : [ok('没有接 Slack、Telegram，不用对时')];
    }
    const seconds = Math.round(Math.abs(worst.aheadMs) / 1000);
    const what = `这台机器比 ${worst.name} ${worst.aheadMs > 0 ? '慢' : '快'} ${seconds} 秒`;
    const fix = '请打开自动对时（Linux：sudo timedatectl set-ntp true）';
    if (Math.abs(worst.aheadMs) >= SLACK_REFUSES_MS) {
      return [fail(`${what}：差过 5 分钟，Slack 的签名会被当作过期的`, fix)];
    }
    return [
      Math.abs(worst.aheadMs) >= NOTICEABLE_MS ? warn(what, fix) : ok(`和 ${worst.name} 的时钟差不到半分钟`),
    ];
  },
};

export const disk: Check = {
  title: '磁盘',
  run: async ({ config, index }) => {
    // A rebuild stands beside the index in service; forgetting somebody writes the records anew.
    const needs = [
      { folder: index, name: '重建索引', bytes: await generationBytes(index) },
      { folder: dirname(config.data), name: '重写记录', bytes: 2 * sizeOf(config.data) },
    ];
    const findings: Finding[] = [];
    for (const { folder, name, bytes } of needs) {
      const place = nearest(folder);
      const { bavail, bsize } = await statfs(place);
      findings.push(roomFor(name, folder, bavail * bsize, bytes + RESERVE_BYTES));
    }
    return findings;
  },
};

/** Whether there is enough room for something. */
export function roomFor(name: string, folder: string, freeBytes: number, neededBytes: number): Finding {
  const what = `${folder} 还有 ${inGigabytes(freeBytes)}，${name}要 ${inGigabytes(neededBytes)}`;
  if (freeBytes >= 2 * neededBytes) return ok(what);
  const fix = '请腾出空间：旧日志、旧备份、不用的 Docker 镜像';
  return freeBytes >= neededBytes ? warn(`${what}，不宽裕`, fix) : fail(`${what}，不够`, fix);
}

const inGigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;

async function generationBytes(index: string): Promise<number> {
  const manifest = await readManifest(index).catch(() => null);
  if (!manifest) return 0;
  const folder = join(index, manifest.generation);
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** A folder that is there, on the way up from one that may not be. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

export const port: Check = {
  title: '运行',
  run: async ({ config }) => {
    const { host, port: number } = config;
    const isTerminal = !config.slack && !config.telegram && config.web.mode !== 'on';
    const alone = '没有接 Slack、Telegram，kewen start 在终端里回答';
    if (isTerminal && config.web.mode === 'off') return [ok(alone)];
    const code = await tryToListen(host, number);
    if (code === null)
      return [ok(`${isTerminal ? `${alone}；` : ''}没有在运行；端口 ${host}:${number} 空着`)];
    if (code !== 'EADDRINUSE') {
      return [fail(`不能在 ${host}:${number} 上监听（${code}）`, '请检查 KEWEN_HOST 和 KEWEN_PORT')];
    }
    const state = await readiness(host, number);
    if (!state) {
      const what = `端口 ${host}:${number} 被别的程序占着`;
      const fix = '请换一个 KEWEN_PORT，或停下那个程序';
      // A chat goes on without the web.
      return [isTerminal ? warn(`${what}，网页开不了`, fix) : fail(what, fix)];
    }
    return [
      ok(`正在运行（${host}:${number}）`),
      ...Object.entries(state.channels).map(([name, { isReady, detail }]) =>
        isReady ? ok(`${name} 在收问题`) : fail(`${name} 没在收问题`, detail || '请看日志'),
      ),
      ...(state.search?.isReady === false
        ? [fail('运行着的科问查不了搜索集群', state.search.detail || '请看上面“搜索集群”')]
        : []),
      ...(state.records ? [] : [fail('运行着的科问写不了记录', '请看日志，再看上面“记录”和“磁盘”')]),
    ];
  },
};

/** The code of the failure, null where it works. */
function tryToListen(host: string, number: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? '出错了'));
    server.listen(number, host, () => server.close(() => resolve(null)));
  });
}

interface Readiness {
  readonly channels: Readonly<Record<string, { readonly isReady: boolean; readonly detail: string }>>;
  readonly records: boolean;
  readonly search?: { readonly isReady: boolean; readonly detail: string };
}

/** What a running Kewen says of itself; null where it is another program. */
async function readiness(host: string, number: number): Promise<Readiness | null> {
  try {
    const address = host.includes(':') ? `[${host}]` : host.replace(/^0\.0\.0\.0$/u, '127.0.0.1');
    const response = await fetch(`http://${address}:${number}/readyz`, {
      signal: AbortSignal.timeout(READY_TIMEOUT_MS),
    });
    const state = (await response.json()) as Partial<Readiness>;
    return typeof state.channels === 'object' && typeof state.records === 'boolean'
      ? (state as Readiness)
      : null;
  } catch {
    return null;
  }
}
