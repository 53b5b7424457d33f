/**
 * Upkeep of records in PostgreSQL; see ../upkeep.ts.
 */
import pg from 'pg';
import { KewenError } from '../../errors.ts';
import type { Change } from '../changes.ts';
import { dismissedKey } from '../dismissed.ts';
import { gatherWordings, MAX_WORDINGS, type Trouble, type WordingRow } from '../questions.ts';
import { type Counted, type PlaceCount, Tally } from '../statistics.ts';
import type { Reading, Upkeep } from '../upkeep.ts';
import { gatherVotes, type VoteRow } from '../voted.ts';
import type { Verdict } from '../votes.ts';
import { asDb, clientSettings, codeOf, type Db, meaning } from './connection.ts';
import { deletePerson } from './delete.ts';
import { POSTGRES_SCHEMA_VERSION, versionOf } from './schema.ts';

/** Rows that are fetched at a time where there may be a million. */
const FETCHED = 5_000;
const MAX_CHANGES = 1_000;

const FROM: Readonly<Record<Trouble, string>> = {
  unanswered: `kewen.exchanges WHERE kind = 'unanswered' AND asked_at >= $1`,
  clarify: `kewen.exchanges WHERE kind = 'clarify' AND asked_at >= $1`,
  'not-useful': `kewen.votes JOIN kewen.exchanges ON exchanges.id = votes.exchange
    WHERE verdict = 'not-useful' AND asked_at >= $1`,
};

/** The records of a database, which need not be there. */
export function postgresUpkeep(url: string): Upkeep {
  const within = <T>(begin: string, work: (db: Db) => Promise<T>) =>
    withDatabase(url, async (db) => {
      if (!(await hasTables(db))) return null;
      await db.rows(begin);
      const value = await work(db);
      await db.rows('COMMIT');
      return value;
    });
  return {
    where: placeOf(url),
    read: (work) => within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', (db) => work(readingOf(db))),
    addChange: async ({ atMs, who, command, code }) =>
      (await within('BEGIN', (db) =>
        db.rows('INSERT INTO kewen.changes (changed_at, who, command, code) VALUES ($1, $2, $3, $4)', [
          ...[atMs, who, command, code],
        ]),
      )) !== null,
    dismiss: (texts, nowMs, isUndone) =>
      within('BEGIN', async (db) => {
        const keys = texts.map(dismissedKey);
        const changed = isUndone
          ? await db.rows('DELETE FROM kewen.dismissed WHERE question = ANY ($1::text[]) RETURNING 1', [keys])
          : await db.rows(
              `INSERT INTO kewen.dismissed (question, dismissed_at) SELECT DISTINCT q, $2::bigint FROM unnest($1::text[]) AS q
               ON CONFLICT DO NOTHING RETURNING 1`,
              [keys, nowMs],
            );
        return changed.length;
      }),
    forget: (hash, isDryRun) =>
      within('BEGIN', async (db) => {
        const deleted = await deletePerson(db, hash);
        // Whose they are cannot be told. Emptied for all, everybody may ask a little more this minute.
        if (deleted.exchanges > 0) await db.rows('DELETE FROM kewen.buckets');
        if (isDryRun) await db.rows('ROLLBACK');
        return { ...deleted, isWiped: !isDryRun };
      }),
    waiting: async (channel, texts) => (await within('BEGIN', (db) => countWaiting(db, channel, texts))) ?? 0,
  };
}

async function countWaiting(db: Db, channel: string, texts: readonly string[]): Promise<number> {
  const [count] = await db.rows<{ n: number }>(
    `SELECT count(*) AS n FROM kewen.claims
     WHERE lease_until IS NOT NULL AND channel = $1
       AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS text WHERE strpos(payload, text) > 0)`,
    [channel, texts],
  );
  return count?.n ?? 0;
}

