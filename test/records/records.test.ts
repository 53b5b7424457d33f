import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/contract.ts';
import { openDatabase } from '../../src/records/database.ts';
import { type NewExchange, openRecords, type Records } from '../../src/records/records.ts';
import { SCHEMA_VERSION } from '../../src/records/schema.ts';

const DAY_MS = 86_400_000;
const ANSWER: Answer = {
  kind: 'answered',
  text: '雁岭市科协（2022年）：开展科普活动318场。',
  confidence: 1,
  citations: [],
  nearest: [],
  suggestions: [],
  generation: 'g1',
};

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
const asked = (more: Partial<NewExchange> = {}): NewExchange => ({
  channel: 'slack',
  audience: 'staff',
  user: 'U1',
  conversation: 'C1:1',
  question: '科普活动多少场？',
  answer: ANSWER,
  elapsedMs: 1.5,
  ...more,
});
const rows = (sql: string) => {
  const db = new Database(file, { readonly: true });
  const found = db.prepare(sql).all();
  db.close();
  return found;
};

describe('an event', () => {
  it('is handled once, also after a restart', async () => {
    const records = open();
    expect([await records.claim('slack', 'e1'), await records.claim('slack', 'e1')]).toEqual([true, false]);
    expect(await records.claim('telegram', 'e1')).toBe(true);
    await records.close();
    expect(await open().claim('slack', 'e1')).toBe(false);
  });

  it('knows an event that was handled without taking one that was not', async () => {
    const records = open();
    expect([await records.isClaimed('slack', 'e1'), await records.claim('slack', 'e1')]).toEqual([
      false,
      true,
    ]);
    expect([await records.isClaimed('slack', 'e1'), await records.isClaimed('telegram', 'e1')]).toEqual([
      true,
      false,
    ]);
    await records.close();
    expect(await open().isClaimed('slack', 'e1')).toBe(true);
  });

  it('is handled again once it is released, also after a restart', async () => {
    const records = open();
    expect(await records.claim('slack', 'e1')).toBe(true);
    await records.release('slack', 'e1');
    await records.close();
    expect(await open().claim('slack', 'e1')).toBe(true);
  });

  it('does not stand in the file by the name of the person', async () => {
    await open().claim('slack', 'press:U0PERSON:kewen.useful.0:1');
    expect(JSON.stringify(rows('SELECT * FROM handled'))).not.toContain('U0PERSON');
  });

  it('is forgotten after three days, so that the table does not grow', async () => {
    const records = open();
    await records.claim('slack', 'e1');
    nowMs += 3 * DAY_MS + 1;
    await records.purge();
    expect(rows('SELECT * FROM handled')).toEqual([]);
    expect(await records.claim('slack', 'e1')).toBe(true);
  });
});

