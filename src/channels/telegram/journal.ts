/**
 * Updates that Telegram considers delivered and that are not dealt with yet, in a file: an offset or a 200
 * confirms an update before its answer is sent, so without this a crash in between would lose it. Appended
 * to, and emptied whenever nothing is open; only the owner can read it.
 */
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Update } from 'grammy/types';

/** The open updates of one bot. */
export interface Journal {
  /** Those a process before this one left open, in the order they came. */
  readonly left: readonly Update[];
  /** Whether an update is open. */
  has(update: number): boolean;
  add(updates: readonly Update[]): void;
  finish(update: number): void;
  close(): void;
}

/** A file in which something stays open for long is written anew at this size. */
const MAX_BYTES = 1 << 20;

/**
 * Opens the journal. A file that cannot be used costs what a crash would lose, and nothing else.
 *
 * @param onProblem told once
 */
export function openJournal(file: string, onProblem: (error: unknown) => void): Journal {
  const open = new Map<number, Update>();
  let handle: number | null = null;
  let bytes = 0;
  let isBroken = false;

  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!isBroken) onProblem(error);
      isBroken = true;
    }
  };
  const rewrite = (at: number) => {
    ftruncateSync(at, 0);
    bytes = open.size > 0 ? writeSync(at, [...open.values()].map(added).join('')) : 0;
  };
  const append = (lines: string) => {
    const at = handle;
    if (at === null) return;
    attempt(() => {
      bytes += writeSync(at, lines);
      if (open.size === 0 || bytes > MAX_BYTES) rewrite(at);
      isBroken = false;
    });
  };

  attempt(() => {
    mkdirSync(dirname(file), { recursive: true });
    handle = openSync(file, 'a+', 0o600);
    for (const line of readFileSync(file, 'utf8').split('\n')) replay(line, open);
    rewrite(handle);
  });
  const left = [...open.values()];
  return {
    left,
    has: (update) => open.has(update),
    add: (updates) => {
      const fresh = updates.filter(({ update_id }) => !open.has(update_id));
      for (const update of fresh) open.set(update.update_id, update);
      if (fresh.length > 0) append(fresh.map(added).join(''));
    },
    finish: (update) => {
      if (open.delete(update)) append(`${JSON.stringify({ done: update })}\n`);
    },
    close: () => {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

const added = (update: Update) => `${JSON.stringify({ update })}\n`;

function replay(line: string, open: Map<number, Update>): void {
  try {
    const entry = JSON.parse(line) as { update?: Update; done?: number };
    if (entry.update && Number.isSafeInteger(entry.update.update_id))
      open.set(entry.update.update_id, entry.update);
    if (entry.done !== undefined) open.delete(entry.done);
  } catch {
    // The last line of a process that was killed while it wrote.
  }
}
