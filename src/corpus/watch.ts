/**
 * Tells when something happens in a corpus folder. What it is does not matter: whoever is told looks for himself.
 */
import { watch } from 'chokidar';

/** A watch over a folder. */
export interface Watch {
  readonly close: () => Promise<void>;
}

/**
 * Watches files, and folders with everything below them, also such as are not there yet; resolves when nothing can be missed any more.
 *
 * @param apart a folder whose changes are not told, in case it stands inside
 * @param onChange called for every file or folder that came, went or changed
 * @param onError called when a part of the folder cannot be watched
 */
export async function watchPaths(
  paths: readonly string[],
  apart: string,
  onChange: () => void,
  onError: (error: Error) => void,
): Promise<Watch> {
  const watcher = watch([...paths], { ignoreInitial: true, ignored: (path) => path === apart });
  watcher.on('all', onChange);
  watcher.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
  });
  return { close: () => watcher.close() };
}