describe('an exchange', () => {
  it('never has the id of one that was deleted, which an old button may still name', async () => {
    const records = open();
    const deleted = await records.recordExchange(asked({ user: 'U1' }));
    await records.forget('U1');
    expect(await records.recordExchange(asked({ user: 'U2' }))).not.toBe(deleted);
    expect(await records.exchange(deleted)).toBeUndefined();
  });

  it('comes back as it was recorded, without the id of the person', async () => {
    const records = open();
    const id = await records.recordExchange(asked());
    expect(await records.exchange(id)).toEqual({
      id,
      channel: 'slack',
      audience: 'staff',
      user: records.hash('U1'),
      question: '科普活动多少场？',
      answer: ANSWER,
      elapsedMs: 1.5,
      askedAt: new Date(nowMs),
    });
    await records.close();
    const bytes = readFileSync(file);
    for (const name of ['U1', 'C1:1']) expect(bytes.includes(name)).toBe(false);
  });

  it('is changed by an edit and keeps its votes', async () => {
    const records = open();
    const id = await records.recordExchange(asked());
    await records.castVote(id, 'U1', 'useful');
    await records.updateExchange(id, {
      question: '培训多少人？',
      answer: { ...ANSWER, kind: 'unanswered' },
      elapsedMs: 2,
    });
    expect((await records.exchange(id))?.question).toBe('培训多少人？');
    expect((await records.exchange(id))?.answer.kind).toBe('unanswered');
    expect(await records.voteOf(id, 'U1')).toBe('useful');
  });

  it('is changed only as long as its answer is of the kind that was seen', async () => {
    const records = open();
    const id = await records.recordExchange(asked({ answer: { ...ANSWER, kind: 'clarify' } }));
    const choose = (question: string) =>
      records.updateExchange(id, { question, answer: ANSWER, elapsedMs: 1 }, 'clarify');
    expect(await Promise.all([choose('甲'), choose('乙')])).toEqual([true, false]);
    expect((await records.exchange(id))?.question).toBe('甲');
    expect(
      await records.updateExchange(99, { question: '丙', answer: ANSWER, elapsedMs: 1 }, 'clarify'),
    ).toBe(false);
  });

  it('is one, however often and however close together the same is kept', async () => {
    const records = open();
    const once = { key: 'same', forMs: 1_000 };
    const ids = await Promise.all([1, 2, 3].map(() => records.recordExchange(asked(), once)));
    expect(new Set(ids).size).toBe(1);
    expect(rows('SELECT * FROM exchanges')).toHaveLength(1);
    nowMs += 1_000;
    expect(await records.recordExchange(asked(), once)).not.toBe(ids[0]);
  });

  it('is deleted with its votes after the days of retention, and not before', async () => {
    const records = open();
    const id = await records.recordExchange(asked());
    await records.castVote(id, 'U1', 'useful');
    nowMs += 90 * DAY_MS;
    await records.purge();
    expect(await records.exchange(id)).toBeDefined();
    nowMs += 1;
    await records.purge();
    expect(await records.exchange(id)).toBeUndefined();
    expect(rows('SELECT * FROM votes')).toEqual([]);
  });

  it('is purged in passing when the records are used', async () => {
    const records = open();
    await records.recordExchange(asked());
    nowMs += 91 * DAY_MS;
    await records.recordExchange(asked());
    expect(rows('SELECT * FROM exchanges')).toHaveLength(1);
  });
});

describe('votes', () => {
  it('are one a person an answer, changeable, and say what was there before', async () => {
    const records = open();
    const id = await records.recordExchange(asked());
    expect(await records.castVote(id, 'U1', 'useful')).toBeNull();
    expect(await records.castVote(id, 'U1', 'not-useful')).toBe('useful');
    expect(await records.castVote(id, 'U2', 'useful')).toBeNull();
    expect(rows('SELECT verdict FROM votes ORDER BY verdict')).toEqual([
      { verdict: 'not-useful' },
      { verdict: 'useful' },
    ]);
  });

  it('keep a note until the vote changes', async () => {
    const records = open();
    const id = await records.recordExchange(asked());
    await records.castVote(id, 'U1', 'not-useful', '年份不对');
    await records.castVote(id, 'U1', 'not-useful');
    expect(rows('SELECT note FROM votes')).toEqual([{ note: '年份不对' }]);
    await records.castVote(id, 'U1', 'useful');
    expect(rows('SELECT note FROM votes')).toEqual([{ note: '' }]);
  });
});

describe('a conversation', () => {
  it('is remembered until it expires, the latest word in place of the one before', async () => {
    const records = open();
    await records.remember('c', { question: '一' }, 1_000);
    await records.remember('c', { question: '二', exchange: 3, extra: { ts: '1.2' } }, 1_000);
    expect(await records.conversation('c')).toEqual({ question: '二', exchange: 3, extra: { ts: '1.2' } });
    nowMs += 1_000;
    expect(await records.conversation('c')).toBeUndefined();
  });
});

