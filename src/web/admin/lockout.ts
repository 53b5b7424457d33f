/**
 * Wrong tokens: so many from a client, or from all of them together, and nobody may try for a while. Whoever is logged
 * in stays so.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export const MAX_FAILURES = 5;
export const MAX_FAILURES_IN_ALL = 50;
export const LOCKED_MS = 15 * 60_000;
const MAX_CLIENTS = 10_000;

/** Failures since a time. */
interface Failures {
  readonly sinceMs: number;
  readonly count: number;
}

/** Counts failures to log in. */
export class Lockout {
  readonly #now: () => Date;
  readonly #clients = new LRUCache<string, Failures>({ max: MAX_CLIENTS });
  #all: Failures = { sinceMs: 0, count: 0 };

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** How long a client has to wait before it may try; 0 where it may. */
  waitMs(client: string): number {
    const nowMs = this.#now().getTime();
    const left = (failures: Failures | undefined, most: number) =>
      failures && failures.count >= most ? Math.max(0, failures.sinceMs + LOCKED_MS - nowMs) : 0;
    return Math.max(left(this.#clients.get(client), MAX_FAILURES), left(this.#all, MAX_FAILURES_IN_ALL));
  }

  /** A client did not know the token. */
  fail(client: string): void {
    this.#clients.set(client, this.#more(this.#clients.get(client)));
    this.#all = this.#more(this.#all);
  }

  /** A client did. */
  succeed(client: string): void {
    this.#clients.delete(client);
  }

  /** The time runs from the last failure, so that trying on does not let anybody in sooner. */
  #more(before: Failures | undefined): Failures {
    const nowMs = this.#now().getTime();
    const isRecent = before && nowMs - before.sinceMs < LOCKED_MS;
    return { sinceMs: nowMs, count: isRecent ? before.count + 1 : 1 };
  }
}

/** Whether two texts are the same, in a time that does not tell where they differ, nor how long the secret is. */
export function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
