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
    const key = `${channel}:${event}`;
    if (this.#recent.get(key, nowMs)) return false;
    const expiresAt = nowMs + KEPT_FOR_MS;
    this.#recent.set(key, true, expiresAt);
    const written = this.#room.db.write(
      (db) =>
        prepare(db, 'INSERT INTO handled VALUES (?, ?) ON CONFLICT DO NOTHING').run(key, expiresAt).changes,
    );
    return written === undefined || written.value > 0;
  }
}
