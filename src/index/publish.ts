/**
 * Putting a generation in service: it is built in a folder of its own, flushed, renamed into place, and only
 * then named in `current`. Whatever stops half way leaves the old generation in service.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KewenError } from '../errors.ts';
import type { Manifest } from './manifest.ts';

/** Unfinished builds begin with this; a build removes those whose process is gone. */
const WORKSHOP = '.building-';
/** A generation that is about to be replaced by the same one is kept under this name meanwhile. */
const ASIDE = '.replaced-';
const CURRENT_DRAFT = '.current-';
/** What a generation's folder is called. */
const GENERATION = /^[0-9a-f]{12}$/u;
/** How many generations are kept, the one in service included. */
const KEPT_GENERATIONS = 3;

/** The name of the generation in service, or null when nothing was ever published. */
export async function currentGeneration(directory: string): Promise<string | null> {
  try {
    const name = (await readFile(join(directory, 'current'), 'utf8')).trim();
    return GENERATION.test(name) ? name : null;
  } catch {
    return null;
  }
}

/** The generations that a folder keeps, the newest first. */
export async function keptGenerations(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const aged = await Promise.all(
    names
      .filter((name) => GENERATION.test(name))
      .map(async (name) => ({ name, at: (await stat(join(directory, name))).mtimeMs })),
  );
  return aged.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

/**
 * Builds and publishes a generation.
 *
 * @param build fills an empty folder and gives its manifest
 * @throws {KewenError} `publish` when another build is running, the folder cannot be written or the disk is full;
 *   whatever `build` throws
 */
export async function publishGeneration(
  directory: string,
  build: (workshop: string) => Promise<Manifest>,
): Promise<Manifest> {
  await attempt(directory, () => mkdir(directory, { recursive: true }));
  const unlock = await lock(directory);
  const workshop = join(directory, `${WORKSHOP}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await removeAbandoned(directory);
    await attempt(directory, () => mkdir(workshop));
    const manifest = await attempt(directory, () => build(workshop));
    await attempt(directory, async () => {
      for (const file of await readdir(workshop)) await flush(join(workshop, file));
      await flush(workshop);
      await moveIntoPlace(directory, workshop, manifest.generation);
      await switchTo(directory, manifest.generation);
      await prune(directory, manifest.generation);
    });
    return manifest;
  } finally {
    await rm(workshop, { recursive: true, force: true });
    await unlock();
  }
}

/**
 * Renames a finished build to its generation. The same generation may be there already, even in service: it is
 * moved aside first, so that a stop between the two renames leaves its bytes to the next build.
 */
async function moveIntoPlace(directory: string, workshop: string, generation: string): Promise<void> {
  const target = join(directory, generation);
  const aside = join(directory, `${ASIDE}${generation}`);
  await rm(aside, { recursive: true, force: true });
  if (existsSync(target)) await rename(target, aside);
  await rename(workshop, target);
  await rm(aside, { recursive: true, force: true });
}

/** Names a generation in `current`, atomically. */
async function switchTo(directory: string, generation: string): Promise<void> {
  const draft = join(directory, `${CURRENT_DRAFT}${process.pid}`);
  await writeFile(draft, `${generation}\n`);
  await flush(draft);
  await rename(draft, join(directory, 'current'));
  await flush(directory);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes the oldest generations beyond those that are kept. */
async function prune(directory: string, inService: string): Promise<void> {
  const others = (await keptGenerations(directory)).filter((name) => name !== inService);
  for (const name of others.slice(KEPT_GENERATIONS - 1)) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
}

/** Who holds a lock: the process and when it began, since a restarted container gives its pids again. */
const OWNER = `${process.pid} ${Math.round(Date.now() / 1000 - process.uptime())}`;

/**
 * Takes the one lock of an index folder. The lock appears with its owner in it (a hard link to a finished file),
 * and one that a process left behind is taken away by a rename, which only one of several builders can do.
 */
async function lock(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, '.lock');
  const draft = join(directory, `.lock-${process.pid}-${randomBytes(4).toString('hex')}`);
  await attempt(directory, () => writeFile(draft, OWNER));
  try {
    for (let tries = 0; tries < 3; tries++) {
      try {
        await link(draft, path);
        return () => rm(path, { force: true });
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw explain(directory, cause);
      }
      const owner = await readFile(path, 'utf8').catch(() => '');
      if (isRunning(owner)) {
        throw new KewenError(
          'publish',
          `另一个建索引的进程（${Number.parseInt(owner, 10)}）正在使用 ${directory}：请等它结束再试`,
        );
      }
      const stale = `${draft}-stale`;
      await rename(path, stale).catch(() => {});
      await rm(stale, { force: true });
    }
    throw new KewenError('publish', `${directory} 被另一个建索引的进程占用：请稍后再试`);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether the owner of a lock still runs: `pid start`, or the pid alone. */
function isRunning(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return owner === OWNER;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Clears up after builds that were stopped: puts a generation back that was moved aside and not yet replaced, and
 * removes what was not finished.
 */
async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.startsWith(ASIDE)) {
      // Fails where the new one is in place already; then the old one is not needed.
      await rename(path, join(directory, name.slice(ASIDE.length))).catch(() => {});
      await rm(path, { recursive: true, force: true });
    } else if (name.startsWith(WORKSHOP)) await rm(path, { recursive: true, force: true });
    else if (name.startsWith(CURRENT_DRAFT)) await rm(path, { force: true });
  }
}

async function attempt<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof KewenError) throw cause;
    throw explain(directory, cause);
  }
}

/** What a failed write means to a maintainer; anything else is passed on as it is. */
function explain(directory: string, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return new KewenError(
        'publish',
        `磁盘已满，写不了 ${directory}：请腾出空间再运行；原来的索引照常使用`,
        cause,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
      return new KewenError(
        'publish',
        `没有权限写 ${directory}：请检查文件夹权限，或用 --index 换一个文件夹`,
        cause,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new KewenError('publish', `${directory} 不是文件夹：请用 --index 换一个文件夹`, cause);
    default:
      return cause;
  }
}
