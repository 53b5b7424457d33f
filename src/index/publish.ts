/**
 * Putting a generation in service: it is built in a folder of its own, flushed, renamed into place, and only
 * then named in `current`. Whatever stops half way leaves the old generation in service.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT, flush, putInService } from './generations.ts';
import { lock } from './lock.ts';
import type { Manifest } from './manifest.ts';
import { isTrusted } from './open.ts';
import { attempt } from './write-failure.ts';

/** Unfinished builds begin with this; a build removes those whose process is gone. */
const WORKSHOP = '.building-';
/** A generation that is about to be replaced by the same one is kept under this name meanwhile. */
const ASIDE = '.replaced-';

/**
 * Builds and publishes a generation.
 *
 * @param build fills an empty folder and gives its manifest, or null where there is nothing to publish; no other
 *   build runs meanwhile
 * @throws {KewenError} `publish` when another build is running, the folder cannot be written or the disk is full;
 *   whatever `build` throws
 */
export async function publishGeneration<M extends Manifest | null>(
  directory: string,
  build: (workshop: string) => Promise<M>,
): Promise<M> {
  await attempt(directory, () => mkdir(directory, { recursive: true }));
  const unlock = await lock(directory);
  const workshop = join(directory, `${WORKSHOP}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    return await attempt(directory, async () => {
      await removeAbandoned(directory);
      await mkdir(workshop);
      const manifest = await build(workshop);
      if (manifest) await publish(directory, workshop, manifest.generation);
      return manifest;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
    await unlock();
  }
}

async function publish(directory: string, workshop: string, generation: string): Promise<void> {
  for (const file of await readdir(workshop)) await flush(join(workshop, file));
  await flush(workshop);
  await moveIntoPlace(directory, workshop, generation);
  await putInService(directory, generation);
}

/**
 * Renames a finished build to its generation. The same generation may be there already, even in service, and then
 * stays if it is undamaged. A damaged one is moved aside first, so that a stop between the two renames leaves its
 * bytes to the next build.
 */
async function moveIntoPlace(directory: string, workshop: string, generation: string): Promise<void> {
  const target = join(directory, generation);
  const aside = join(directory, `${ASIDE}${generation}`);
  await rm(aside, { recursive: true, force: true });
  if (existsSync(target)) {
    if (await isTrusted(directory, generation)) {
      await utimes(target, new Date(), new Date());
      return;
    }
    await rename(target, aside);
  }
  await rename(workshop, target);
  await rm(aside, { recursive: true, force: true });
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
    else if (name.startsWith(DRAFT)) await rm(path, { force: true });
  }
}
