import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/records/database.ts';
import { openRecords, type Records } from '../../src/records/records.ts';
import { SCHEMA_VERSION } from '../../src/records/schema.ts';
import { ANSWER, asked } from './asked.ts';

const DAY_MS = 86_400_000;

let file: string;
let nowMs: number;
let lines: string[];
const log = {
  warn: (_fields: object, message: string) => void lines.push(message),
  info: (_fields: object, message: string) => void lines.push(message),
};

beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'kewen-records-')), 'data', 'kewen.sqlite');
  nowMs = Date.parse('2026-03-01T08:00:00Z');
  lines = [];
});

function open(settings: Partial<Parameters<typeof openRecords>[0]> = {}): Records {
  return openRecords({ file, key: 'k', retentionDays: 90, log, now: () => new Date(nowMs), ...settings });
}
const rows = (sql: string) => {
  const db = new Database(file, { readonly: true });
  const found = db.prepare(sql).all();
  db.close();
  return found;
};

describe('a person who wants to be forgotten', () => {
  it('leaves no word of it in the files, not even in the log of changes', async () => {
    const records = open();
    for (let n = 0; n < 50; n++) await records.recordExchange(asked({ question: `墨斗巷${n}` }));
    const holding = () =>
      [file, `${file}-wal`].filter((path) => existsSync(path) && readFileSync(path).includes('墨斗巷'));
    expect(holding()).not.toEqual([]);
    await records.forget('U1');
    expect(holding()).toEqual([]);
    await records.close();
    expect(holding()).toEqual([]);
  });

  it('is forgotten alone while the database cannot be used, and is not let off a limit', async () => {
    let isBroken = true;
    const records = open({
      open: (path) => {
        if (isBroken) throw new Error('gone');
        return openDatabase(path);
      },
    });
    const limits = { capacity: 1, refillPerMinute: 1 };
    const mine = await records.recordExchange(asked());
    const other = await records.recordExchange(asked({ user: 'U2' }));
    await records.castVote(mine, 'U2', 'useful');
    await records.castVote(other, 'U1', 'useful');
    await records.castVote(other, 'U2', 'not-useful');
    await records.remember('c1', { question: '一' }, DAY_MS, 'U1');
    await records.remember('c2', { question: '二' }, DAY_MS, 'U2');
    await records.takeToken('U1', limits);
    const seen = async () => [
      (await records.exchange(mine))?.question,
      (await records.exchange(other))?.question,
      await records.voteOf(mine, 'U2'),
      await records.voteOf(other, 'U1'),
      await records.voteOf(other, 'U2'),
      (await records.conversation('c1'))?.question,
      (await records.conversation('c2'))?.question,
    ];
    await records.forget('U1');
    const left = [undefined, '科普活动多少场？', null, null, 'not-useful', undefined, '二'];
    expect(await seen()).toEqual(left);
    expect((await records.takeToken('U1', limits)).allowed).toBe(false);
    isBroken = false;
    nowMs += 6_000;
    expect(await seen()).toEqual(left);
    expect(records.isAvailable).toBe(true);
  });
});

describe('the file', () => {
  it('can be read by its owner alone, with what SQLite puts beside it', async () => {
    const records = open();
    await records.claim('slack', 'e');
    for (const end of ['', '-wal', '-shm']) expect(statSync(`${file}${end}`).mode & 0o777).toBe(0o600);
    await records.close();
  });
});

describe('the secret', () => {
  it('is made once beside the records, readable by its owner alone, and keeps hashes the same', async () => {
    const first = open({ key: null });
    const hash = first.hash('U1');
    await first.close();
    expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
    expect(open({ key: null }).hash('U1')).toBe(hash);
    expect(open({ key: 'another' }).hash('U1')).not.toBe(hash);
  });

  it('that cannot be used is said in the log, and the records work on', async () => {
    await open({ key: null }).close();
    writeFileSync(`${file}.key`, 'not hex');
    expect(await open({ key: null }).claim('slack', 'e')).toBe(true);
    expect(lines.join()).toContain('KEWEN_SECRET');
  });
});

