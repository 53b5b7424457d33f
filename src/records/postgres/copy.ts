/**
 * Records between PostgreSQL and a file: a backup is always a SQLite file, which either database is restored from. So
 * this is also the way from one machine to several and back.
 */
import type Database from 'better-sqlite3';
import type { Remembered } from '../conversations.ts';
import { openDatabase } from '../database.ts';
import { withFile } from '../reading.ts';
import { turnsOf, withTurn } from '../turns.ts';
import type { Db } from './connection.ts';
import { migrate } from './schema.ts';
import { hasTables, withDatabase } from './upkeep.ts';

const FETCHED = 2_000;

/** Tables that are the same in both, but for what either calls them. */
const TABLES = {
  exchanges:
    'id, channel, audience, "user", conversation, question, kind, answer, elapsed_ms, asked_at, previous',
  votes: 'exchange, "user", verdict, note, voted_at',
  conversations: 'key, "user", value, expires_at',
  changes: 'id, changed_at, who, command, code',
  dismissed: 'question, dismissed_at',
} as const;
type Row = Record<string, unknown>;

/**
 * Writes a file that only its owner can read, as one moment saw the database.
 *
 * @returns false where nothing was ever recorded; there is no file then
 * @throws {KewenError} `records`
 */
export function copyToFile(url: string, file: string): Promise<boolean> {
  return withDatabase(url, async (db) => {
    if (!(await hasTables(db))) return false;
    await db.rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const target = openDatabase(file);
    try {
      for (const [table, columns] of Object.entries(TABLES)) {
        await each(db, `SELECT ${columns} FROM kewen.${table}`, (rows) =>
          insert(target, table, columns, rows),
        );
      }
      await each(
        db,
        'SELECT event, expires_at, channel FROM kewen.claims WHERE lease_until IS NULL',
        (rows) => insert(target, 'handled', 'event, expires_at, channel', rows),
      );
      await each(
        db,
        'SELECT key, at, "user" AS by, question, expires_at FROM kewen.turns ORDER BY key, at',
        (rows) => addTurns(target, rows as unknown as TurnRow[]),
      );
      target.pragma('journal_mode = DELETE');
    } finally {
      target.close();
    }
    return true;
  });
}

/**
 * Puts a file of records into the database, in place of what is there.
 *
 * @param aside what the schema that is there is renamed to
 * @throws {KewenError} `records`
 */
export function copyFromFile(file: string, url: string, aside: string): Promise<void> {
  return withDatabase(url, async (db) => {
    await db.rows('BEGIN');
    if (await hasSchema(db)) await db.rows(`ALTER SCHEMA kewen RENAME TO "${aside}"`);
    await migrate(db);
    for (const [table, columns, rows] of readFile(file)) {
      const names = columns.split(', ');
      // One statement a batch: each column as an array.
      const values = names.map((name) => rows.map((row) => row[name.replaceAll('"', '')]));
      const arrays = names.map((name, i) => `$${i + 1}::${typeOf(name)}[]`);
      await db.rows(
        `INSERT INTO kewen.${table} (${columns}) SELECT * FROM unnest(${arrays.join(', ')}) ON CONFLICT DO NOTHING`,
        values,
      );
    }
    for (const table of ['exchanges', 'changes']) {
      // Never an id again that was given before.
      await db.rows(
        `SELECT setval(pg_get_serial_sequence('kewen.${table}', 'id'), greatest(1, (SELECT max(id) FROM kewen.${table})))`,
      );
    }
    await db.rows('COMMIT');
  });
}

/** Whether there is anything that would be replaced. */
export function hasContent(url: string): Promise<boolean> {
  return withDatabase(url, async (db) => {
    if (!(await hasSchema(db)) || !(await hasTables(db))) return false;
    return (await db.rows('SELECT 1 FROM kewen.exchanges LIMIT 1')).length > 0;
  });
}

/** Whether a Kewen has the database open that serves. */
export function isServing(url: string): Promise<boolean> {
  return withDatabase(url, async (db) => {
    const others = await db.rows(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'kewen' AND datname = current_database() LIMIT 1`,
    );
    return others.length > 0;
  });
}

async function hasSchema(db: Db): Promise<boolean> {
  return (await db.rows(`SELECT 1 FROM pg_namespace WHERE nspname = 'kewen'`)).length > 0;
}

async function each(db: Db, sql: string, take: (rows: Row[]) => void): Promise<void> {
  await db.rows(`DECLARE copied NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const rows = await db.rows<Row>(`FETCH ${FETCHED} FROM copied`);
    take(rows);
    if (rows.length < FETCHED) break;
  }
  await db.rows('CLOSE copied');
}

function insert(target: Database.Database, table: string, columns: string, rows: readonly Row[]): void {
  const names = columns.split(', ').map((name) => name.replaceAll('"', ''));
  const statement = target.prepare(
    `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  target.transaction(() => {
    for (const row of rows) statement.run(names.map((name) => row[name]));
  })();
}

interface TurnRow {
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly question: string;
  readonly expires_at: number;
}

/** In a file the turns of a conversation are what is remembered under its key. */
function addTurns(target: Database.Database, rows: readonly TurnRow[]): void {
  const find = target.prepare('SELECT value FROM conversations WHERE key = ?').pluck();
  for (const { key, at, by, question, expires_at } of rows) {
    const known = find.get(key) as string | undefined;
    const value = withTurn(turnsOf(known === undefined ? undefined : (JSON.parse(known) as Remembered)), {
      ...{ question, at, by },
    });
    insert(target, 'conversations', 'key, user, value, expires_at', [
      { key, user: by, value: JSON.stringify(value), expires_at },
    ]);
  }
}

function readFile(file: string): [table: string, columns: string, rows: Row[]][] {
  return withFile(file, { readonly: true }, (db) => {
    const parts: [string, string, Row[]][] = [];
    const split = (table: string, columns: string, rows: Row[]) => {
      for (let from = 0; from < rows.length; from += FETCHED)
        parts.push([table, columns, rows.slice(from, from + FETCHED)]);
    };
    for (const [table, columns] of Object.entries(TABLES)) {
      split(table, columns, db.prepare(`SELECT ${columns} FROM ${table}`).all() as Row[]);
    }
    const handled = db.prepare('SELECT event, expires_at FROM handled').all() as Row[];
    const claims = handled.map((row) => ({ ...row, channel: '', place: '' }));
    split('claims', 'event, expires_at, channel, place', claims);
    const remembered = db.prepare('SELECT key, value, expires_at FROM conversations').all() as {
      key: string;
      value: string;
      expires_at: number;
    }[];
    const turns = remembered.flatMap(({ key, value, expires_at }) => {
      const read = JSON.parse(value) as Remembered;
      if (read.extra?.['ts'] === undefined) return [];
      return turnsOf(read).map(({ at, by, question }) => ({ key, at, user: by, question, expires_at }));
    });
    split('turns', 'key, at, "user", question, expires_at', turns);
    return parts;
  });
}

function typeOf(column: string): string {
  if (column === 'elapsed_ms') return 'float8';
  if (column === 'code') return 'integer';
  return /^(?:id|exchange|\w+_at)$/u.test(column) ? 'bigint' : 'text';
}
