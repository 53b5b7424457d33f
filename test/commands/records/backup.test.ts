import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../../../src/records/records.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';
import { asked, openBot } from './records.ts';

const SETTINGS = 'slack:\n  default:\n    onlyWhenMentioned: true\n';
let cwd: string;
let bot: Records;

beforeEach(async () => {
  cwd = await folderWith({ ...REPORTS, '.env': 'KEWEN_RETENTION_DAYS=30\n', 'kewen.config.yaml': SETTINGS });
  bot = openBot(cwd);
  await bot.recordExchange(asked('院士工作站几家'));
});
afterEach(() => bot.close());

const backup = (...words: string[]) => kewen(['backup', ...words], { cwd });
const questions = (folder: string, file = 'data/kewen.sqlite') => {
  const db = new Database(join(folder, file), { readonly: true });
  const rows = db.prepare('SELECT question FROM exchanges ORDER BY id').all() as { question: string }[];
  db.close();
  return rows.map(({ question }) => question);
};
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('kewen backup', () => {
  it('copies records, secret, reports and settings of a running bot into a folder for its owner only', async () => {
    const { code, stdout } = await backup('copies/monday');
    expect(code).toBe(0);
    expect(stdout).toContain('备份好了');
    const made = join(cwd, 'copies/monday');
    expect(readdirSync(made).sort()).toEqual(
      ['.env', 'corpus', 'kewen-backup.json', 'kewen.config.yaml', 'kewen.sqlite', 'kewen.sqlite.key'].sort(),
    );
    // What the bot wrote stands in its log of changes only.
    expect(questions(made, 'kewen.sqlite')).toEqual(['院士工作站几家']);
    expect(['', '.env', 'kewen.sqlite', 'kewen.sqlite.key'].map((name) => modeOf(join(made, name)))).toEqual([
      '700',
      '600',
      '600',
      '600',
    ]);
    expect(await bot.recordExchange(asked('还能问'))).toBeGreaterThan(0);
  });

  it('holds nothing of somebody who was forgotten before', async () => {
    await bot.recordExchange(asked('我家住墨斗巷', { user: 'telegram:7' }));
    await kewen(['forget', '7'], { cwd });
    await backup('b');
    expect(readFileSync(join(cwd, 'b/kewen.sqlite')).includes('墨斗巷')).toBe(false);
  });

  it('is refused over a folder that is there, and inside of the reports', async () => {
    expect(await backup('corpus')).toMatchObject({ code: 2, stderr: expect.stringContaining('已经有了') });
    expect(await backup('corpus/b')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('报告文件夹里面'),
    });
  });

  it('leaves nothing half done when it fails', async () => {
    await bot.close();
    writeFileSync(join(cwd, 'data/kewen.sqlite'), 'no database at all, no database at all');
    expect(await backup('b')).toMatchObject({ code: 3, stderr: expect.stringContaining('已损坏') });
    expect(readdirSync(cwd).filter((name) => name.startsWith('b'))).toEqual([]);
  });

  it('names secrets that stand in no file', async () => {
    const { stderr } = await kewen(['backup', 'b'], { cwd, env: { KEWEN_SECRET: '0123456789abcdef' } });
    expect(stderr).toContain('KEWEN_SECRET');
    expect(stderr).not.toContain('0123456789abcdef');
  });
});

describe('kewen restore', () => {
  it('brings everything to another machine, where people are known again and can be forgotten', async () => {
    await backup('b');
    const other = await folderWith({});
    const { code, stdout } = await kewen(['restore', join(cwd, 'b')], {
      cwd: other,
      env: { KEWEN_CORPUS: 'corpus', KEWEN_DATA: 'data/kewen.sqlite' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('恢复好了');
    expect(questions(other)).toEqual(['院士工作站几家']);
    expect(readFileSync(join(other, 'kewen.config.yaml'), 'utf8')).toBe(SETTINGS);
    expect(readFileSync(join(other, '.env'), 'utf8')).toContain('KEWEN_RETENTION_DAYS=30');
    expect(modeOf(join(other, 'data/kewen.sqlite.key'))).toBe('600');
    expect((await kewen(['index', '--index', 'index'], { cwd: other })).stdout).toContain('已启用');
    expect((await kewen(['forget', '1001'], { cwd: other })).stdout).toContain('问答 1 条');
    expect(openBot(other).hash('telegram:1')).toBe(bot.hash('telegram:1'));
  });

  it('puts records where the restored .env says', async () => {
    appendFileSync(join(cwd, '.env'), 'KEWEN_DATA=elsewhere/r.sqlite\nKEWEN_CORPUS=reports\n');
    mkdirSync(join(cwd, 'elsewhere'));
    await kewen(['backup', 'b', '--corpus', 'corpus'], { cwd, env: { KEWEN_DATA: 'data/kewen.sqlite' } });
    const other = await folderWith({});
    await kewen(['restore', join(cwd, 'b')], { cwd: other });
    expect(questions(other, 'elsewhere/r.sqlite')).toEqual(['院士工作站几家']);
    expect(existsSync(join(other, 'reports/yanling-2022.md'))).toBe(true);
  });

  it('replaces what is there only when told to, and keeps it under another name', async () => {
    await backup('b');
    await bot.recordExchange(asked('备份之后问的'));
    await bot.close();
    const refused = await kewen(['restore', 'b'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--replace')]);
    expect(questions(cwd)).toEqual(['院士工作站几家', '备份之后问的']);
    const { code } = await kewen(['restore', 'b', '--replace'], { cwd });
    expect(code).toBe(0);
    expect(questions(cwd)).toEqual(['院士工作站几家']);
    const [aside = ''] = readdirSync(join(cwd, 'data')).filter((name) => name.includes('.before-'));
    expect(questions(cwd, `data/${aside}`)).toEqual(['院士工作站几家', '备份之后问的']);
    expect(readdirSync(cwd).filter((name) => name.includes('restoring') || name.includes('before'))).toEqual(
      [],
    );
  });

  it('is refused while the bot runs', async () => {
    await backup('b');
    const { code, stderr } = await kewen(['restore', 'b', '--replace'], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining('请先停下它')]);
    expect(await bot.recordExchange(asked('还能问'))).toBeGreaterThan(0);
  });

  it('mends records that are damaged', async () => {
    await backup('b');
    await bot.close();
    writeFileSync(join(cwd, 'data/kewen.sqlite'), 'x'.repeat(9000));
    expect((await kewen(['restore', 'b', '--replace'], { cwd })).code).toBe(0);
    expect(questions(cwd)).toEqual(['院士工作站几家']);
  });

  it('takes no backup that was changed, cut or is none, and touches nothing then', async () => {
    await backup('b');
    await bot.close();
    appendFileSync(join(cwd, 'b/corpus/yanling-2022.md'), '改过');
    expect(await kewen(['restore', 'b', '--replace'], { cwd })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('corpus/yanling-2022.md'),
    });
    expect((await kewen(['restore', 'corpus'], { cwd })).code).toBe(2);
    expect(questions(cwd)).toEqual(['院士工作站几家']);
  });
});
