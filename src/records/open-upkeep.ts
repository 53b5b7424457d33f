/**
 * The records that the settings name, for a command.
 */
import type { Config } from '../config.ts';
import { KewenError } from '../errors.ts';
import { sqliteUpkeep } from './sqlite-upkeep.ts';
import type { Upkeep } from './upkeep.ts';

/** Opens nothing yet; what PostgreSQL needs is loaded only where it is used. */
export async function upkeepOf({ data, database }: Pick<Config, 'data' | 'database'>): Promise<Upkeep> {
  if (database === null) return sqliteUpkeep(data);
  return (await import('./postgres/upkeep.ts')).postgresUpkeep(database);
}

/** What to say where nothing was ever recorded: also whoever is in the wrong folder reads it. */
export function nothingRecorded({ where }: Pick<Upkeep, 'where'>): KewenError {
  return new KewenError(
    'records',
    `还没有记录（${where}）：接上 Slack 或 Telegram、有人问过之后才有；终端里问的不记`,
  );
}