describe('migrations', () => {
  it('bring an empty file to the present version and do nothing to one that has it', async () => {
    await open().close();
    await open().close();
    expect(rows('PRAGMA user_version')).toEqual([{ user_version: SCHEMA_VERSION }]);
    expect(lines).toEqual([]);
  });

  it('leave a file of a newer program alone and say so', async () => {
    await open().close();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    expect(await open().claim('slack', 'e')).toBe(true);
    expect(lines).toHaveLength(1);
    expect(rows('PRAGMA user_version')).toEqual([{ user_version: 99 }]);
  });
});

/** Ways in which a database cannot be used, each with how to mend it. */
const TROUBLES: Record<
  string,
  () => Promise<{ open?: (file: string) => Database.Database; mend: () => void }>
> = {
  'locked by another program': async () => {
    await open().close();
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    return {
      mend: () => {
        other.exec('COMMIT');
        other.close();
      },
    };
  },
  'full disk': async () => {
    let opened: Database.Database | undefined;
    return {
      open: (path) => {
        opened = openDatabase(path);
        opened.pragma(`max_page_count = ${opened.pragma('page_count', { simple: true })}`);
        return opened;
      },
      mend: () => void opened?.pragma('max_page_count = 1000000'),
    };
  },
  'read-only file': async () => {
    await open().close();
    let isReadOnly = true;
    return {
      open: (path) => (isReadOnly ? new Database(path, { readonly: true }) : openDatabase(path)),
      mend: () => {
        isReadOnly = false;
      },
    };
  },
  'file that is no database': async () => {
    await open().close();
    writeFileSync(file, 'x'.repeat(9_000));
    return { mend: () => writeFileSync(file, '') };
  },
};

describe.each(Object.keys(TROUBLES))('a %s', (name) => {
  it('is done without, said once, and made up for once it is mended', async () => {
    const trouble = await (TROUBLES[name] as (typeof TROUBLES)[string])();
    const records = open(trouble.open ? { open: trouble.open } : {});
    lines = lines.filter((line) => !line.includes('现在用不了'));
    expect([await records.claim('slack', 'e1'), await records.claim('slack', 'e1')]).toEqual([true, false]);
    // Too long for the pages that are there.
    const id = await records.recordExchange(asked({ answer: { ...ANSWER, text: '科'.repeat(9_000) } }));
    expect(id).toBeLessThan(0);
    expect((await records.exchange(id))?.question).toBe('科普活动多少场？');
    await records.updateExchange(id, { question: '改过', answer: ANSWER, elapsedMs: 1 });
    expect((await records.exchange(id))?.question).toBe('改过');
    expect([
      await records.castVote(id, 'U1', 'useful'),
      await records.castVote(id, 'U1', 'not-useful'),
    ]).toEqual([null, 'useful']);
    await records.remember('c', { question: '一' }, DAY_MS);
    expect((await records.conversation('c'))?.question).toBe('一');
    expect(await records.lastQuestions('slack', 'U1', 3)).toEqual(['改过']);
    expect(await records.popularQuestions('slack', 3)).toEqual([]);
    const limits = { capacity: 1, refillPerMinute: 1 };
    expect([
      (await records.takeToken('b', limits)).allowed,
      (await records.takeToken('b', limits)).allowed,
    ]).toEqual([true, false]);
    expect(records.isAvailable).toBe(false);
    expect(lines.filter((line) => line.includes('现在用不了')).length).toBeLessThanOrEqual(1);

    trouble.mend();
    nowMs += 6_000;
    expect(await records.claim('slack', 'e2')).toBe(true);
    expect(records.isAvailable).toBe(true);
    expect(lines.filter((line) => line.includes('恢复了'))).toHaveLength(1);
    expect((await records.exchange(id))?.question).toBe('改过');
    expect(await records.voteOf(id, 'U1')).toBe('not-useful');
    await records.close();
    const again = open();
    expect(await again.claim('slack', 'e1')).toBe(false);
    expect((await again.conversation('c'))?.question).toBe('一');
    expect((await again.exchange(id))?.question).toBe('改过');
    await again.close();
  });
});

describe('records after they are closed', () => {
  it('answer from memory instead of throwing', async () => {
    const records = open();
    await records.close();
    expect(await records.claim('slack', 'e')).toBe(true);
    expect(await records.recordExchange(asked())).toBeLessThan(0);
    await records.close();
  });
});
