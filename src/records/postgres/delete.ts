/**
 * What is deleted in PostgreSQL: what has expired, and what a person wants forgotten. See `../delete.ts` for what goes.
 */
import type { Deleted } from '../delete.ts';
import { DAY_MS } from '../room.ts';
import type { Db } from './connection.ts';

/** Deletes expired conversations and events, idle buckets, and exchanges with their votes after the days of retention. */
export async function deleteExpired(db: Db, now: string, retentionMs: number): Promise<void> {
  const run = (sql: string, ...values: number[]) => db.rows(sql, values);
  await run(
    `DELETE FROM kewen.votes WHERE exchange IN (SELECT id FROM kewen.exchanges WHERE asked_at < ${now} - $1::bigint)`,
    retentionMs,
  );
  await run(`DELETE FROM kewen.votes WHERE voted_at < ${now} - $1::bigint`, retentionMs);
  await run(`DELETE FROM kewen.exchanges WHERE asked_at < ${now} - $1::bigint`, retentionMs);
  for (const table of ['conversations', 'turns', 'claims']) {
    await run(`DELETE FROM kewen.${table} WHERE expires_at <= ${now}`);
  }
  await run(`DELETE FROM kewen.buckets WHERE refilled_at < ${now} - $1::bigint`, DAY_MS);
}

/** A question as it stands in a conversation. */
const ONE_LINE = `trim(translate(question, E'\\r\\n\\t', '   '))`;

/** Deletes a person; to be run in a transaction. */
export async function deletePerson(db: Db, hash: string): Promise<Deleted> {
  const run = async (sql: string) => (await db.rows(`${sql} RETURNING 1`, [hash])).length;
  const places = 'SELECT conversation FROM kewen.exchanges WHERE "user" = $1';
  const followed = await run(
    `UPDATE kewen.exchanges SET previous = NULL
     WHERE previous IS NOT NULL AND "user" <> $1 AND conversation IN (${places})`,
  );
  const holdsTheirs = (field: string) =>
    `EXISTS (SELECT 1 FROM kewen.exchanges WHERE "user" = $1 AND question <> ''
             AND strpos(value::json -> 'extra' ->> '${field}', ${ONE_LINE}) > 0)`;
  const carried = followed === 0 ? '' : `OR (value LIKE '{%' AND ${holdsTheirs('previous')})`;
  const conversations =
    (await run(`DELETE FROM kewen.conversations WHERE "user" = $1 OR key IN (${places}) ${carried}`)) +
    (await run(`DELETE FROM kewen.turns WHERE "user" = $1 OR key IN (${places})`));
  const votes =
    (await run('DELETE FROM kewen.votes WHERE "user" = $1')) +
    (await run(
      'DELETE FROM kewen.votes WHERE exchange IN (SELECT id FROM kewen.exchanges WHERE "user" = $1)',
    ));
  const exchanges = await run('DELETE FROM kewen.exchanges WHERE "user" = $1');
  return { exchanges, votes, conversations, followed };
}
