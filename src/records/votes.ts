/**
 * What people think of answers: one vote a person an answer, changeable, with a note.
 */
import { BoundedMap } from './memory.ts';
import { KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

/** What a person thinks of an answer. */
export type Verdict = 'useful' | 'not-useful';

export class Votes {
  readonly #room: Room;
  readonly #kept = new BoundedMap<Verdict>(KEPT_IN_MEMORY);

  constructor(room: Room) {
    this.#room = room;
  }

  cast(exchange: number, user: string, verdict: Verdict, note: string): Verdict | null {
    const nowMs = this.#room.nowMs();
    const by = this.#room.hash(user);
    const before = this.of(exchange, user);
    const written = this.#room.db.write((db) =>
      prepare(
        db,
        `INSERT INTO votes VALUES (:exchange, :by, :verdict, :note, :nowMs) ON CONFLICT (exchange, user) DO UPDATE SET
           note = CASE WHEN :note = '' AND verdict = :verdict THEN note ELSE :note END, verdict = :verdict,
           voted_at = :nowMs`,
      ).run({ exchange, by, verdict, note, nowMs }),
    );
    if (!written) this.#kept.set(`${exchange}:${by}`, verdict);
    return before;
  }

  of(exchange: number, user: string): Verdict | null {
    const by = this.#room.hash(user);
    const row = this.#room.db.attempt(
      (db) =>
        prepare(db, 'SELECT verdict FROM votes WHERE exchange = ? AND user = ?').get(exchange, by) as
          | { verdict: Verdict }
          | undefined,
    );
    return row?.value?.verdict ?? this.#kept.get(`${exchange}:${by}`, this.#room.nowMs()) ?? null;
  }

  /** Lets go of what is kept here of a person: their votes, and everybody's on their exchanges. */
  forget(person: string, exchanges: readonly number[]): void {
    const theirs = new Set(exchanges.map(String));
    this.#kept.deleteWhere((_verdict, key) => {
      const [exchange, by] = key.split(':');
      return by === person || theirs.has(exchange as string);
    });
  }

  clear(): void {
    this.#kept.clear();
  }
}
