/**
 * The records of one machine, in a SQLite file; see contract.ts for what they promise.
 */
import type { KeepingSettings, Records } from './contract.ts';
import { type OpenFile, SqliteRecords } from './sqlite-records.ts';

export type { Taken } from './bucket.ts';
export type { LeftEvent } from './claim.ts';
export type { Leadership, Records } from './contract.ts';
export type { Remembered } from './conversations.ts';
export type { Exchange, NewExchange } from './exchange.ts';
export type { Verdict } from './votes.ts';

/** How a file of records is opened. */
export interface RecordsSettings extends KeepingSettings {
  /** The SQLite file; made with its folder when it is not there. */
  readonly file: string;
  /** What user ids are hashed with (KEWEN_SECRET); null for a random one kept beside the file. */
  readonly key: string | null;
  /** How the file is opened; another way in tests of a full or read-only disk. */
  readonly open?: OpenFile;
}

/** Opens the records. Never fails: what cannot be opened is tried again later. */
export function openRecords({ file, key, open, ...keeping }: RecordsSettings): Records {
  return new SqliteRecords(file, key, keeping, open);
}
