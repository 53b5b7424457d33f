/**
 * "No right to read" is told from "not there", of every path that Kewen reads. Whoever runs the tests as root runs the
 * commands as somebody else: nothing is forbidden to root.
 */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOME_MARK } from '../../src/home.ts';
import { type Finished, finished, folderWith, kewen, REPORTS } from './process.ts';
import { asked, openBot } from './records/records.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let home: string;

async function run(...words: string[]): Promise<Finished> {
  const child = spawn(process.execPath, [CLI, ...words], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Shanghai', KEWEN_HOME: '.', KEWEN_PORT: '0' },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  child.stdin.end();
  return finished(child);
}

/** With paths that may not be read. */
async function forbidding<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
  for (const path of paths) chmodSync(join(home, path), 0);
  try {
    return await work();
  } finally {
    for (const path of [...paths].reverse()) chmodSync(join(home, path), 0o755);
  }
}

const named = (path: string) => expect.stringMatching(new RegExp(`没有权限读.*${path}`, 'u'));

describe.skipIf(process.platform === 'win32')('what may not be read', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const reports = Object.fromEntries(
      Object.entries(REPORTS).map(([name, text]) => [name.replace('corpus/', 'reports/'), text]),
    );
    home = await folderWith({
      ...reports,
      'reports/旁/a.txt': '雁岭市科协2022年办讲座12场，听众3000人次。',
      'reports/旁/a.txt.yaml': 'audience: staff\n',
      'lexicon/synonyms.txt': '云雀讲坛 云雀课堂\n',
      'answers.yaml': '[]\n',
      'golden.jsonl': '{"question":"有几场讲座"}\n',
      'kewen.config.yaml': '',
      '.env': 'KEWEN_DATA=data/kewen.sqlite\n',
      [HOME_MARK]: '{}',
    });
    mkdirSync(join(home, 'copy'));
    writeFileSync(join(home, 'copy/kewen-backup.json'), '{}');
    const bot = openBot(home);
    await bot.recordExchange(asked('有几场讲座'));
    await bot.close();
    chmodSync(home, 0o755);
    await kewen(['index'], { cwd: home, env: { KEWEN_HOME: '.' } });
    if (!isRoot) return;
    const all = readdirSync(home, { recursive: true, withFileTypes: true });
    for (const entry of all) chownSync(join(entry.parentPath, entry.name), NOBODY, NOBODY);
    chownSync(home, NOBODY, NOBODY);
  });

  it('is said by doctor, of reports, index, records and settings', async () => {
    const paths = ['reports', 'index', 'data', 'kewen.config.yaml'];
    const { stdout } = await forbidding(paths, () => run('doctor', '--json'));
    const { findings } = JSON.parse(stdout) as { findings: { check: string; level: string; what: string }[] };
    const failed = (check: string) =>
      findings.filter((one) => one.check === check && one.level === 'fail').map(({ what }) => what);
    expect(failed('设置')).toEqual([named('kewen.config.yaml')]);
    expect(failed('报告')).toEqual([named('reports')]);
    expect(failed('索引')).toEqual([named('index')]);
    expect(failed('记录')).toEqual([named('data')]);
  });

  it.each(['reports/旁', 'lexicon', 'lexicon/synonyms.txt', 'answers.yaml', 'golden.jsonl', 'index'])(
    'stops a build, and the index in service stays: %s',
    async (path) => {
      const { code, stderr } = await forbidding([path], () => run('index'));
      expect([code, stderr]).toEqual([3, named(path)]);
    },
  );

  it('keeps a report out whose .yaml may say that only staff may see it', async () => {
    const { code, stderr } = await forbidding(['reports/旁/a.txt.yaml'], () => run('index'));
    expect([code, stderr]).toEqual([1, named('a.txt.yaml')]);
  });

  it('is said of what is typed, and what is not there is said to be missing', async () => {
    await forbidding(['reports/旁', '.env', 'copy/kewen-backup.json'], async () => {
      const { code, stderr } = await run('ask', '有几场讲座');
      expect([code, stderr]).toEqual([3, named('.env')]);
    });
    await forbidding(['reports/旁', 'copy/kewen-backup.json', 'golden.jsonl'], async () => {
      for (const words of [
        ['inspect', 'reports/旁/a.txt'],
        ['add', 'reports/旁/a.txt'],
        ['ask', '--batch', 'golden.jsonl'],
        ['eval', '--questions', 'golden.jsonl'],
        ['restore', 'copy'],
      ]) {
        const { code, stderr } = await run(...words);
        expect([words, code, stderr]).toEqual([words, 2, expect.stringMatching(/没有权限读/u)]);
      }
      const { stderr } = await run('inspect', 'reports/无.txt');
      expect(stderr).toMatch(/没有这个文件/u);
    });
  });

  it('is said of records', async () => {
    await forbidding(['data'], async () => {
      const { code, stderr } = await run('stats');
      expect([code, stderr]).toEqual([3, named('kewen.sqlite')]);
    });
  });
});
