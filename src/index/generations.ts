/**
 * The generations of an index folder: which one is in service, and which were before it.
 *
 * `current` names the one in service, `history` those that were, oldest first, itself last. `rolled-back` names a
 * generation that a person went back to.
 */
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KewenError } from '../errors.ts';
import { isForbidden, unreadable } from '../reach.ts';

const CURRENT = 'current';
const HISTORY = 'history';
const ROLLED_BACK = 'rolled-back';
/** Files that are about to replace one of these begin with this. */
export const DRAFT = '.draft-';
/** How many generations are kept, the one in service included. */
export const KEPT_GENERATIONS = 3;

const isName = (name: string) => /^[0-9a-f]{12}$/u.test(name);

/** The name of the generation in service, or null when nothing was ever published. */
export async function currentGeneration(directory: string): Promise<string | null> {
  const [name = ''] = await readNames(directory, CURRENT);
  return isName(name) ? name : null;
}

/** Whether the generation in service is one that a person went back to. */
export async function isRolledBack(directory: string): Promise<boolean> {
  const [name] = await readNames(directory, ROLLED_BACK);
  return name !== undefined && name === (await currentGeneration(directory));
}

/**
 * Generations that were in service, oldest first, the one in service last. A folder without a history (an older
 * index, or a `current` written by hand) is taken in the order in which its generations were made.
 */
export async function generationsInService(directory: string): Promise<string[]> {
  const current = await currentGeneration(directory);
  if (!current) return [];
  const history = (await readNames(directory, HISTORY)).filter(isName);
  const at = history.lastIndexOf(current);
  if (at >= 0) return history.slice(0, at + 1);
  const byAge = (await keptGenerations(directory)).reverse();
  return [...byAge.filter((name) => name !== current), current];
}

/** The generations that a folder keeps, the newest first. */
export async function keptGenerations(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const aged = await Promise.all(
    names.filter(isName).map(async (name) => ({ name, at: (await stat(join(directory, name))).mtimeMs })),
  );
  return aged.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

/** Puts a generation in service, after those that were before it, and removes what need not be kept. */
export async function putInService(directory: string, generation: string): Promise<void> {
  const before = (await generationsInService(directory)).filter((name) => name !== generation);
  const history = [...before, generation].slice(-KEPT_GENERATIONS);
  // The name in service is what counts: whatever stops before its line leaves the old one in service.
  await writeNames(directory, HISTORY, history);
  await writeNames(directory, CURRENT, [generation]);
  await rm(join(directory, ROLLED_BACK), { force: true });
  for (const name of (await readdir(directory)).filter(isName)) {
    if (!history.includes(name)) await rm(join(directory, name), { recursive: true, force: true });
  }
}

/**
 * Puts a generation back that was in service before. The one it replaces stays in the folder until the next build.
 *
 * @param history generations in service before it, oldest first, itself last
 */
export async function putBackInService(directory: string, history: readonly string[]): Promise<void> {
  const generation = history.slice(-1);
  await writeNames(directory, ROLLED_BACK, generation);
  await writeNames(directory, CURRENT, generation);
  await writeNames(directory, HISTORY, history);
}

async function readNames(directory: string, file: string): Promise<string[]> {
  try {
    return (await readFile(join(directory, file), 'utf8')).trim().split(/\s+/u);
  } catch (cause) {
    if (isForbidden(cause)) throw new KewenError('platform', unreadable(`索引 ${directory}`, cause), cause);
    return [];
  }
}

/** Writes names one a line, all of them or none. */
async function writeNames(directory: string, file: string, names: readonly string[]): Promise<void> {
  const draft = join(directory, `${DRAFT}${file}-${process.pid}`);
  await writeFile(draft, names.map((name) => `${name}\n`).join(''));
  await flush(draft);
  await rename(draft, join(directory, file));
  await flush(directory);
}

/** Has the machine put a file or folder on its disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
