/**
 * Questions with their answers, and what was asked lately or often.
 */
import type Database from 'better-sqlite3';
import {
  type Exchange,
  type ExchangeChange,
  type NewExchange,
  readExchange,
  type StoredExchange,
} from './exchange.ts';
import { BoundedMap } from './memory.ts';
import { KEPT_IN_MEMORY, type Room } from './room.ts';
import { prepare } from './statements.ts';

/** Counting what is popular reads the whole table (110 ms at 60,000 rows); its order changes slowly. */
const POPULAR_FOR_MS = 60_000;
const MAX_POPULAR_LISTS = 20;

export class Exchanges {
  readonly #room: Room;
  readonly #kept = new BoundedMap<StoredExchange>(KEPT_IN_MEMORY);
  readonly #popular = new BoundedMap<readonly string[]>(MAX_POPULAR_LISTS);
  #lastId = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  add(exchange: NewExchange): number {
    const { db, hash, nowMs } = this.#room;
    const stored: StoredExchange = {
      channel: exchange.channel,
      audience: exchange.audience,
      user: hash(exchange.user),
      conversation: hash(exchange.conversation),
      question: exchange.question,
      kind: exchange.answer.kind,
      answer: JSON.stringify(exchange.answer),
      elapsed_ms: exchange.elapsedMs,
      asked_at: nowMs(),
      previous: exchange.previous ?? null,
    };
    const added = db.attempt((open) => Number(insert(open, null, stored).lastInsertRowid));
    if (added) return added.value;
    // Below every id the database would give, and not used again by the next process.
    this.#lastId = Math.min(this.#lastId - 1, -stored.asked_at * 1000);
    const id = this.#lastId;
    this.#kept.set(String(id), stored);
    db.write((open) => void insert(open, id, stored));
    return id;
  }

  update(id: number, { question, answer, elapsedMs }: ExchangeChange): void {
    const json = JSON.stringify(answer);
    const kept = this.#kept.get(String(id), this.#room.nowMs());
    if (kept) {
      const changed = { ...kept, question, kind: answer.kind, answer: json, elapsed_ms: elapsedMs };
      this.#kept.set(String(id), changed);
    }
    this.#room.db.write((db) =>
      prepare(db, 'UPDATE exchanges SET question = ?, kind = ?, answer = ?, elapsed_ms = ? WHERE id = ?').run(
        question,
        answer.kind,
        json,
        elapsedMs,
        id,
      ),
    );
  }

  find(id: number): Exchange | undefined {
    const found = this.#room.db.attempt(
      (db) => prepare(db, 'SELECT * FROM exchanges WHERE id = ?').get(id) as StoredExchange | undefined,
    );
    const stored = found?.value ?? this.#kept.get(String(id), this.#room.nowMs());
    return stored && readExchange(id, stored);
  }

  lastQuestions(channel: string, user: string, count: number): string[] {
    const by = this.#room.hash(user);
    const rows = this.#room.db.attempt(
      (db) =>
        prepare(
          db,
          `SELECT question, max(asked_at) AS at FROM exchanges WHERE user = ? AND channel = ? AND kind <> 'help'
           GROUP BY question ORDER BY at DESC, max(id) DESC LIMIT ?`,
        ).all(by, channel, count) as { question: string }[],
    );
    if (rows) return rows.value.map(({ question }) => question);
    const own = this.#kept
      .newestFirst()
      .filter((e) => e.user === by && e.channel === channel && e.kind !== 'help');
    return [...new Set(own.map(({ question }) => question))].slice(0, count);
  }

  popular(channel: string, count: number, minPeople: number): string[] {
    const nowMs = this.#room.nowMs();
    const list = `${channel}:${count}:${minPeople}`;
    const known = this.#popular.get(list, nowMs);
    if (known) return [...known];
    const rows = this.#room.db.attempt(
      (db) =>
        prepare(
          db,
          `SELECT question, count(DISTINCT user) AS people FROM exchanges WHERE channel = ? AND kind = 'answered'
           GROUP BY question HAVING people >= ? ORDER BY people DESC, max(asked_at) DESC LIMIT ?`,
        ).all(channel, minPeople, count) as { question: string }[],
    );
    if (!rows) return [];
    const questions = rows.value.map(({ question }) => question);
    this.#popular.set(list, questions, nowMs + POPULAR_FOR_MS);
    return [...questions];
  }

  /**
   * Lets go of what is kept here of a person.
   *
   * @returns the exchanges that were
   */
  forget(person: string): number[] {
    const gone: number[] = [];
    this.#kept.deleteWhere(({ user }, id) => {
      if (user === person) gone.push(Number(id));
      return user === person;
    });
    // A question may be popular no more without theirs.
    this.#popular.clear();
    return gone;
  }

  /** Everything kept here stands in the database by now. */
  clear(): void {
    this.#kept.clear();
    this.#popular.clear();
  }
}

function insert(db: Database.Database, id: number | null, row: StoredExchange): Database.RunResult {
  return prepare(
    db,
    `INSERT OR REPLACE INTO exchanges
       (id, channel, audience, user, conversation, question, kind, answer, elapsed_ms, asked_at, previous)
     VALUES (:id, :channel, :audience, :user, :conversation, :question, :kind, :answer, :elapsed_ms, :asked_at, :previous)`,
  ).run({ id, ...row });
}
