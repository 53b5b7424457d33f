/**
 * Events that were taken, in SQLite: a second delivery is not taken again, also after a restart, and what was taken
 * under a lease and not done is found again.
 */
import { KEPT_FOR_MS, LEASE_MS, type Lease, type LeftEvent, MAX_LEFT } from './claim.ts';
import { BoundedMap } from './memory.ts';
import { KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

export class Claims {
  readonly #room: Room;
  readonly #holder: string;
  /** Kept also while the database works: what it missed is known here. */
  readonly #recent = new BoundedMap<true>(KEPT_IN_MEMORY);

  /** @param holder the name of this process, another one after each start */
  constructor(room: Room, holder: string) {
    this.#room = room;
    this.#holder = holder;
  }

  claim(channel: string, event: string, lease: Lease | undefined): boolean {
    const nowMs = this.#room.nowMs();
    const key = this.#keyOf(channel, event);
    if (this.#recent.get(key, nowMs)) return false;
    const expiresAt = nowMs + KEPT_FOR_MS;
    this.#recent.set(key, true, expiresAt);
    const written = this.#room.db.write(
      (db) =>
        prepare(
          db,
          `INSERT INTO handled (event, expires_at, channel, holder, lease_until, payload)
           VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        ).run(
          key,
          expiresAt,
          channel,
          ...(lease ? [this.#holder, nowMs + LEASE_MS, lease.payload] : [null, null, null]),
        ).changes,
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

  /** @returns false where another process has it by now */
  say(channel: string, event: string, isSaid: boolean): boolean {
    const key = this.#keyOf(channel, event);
    const marked = this.#room.db.write(
      (db) =>
        prepare(db, 'UPDATE handled SET is_said = ? WHERE event = ? AND holder = ?').run(
          isSaid ? 1 : 0,
          key,
          this.#holder,
        ).changes,
    );
    return marked === undefined || marked.value > 0;
  }

  complete(channel: string, event: string): void {
    const key = this.#keyOf(channel, event);
    this.#room.db.write((db) =>
      prepare(
        db,
        'UPDATE handled SET holder = NULL, lease_until = NULL, payload = NULL WHERE event = ? AND holder = ?',
      ).run(key, this.#holder),
    );
  }

  release(channel: string, event: string): void {
    const key = this.#keyOf(channel, event);
    this.#recent.delete(key);
    this.#room.db.write((db) => prepare(db, 'DELETE FROM handled WHERE event = ?').run(key));
  }

  left(channel: string): LeftEvent[] {
    const nowMs = this.#room.nowMs();
    const taken = this.#room.db.attempt((db) =>
      db.transaction(() => {
        const rows = prepare(
          db,
          `SELECT rowid, payload, is_said AS isSaid FROM handled WHERE channel = ? AND lease_until <= ?
           ORDER BY rowid LIMIT ${MAX_LEFT}`,
        ).all(channel, nowMs) as { rowid: number; payload: string; isSaid: number }[];
        for (const { rowid } of rows) {
          prepare(db, 'UPDATE handled SET holder = ?, lease_until = ? WHERE rowid = ?').run(
            this.#holder,
            nowMs + LEASE_MS,
            rowid,
          );
        }
        return rows;
      })(),
    );
    return (taken?.value ?? []).map(({ payload, isSaid }) => ({ payload, isSaid: isSaid === 1 }));
  }

  renew(): void {
    const until = this.#room.nowMs() + LEASE_MS;
    this.#room.db.attempt((db) =>
      prepare(db, 'UPDATE handled SET lease_until = ? WHERE holder = ?').run(until, this.#holder),
    );
  }

  /** What is not done goes to the next process at once. */
  letGo(): void {
    const nowMs = this.#room.nowMs();
    this.#room.db.attempt((db) =>
      prepare(db, 'UPDATE handled SET lease_until = ? WHERE holder = ?').run(nowMs, this.#holder),
    );
  }

  /** Events are named after the people and channels they come from, so they are stored as a hash too. */
  #keyOf(channel: string, event: string): string {
    return this.#room.hash(`${channel}:${event}`);
  }
}
