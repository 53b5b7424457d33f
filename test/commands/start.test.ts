import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, kewen, REPORTS } from './process.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith(REPORTS);
  await kewen(['index'], { cwd });
});

const copy = async () => {
  const folder = await folderWith({});
  await cp(cwd, folder, { recursive: true });
  return folder;
};
const current = (folder: string) => readFile(join(folder, 'index/current'), 'utf8');

describe('kewen start with lines on its standard input', () => {
  it('answers each line, follow-ups and commands included', async () => {
    const input = '雁岭2022年开展了多少场科普活动？\n\n那禾汀呢？\n：来源 1\n:nonsense\n:退出\n雁岭呢？\n';
    const { code, stdout, stderr } = await kewen(['start'], { cwd, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, first, second, source, nonsense, ...rest] = stdout.split(/^> /mu);
    expect(first).toContain('318场');
    expect(second).toContain('96场');
    expect(source).toContain('禾汀县科协2021年工作总结');
    expect(source).toContain('培训农村实用人才540人次'); // the passage after it
    expect(nonsense).toContain(':帮助');
    expect(rest).toEqual([]);
    expect(stdout).not.toContain('\u001b');
  });

  it('asks the suggestion whose number is typed', async () => {
    const question = '科普活动开展了多少场？';
    const { stdout } = await kewen(['start'], { cwd, input: `${question}\n2\n` });
    const listed = (await kewen(['ask', question], { cwd })).stdout.match(/(?<=^ {2}· ).+/gmu) ?? [];
    const said = stdout.split(`> 2\n> ${listed[1]}\n`)[1];
    expect(said).toMatch(listed[1]?.startsWith('雁岭') ? /318场/u : /96场/u);
  });

  it('gives a question of 5,000 characters a reason', async () => {
    const { code, stdout } = await kewen(['start'], { cwd, input: `${'科'.repeat(5000)}\n` });
    expect(code).toBe(0);
    expect(stdout).toContain('太长');
  });

  it('names a line that is not UTF-8 and goes on', async () => {
    const input = Buffer.concat([Buffer.from([0xd1, 0xe3, 0x0a]), Buffer.from('雁岭2022年科普活动多少场？')]);
    const { stdout, stderr } = await kewen(['start'], { cwd, input });
    expect(stderr).toMatch(/^kewen：第 1 行/u);
    expect(stdout).toContain('318场');
  });
});

describe('kewen start with nothing on its standard input', () => {
  it('answers three sample questions and says how to connect Slack and Telegram', async () => {
    const { code, stdout, stderr } = await kewen(['start'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^> .+\n\S+科协/gmu)).toHaveLength(3);
    expect(stdout).toContain('SLACK_BOT_TOKEN');
    expect(stdout).toContain('TELEGRAM_BOT_TOKEN');
  });

  it('shows the public nothing of a staff report', async () => {
    const { stdout } = await kewen(['start'], { cwd });
    expect(stdout).not.toMatch(/预算|513|绩效|3 份/u);
  });
});

describe('kewen start and its index', () => {
  it('builds one where there is none', async () => {
    const folder = await folderWith(REPORTS);
    const { code, stdout, stderr } = await kewen(['start'], {
      cwd: folder,
      input: '雁岭2022年科普活动多少场\n',
    });
    expect(code).toBe(0);
    expect(stderr).toContain('正在建索引');
    expect(stdout).toContain('318场');
  });

  it('rebuilds one that is stale', async () => {
    const folder = await copy();
    const before = await current(folder);
    const report = (REPORTS['corpus/yanling-2022.md'] ?? '').replace('318场', '319场');
    await writeFile(join(folder, 'corpus/yanling-2022.md'), report);
    const { stdout, stderr } = await kewen(['start'], { cwd: folder, input: '雁岭2022年科普活动多少场\n' });
    expect(stderr).toContain('有变动');
    expect(stdout).toContain('319场');
    expect(await current(folder)).not.toBe(before);
  });

  it('rebuilds one that is damaged', async () => {
    const folder = await copy();
    const generation = (await current(folder)).trim();
    await writeFile(join(folder, 'index', generation, 'public.search.json'), '{}');
    const { code, stdout } = await kewen(['start'], { cwd: folder, input: '雁岭2022年科普活动多少场\n' });
    expect(code).toBe(0);
    expect(stdout).toContain('318场');
  });

  it('serves the one it has when the corpus can no longer be used', async () => {
    const folder = await copy();
    await rm(join(folder, 'corpus'), { recursive: true });
    const words = ['start', '--corpus', 'corpus', '--index', 'index'];
    const { code, stdout, stderr } = await kewen(words, { cwd: folder, input: '雁岭2022年科普活动多少场\n' });
    expect(code).toBe(0);
    expect(stderr).toContain('先用已有的索引');
    expect(stdout).toContain('318场');
  });

  it('exits 3 with neither', async () => {
    const words = ['start', '--corpus', 'nowhere', '--index', 'nowhere'];
    const { code, stderr } = await kewen(words, { cwd: await folderWith({}) });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^kewen：.*nowhere/mu);
  });

  it('names the files it sets aside and starts all the same', async () => {
    const folder = await folderWith({ ...REPORTS, 'corpus/blank.md': '' });
    const { code, stderr } = await kewen(['start'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^blank\.md：\S/mu);
  });
});
