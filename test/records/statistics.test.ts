import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/contract.ts';
import { Durations } from '../../src/records/durations.ts';
import type { Trouble } from '../../src/records/questions.ts';
import { type NewExchange, openRecords, type Records } from '../../src/records/records.ts';
import { sqliteUpkeep } from '../../src/records/sqlite-upkeep.ts';
import { localDay, localDays } from '../../src/records/statistics.ts';

const HOUR_MS = 3_600_000;
let file: string;
let nowMs: number;
let records: Records;

beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'kewen-statistics-')), 'kewen.sqlite');
  nowMs = new Date(2026, 2, 1, 23, 30).getTime();
  const log = { warn: () => {}, info: () => {} };
  records = openRecords({ file, key: 'k', retentionDays: 90, log, now: () => new Date(nowMs) });
});

const answer = (kind: Answer['kind'], ...reports: string[]): Answer => ({
  kind,
  text: '',
  confidence: 1,
  citations: reports.map((report) => ({ report }) as Answer['citations'][number]),
  nearest: [],
  suggestions: [],
  generation: 'g',
});
const ask = (more: Partial<NewExchange> = {}) =>
  records.recordExchange({
    channel: 'telegram',
    audience: 'public',
    user: 'telegram:1',
    conversation: 'c',
    question: '科普活动多少场？',
    answer: answer('answered', 'yanling-2022'),
    elapsedMs: 2,
    ...more,
  });
const count = async (sinceMs = 0) =>
  (await sqliteUpkeep(file).read((kept) => kept.statistics(sinceMs, localDays()))) ?? expect.unreachable();
const look = (trouble: Trouble, sinceMs: number) =>
  sqliteUpkeep(file).read((kept) => kept.questions(trouble, sinceMs));

describe('statistics', () => {
  it('are read while the records are open for writing, and of what is committed by then', async () => {
    await ask();
    expect((await count()).shares[0]?.asked).toBe(1);
    await ask();
    expect((await count()).shares[0]?.asked).toBe(2);
    expect(records.isAvailable).toBe(true);
  });

  it('count by channel and audience, with people, votes and times', async () => {
    const id = await ask({ elapsedMs: 4 });
    await ask({ user: 'telegram:2', answer: answer('unanswered') });
    await ask({ channel: 'slack', audience: 'staff', user: 'U1', answer: answer('clarify') });
    await records.castVote(id, 'telegram:2', 'useful');
    await records.castVote(id, 'telegram:3', 'not-useful');
    expect((await count()).shares).toEqual([
      expect.objectContaining({ channel: 'slack', audience: 'staff', asked: 1, people: 1, useful: 0 }),
      {
        channel: 'telegram',
        audience: 'public',
        asked: 2,
        byKind: { answered: 1, clarify: 0, unanswered: 1, help: 0 },
        people: 2,
        useful: 1,
        notUseful: 1,
        tookMs: { p50: expect.closeTo(2, 1), p90: 4, p99: 4, max: 4 },
      },
    ]);
  });

  it('belong to the day on the clock of the machine', async () => {
    await ask();
    nowMs += HOUR_MS;
    await ask();
    expect((await count()).days.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02']);
    expect(localDay(new Date(nowMs))).toBe('2026-03-02');
  });

  it('begin where they are asked to', async () => {
    await ask();
    nowMs += HOUR_MS;
    await ask();
    expect((await count(nowMs)).shares[0]?.asked).toBe(1);
    expect((await count(nowMs + 1)).shares).toEqual([]);
  });

  it('count the answers that cite a report, not the sentences', async () => {
    await ask({ answer: answer('answered', 'a', 'a', 'b') });
    await ask({ answer: answer('answered', 'a') });
    expect([...(await count()).cited]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('survive an answer that is not JSON', async () => {
    await ask();
    const db = new Database(file);
    db.exec(`UPDATE exchanges SET answer = '{"cut'`);
    db.close();
    expect((await count()).cited.size).toBe(0);
  });

  it('hold neither an id nor a hash of one', async () => {
    await ask({ answer: answer('unanswered') });
    const shown = JSON.stringify([await count(), await look('unanswered', 0)]);
    expect(shown).not.toContain(records.hash('telegram:1'));
    expect(shown).not.toContain('telegram:1');
  });
});

describe('questions to look at', () => {
  it('are counted by wording, without what points to a person, follow-ups with what they follow', async () => {
    await ask({ question: '我是13812345678，谁管？', answer: answer('unanswered') });
    await ask({ question: '我是13987654321，谁管？', answer: answer('unanswered'), audience: 'staff' });
    await ask({ question: '那太仓呢？', previous: '平湖多少场？', answer: answer('unanswered') });
    expect(await look('unanswered', 0)).toEqual({
      count: 3,
      wordings: [
        { text: '我是〔号码〕，谁管？', count: 2, audiences: ['public', 'staff'] },
        { text: '那太仓呢？〔接：平湖多少场？〕', count: 1, audiences: ['public'] },
      ],
    });
  });

  it('that somebody found useless are counted by votes', async () => {
    const id = await ask();
    await records.castVote(id, 'a', 'not-useful');
    await records.castVote(id, 'b', 'not-useful');
    await records.castVote(id, 'c', 'useful');
    expect(await look('not-useful', 0)).toMatchObject({ count: 2, wordings: [{ count: 2 }] });
  });
});

describe('records', () => {
  it('that are not there yet are nothing to read', async () => {
    expect(await sqliteUpkeep(join(file, '..', 'none.sqlite')).read(async () => 1)).toBeNull();
  });

  it('of another version or that are none are refused with what to do', async () => {
    await records.close();
    const db = new Database(file);
    db.pragma('user_version = 1');
    await expect(sqliteUpkeep(file).read(async () => 1)).rejects.toThrow(/重新启动科问/u);
    db.pragma('user_version = 99');
    await expect(sqliteUpkeep(file).read(async () => 1)).rejects.toThrow(/升级科问/u);
    db.close();
    await expect(sqliteUpkeep(import.meta.filename).read(async () => 1)).rejects.toThrow(
      /已损坏：请停下科问/u,
    );
  });
});

describe('percentiles', () => {
  it('are right to within one per cent, and the longest exactly', async () => {
    const durations = new Durations();
    expect(durations.percentiles()).toBeNull();
    for (let ms = 1; ms <= 1000; ms++) durations.add(ms);
    const { p50 = 0, p90 = 0, p99 = 0, max } = durations.percentiles() ?? {};
    for (const [found, right] of [
      [p50, 500],
      [p90, 900],
      [p99, 990],
    ] as const) {
      expect(Math.abs(found - right) / right).toBeLessThan(0.012);
    }
    expect(max).toBe(1000);
  });
});
