/**
 * Who is logged in. A session is known by a random id that only the browser has: here stands its hash, in memory, so
 * that a restart logs everybody out. The id is another one every quarter of an hour, and the old one holds a moment
 * longer for what was under way.
 *
 * @see OWASP ASVS 4.0, V3 Session Management
 */
import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Somebody who is logged in. */
export interface Session {
  /** What the person said to be called; stands in the log of changes. */
  readonly who: string;
  /** What every form of the session carries. */
  readonly csrf: string;
}

/** What a request with an id gets. */
export interface Found {
  readonly session: Session;
  /** The id from now on; null where it stays. */
  readonly newId: string | null;
}

/** Sessions end after so long without a request, and after so long in all. */
export const IDLE_MS = 30 * 60_000;
export const MAX_AGE_MS = 12 * 60 * 60_000;
const ROTATE_MS = 15 * 60_000;
/** Requests that were sent with the id before. */
const GRACE_MS = 30_000;
const MAX_SESSIONS = 50;

interface Kept {
  readonly session: Session;
  readonly begunMs: number;
  usedMs: number;
  /** When its id was given. */
  readonly givenMs: number;
  /** When another took its place; null while none did. */
  replacedMs: number | null;
}

export class Sessions {
  readonly #now: () => Date;
  readonly #kept = new LRUCache<string, Kept>({ max: MAX_SESSIONS });

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Logs somebody in; gives the id. */
  begin(who: string): string {
    const nowMs = this.#now().getTime();
    const session = { who, csrf: randomBytes(24).toString('base64url') };
    return this.#keep({ session, begunMs: nowMs, usedMs: nowMs, givenMs: nowMs, replacedMs: null });
  }

  /** The session of an id that still holds. */
  find(id: string | undefined): Found | null {
    if (id === undefined) return null;
    const key = hashOf(id);
    const kept = this.#kept.get(key);
    if (!kept) return null;
    const nowMs = this.#now().getTime();
    const isOver =
      nowMs - kept.begunMs >= MAX_AGE_MS ||
      nowMs - kept.usedMs >= IDLE_MS ||
      (kept.replacedMs !== null && nowMs - kept.replacedMs >= GRACE_MS);
    if (isOver) {
      this.#kept.delete(key);
      return null;
    }
    if (kept.replacedMs !== null) return { session: kept.session, newId: null };
    kept.usedMs = nowMs;
    if (nowMs - kept.givenMs < ROTATE_MS) return { session: kept.session, newId: null };
    kept.replacedMs = nowMs;
    return { session: kept.session, newId: this.#keep({ ...kept, givenMs: nowMs, replacedMs: null }) };
  }

  /** Logs out whoever has this id, by each id that the session had. */
  end(id: string): void {
    const ended = this.#kept.get(hashOf(id));
    for (const [key, { session }] of [...this.#kept.entries()]) {
      if (session === ended?.session) this.#kept.delete(key);
    }
  }

  #keep(kept: Kept): string {
    const id = randomBytes(32).toString('base64url');
    this.#kept.set(hashOf(id), kept);
    return id;
  }
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');
