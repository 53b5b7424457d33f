/**
 * Being the one process that does something, by an advisory lock of a connection of its own: it goes with the connection,
 * so whoever dies lets go. While the database is away the last one goes on, since nobody else can begin.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Leadership } from '../contract.ts';
import { clientSettings } from './connection.ts';

/** How often whoever does not lead tries to, and whoever leads looks whether the connection is there. */
const TRY_EVERY_MS = 2_000;
/** A host that was cut off is given up after so long; seconds. */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/** Begins to try. */
export async function lead(url: string, what: string): Promise<Leadership> {
  const ended = new AbortController();
  let client: pg.Client | null = null;
  let isLeading = false;

  async function look(): Promise<void> {
    try {
      client ??= await connect();
      const { rows } = await client.query<{ mine: boolean }>(
        isHeld ? 'SELECT true AS mine' : 'SELECT pg_try_advisory_lock(hashtext($1)) AS mine',
        isHeld ? [] : [`kewen ${what}`],
      );
      isHeld = rows[0]?.mine === true;
      isLeading = isHeld;
    } catch {
      drop();
    }
  }

  /** Whether this connection has the lock. */
  let isHeld = false;

  function drop(): void {
    isHeld = false;
    client?.end().catch(() => {});
    client = null;
  }

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ ...clientSettings(url), query_timeout: TRY_EVERY_MS });
    made.on('error', drop);
    await made.connect();
    await made.query(KEEPALIVE);
    return made;
  }

  await look();
  const trying = (async () => {
    while (!ended.signal.aborted) {
      await sleep(TRY_EVERY_MS, undefined, { signal: ended.signal, ref: false }).catch(() => {});
      if (!ended.signal.aborted) await look();
    }
  })();
  return {
    isLeading: () => isLeading,
    end: async () => {
      ended.abort();
      await trying;
      isLeading = false;
      // Let go before the connection: the server may notice its end some time after.
      if (isHeld) await client?.query('SELECT pg_advisory_unlock_all()').catch(() => {});
      drop();
    },
  };
}
