/**
 * The tables of the records and how an older file becomes a newer one: `user_version` counts the migrations
 * that were applied, each in a transaction of its own.
 *
 * No user id, chat id or other key of a person stands in these tables, only its keyed hash.
 */
import type Database from 'better-sqlite3';

/**
 * One statement list a version; what was published is never edited, only added to. Ids of exchanges are never used
 * again (AUTOINCREMENT): an old button would show somebody else's question once its own was deleted.
 */
const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE exchanges (
  id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, audience TEXT NOT NULL, user TEXT NOT NULL,
  conversation TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL,
  elapsed_ms REAL NOT NULL, asked_at INTEGER NOT NULL
);
CREATE INDEX exchanges_of_user ON exchanges (user, asked_at);
CREATE INDEX exchanges_by_time ON exchanges (asked_at);
CREATE TABLE votes (
  exchange INTEGER NOT NULL, user TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
  voted_at INTEGER NOT NULL, PRIMARY KEY (exchange, user)
) WITHOUT ROWID;
CREATE TABLE conversations (
  key TEXT PRIMARY KEY, user TEXT NOT NULL, value TEXT NOT NULL, expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_by_expiry ON conversations (expires_at);
CREATE TABLE handled (
  event TEXT PRIMARY KEY, expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX handled_by_expiry ON handled (expires_at);
CREATE TABLE buckets (
  key TEXT PRIMARY KEY, tokens REAL NOT NULL, refilled_at INTEGER NOT NULL, is_refused INTEGER NOT NULL
) WITHOUT ROWID;
`,
  // The question before, of follow-ups only. The index is for forgetting: it may be somebody else's words.
  `
ALTER TABLE exchanges ADD COLUMN previous TEXT;
CREATE INDEX exchanges_that_follow ON exchanges (conversation) WHERE previous IS NOT NULL;
`,
  // What maintainers changed, which is only ever added to; and what they found to be nobody's business here.
  `
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, changed_at INTEGER NOT NULL, who TEXT NOT NULL, command TEXT NOT NULL,
  code INTEGER NOT NULL
);
CREATE TRIGGER changes_are_not_edited BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes are only added'); END;
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes are only added'); END;
CREATE TABLE dismissed (question TEXT PRIMARY KEY, dismissed_at INTEGER NOT NULL) WITHOUT ROWID;
`,
  // Events that are being worked on: by which process, until when that is believed, and what it needs. What is done has
  // neither. In the order in which they came, so with a rowid.
  `
ALTER TABLE handled RENAME TO handled_before;
CREATE TABLE handled (
  event TEXT PRIMARY KEY, expires_at INTEGER NOT NULL, channel TEXT NOT NULL DEFAULT '', holder TEXT,
  lease_until INTEGER, payload TEXT, is_said INTEGER NOT NULL DEFAULT 0
);
INSERT INTO handled (event, expires_at) SELECT event, expires_at FROM handled_before;
DROP TABLE handled_before;
CREATE INDEX handled_by_expiry ON handled (expires_at);
CREATE INDEX handled_and_open ON handled (channel, lease_until) WHERE lease_until IS NOT NULL;
`,
];

/** The version of a file that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to the present version.
 *
 * @throws {RangeError} when a newer program has written it
 */
export function migrate(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > SCHEMA_VERSION) {
    throw new RangeError(`记录文件的版本是 ${version}，这个程序只认得到 ${SCHEMA_VERSION}：请升级科问`);
  }
  for (let next = version; next < SCHEMA_VERSION; next++) {
    db.transaction(() => {
      // Another process may have been first.
      if ((db.pragma('user_version', { simple: true }) as number) !== next) return;
      db.exec(MIGRATIONS[next] as string);
      db.pragma(`user_version = ${next + 1}`);
    }).immediate();
  }
}
