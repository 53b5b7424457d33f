/**
 * PostgreSQL as something that may fail: while it cannot be reached it is left alone for a moment and tried again. It
 * says so in the log once when it goes and once when it is back.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { RecordsLog } from '../database.ts';

/** Statements, each by itself or all of a transaction. */
export interface Db {
  /** The rows that a statement gives. Numbers of eight bytes are numbers: none here comes near to 2^53. */
  rows<R extends object>(sql: string, values?: readonly unknown[]): Promise<R[]>;
}

/** After a failure the server is left alone for this long: one that does not answer would hold up every question. */
const RETRY_AFTER_MS = 1_000;
/** For a connection of the pool, also while all of them are busy. */
const CONNECT_WITHIN_MS = 8_000;
/** A server that is restarted is back by then; Slack waits three seconds in all. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 100;
/** How long one statement may take. */
const STATEMENT_MS = 8_000;
const MAX_CONNECTIONS = 20;
const INT8 = 20;
/** Refused for what it says and not because the server is out of order: data, a constraint. */
const REFUSED = /^(?:22|23)/u;
/** Two transactions were in each other's way; the same again goes through. */
const AGAIN = /^40(?:001|P01)$/u;

/** How a server is connected to. */
export function clientSettings(url: string, name: 'kewen' | 'kewen command' = 'kewen'): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
}

/** A pool that is used when it can be. */
export class Connection {
  readonly #pool: pg.Pool;
  readonly #log: RecordsLog;
  readonly #prepare: (db: Db) => Promise<void>;
  readonly #onBack: (db: Db) => Promise<void>;
  #preparing: Promise<void> | null = null;
  #isBroken = false;
  #isClosed = false;
  #retryAt = 0;
  #failingSince: number | null = null;

  /**
   * @param prepare called before anything else, and again after the server was gone
   * @param onBack called when the server is back, before anything else
   */
  constructor(
    url: string,
    log: RecordsLog,
    prepare: (db: Db) => Promise<void>,
    onBack: (db: Db) => Promise<void>,
  ) {
    this.#pool = new pg.Pool({
      ...clientSettings(url),
      max: MAX_CONNECTIONS,
      statement_timeout: STATEMENT_MS,
      query_timeout: STATEMENT_MS + CONNECT_WITHIN_MS,
      allowExitOnIdle: true,
    });
    this.#log = log;
    this.#prepare = prepare;
    this.#onBack = onBack;
    // Of a connection that nothing uses, or that is lost between two statements: the next statement tells.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** Whether the last use of the server succeeded. */
  get isAvailable(): boolean {
    return !this.#isBroken && !this.#isClosed;
  }

  /**
   * What a piece of work gives, or undefined when the server cannot be used now. A restart of the server is waited out.
   *
   * @param work done anew where the connection was lost under it: it may have been done already
   */
  async attempt<T>(
    work: (db: Db, isAgain: boolean) => Promise<T>,
  ): Promise<{ readonly value: T } | undefined> {
    for (let isAgain = false; ; isAgain = true) {
      if (this.#isClosed || (this.#isBroken && performance.now() < this.#retryAt)) return undefined;
      // One looks whether it is back; nobody else waits for that.
      if (this.#isBroken && this.#preparing) return undefined;
      try {
        await this.#ready();
        return { value: await work(asDb(this.#pool), isAgain) };
      } catch (error) {
        if (!this.#fail(error)) return undefined;
        await sleep(PAUSE_MS);
      }
    }
  }

  /** The same in one transaction. */
  async transaction<T>(work: (db: Db) => Promise<T>): Promise<{ readonly value: T } | undefined> {
    const once = async () => {
      const client = await this.#pool.connect();
      let failure: Error | undefined;
      try {
        await client.query('BEGIN');
        const value = await work(asDb(client));
        await client.query('COMMIT');
        return value;
      } catch (error) {
        failure = error as Error;
        await client.query('ROLLBACK').then(
          () => {
            failure = undefined;
          },
          () => {},
        );
        throw error;
      } finally {
        client.release(failure);
      }
    };
    return this.attempt(async () => {
      try {
        return await once();
      } catch (error) {
        if (!AGAIN.test(codeOf(error))) throw error;
        return await once();
      }
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.end().catch(() => {});
  }

  /** One at a time: whoever comes meanwhile waits for it, and has its outcome. */
  #ready(): Promise<void> {
    this.#preparing ??= this.#begin().catch((error: unknown) => {
      this.#preparing = null;
      throw error;
    });
    return this.#preparing;
  }

  async #begin(): Promise<void> {
    const db = asDb(this.#pool);
    await this.#prepare(db);
    await this.#onBack(db);
    if (this.#isBroken) this.#log.info({}, '记录数据库恢复了');
    this.#isBroken = false;
    this.#failingSince = null;
  }

  /** Notes a failure; whether it is worth another try at once. */
  #fail(error: unknown): boolean {
    if (this.#isClosed) return false;
    const code = codeOf(error);
    const reason = error instanceof Error ? error.message : String(error);
    if (REFUSED.test(code)) {
      this.#log.warn({ code, reason }, '一条记录没能写进数据库');
      return false;
    }
    const nowMs = performance.now();
    this.#preparing = null;
    this.#failingSince ??= nowMs;
    if (!this.#isBroken && nowMs - this.#failingSince < PATIENCE_MS) return true;
    this.#retryAt = nowMs + RETRY_AFTER_MS;
    if (this.#isBroken) return false;
    this.#isBroken = true;
    this.#log.warn({ code, reason }, `记录数据库现在用不了（${meaning(code, reason)}）：照常回答，先不记`);
    return false;
  }
}

/** One line about a server that could not be used. */
export function meaning(code: string, reason: string): string {
  if (/^28/u.test(code)) return '用户名或密码不对';
  if (code === '3D000') return '没有这个数据库';
  if (code === '42501') return '这个用户没有权限';
  if (/^(?:ECONNREFUSED|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EHOSTUNREACH)$/u.test(code)) {
    return `连不上，${code}`;
  }
  if (/^(?:57P0|08|53)/u.test(code)) return '正在停下、重启，或连接太多';
  return code || reason;
}

export function codeOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = (inner as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** The statements of a pool or of one connection. */
export function asDb(queries: Pick<pg.Pool | pg.ClientBase, 'query'>): Db {
  return {
    rows: async <R extends object>(sql: string, values: readonly unknown[] = []) =>
      (await queries.query<R>(sql, [...values])).rows,
  };
}
