import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/contract.ts';
import { openRecords } from '../../../src/records/records.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';

const answer = (kind: Answer['kind'], report = ''): Answer => ({
  kind,
  text: '',
  confidence: 1,
  citations: report ? [{ report } as Answer['citations'][number]] : [],
  nearest: [],
  suggestions: [],
  generation: 'g',
});

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith(REPORTS);
  await kewen(['index'], { cwd });
  let nowMs = Date.now();
  const records = openRecords({
    file: join(cwd, 'data/kewen.sqlite'),
    key: 'k',
    retentionDays: 90,
    log: { warn: () => {}, info: () => {} },
    now: () => new Date(nowMs),
  });
  const ask = (question: string, given: Answer, user = 'telegram:1') =>
    records.recordExchange({
      channel: 'telegram',
      audience: 'public',
      user,
      conversation: 'c',
      question,
      answer: given,
      elapsedMs: 3,
    });
  await ask('雁岭科普经费是多少', answer('unanswered'));
  await ask('雁岭市科普经费花了多少钱？', answer('unanswered'));
  await ask('=1+1 是多少', answer('unanswered'));
  await ask('我是13812345678\u001b[31m', answer('unanswered'));
  const voted = await ask('科普活动多少场？', answer('answered', 'yanling-2022'));
  await records.castVote(voted, 'telegram:2', 'not-useful');
  nowMs -= 10 * 86_400_000;
  await ask('十天以前问的', answer('unanswered'));
  await records.close();
});

const stats = (...words: string[]) => kewen(['stats', ...words], { cwd });

describe('kewen stats', () => {
  it('shows totals, days, what was not answered in groups, and the reports nobody needed', async () => {
    const { code, stdout } = await stats();
    expect(code).toBe(0);
    expect(stdout).toContain('共 6 问');
    expect(stdout).toMatch(/Telegram +公开 +6 +1 +1 +5/u);
    expect(stdout).toMatch(/^每天 +Telegram$/mu);
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\d +5 {2}█+ （4 没答上）$/mu);
    expect(stdout).toContain('没答上的：5 次，归成 4 组');
    expect(stdout).toMatch(/2 次 {2}雁岭/u);
    expect(stdout).toContain('说没用的：1 次，归成 1 组');
    expect(stdout).toContain('这段时间没被引用过的报告：2 份');
    expect(stdout).toMatch(/内部 +雁岭市科协 2022/u);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('counts from the day that is asked for', async () => {
    expect((await stats('--since', '7d')).stdout).toContain('共 5 问');
    expect((await stats('--since', '2周')).stdout).toContain('共 6 问');
  });

  it('shows nobody’s number and steers no terminal', async () => {
    for (const form of [[], ['--json'], ['--csv']]) {
      const { stdout } = await stats(...form);
      expect(stdout).not.toContain('13812345678');
      expect(stdout).toContain('我是〔号码〕');
      expect(stdout).not.toContain('\u001b');
    }
  });

  it('prints one JSON object with --json', async () => {
    const { shares, days, unanswered, notUseful, neverCited, since } = JSON.parse(
      (await stats('--json')).stdout,
    );
    expect(shares[0]).toMatchObject({ channel: 'telegram', asked: 6, people: 1, notUseful: 1 });
    expect(days).toHaveLength(2);
    expect(unanswered.groups[0]).toMatchObject({ count: 2, audiences: ['public'] });
    expect(notUseful.count).toBe(1);
    expect(neverCited.map(({ id }: { id: string }) => id)).toEqual(['heting-2021', 'yanling-2022-budget']);
    expect(since).toMatch(/^\d{4}-\d\d-\d\d$/u);
  });

  it('prints a table that Excel opens, with no cell that it would run', async () => {
    const { stdout } = await stats('--csv');
    expect(stdout.startsWith('\ufeff类别,日期,渠道,范围,内容,数量\r\n')).toBe(true);
    expect(stdout).toContain(`,'=1+1 是多少,1`);
    expect(stdout).toMatch(/没被引用的报告,,,内部,/u);
  });

  it('takes days by the time zone of the machine', async () => {
    const east = await kewen(['stats', '--json'], { cwd, env: { TZ: 'Pacific/Kiritimati' } });
    const west = await kewen(['stats', '--json'], { cwd, env: { TZ: 'Pacific/Niue' } });
    const dayOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).days.at(-1).day;
    expect(dayOf(east) > dayOf(west)).toBe(true);
  });

  it.each([
    [['--since', '昨天'], '认不出'],
    [['--since', '2026-02-30'], '没有这一天'],
    [['--since', '2999-01-01'], '还没到'],
    [['--json', '--csv'], '不能一起用'],
  ])('refuses %j', async (words, why) => {
    const { code, stderr } = await stats(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  it('says so where nothing was recorded yet', async () => {
    const { code, stderr } = await kewen(['stats'], { cwd: await folderWith({ 'corpus/a.md': '' }) });
    expect(code).toBe(3);
    expect(stderr).toContain('还没有记录');
  });
});
