/**
 * The database of the records as something that may fail: locked, full, read-only or corrupt, it is left alone
 * for a while and tried again; what was to be written meanwhile is written once it is back. It says so in the
 * log once when it goes and once when it is back.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './schema.ts';

/** What the records say to a maintainer; pino's loggers fit. */
export interface RecordsLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** A write that can be done later. */
export type Write = (db: Database.Database) => void;

/** After a failure the file is left alone for this long: a locked one would hold up every answer. */
const RETRY_AFTER_MS = 5_000;
/** How long one statement may wait for another process's lock; the event loop waits with it. */
const BUSY_TIMEOUT_MS = 40;
/** SQLite's name for a database without a file. */
const IN_MEMORY = ':memory:';
/** Writes kept for later; the oldest go first. */
const MAX_PENDING = 5_000;

/** Opens a file as the records need it; a new one only its owner can read. */
export function openDatabase(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true });
  // SQLite would make it with the usual umask; -wal and -shm get the mode of the file they belong to.
  if (file !== IN_MEMORY) closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    // What is deleted is overwritten, so that it does not linger in the free pages of the file.
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** A database that is used when it can be. */
export class Guarded {
  readonly #open: () => Database.Database;
  readonly #now: () => Date;
  readonly #log: RecordsLog;
  readonly #onBack: () => void;
  #db: Database.Database | null = null;
  #brokenSinceMs: number | null = null;
  #retryAtMs = 0;
  #pending: Write[] = [];

  /** @param onBack called when the database can be used again and everything pending is written */
  constructor(open: () => Database.Database, now: () => Date, log: RecordsLog, onBack: () => void) {
    this.#open = open;
    this.#now = now;
    this.#log = log;
    this.#onBack = onBack;
  }

  /** Whether the last use of the database succeeded. */
  get isAvailable(): boolean {
    return this.#brokenSinceMs === null;
  }

  /** What a piece of work gives, or undefined when the database cannot be used now. */
  attempt<T>(work: (db: Database.Database) => T): { readonly value: T } | undefined {
    const nowMs = this.#now().getTime();
    if (this.#brokenSinceMs !== null && nowMs < this.#retryAtMs) return undefined;
    try {
      this.#db ??= this.#open();
      if (this.#brokenSinceMs !== null) this.#catchUp(this.#db);
      return { value: work(this.#db) };
    } catch (error) {
      this.#fail(error, nowMs);
      return undefined;
    }
  }

  /** Writes now, or later when that is not possible; what it gives now, else undefined. */
  write<T>(work: (db: Database.Database) => T): { readonly value: T } | undefined {
    const done = this.attempt(work);
    if (done) return done;
    this.#pending.push(work);
    if (this.#pending.length > MAX_PENDING) this.#pending.shift();
    return undefined;
  }

  close(): void {
    try {
      this.#db?.close();
    } catch {
      // Nothing more can be done for it.
    }
    this.#db = null;
    this.#brokenSinceMs = this.#now().getTime();
    this.#retryAtMs = Number.POSITIVE_INFINITY;
  }

  #catchUp(db: Database.Database): void {
    const pending = this.#pending;
    db.transaction(() => {
      for (const write of pending) writeUnlessImpossible(db, write);
    }).immediate();
    this.#pending = [];
    this.#brokenSinceMs = null;
    this.#onBack();
    this.#log.info({ written: pending.length }, '记录数据库恢复了');
  }

  #fail(error: unknown, nowMs: number): void {
    const code = (error as { code?: unknown }).code;
    const isOpen = typeof code === 'string' && /^SQLITE_(?:BUSY|LOCKED|FULL)/u.test(code);
    if (!isOpen) {
      // Read-only, corrupt or gone: another handle may see it repaired.
      try {
        this.#db?.close();
      } catch {
        // It is given up either way.
      }
      this.#db = null;
    }
    this.#retryAtMs = nowMs + RETRY_AFTER_MS;
    if (this.#brokenSinceMs !== null) return;
    this.#brokenSinceMs = nowMs;
    const reason = error instanceof Error ? error.message : String(error);
    this.#log.warn({ code, reason }, `记录数据库现在用不了（${meaning(code)}）：照常回答，先记在内存里`);
  }
}

function meaning(code: unknown): string {
  const name = typeof code === 'string' ? code : '';
  if (/^SQLITE_(?:BUSY|LOCKED)/u.test(name)) return '被另一个程序锁住了';
  if (/^SQLITE_FULL|^ENOSPC/u.test(name)) return '磁盘已满';
  if (/^SQLITE_READONLY|^EROFS|^EACCES|^EPERM/u.test(name)) return '没有权限写';
  if (/^SQLITE_(?:CORRUPT|NOTADB)/u.test(name)) return '文件已损坏，请停下科问、移走它再启动';
  if (/^SQLITE_CANTOPEN|^ENOTDIR/u.test(name)) return '打不开，请检查 KEWEN_DATA 和文件夹权限';
  return name || '出错了';
}

/** Something that can never be written must keep neither the database out of use nor the other writes out of it. */
function writeUnlessImpossible(db: Database.Database, write: (db: Database.Database) => unknown): void {
  try {
    // Inside the transaction of all of them this is a savepoint.
    db.transaction(() => write(db))();
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (!/^SQLITE_(?:CONSTRAINT|MISMATCH|ERROR|RANGE)/u.test(code)) throw error;
  }
}
