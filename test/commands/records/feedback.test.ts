import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/contract.ts';
import type { Golden } from '../../../src/evaluation/golden.ts';
import { folderWith, kewen, REPORTS } from '../process.ts';
import { answer, asked, openBot } from './records.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await folderWith(REPORTS);
  await kewen(['index'], { cwd });
});

const answered = async (question: string): Promise<Answer> =>
  JSON.parse((await kewen(['ask', '--json', question], { cwd })).stdout) as Answer;
const exported = async (...words: string[]) => {
  const { code, stdout, stderr } = await kewen(['feedback', 'export', ...words], { cwd });
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter(Boolean);
  return { stderr, stdout, lines: lines.map((line) => JSON.parse(line) as Golden & { note: string }) };
};

describe('kewen feedback export', () => {
  it('makes of what was useful a question that eval finds right once it is reviewed', async () => {
    const question = '雁岭市科协2022年开展了多少场科普活动？';
    const bot = openBot(cwd);
    await bot.castVote(
      await bot.recordExchange(asked(question, { answer: await answered(question) })),
      'telegram:2',
      'useful',
    );
    await bot.close();
    const { lines } = await exported();
    expect(lines).toEqual([
      {
        id: expect.stringMatching(/^vote-\d{9}$/u),
        question,
        type: 'count',
        gold: [['318场']],
        evidence: [expect.stringContaining('共开展科普活动318场')],
        note: expect.stringContaining('有用 1，没用 0'),
        review: expect.stringContaining('请核对'),
      },
    ]);
    const { review: _, ...reviewed } = lines[0] as Golden;
    writeFileSync(join(cwd, 'reviewed.jsonl'), JSON.stringify(reviewed));
    const { stdout } = await kewen(['eval', '--questions', 'reviewed.jsonl', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { questions: 1, correct: 100 }, unreviewed: 0 });
  });

  it('leaves blank what was useless, with what people said and without what points to them', async () => {
    const bot = openBot(cwd);
    const id = await bot.recordExchange(
      asked('我是13812345678，谁管院士工作站', { answer: answer('answered', { text: '3家' }) }),
    );
    await bot.castVote(id, 'telegram:2', 'not-useful', '答的不是我问的：打13912345678');
    await bot.castVote(id, 'telegram:3', 'useful');
    await bot.close();
    const { lines, stdout, stderr } = await exported();
    const byHand = stdout
      .replace(/,"review":"[^"]*"/gu, '')
      .split('\n')
      .filter(Boolean);
    for (const line of byHand) expect(JSON.parse(line)).not.toHaveProperty('review');
    expect(lines).toMatchObject([
      { gold: [], evidence: [], type: 'person', review: expect.stringContaining('请补上') },
    ]);
    expect(lines[0]?.note).toBe(
      '有用 1，没用 1。有人说：答的不是我问的：打〔号码〕。当时的回答（answered）：3家',
    );
    expect(stdout).not.toMatch(/138123|139123/u);
    expect(stderr).toContain('1 题待核对，其中 1 题');
  });

  it('merges the same question, keeps follow-ups with theirs, and lists them in the same order each time', async () => {
    const bot = openBot(cwd);
    const vote = async (question: string, verdict: 'useful' | 'not-useful', more = {}) =>
      bot.castVote(await bot.recordExchange(asked(question, more)), 'telegram:2', verdict);
    await vote('科普活動多少場？', 'useful');
    await vote('科普活动多少场？', 'not-useful');
    await vote('那太仓呢？', 'useful', {
      previous: '平湖几场',
      audience: 'staff',
      answer: answer('answered'),
    });
    await vote('那太仓呢？', 'useful', { previous: '雁岭几场' });
    await vote('院士工作站在哪', 'useful', { answer: answer('clarify', { suggestions: ['雁岭的呢？'] }) });
    await vote('你好', 'useful', { answer: answer('help') });
    await bot.close();
    const { lines, stdout } = await exported();
    expect(
      lines.map(({ question, previous, type, audience, offers }) => [
        question,
        previous,
        type,
        audience,
        offers,
      ]),
    ).toEqual([
      ['科普活動多少場？', undefined, 'count', undefined, undefined],
      ['那太仓呢？', expect.anything(), expect.anything(), lines[1]?.audience, undefined],
      ['那太仓呢？', expect.anything(), expect.anything(), lines[2]?.audience, undefined],
      ['院士工作站在哪', undefined, 'clarify', undefined, ['雁岭的呢？']],
    ]);
    const staff = lines.find(({ audience }) => audience === 'staff');
    expect(staff).toMatchObject({ previous: '平湖几场', type: 'followup' });
    expect(lines.find(({ previous }) => previous === '雁岭几场')?.type).toBe('unanswerable');
    expect((await exported()).stdout).toBe(stdout);
  });

  it('writes a new file only, and leaves out what another one has', async () => {
    const bot = openBot(cwd);
    await bot.castVote(await bot.recordExchange(asked('科普活动多少场？')), 'telegram:2', 'useful');
    await exported('--out', 'a.jsonl');
    const first = readFileSync(join(cwd, 'a.jsonl'), 'utf8');
    expect((await kewen(['feedback', 'export', '--out', 'a.jsonl'], { cwd })).code).toBe(2);
    expect(readFileSync(join(cwd, 'a.jsonl'), 'utf8')).toBe(first);
    await bot.castVote(await bot.recordExchange(asked('院士工作站几家')), 'telegram:2', 'useful');
    await bot.close();
    const { lines } = await exported('--skip', 'a.jsonl');
    expect(lines.map(({ question }) => question)).toEqual(['院士工作站几家']);
  });
});

describe('kewen eval', () => {
  it('asks no question that is not reviewed, and says how many there are', async () => {
    const golden = {
      id: 'q-1',
      question: '雁岭市科协2022年科普活动多少场',
      type: 'count',
      gold: [['318场']],
      evidence: [],
    };
    const lines = [golden, { ...golden, id: 'q-2', gold: [['1场']], review: '请补上' }];
    writeFileSync(join(cwd, 'q.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const { stdout, stderr } = await kewen(['eval', '--questions', 'q.jsonl'], { cwd });
    expect(stdout).toContain('共 1 题');
    expect(stdout).toContain('答对 100 %');
    expect(stderr).toContain('另有 1 题还没核对');
  });

  it('says so where nothing is reviewed', async () => {
    writeFileSync(
      join(cwd, 'q.jsonl'),
      JSON.stringify({ id: 'q', question: '问', type: 'count', review: '请补上' }),
    );
    expect(await kewen(['eval', '--questions', 'q.jsonl'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('还没核对'),
    });
  });
});
