import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../src/records/claim.ts';
import { openPostgresRecords } from '../../src/records/postgres/postgres-records.ts';
import { openRecords, type Records } from '../../src/records/records.ts';
import { because, noPostgres, PostgresServer } from '../support/postgres.ts';
import { ANSWER, asked } from './asked.ts';

const DAY_MS = 86_400_000;

/** A database that records can be kept in. */
interface Keeper {
  /** Before all tests, and after. */
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Leaves nothing of the test before. */
  empty(): Promise<void>;
  open(keeping: { retentionDays: number; log: Log; now: () => Date }): Records;
  rows(sql: string): Promise<object[]>;
  setClock(nowMs: number): Promise<void>;
}
interface Log {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

let file: string;
let server: PostgresServer;
const KEEPERS: Record<string, Keeper> = {
  SQLite: {
    begin: async () => {},
    end: async () => {},
    empty: async () => {
      file = join(mkdtempSync(join(tmpdir(), 'kewen-records-')), 'kewen.sqlite');
    },
    open: (keeping) => openRecords({ file, key: 'k', ...keeping }),
    rows: async (sql) => {
      const db = new Database(file, { readonly: true });
      const found = db.prepare(sql).all() as object[];
      db.close();
      return found;
    },
    setClock: async () => {},
  },
  PostgreSQL: {
    begin: async () => {
      server = await PostgresServer.make();
      await server.run('CREATE TABLE clock (ms bigint); INSERT INTO clock VALUES (0)');
    },
    end: () => server.end(),
    empty: async () => void (await server.run('DROP SCHEMA IF EXISTS kewen CASCADE')),
    open: (keeping) =>
      openPostgresRecords({
        url: server.url,
        key: 'k',
        clock: '(SELECT ms FROM public.clock)',
        graceMs: 0,
        ...keeping,
      }),
    rows: (sql) =>
      server.run(sql.replace('FROM handled', 'FROM claims').replace(/FROM (\w+)/u, 'FROM kewen.$1')),
    setClock: async (nowMs) => void (await server.run(`UPDATE clock SET ms = ${nowMs}`)),
  },
};

/** What records promise, whatever they are kept in. */
const contractOf = (name: string) => () => {
  const keeper = KEEPERS[name] as Keeper;
  const opened: Records[] = [];
  const lines: string[] = [];
  const say = (_fields: object, message: string) => void lines.push(message);
  const log = { warn: say, info: say };
  let nowMs: number;

  beforeAll(() => keeper.begin(), 60_000);
  afterAll(() => keeper.end());
  beforeEach(async () => {
    nowMs = Date.parse('2026-03-01T08:00:00Z');
    lines.length = 0;
    await keeper.empty();
    await keeper.setClock(nowMs);
  });
  afterEach(async () => {
    for (const records of opened.splice(0)) await records.close();
    expect(lines).toEqual([]);
  });

  function open(): Records {
    const records = keeper.open({ retentionDays: 90, log, now: () => new Date(nowMs) });
    opened.push(records);
    return records;
  }
  const rows = (sql: string) => keeper.rows(sql);
  async function later(ms: number): Promise<void> {
    nowMs += ms;
    await keeper.setClock(nowMs);
  }

  describe('an event', () => {
    it('is handled once, also after a restart', async () => {
      const records = open();
      expect([await records.claim('slack', 'e1'), await records.claim('slack', 'e1')]).toEqual([true, false]);
      expect(await records.claim('telegram', 'e1')).toBe(true);
      await records.close();
      expect(await open().claim('slack', 'e1')).toBe(false);
    });

    it('is handled again once it is released, also after a restart', async () => {
      const records = open();
      expect(await records.claim('slack', 'e1')).toBe(true);
      await records.release('slack', 'e1');
      await records.close();
      expect(await open().claim('slack', 'e1')).toBe(true);
    });

    it('is not kept by the name of the person', async () => {
      await open().claim('slack', 'press:U0PERSON:kewen.useful.0:1');
      expect(JSON.stringify(await rows('SELECT * FROM handled'))).not.toContain('U0PERSON');
    });

    it('is forgotten after three days, so that the table does not grow', async () => {
      const records = open();
      await records.claim('slack', 'e1');
      await later(3 * DAY_MS + 1);
      await records.purge();
      expect(await rows('SELECT * FROM handled')).toEqual([]);
      expect(await records.claim('slack', 'e1')).toBe(true);
    });
  });

  describe('an event under a lease', () => {
    const lease = { payload: '{"said":"墨斗巷"}', place: 'chat 1' };

    it('is left to the others when its process is gone and the lease has run out, in the order in which it came', async () => {
      const dying = open();
      for (const event of ['e1', 'e2']) await dying.claim('slack', event, { ...lease, payload: event });
      await dying.claim('telegram', 'e3', lease);
      await dying.say('slack', 'e1');
      const other = open();
      expect(await other.left('slack')).toEqual([]);
      await later(LEASE_MS + 1);
      expect(await other.left('slack')).toEqual([
        { payload: 'e1', isSaid: true },
        { payload: 'e2', isSaid: false },
      ]);
      expect(await other.left('slack')).toEqual([]);
    });

    it('says nothing more in a process that lost it', async () => {
      const slow = open();
      await slow.claim('slack', 'e1', lease);
      expect(await slow.say('slack', 'e1')).toBe(true);
      await later(LEASE_MS + 1);
      const other = open();
      expect(await other.left('slack')).toHaveLength(1);
      expect([await slow.say('slack', 'e1'), await other.say('slack', 'e1')]).toEqual([false, true]);
      await slow.complete('slack', 'e1');
      await other.close();
      expect(await open().left('slack')).toHaveLength(1);
    });

    it('is nobody’s once it is done, and what it needed is no longer kept', async () => {
      const records = open();
      await records.claim('slack', 'e1', lease);
      await records.complete('slack', 'e1');
      await later(LEASE_MS + 1);
      expect(await open().left('slack')).toEqual([]);
      expect(await open().claim('slack', 'e1', lease)).toBe(false);
      expect(JSON.stringify(await rows('SELECT * FROM handled'))).not.toContain('墨斗巷');
    });

    it('is given back at once by a process that is closed', async () => {
      const records = open();
      await records.claim('slack', 'e1', lease);
      await records.close();
      expect(await open().left('slack')).toEqual([{ payload: lease.payload, isSaid: false }]);
    });

    it('is taken by one of many that come at the same time', async () => {
      const all = [open(), open(), open()];
      const won = await Promise.all(
        all.flatMap((records) => [1, 2].map(() => records.claim('slack', 'e1', lease))),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
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
      const kept = JSON.stringify(await rows('SELECT * FROM exchanges'));
      for (const name of ['U1"', 'C1:1']) expect(kept).not.toContain(name);
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
      const areChosen = await Promise.all([choose('甲'), choose('乙')]);
      expect(areChosen.filter(Boolean)).toHaveLength(1);
      expect((await records.exchange(id))?.question).toBe(areChosen[0] ? '甲' : '乙');
      expect(
        await records.updateExchange(99, { question: '丙', answer: ANSWER, elapsedMs: 1 }, 'clarify'),
      ).toBe(false);
    });

    it('is one, however often and however close together the same is kept', async () => {
      const records = open();
      const once = { key: 'same', forMs: 1_000 };
      const ids = await Promise.all([1, 2, 3].map(() => records.recordExchange(asked(), once)));
      expect(new Set(ids).size).toBe(1);
      expect(await rows('SELECT * FROM exchanges')).toHaveLength(1);
      await later(1_000);
      expect(await records.recordExchange(asked(), once)).not.toBe(ids[0]);
    });

    it('is deleted with its votes after the days of retention, and not before', async () => {
      const records = open();
      const id = await records.recordExchange(asked());
      await records.castVote(id, 'U1', 'useful');
      await later(90 * DAY_MS);
      await records.purge();
      expect(await records.exchange(id)).toBeDefined();
      await later(1);
      await records.purge();
      expect(await records.exchange(id)).toBeUndefined();
      expect(await rows('SELECT * FROM votes')).toEqual([]);
    });

    it('is purged in passing when the records are used', async () => {
      const records = open();
      await records.recordExchange(asked());
      await later(91 * DAY_MS);
      await records.recordExchange(asked());
      expect(await rows('SELECT * FROM exchanges')).toHaveLength(1);
    });
  });

  describe('votes', () => {
    it('are one a person an answer, changeable, and say what was there before', async () => {
      const records = open();
      const id = await records.recordExchange(asked());
      expect(await records.castVote(id, 'U1', 'useful')).toBeNull();
      expect(await records.castVote(id, 'U1', 'not-useful')).toBe('useful');
      expect(await records.castVote(id, 'U2', 'useful')).toBeNull();
      expect(await rows('SELECT verdict FROM votes ORDER BY verdict')).toEqual([
        { verdict: 'not-useful' },
        { verdict: 'useful' },
      ]);
    });

    it('keep a note until the vote changes', async () => {
      const records = open();
      const id = await records.recordExchange(asked());
      await records.castVote(id, 'U1', 'not-useful', '年份不对');
      await records.castVote(id, 'U1', 'not-useful');
      expect(await rows('SELECT note FROM votes')).toEqual([{ note: '年份不对' }]);
      await records.castVote(id, 'U1', 'useful');
      expect(await rows('SELECT note FROM votes')).toEqual([{ note: '' }]);
    });
  });

  describe('a conversation', () => {
    it('is remembered until it expires, the latest word in place of the one before', async () => {
      const records = open();
      await records.remember('c', { question: '一' }, 1_000);
      await records.remember('c', { question: '二', exchange: 3, extra: { ts: '1.2' } }, 1_000);
      expect(await records.conversation('c')).toEqual({ question: '二', exchange: 3, extra: { ts: '1.2' } });
      await later(1_000);
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
      // Which of them comes first is the database's.
      expect(first).toMatchObject({ exchange: 7, extra: { editedTs: '1' } });
      expect(second).toMatchObject({ question: '二', extra: { editedTs: '1', answer: 'x' } });
      expect(await records.conversation('c')).toEqual({
        question: '二',
        exchange: 7,
        extra: { editedTs: '1', answer: 'x' },
      });
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
      await later(1_000);
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
        await later(1);
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
      await later(60_000);
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
      await later(10_000);
      expect((await take()).allowed).toBe(true);
      expect(await take()).toMatchObject({ allowed: false, firstRefusal: false });
      await later(20_000);
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
            await later(250);
          }
          return { allowed, notices };
        };
        const first = await flood();
        expect(first.notices).toBe(1);
        expect(first.allowed).toBeGreaterThanOrEqual(capacity + 16);
        expect((await flood()).notices).toBe(0);
        await later(60_000);
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
            const records = open();
            const startMs = nowMs;
            let latestMs = nowMs;
            let allowed = 0;
            for (const step of steps) {
              await later(step);
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
        { numRuns: 10 },
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
      expect(await rows('SELECT * FROM votes')).toEqual([]);
      expect([await records.conversation('c1'), (await records.conversation('c2'))?.question]).toEqual([
        undefined,
        '二',
      ]);
    });
  });
};

describe('records in SQLite', contractOf('SQLite'));
describe.skipIf(noPostgres !== null)(`records in PostgreSQL${because}`, contractOf('PostgreSQL'));
