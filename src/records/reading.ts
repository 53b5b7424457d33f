/**
 * The records as a maintainer's command reads them: without changing anything, beside a bot that goes on writing.
 */
import { accessSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { KewenError } from '../errors.ts';
import { isForbidden, unreadable } from '../reach.ts';
import { SCHEMA_VERSION } from './schema.ts';

/**
 * What a piece of work gives with a file that has to be there, which is open no longer than that.
 *
 * @throws {KewenError} `records` when the file cannot be used; what the work throws of this kind
 */
export function withFile<T>(file: string, options: Database.Options, work: (db: Database.Database) => T): T {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { ...options, fileMustExist: true });
    return work(db);
  } catch (cause) {
    throw cause instanceof KewenError ? cause : unusable(file, cause);
  } finally {
    db?.close();
  }
}

/**
 * Whether a database has the tables of the records, in the form that this program knows. A command does not bring
 * them to it: the bot that is running may be an older one.
 *
 * @throws {KewenError} `records` for another form
 */
export function hasRecords(db: Database.Database, file: string): boolean {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version === 0) return false;
  if (version === SCHEMA_VERSION) return true;
  throw new KewenError(
    'records',
    version > SCHEMA_VERSION
      ? `记录文件 ${file} 是更新的版本写的（${version}，这个程序只认得到 ${SCHEMA_VERSION}）：请升级科问`
      : `记录文件 ${file} 还是旧版本（${version}，现在是 ${SCHEMA_VERSION}）：请重新启动科问（kewen start），它会升级这个文件`,
  );
}

/** One line about a file that SQLite could not work with. */
export function unusable(file: string, cause: unknown): KewenError {
  const code = String((cause as { code?: unknown } | null)?.code ?? '');
  if (/^SQLITE_CANTOPEN/u.test(code)) {
    // SQLite says neither why nor where.
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch (reason) {
      if (isForbidden(reason))
        return new KewenError('records', unreadable(`记录文件 ${file}`, reason), cause);
    }
  }
  const [what, fix] =
    MEANINGS.find(([pattern]) => pattern.test(code))?.slice(1) ??
    ([
      `出错了（${code || (cause instanceof Error ? cause.message : String(cause))}）`,
      '请运行 kewen doctor',
    ] as const);
  return new KewenError('records', `记录文件 ${file} ${String(what)}：${String(fix)}`, cause);
}

const MEANINGS: readonly (readonly [RegExp, string, string])[] = [
  [/^SQLITE_(?:BUSY|LOCKED)/u, '被另一个程序占着', '请稍后再试'],
  [/^SQLITE_(?:CORRUPT|NOTADB)/u, '已损坏', '请停下科问，用 kewen restore 从备份恢复'],
  [/^SQLITE_FULL|^ENOSPC/u, '所在的磁盘已满', '请腾出空间'],
  [/^SQLITE_READONLY|^EROFS|^EACCES|^EPERM/u, '没有权限写', '请用运行科问的那个用户来运行'],
  [/^SQLITE_CANTOPEN|^SQLITE_IOERR|^ENOTDIR/u, '打不开', '请检查 KEWEN_DATA 和文件夹的权限'],
];
