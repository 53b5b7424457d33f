/**
 * The records: whether the file is whole and can be written, how long its log of changes is, and the secret.
 */
import { statSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { isThere } from '../../reach.ts';
import { hasRecords, withFile } from '../../records/reading.ts';
import { knownSecret, secretFile } from '../../records/secret.ts';
import { privacyOf } from './files.ts';
import { type Check, type Finding, fail, ok, warn } from './finding.ts';

/** SQLite empties the log at 4 MB unless a reader keeps it from doing so. */
const LONG_LOG_BYTES = 64 * 2 ** 20;
const BUSY_TIMEOUT_MS = 5_000;

export const records: Check = {
  title: '记录',
  run: async ({ config }) => {
    const { data, database } = config;
    if (database !== null) return await databaseOf(config, database);
    if (!isThere(data, `记录文件 ${data}`))
      return [ok(`还没有记录（${data}），接上 Slack 或 Telegram 后才有`)];
    return [
      ...contentOf(data, config.retentionDays),
      privacyOf(data, '记录里有大家问过的话'),
      secretOf(config),
    ];
  },
};

function contentOf(file: string, retentionDays: number): Finding[] {
  return withFile(file, { timeout: BUSY_TIMEOUT_MS }, (db) => {
    const state = String(db.pragma('quick_check(1)', { simple: true }));
    if (state !== 'ok') {
      return [
        fail(`${file} 已损坏（${state}）`, '请停下科问，用 kewen restore 从备份恢复，或移走它重新开始'),
      ];
    }
    if (!hasRecords(db, file)) return [ok(`${file} 是空的`)];
    // Takes the right to write and gives it back.
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    const { n } = db.prepare('SELECT count(*) AS n FROM exchanges').get() as { n: number };
    const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
    return [
      ok(`${file} 完好，可以写：${n} 条问答，${megabytes(statSync(file).size)} MB，保留 ${retentionDays} 天`),
      ...(log > LONG_LOG_BYTES
        ? [
            warn(
              `变更日志 ${file}-wal 有 ${megabytes(log)} MB，太长了`,
              '有程序一直开着它没关：请关掉别的 SQLite 工具，重启科问',
            ),
          ]
        : []),
    ];
  });
}

async function databaseOf(config: Config, url: string): Promise<Finding[]> {
  const { placeOf, hasTables, withDatabase } = await import('../../records/postgres/upkeep.ts');
  const found = await withDatabase(url, async (db): Promise<Finding> => {
    const where = placeOf(url);
    if (!(await hasTables(db))) return ok(`${where} 连得上，还没有记录`);
    // Takes the right to write and gives it back.
    await db.rows('BEGIN');
    await db.rows('DELETE FROM kewen.buckets WHERE false');
    await db.rows('ROLLBACK');
    const [counts] = await db.rows<{ n: number; open: number; bytes: number }>(
      `SELECT (SELECT count(*) FROM kewen.exchanges) AS n,
         (SELECT count(*) FROM kewen.claims WHERE lease_until IS NOT NULL) AS open,
         (SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class AS c
          WHERE relnamespace = 'kewen'::regnamespace AND relkind = 'r') AS bytes`,
    );
    const { n = 0, open = 0, bytes = 0 } = counts ?? {};
    const size = (bytes / 2 ** 20).toFixed(1);
    return ok(
      `${where} 连得上，可以写：${n} 条问答，${size} MB，保留 ${config.retentionDays} 天，正在处理 ${open} 条`,
    );
  });
  return [found, secretOf(config)];
}

function secretOf({ data, secret }: Config): Finding {
  if (secret !== null) return ok('密钥来自 KEWEN_SECRET：换了它就认不出以前的人');
  knownSecret(data);
  return privacyOf(secretFile(data), '密钥能认出记录里的人');
}
