/**
 * Replies in threads that the bot is not part of, kept for a minute: Slack does not promise any order, so the
 * question that begins the thread may come after its follow-up.
 */
import { BoundedMap } from '../../../records/memory.ts';
import type { Heard } from './hear.ts';

const KEPT_FOR_MS = 60_000;
const THREADS = 200;
const REPLIES = 3;

/** Replies that came too early, by thread. */
export class EarlyReplies {
  readonly #threads = new BoundedMap<readonly Heard[]>(THREADS);
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  keep(thread: string, heard: Heard): void {
    const nowMs = this.#now().getTime();
    const kept = this.#threads.get(thread, nowMs) ?? [];
    this.#threads.set(thread, [...kept, heard].slice(-REPLIES), nowMs + KEPT_FOR_MS);
  }

  /** Gives back what was kept, in the order of the thread. */
  take(thread: string): Heard[] {
    const kept = this.#threads.get(thread, this.#now().getTime()) ?? [];
    this.#threads.delete(thread);
    return [...kept].sort((a, b) => compareTs(a.ts, b.ts));
  }
}

/** Slack's timestamps: seconds, a dot, a counter. */
export function compareTs(a: string, b: string): number {
  const [secondsA = '0', countA = '0'] = a.split('.');
  const [secondsB = '0', countB = '0'] = b.split('.');
  return Number(secondsA) - Number(secondsB) || Number(countA) - Number(countB);
}
