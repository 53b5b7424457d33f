import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, AnswerKind } from '../../src/answer/contract.ts';
import { copyFromFile, copyToFile, hasContent, isServing } from '../../src/records/postgres/copy.ts';
import { openPostgresRecords } from '../../src/records/postgres/postgres-records.ts';
import { postgresUpkeep } from '../../src/records/postgres/upkeep.ts';
import { openRecords, type Records } from '../../src/records/records.ts';
import { createHash } from '../../src/records/secret.ts';
import { sqliteUpkeep } from '../../src/records/sqlite-upkeep.ts';
import { localDays } from '../../src/records/statistics.ts';
import type { Upkeep } from '../../src/records/upkeep.ts';
import { because, noPostgres, PostgresServer } from '../support/postgres.ts';

const START_MS = Date.parse('2026-03-01T08:00:00Z');
const answer = (kind: AnswerKind, report: string): Answer => ({
  ...{ kind, text: '', confidence: 1, nearest: [], suggestions: [], generation: 'g' },
  citations: [{ report } as Answer['citations'][number]],
});

describe.skipIf(noPostgres !== null)(`records in PostgreSQL${because}`, () => {
  let server: PostgresServer;
  let nowMs: number;
  const opened: Records[] = [];
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const now = () => new Date(nowMs);
  const keeping = { key: 'k', retentionDays: 90, log: { warn: note, info: note }, now };

  beforeAll(async () => {
    server = await PostgresServer.make();
    await server.run('CREATE TABLE clock (ms bigint); INSERT INTO clock VALUES (0)');
  }, 60_000);
  afterAll(() => server.end());
  beforeEach(async () => {
    await server.run('DROP SCHEMA IF EXISTS kewen CASCADE');
    lines.length = 0;
    await setClock(START_MS);
  });
  afterEach(async () => {
    for (const records of opened.splice(0)) await records.close();
  });

  async function setClock(ms: number): Promise<void> {
    nowMs = ms;
    await server.run(`UPDATE clock SET ms = ${ms}`);
  }
  function open(): Records {
    const clock = '(SELECT ms FROM public.clock)';
    const records = openPostgresRecords({ url: server.url, clock, graceMs: 0, ...keeping });
    opened.push(records);
    return records;
  }
  function openFile(file: string): Records {
    const records = openRecords({ file, ...keeping });
    opened.push(records);
    return records;
  }
  const newFile = () => join(mkdtempSync(join(tmpdir(), 'kewen-postgres-')), 'kewen.sqlite');

  /** Something that happens. */
  const happening = fc.record({
    question: fc.constantFrom('科普活动多少场？', '院士工作站几家', '墨斗巷的大篷车', '你好'),
    previous: fc.option(fc.constantFrom('平湖几场', '太仓几场')),
    user: fc.constantFrom('U1', 'U2', 'U3'),
    place: fc.constantFrom('C1', 'C2'),
    kind: fc.constantFrom<AnswerKind>('answered', 'clarify', 'unanswered', 'help'),
    report: fc.constantFrom('a', 'b'),
    channel: fc.constantFrom('slack', 'telegram'),
    elapsedMs: fc.integer({ min: 1, max: 50 }),
    vote: fc.option(fc.constantFrom('useful' as const, 'not-useful' as const)),
  });
  type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

  async function live(records: readonly Records[], happenings: readonly Happening[]): Promise<void> {
    for (const one of happenings) {
      const { question, previous, user, place, kind, report, channel, elapsedMs, vote } = one;
      for (const each of records) {
        const id = await each.recordExchange({
          ...{ channel, audience: 'public', user, conversation: place, question, previous, elapsedMs },
          answer: answer(kind, report),
        });
        if (vote) await each.castVote(id, 'U9', vote, vote === 'useful' ? '' : '不对');
        await each.addTurn(place, { question, at: String(id).padStart(9, '0'), user }, 86_400_000);
        await each.remember(`${user}:last`, { question, exchange: id }, 86_400_000, user);
      }
      await setClock(nowMs + 60_000);
    }
  }

  async function seen(upkeep: Upkeep) {
    return upkeep.read(async (records) => ({
      statistics: await records.statistics(0, localDays()),
      unanswered: await records.questions('unanswered', 0),
      clarify: await records.questions('clarify', 0),
      notUseful: await records.questions('not-useful', 0),
      voted: await records.voted(0),
      wordings: await records.wordings('public', 9),
      changes: await records.changes(0),
    }));
  }

  it('give a maintainer the same as a file does, before and after somebody is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 15 }), async (happenings) => {
        await server.run('DROP SCHEMA IF EXISTS kewen CASCADE');
        await setClock(START_MS);
        const file = newFile();
        const both = [openFile(file), open()];
        await live(both, happenings);
        const [ofFile, ofServer] = [sqliteUpkeep(file), postgresUpkeep(server.url)];
        for (const upkeep of [ofFile, ofServer]) {
          await upkeep.addChange({ atMs: nowMs, who: 'm', command: 'kewen index', code: 0 });
          expect(await upkeep.dismiss(['你好', '院士工作站几家'], nowMs, false)).toBe(2);
        }
        expect(await seen(ofServer)).toEqual(await seen(ofFile));
        const hash = createHash('k')('U1');
        const dry = await ofServer.forget(hash, true);
        const counted = await ofServer.forget(hash, false);
        const { conversations: _, isWiped: __, ...gone } = counted ?? expect.unreachable();
        expect(dry).toMatchObject(gone);
        expect(await ofFile.forget(hash, false)).toMatchObject(gone);
        expect(await seen(ofServer)).toEqual(await seen(ofFile));
        for (const records of opened.splice(0)) await records.close();
      }),
      { numRuns: 5 },
    );
  }, 120_000);

  it('go into a file and from a file into a database, with the same in them', async () => {
    const records = open();
    await live([records], fc.sample(happening, { numRuns: 30, seed: 1 }));
    await records.claim('slack', 'done');
    const before = await seen(postgresUpkeep(server.url));
    const turns = await records.turns('C1');
    const file = newFile();
    expect(await copyToFile(server.url, file)).toBe(true);
    expect(await seen(sqliteUpkeep(file))).toEqual(before);
    expect(await openFile(file).turns('C1')).toEqual(turns);
    expect([await hasContent(server.url), await isServing(server.url)]).toEqual([true, true]);
    for (const each of opened.splice(0)) await each.close();
    await copyFromFile(file, server.url, 'kewen_before');
    expect(await seen(postgresUpkeep(server.url))).toEqual(before);
    const again = open();
    expect(await again.turns('C1')).toEqual(turns);
    expect(await again.claim('slack', 'done')).toBe(false);
    const newest = await again.recordExchange({
      ...{
        channel: 'slack',
        audience: 'public',
        user: 'U1',
        conversation: 'c',
        question: '新',
        elapsedMs: 1,
      },
      answer: answer('answered', 'a'),
    });
    expect(newest).toBeGreaterThan(30);
    await server.run('DROP SCHEMA kewen_before CASCADE');
  });

  it('are waited for in one place, in the order in which events were taken, and nowhere else', async () => {
    const [one, other] = [open(), open()];
    const lease = (place: string) => ({ payload: '{}', place });
    await one.claim('slack', 'first', lease('a'));
    await other.claim('slack', 'second', lease('a'));
    await other.claim('slack', 'elsewhere', lease('b'));
    await other.turn('slack', 'elsewhere');
    let isSecondsTurn = false;
    const second = other.turn('slack', 'second').then(() => {
      isSecondsTurn = true;
    });
    await one.turn('slack', 'first');
    expect(isSecondsTurn).toBe(false);
    await one.complete('slack', 'first');
    await second;
    expect(isSecondsTurn).toBe(true);
  });

  it('have one that leads, and the next one when it ends', async () => {
    const [one, other] = [open(), open()];
    const first = await one.lead('polling');
    const second = await other.lead('polling');
    expect([first.isLeading(), second.isLeading()]).toEqual([true, false]);
    await first.end();
    const third = await one.lead('polling');
    expect([second.isLeading(), third.isLeading()].filter(Boolean)).toHaveLength(1);
    await Promise.all([second.end(), third.end()]);
  });

  it('are done without while the server is away, said once, and told of what was taken when it is back', async () => {
    const records = open();
    await records.claim('slack', 'before', { payload: '{}', place: '' });
    await server.stop();
    expect(await records.claim('slack', 'meanwhile')).toBe(true);
    expect(await records.claim('slack', 'meanwhile')).toBe(false);
    expect(await records.say('slack', 'before')).toBe(true);
    await records.complete('slack', 'before');
    const exchange = {
      channel: 'slack',
      audience: 'public',
      user: 'U1',
      conversation: 'c',
      question: '问',
    } as const;
    const id = await records.recordExchange({ ...exchange, answer: answer('answered', 'a'), elapsedMs: 1 });
    expect(id).toBeLessThan(0);
    expect(await records.exchange(id)).toBeUndefined();
    const limits = { capacity: 1, refillPerMinute: 1 };
    const taken = [await records.takeToken('b', limits), await records.takeToken('b', limits)];
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, false]);
    expect(records.isAvailable).toBe(false);
    expect(lines.filter((line) => line.includes('现在用不了'))).toHaveLength(1);
    await server.start();
    await expect
      .poll(() => records.turns('x').then(() => records.isAvailable), { timeout: 10_000 })
      .toBe(true);
    expect(lines.filter((line) => line.includes('恢复了'))).toHaveLength(1);
    const other = open();
    expect(await other.claim('slack', 'meanwhile')).toBe(false);
    await setClock(nowMs + 60_000);
    expect(await other.left('slack')).toEqual([]);
  }, 60_000);
});