function readingOf(db: Db): Reading {
  return {
    statistics: async (sinceMs, dayOf) => {
      const tally = new Tally(dayOf);
      await db.rows(
        `DECLARE counted NO SCROLL CURSOR FOR
         SELECT channel, audience, kind, elapsed_ms, asked_at FROM kewen.exchanges WHERE asked_at >= ${Math.trunc(sinceMs)}`,
      );
      for (;;) {
        const rows = await db.rows<{
          channel: Counted[0];
          audience: Counted[1];
          kind: Counted[2];
          elapsed_ms: number;
          asked_at: number;
        }>(`FETCH ${FETCHED} FROM counted`);
        for (const row of rows)
          tally.add([row.channel, row.audience, row.kind, row.elapsed_ms, row.asked_at]);
        if (rows.length < FETCHED) break;
      }
      await db.rows('CLOSE counted');
      const votes = (verdict: Verdict) =>
        db.rows<PlaceCount>(
          `SELECT channel, audience, count(*) AS n FROM kewen.votes JOIN kewen.exchanges ON exchanges.id = votes.exchange
           WHERE asked_at >= $1 AND verdict = $2 GROUP BY 1, 2`,
          [sinceMs, verdict],
        );
      const cited = await db.rows<{ report: string | null; n: number }>(
        `SELECT citation ->> 'report' AS report, count(DISTINCT exchanges.id) AS n
         FROM kewen.exchanges, json_array_elements(answer::json -> 'citations') AS citation
         WHERE asked_at >= $1 AND kind = 'answered' GROUP BY citation ->> 'report' ORDER BY (citation ->> 'report') COLLATE "C"`,
        [sinceMs],
      );
      return tally.sum({
        people: await db.rows<PlaceCount>(
          `SELECT channel, audience, count(DISTINCT "user") AS n FROM kewen.exchanges WHERE asked_at >= $1 GROUP BY 1, 2`,
          [sinceMs],
        ),
        useful: await votes('useful'),
        notUseful: await votes('not-useful'),
        cited: cited.map(({ report, n }) => [report, n] as const),
      });
    },
    questions: async (trouble, sinceMs) => {
      const rows = await db.rows<WordingRow>(
        `SELECT question, previous, audience, count(*) AS n FROM ${FROM[trouble]} GROUP BY question, previous, audience
         ORDER BY n DESC, question COLLATE "C", previous COLLATE "C" NULLS FIRST, audience LIMIT ${MAX_WORDINGS}`,
        [sinceMs],
      );
      const [count] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${FROM[trouble]}`, [sinceMs]);
      const dismissed = await db.rows<{ question: string }>('SELECT question FROM kewen.dismissed');
      return gatherWordings(rows, count?.n ?? 0, new Set(dismissed.map(({ question }) => question)));
    },
    voted: async (sinceMs) =>
      gatherVotes(
        await db.rows<VoteRow>(
          `SELECT question, previous, audience, answer, verdict, note
           FROM kewen.votes JOIN kewen.exchanges ON exchanges.id = votes.exchange
           WHERE voted_at >= $1 ORDER BY asked_at, exchange, votes."user" COLLATE "C"`,
          [sinceMs],
        ),
      ),
    changes: (sinceMs) =>
      db.rows<Change>(
        `SELECT changed_at AS "atMs", who, command, code FROM kewen.changes WHERE changed_at >= $1
         ORDER BY changed_at DESC, id DESC LIMIT ${MAX_CHANGES}`,
        [sinceMs],
      ),
    wordings: async (audience, count) => {
      const rows = await db.rows<{ question: string }>(
        `SELECT question FROM kewen.exchanges WHERE previous IS NULL AND (audience = 'staff' OR $1 = 'public')
         GROUP BY question ORDER BY max(asked_at) DESC LIMIT $2`,
        [audience, count],
      );
      return rows.map(({ question }) => question);
    },
  };
}

/**
 * Whether a database has the tables of the records, in the form that this program knows.
 *
 * @throws {KewenError} `records` for another form
 */
export async function hasTables(db: Db): Promise<boolean> {
  const version = await versionOf(db);
  if (version === 0) return false;
  if (version === POSTGRES_SCHEMA_VERSION) return true;
  throw new KewenError(
    'records',
    version > POSTGRES_SCHEMA_VERSION
      ? `记录数据库是更新的版本写的（${version}，这个程序只认得到 ${POSTGRES_SCHEMA_VERSION}）：请升级科问`
      : `记录数据库还是旧版本（${version}，现在是 ${POSTGRES_SCHEMA_VERSION}）：请重新启动科问（kewen start），它会升级`,
  );
}

/**
 * What a piece of work gives with a connection of its own.
 *
 * @throws {KewenError} `records` where the database cannot be used
 */
export async function withDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientSettings(url, 'kewen command'));
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(asDb(client));
  } catch (cause) {
    if (cause instanceof KewenError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KewenError(
      'records',
      `记录数据库 ${placeOf(url)} 用不了（${meaning(codeOf(cause), reason)}）：请检查 KEWEN_DATABASE_URL 和 PostgreSQL 是不是在运行`,
      cause,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** A database by its host and name. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'PostgreSQL';
  const { host, pathname, searchParams } = new URL(url);
  return `PostgreSQL ${host || (searchParams.get('host') ?? 'localhost')}${pathname}`;
}
