/**
 * Lines typed in earlier chats, for the arrow keys. A comfort: a file that cannot be read or written costs the
 * history and nothing else.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The lines typed before, newest first. */
export async function readHistory(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).reverse();
}

/** Keeps lines, newest first, for the next time; only the owner can read the file. */
export async function saveHistory(file: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${[...lines].reverse().join('\n')}\n`, { mode: 0o600 });
  } catch {
    // No history next time.
  }
}
