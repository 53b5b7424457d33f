/**
 * One writer at a time in an index folder.
 */
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KewenError } from '../errors.ts';
import { attempt, explain } from './write-failure.ts';

/** Who holds a lock: the process and when it began, since a restarted container gives its pids again. */
const OWNER = `${process.pid} ${Math.round(Date.now() / 1000 - process.uptime())}`;

/**
 * Takes the one lock of an index folder; what it gives lets go. The lock appears with its owner in it (a hard link to a finished file),
 * and one that a process left behind is taken away by a rename, which only one of several builders can do.
 *
 * @throws {KewenError} `publish` when another process holds it
 */
export async function lock(directory: string): Promise<() => Promise<void>> {
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
