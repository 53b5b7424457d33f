import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskReply } from '../../../src/channels/answering.ts';
import type { Records } from '../../../src/records/records.ts';
import { recordOnce } from '../../../src/web/ask/record.ts';
import { folderWith, kewen } from '../process.ts';
import { answer, asked, openBot } from './records.ts';

const DAY_MS = 86_400_000;
let cwd: string;
let bot: Records;

beforeEach(async () => {
  cwd = await folderWith({ 'corpus/a.md': '' });
  bot = openBot(cwd);
});
afterEach(() => bot.close());

const forget = (...words: string[]) => kewen(['forget', ...words], { cwd });
const data = (name = 'kewen.sqlite') => join(cwd, 'data', name);
const rows = (sql: string) => {
  const db = new Database(data(), { readonly: true });
  const found = db.prepare(sql).all();
  db.close();
  return found;
};
/** The names of the files beside the records that hold a text anywhere, also where SQLite would not look. */
const holding = (text: string) =>
  readdirSync(join(cwd, 'data')).filter((name) => readFileSync(data(name)).includes(text));

describe('kewen forget', () => {
  it('removes what one person asked, voted and talked, and nothing of others, while the bot runs', async () => {
    const theirs = await bot.recordExchange(asked('我家住墨斗巷，科普大篷车来吗'));
    const others = await bot.recordExchange(asked('院士工作站几家', { user: 'telegram:1002' }));
    await bot.castVote(others, 'telegram:1001', 'not-useful', '墨斗巷的人说的');
    await bot.castVote(theirs, 'telegram:1002', 'useful');
    await bot.castVote(others, 'telegram:1002', 'useful');
    await bot.remember('telegram:1001', { question: '我家住墨斗巷' }, DAY_MS, 'telegram:1001');
    await bot.remember('telegram:1002', { question: '院士工作站几家' }, DAY_MS, 'telegram:1002');
    expect(holding('墨斗巷')).not.toEqual([]);

    const { code, stdout } = await forget('1001');
    expect(code).toBe(0);
    expect(stdout).toContain('问答 1 条，评价 2 条，会话 1 段');
    expect(stdout).toContain('残留也清掉了');
    expect(holding('墨斗巷')).toEqual([]);
    expect(rows('SELECT question FROM exchanges')).toEqual([{ question: '院士工作站几家' }]);
    expect(rows('SELECT verdict FROM votes')).toEqual([{ verdict: 'useful' }]);
    expect(await bot.conversation('telegram:1001')).toBeUndefined();
    expect(await bot.conversation('telegram:1002')).toBeDefined();
    expect(await bot.recordExchange(asked('还能问'))).toBeGreaterThan(others);
    expect(bot.isAvailable).toBe(true);
  });

  it('removes what was asked on the web from one address', async () => {
    const reply = { answer: answer('unanswered'), elapsedMs: 1 } as DeskReply;
    for (const client of ['203.0.113.9', '203.0.113.10', '2001:db8:1:2::'])
      await recordOnce(bot, client, { question: `墨斗巷的大篷车，从${client}问` }, reply);
    expect((await forget('203.0.113.9')).stdout).toContain('问答 1 条，评价 0 条，会话 1 段');
    expect((await forget('2001:db8:1:2:3:4:5:6', '--channel', 'web')).stdout).toContain('问答 1 条');
    expect(rows('SELECT channel, question FROM exchanges')).toEqual([
      { channel: 'web', question: '墨斗巷的大篷车，从203.0.113.10问' },
    ]);
  });

  it('leaves no trace of many long texts in free pages or in the log of changes', async () => {
    for (let n = 0; n < 200; n++) {
      await bot.recordExchange(asked(`墨斗巷${n}${'长'.repeat(400)}`));
      await bot.recordExchange(asked(`别人${n}`, { user: 'telegram:1002' }));
    }
    await forget('1001');
    expect(holding('墨斗巷')).toEqual([]);
    expect(rows('SELECT count(*) AS n FROM exchanges')).toEqual([{ n: 200 }]);
  });

  it('wipes what an older program only marked as free', async () => {
    const db = new Database(data());
    db.pragma('secure_delete = OFF');
    for (let n = 0; n < 50; n++) await bot.recordExchange(asked(`墨斗巷${n}`));
    db.exec('DELETE FROM exchanges');
    db.close();
    expect(holding('墨斗巷')).not.toEqual([]);
    const { code, stdout } = await forget('1001');
    expect(code).toBe(0);
    expect(stdout).toContain('没有 Telegram 用户 1001 的记录');
    expect(holding('墨斗巷')).toEqual([]);
  });

  it('takes a person’s words out of what others asked next in the same thread', async () => {
    const thread = { channel: 'slack', conversation: 'slack:thread:C1:1' };
    await bot.recordExchange(asked('墨斗巷的大篷车', { ...thread, user: 'U0A' }));
    await bot.recordExchange(asked('那太仓呢', { ...thread, user: 'U0B', previous: '墨斗巷的大篷车' }));
    await bot.recordExchange(
      asked('那平湖呢', { ...thread, user: 'U0B', conversation: 'slack:thread:C1:2', previous: '太仓几家' }),
    );
    await bot.remember(
      'slack:thread:C1:1',
      { question: '那太仓呢', extra: { before: '墨斗巷的大篷车' } },
      DAY_MS,
      'U0B',
    );
    const { stdout } = await forget('u0a');
    expect(stdout).toContain('别人接着问时带上的 1 处');
    expect(holding('墨斗巷')).toEqual([]);
    expect(rows('SELECT question, previous FROM exchanges ORDER BY id')).toEqual([
      { question: '那太仓呢', previous: null },
      { question: '那平湖呢', previous: '太仓几家' },
    ]);
  });

  it('takes them out of replies in a group, whose conversation has another name', async () => {
    const group = { conversation: 'telegram:-100' };
    await bot.recordExchange(asked('墨斗巷的大篷车', group));
    await bot.recordExchange(
      asked('那太仓呢', { ...group, user: 'telegram:1002', previous: '墨斗巷的大篷车' }),
    );
    await bot.remember(
      'telegram:-100:answered:7',
      { question: '那太仓呢', extra: { answer: 7, previous: '墨斗巷的大篷车' } },
      DAY_MS,
      'telegram:1002',
    );
    await bot.remember(
      'telegram:-100:answered:9',
      { question: '平湖呢', extra: { answer: 9 } },
      DAY_MS,
      'telegram:1002',
    );
    await forget('1001');
    expect(holding('墨斗巷')).toEqual([]);
    expect(await bot.conversation('telegram:-100:answered:9')).toBeDefined();
  });

  it('only counts with --dry-run', async () => {
    await bot.recordExchange(asked('墨斗巷'));
    const { code, stdout } = await forget('1001', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('会删掉问答 1 条');
    expect(rows('SELECT question FROM exchanges')).toHaveLength(1);
  });

  it('says so when nothing was recorded of somebody, or of anybody', async () => {
    await bot.recordExchange(asked('墨斗巷'));
    const known = await forget('4242');
    expect([known.code, known.stdout]).toEqual([
      0,
      expect.stringContaining('没有 Telegram 用户 4242 的记录'),
    ]);
    const empty = await kewen(['forget', '1001'], { cwd: await folderWith({ 'corpus/a.md': '' }) });
    expect([empty.code, empty.stderr]).toEqual([3, expect.stringMatching(/^kewen：还没有记录（.*）/u)]);
  });

  it('knows groups and channels by their negative number', async () => {
    await bot.recordExchange(asked('墨斗巷', { user: 'telegram:-1001234' }));
    expect((await forget('--channel', 'telegram', '--', '-1001234')).stdout).toContain('问答 1 条');
  });

  it('tells of messages that Telegram has delivered and that are not dealt with', async () => {
    const message = { message_id: 1, from: { id: 1001, is_bot: false }, text: '墨斗巷' };
    const lease = { payload: JSON.stringify({ update_id: 1, message }), place: 'telegram:1001' };
    await bot.claim('telegram', '7:1', lease);
    const { code, stderr } = await forget('1001');
    expect(code).toBe(1);
    expect(stderr).toContain('没处理完的 1 条消息');
    expect((await forget('100')).code).toBe(0);
  });

  it('deletes nothing without the secret that people are hashed with', async () => {
    await bot.recordExchange(asked('墨斗巷'));
    await rm(data('kewen.sqlite.key'));
    const { code, stderr } = await forget('1001');
    expect(code).toBe(3);
    expect(stderr).toContain('从备份恢复这个文件');
    expect(readdirSync(join(cwd, 'data'))).not.toContain('kewen.sqlite.key');
  });

  it.each([
    [['张三']],
    [['@zhangsan']],
    [['U0A', '--channel', 'telegram']],
    [['1001', '--channel', 'fax']],
    [[]],
  ])('refuses %j', async (words) => {
    expect((await forget(...words)).code).toBe(2);
  });
});
