/**
 * What was said before, under the key of a thread or chat, for as long as it is of use.
 */
import { BoundedMap } from './memory.ts';
import { KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

/** What the next question of a conversation builds on, or what a later action needs to know. */
export interface Remembered {
  /** The question before. */
  readonly question: string;
  /** Its exchange. */
  readonly exchange?: number;
  /** Whatever else the channel needs, e.g. the id of the message with the answer. */
  readonly extra?: Readonly<Record<string, string | number | boolean>>;
}

export class Conversations {
  readonly #room: Room;
  readonly #kept = new BoundedMap<{ readonly value: Remembered; readonly by: string }>(KEPT_IN_MEMORY);

  constructor(room: Room) {
    this.#room = room;
  }

  find(key: string): Remembered | undefined {
    const nowMs = this.#room.nowMs();
    const hashed = this.#room.hash(key);
    const row = this.#room.db.attempt(
      (db) =>
        prepare(db, 'SELECT value FROM conversations WHERE key = ? AND expires_at > ?').get(hashed, nowMs) as
          | { value: string }
          | undefined,
    );
    // What could not be written yet is newer than what stands there.
    const kept = this.#kept.get(hashed, nowMs);
    return kept?.value ?? (row?.value ? (JSON.parse(row.value.value) as Remembered) : undefined);
  }

  remember(key: string, value: Remembered, ttlMs: number, user: string | undefined): void {
    const expiresAt = this.#room.nowMs() + ttlMs;
    const hashed = this.#room.hash(key);
    const by = user === undefined ? '' : this.#room.hash(user);
    const json = JSON.stringify(value);
    const written = this.#room.db.write((db) =>
      prepare(db, 'INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)').run(
        hashed,
        by,
        json,
        expiresAt,
      ),
    );
    if (written) this.#kept.delete(hashed);
    else this.#kept.set(hashed, { value, by }, expiresAt);
  }

  /** Lets go of what is kept here of a person. */
  forget(person: string): void {
    this.#kept.deleteWhere(({ by }) => by === person);
  }

  clear(): void {
    this.#kept.clear();
  }
}