describe('what is remembered', () => {
  it('is changed in part, and the rest stays as somebody else has changed it', async () => {
    const records = open();
    await records.remember('c', { question: '一', extra: { editedTs: '1' } }, 1_000);
    const [first, second] = await Promise.all([
      records.amend('c', { exchange: 7 }, 1_000),
      records.amend('c', { question: '二', extra: { answer: 'x' } }, 1_000),
    ]);
    expect(first).toEqual({ question: '一', exchange: 7, extra: { editedTs: '1' } });
    expect(second).toEqual({ question: '二', exchange: 7, extra: { editedTs: '1', answer: 'x' } });
    expect(await records.conversation('c')).toEqual(second);
    expect(await records.amend('new', { question: '三' }, 1_000)).toEqual({ question: '三' });
  });
});

describe('the turns of a conversation', () => {
  const turn = (question: string, at: string, user = 'U1') => ({ question, at, user });

  it('are its last two by their place, whatever order they come in, with who asked', async () => {
    const records = open();
    for (const [question, at, user] of [
      ['二', '0002', 'U2'],
      ['三', '0003', 'U1'],
      ['一', '0001', 'U1'],
    ] as const) {
      await records.addTurn('c', turn(question, at, user), 1_000);
    }
    expect(await records.turns('c')).toEqual([
      { question: '三', at: '0003', by: records.hash('U1') },
      { question: '二', at: '0002', by: records.hash('U2') },
    ]);
    nowMs += 1_000;
    expect(await records.turns('c')).toEqual([]);
  });

  it('are changed in their place, and opened only where there are none', async () => {
    const records = open();
    await records.addTurn('c', turn('', '0001'), 1_000, true);
    await records.addTurn('c', turn('一', '0001'), 1_000);
    await records.addTurn('c', turn('', '0002'), 1_000, true);
    expect((await records.turns('c')).map(({ question }) => question)).toEqual(['一']);
  });

  it('are all there however many are added at the same time', async () => {
    const records = open();
    await Promise.all(['0001', '0002'].map((at) => records.addTurn('c', turn(at, at), 1_000)));
    expect((await records.turns('c')).map(({ question }) => question)).toEqual(['0002', '0001']);
  });
});

describe('questions', () => {
  it('of a person come newest first, each once, of this channel, without requests for help', async () => {
    const records = open();
    for (const question of ['一', '二', '一', '三']) {
      nowMs += 1;
      await records.recordExchange(asked({ question }));
    }
    await records.recordExchange(asked({ question: '四', user: 'U2' }));
    await records.recordExchange(asked({ question: '五', channel: 'telegram' }));
    await records.recordExchange(asked({ question: '你好', answer: { ...ANSWER, kind: 'help' } }));
    expect(await records.lastQuestions('slack', 'U1', 2)).toEqual(['三', '一']);
    expect(await records.lastQuestions('slack', 'U1', 9)).toEqual(['三', '一', '二']);
  });

  it('are popular when several people asked them in the same channel and they were answered', async () => {
    const records = open();
    for (const user of ['1', '2', '3'])
      await records.recordExchange(asked({ channel: 'telegram', user, question: '甲' }));
    for (const user of ['1', '2'])
      await records.recordExchange(asked({ channel: 'telegram', user, question: '乙' }));
    for (const user of ['1', '1'])
      await records.recordExchange(asked({ channel: 'telegram', user, question: '丙' }));
    for (const user of ['1', '2'])
      await records.recordExchange(asked({ channel: 'slack', user, question: '内部预算' }));
    for (const user of ['1', '2']) {
      await records.recordExchange(
        asked({ channel: 'telegram', user, question: '丁', answer: { ...ANSWER, kind: 'unanswered' } }),
      );
    }
    expect(await records.popularQuestions('telegram', 9)).toEqual(['甲', '乙']);
    expect(await records.popularQuestions('telegram', 1)).toEqual(['甲']);
  });

  it('are counted anew after a minute, and at once when somebody wants to be forgotten', async () => {
    const records = open();
    const ask = (user: string, question: string) =>
      records.recordExchange(asked({ channel: 'telegram', user, question }));
    for (const user of ['1', '2']) await ask(user, '甲');
    expect(await records.popularQuestions('telegram', 9)).toEqual(['甲']);
    for (const user of ['1', '2', '3']) await ask(user, '乙');
    expect(await records.popularQuestions('telegram', 9)).toEqual(['甲']);
    nowMs += 60_000;
    expect(await records.popularQuestions('telegram', 9)).toEqual(['乙', '甲']);
    await records.forget('1');
    expect(await records.popularQuestions('telegram', 9)).toEqual(['乙']);
  });
});

