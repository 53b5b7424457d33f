import stringWidth from 'string-width';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, kewen, REPORTS } from '../process.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await folderWith({});
});

/** One line on standard error, nothing on standard output. */
async function complaint(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await kewen(words, { cwd, env });
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^kewen：[^\n]+\n$/u);
  return { code, line: stderr.trim() };
}

describe('help', () => {
  it.each(
    [
      [],
      ['index'],
      ['inspect'],
      ['ask'],
      ['start'],
      ['eval'],
      ['stats'],
      ['doctor'],
      ['forget'],
      ['backup'],
      ['restore'],
    ].map((words) => [words]),
  )('of %j is in Chinese and names the exit codes', async (words) => {
    const { code, stdout, stderr } = await kewen([...words, '--help'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^用法：/u);
    for (const heading of ['选项：', '例子：', '退出码：']) expect(stdout).toContain(heading);
    for (const line of stdout.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80);
    expect(stdout).not.toMatch(/Usage|Options|display help|default/u);
    if (words.length > 0) {
      expect(stdout).toContain('--corpus');
      expect(stdout).toContain('--index');
    }
  });

  it('works with broken settings', async () => {
    expect((await kewen(['--help'], { cwd, env: { KEWEN_PORT: 'x' } })).code).toBe(0);
  });

  it('has the version of the package', async () => {
    expect((await kewen(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('a usage error is one line and exit code 2', () => {
  it.each([
    ['an unknown flag, with the one that was meant', ['ask', '--jsn', '问'], '--json'],
    ['an unknown command', ['aks'], 'ask'],
    ['no command', [], 'kewen --help'],
    ['a flag without its value', ['ask', '--batch'], '--batch'],
    ['words where only flags go', ['index', '多余'], '选项'],
    ['an audience there is not', ['ask', '--audience', 'all', '问'], '"all"'],
    ['an empty question', ['ask', ''], '空'],
    ['a question of blanks', ['ask', ' 　', '\n'], '空'],
    ['a question of 5,000 characters', ['ask', '科'.repeat(5000)], '5000 字'],
    ['a batch file that is missing', ['ask', '--batch', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['a batch file that is a folder', ['ask', '--batch', '.'], '文件夹'],
    ['a question beside a batch', ['ask', '--batch', '-', '问'], '--batch'],
    ['an empty --corpus', ['index', '--corpus', ''], '--corpus'],
    ['golden questions that are missing', ['eval', '--questions', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['no word on what to do with votes', ['feedback'], 'export'],
    ['help of a command that there is not', ['help', 'aks'], '没有 aks 这个命令'],
    ['no one to forget', ['forget'], '用户编号'],
    ['a half there is not', ['eval', '--half', 'third'], '"third"'],
  ])('%s', async (_, words, named) => {
    const { code, line } = await complaint(words);
    expect(line).toContain(named);
    expect(code).toBe(2);
  });
});

describe('what cannot be used is one line and exit code 3', () => {
  it.each([
    ['no index', ['ask', '--index', 'nowhere', '科普活动多少场？'], {}, 'nowhere'],
    ['no corpus', ['index', '--corpus', 'nowhere', '--index', 'made'], {}, 'nowhere'],
    ['no votes, where nothing was recorded', ['feedback', 'export'], {}, '还没有记录'],
    ['a bad setting', ['ask', '科普活动多少场？'], { KEWEN_PORT: '99999' }, 'KEWEN_PORT'],
  ])('%s', async (_, words, env, named) => {
    const { code, line } = await complaint(words, env);
    expect(line).toContain(named);
    expect(code).toBe(3);
  });

  it('settings of a .env file, which does not override the environment', async () => {
    const folder = await folderWith({ '.env': 'KEWEN_PORT=99999\n' });
    const words = ['ask', '--index', 'nowhere', '科普活动多少场？'];
    expect((await kewen(words, { cwd: folder })).stderr).toContain('KEWEN_PORT');
    const overridden = await kewen(words, { cwd: folder, env: { KEWEN_PORT: '3000' } });
    expect(overridden.stderr).toContain('nowhere');
  });

  it('never the value of a secret', async () => {
    const { line } = await complaint(['ask', '问'], { SLACK_BOT_TOKEN: 'hunter2-hunter2' });
    expect(line).toContain('SLACK_BOT_TOKEN');
    expect(line).not.toContain('hunter2');
  });
});

describe('an index that cannot be trusted', () => {
  it('is refused with what to do', async () => {
    const folder = await folderWith({ ...REPORTS, 'index/current': '0123456789ab\n' });
    const { code, stderr } = await kewen(['ask', '科普活动多少场？'], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toContain('kewen index');
  });
});
