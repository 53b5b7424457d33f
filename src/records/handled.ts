/**
 * Events that were handled already: a second delivery is not handled again, also after a restart.
 */
import { BoundedMap } from './memory.ts';
import { DAY_MS, KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

/** Slack delivers again for hours, Telegram for a day. */
const KEPT_FOR_MS = 3 * DAY_MS;

export class Handled {
  readonly #room: Room;
  /** Kept also while the database works: what it missed is known here. */
  readonly #recent = new BoundedMap<true>(KEPT_IN_MEMORY);

  constructor(room: Room) {
    this.#room = room;
  }

  once(channel: string, event: string): boolean {
    const nowMs = this.#room.nowMs();
    const key = this.#keyOf(channel, event);
    if (this.#recent.get(key, nowMs)) return false;
    const expiresAt = nowMs + KEPT_FOR_MS;
    this.#recent.set(key, true, expiresAt);
    const written = this.#room.db.write(
      (db) =>
        prepare(db, 'INSERT INTO handled VALUES (?, ?) ON CONFLICT DO NOTHING').run(key, expiresAt).changes,
    );
    return written === undefined || written.value > 0;
  }

  has(channel: string, event: string): boolean {
    const key = this.#keyOf(channel, event);
    if (this.#recent.get(key, this.#room.nowMs())) return true;
    const found = this.#room.db.attempt((db) =>
      prepare(db, 'SELECT 1 FROM handled WHERE event = ?').get(key),
    );
    return found?.value !== undefined;
  }

  release(channel: string, event: string): void {
    const key = this.#keyOf(channel, event);
    this.#recent.delete(key);
    this.#room.db.write((db) => prepare(db, 'DELETE FROM handled WHERE event = ?').run(key));
  }

  /** Events are named after the people and channels they come from, so they are stored as a hash too. */
  #keyOf(channel: string, event: string): string {
    return this.#room.hash(`${channel}:${event}`);
  }
}