describe('a bucket', () => {
  const limits = { capacity: 2, refillPerMinute: 6 };

  it('lets so many through at once and fills up with time; the first refusal is marked, once until half full', async () => {
    const records = open();
    const take = () => records.takeToken('U1', limits);
    expect([(await take()).allowed, (await take()).allowed]).toEqual([true, true]);
    expect(await take()).toEqual({ allowed: false, firstRefusal: true, waitMs: 10_000 });
    expect(await take()).toMatchObject({ allowed: false, firstRefusal: false });
    nowMs += 10_000;
    expect((await take()).allowed).toBe(true);
    expect(await take()).toMatchObject({ allowed: false, firstRefusal: false });
    nowMs += 20_000;
    expect([(await take()).allowed, (await take()).allowed]).toEqual([true, true]);
    expect((await take()).firstRefusal).toBe(true);
    expect((await records.takeToken('U2', limits)).allowed).toBe(true);
  });

  it.each([1, 2, 10])(
    'of %i marks one refusal of a steady flood, and another one after a rest',
    async (capacity) => {
      const records = open();
      const flood = async () => {
        let [allowed, notices] = [0, 0];
        for (let ms = 0; ms <= 60_000; ms += 250) {
          const taken = await records.takeToken('U1', { capacity, refillPerMinute: 18 });
          if (taken.allowed) allowed++;
          if (taken.firstRefusal) notices++;
          nowMs += 250;
        }
        return { allowed, notices };
      };
      const first = await flood();
      expect(first.notices).toBe(1);
      expect(first.allowed).toBeGreaterThanOrEqual(capacity + 16);
      expect((await flood()).notices).toBe(0);
      nowMs += 60_000;
      expect((await flood()).notices).toBe(1);
    },
  );

  it('survives a restart, so that stopping is no way around it', async () => {
    const records = open();
    for (let i = 0; i < 2; i++) await records.takeToken('U1', limits);
    await records.close();
    expect((await open().takeToken('U1', limits)).allowed).toBe(false);
  });

  it('never lets more through than capacity and time allow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -1_000, max: 30_000 }), { minLength: 1, maxLength: 60 }),
        async (steps) => {
          const records = open({ file: ':memory:', open: openDatabase });
          const startMs = nowMs;
          let latestMs = nowMs;
          let allowed = 0;
          for (const step of steps) {
            nowMs += step;
            latestMs = Math.max(latestMs, nowMs);
            if ((await records.takeToken('U', limits)).allowed) allowed++;
          }
          await records.close();
          const backMs = steps.filter((step) => step < 0).reduce((sum, step) => sum - step, 0);
          nowMs = startMs;
          return (
            allowed <=
            limits.capacity + ((latestMs - startMs + backMs) * limits.refillPerMinute) / 60_000 + 1e-9
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a person who wants to be forgotten', () => {
  it('leaves no question, vote or conversation, and others keep theirs', async () => {
    const records = open();
    const mine = await records.recordExchange(asked());
    const other = await records.recordExchange(asked({ user: 'U2' }));
    await records.castVote(other, 'U1', 'useful');
    await records.castVote(mine, 'U2', 'useful');
    await records.remember('c1', { question: '一' }, DAY_MS, 'U1');
    await records.remember('c2', { question: '二' }, DAY_MS, 'U2');
    await records.forget('U1');
    expect(await records.exchange(mine)).toBeUndefined();
    expect(await records.exchange(other)).toBeDefined();
    expect(rows('SELECT * FROM votes')).toEqual([]);
    expect([await records.conversation('c1'), (await records.conversation('c2'))?.question]).toEqual([
      undefined,
      '二',
    ]);
  });

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
