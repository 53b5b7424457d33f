/**
 * docs/maintaining.md done as it says: every line of its `sh` blocks is run, in order, in one folder (blocks marked
 * 新机器 in another), beside records that people have left.
 */

import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finished, folderWith, kewen } from './process.ts';
import { answer, asked, openBot } from './records/records.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/maintaining.md'), 'utf8');

interface Line {
  readonly command: string;
  /** Empty, or 新机器. */
  readonly place: string;
  /** A YAML block before it: what the maintainer writes into the standard answers. */
  readonly written: string;
}

/** The lines of all `sh` blocks. */
const LINES: readonly Line[] = readLines();

function readLines(): Line[] {
  const lines: Line[] = [];
  let written = '';
  for (const [, kind, place = '', body = ''] of DOCUMENT.matchAll(
    /^ *```(sh|yaml) *(\S*)\n([\s\S]*?)^ *```$/gmu,
  )) {
    if (kind === 'yaml') {
      written = body;
      continue;
    }
    for (const command of body.split('\n').map((line) => line.trim())) {
      if (command === '') continue;
      lines.push({ command, place, written });
      written = '';
    }
  }
  return lines;
}

/** Exit codes that are not 0, and why. */
const CODES: readonly (readonly [RegExp, number])[] = [[/^kewen index --check/u, 1]];

/** What a line has to show. */
const SHOWS: readonly (readonly [RegExp, RegExp])[] = [
  [/^kewen ask "平湖/u, /106项/u],
  [/^kewen ask "云溪/u, /云溪市科协（2021年）/u],
  [/^kewen ask "科技馆/u, /标准回答[\s\S]*9点到16点30分/u],
  [/^kewen inspect/u, /云溪市科协2021年工作总结[\s\S]*请看一看/u],
  [/^kewen add --name/u, /放好了 {2}yunxi-2021\.docx {2}云溪市科协 {2}2021 {2}公开/u],
  [/^kewen add --association/u, /写明了 {2}yunxi-2021\.docx/u],
  [/^kewen index --check/u, /yunxi-2021/u],
  [/^kewen index --rollback/u, /已退回上一代/u],
  [/^kewen stats --since 7d/u, /没答上的：2 次/u],
  [/^kewen feedback export --out 待核对/u, /2 题待核对，其中 1 题/u],
  [/^kewen eval/u, /答对 100 %[\s\S]*另有 1 题还没核对/u],
  [/^kewen feedback export --skip/u, /没有新评价过的问答/u],
  [/^kewen forget 123456789 --dry-run/u, /会删掉问答 2 条/u],
  [/^kewen forget 123456789$/u, /删掉了问答 2 条/u],
  [/^kewen backup/u, /备份好了/u],
  [/^kewen restore/u, /恢复好了/u],
];

let here: string;
let there: string;
let env: Record<string, string>;

beforeAll(async () => {
  const home = await folderWith({
    'bin/kewen': `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/dist/cli.js" "$@"\n`,
  });
  chmodSync(join(home, 'bin/kewen'), 0o755);
  mkdirSync(join(home, '下载'));
  cpSync(join(ROOT, 'test/fixtures/readers/summary.docx'), join(home, '下载/云溪市科协2021年工作总结.docx'));
  env = {
    HOME: home,
    KEWEN_HOME: 'data',
    PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
    TZ: 'Asia/Shanghai',
  };
  here = join(home, '旧机器/科问');
  there = join(home, '旧机器/新的科问');
  for (const folder of [here, there]) mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, '.env.example'), join(here, '.env.example'));
  const bot = openBot(here);
  const question = '平湖市科协2020年开展了多少项科普活动？';
  await kewen(['index', '--index', 'first'], { cwd: here, env });
  const given = JSON.parse(
    (await kewen(['ask', '--json', '--index', 'first', question], { cwd: here, env })).stdout,
  );
  await bot.castVote(await bot.recordExchange(asked(question, { answer: given })), 'telegram:2', 'useful');
  await bot.castVote(await bot.recordExchange(asked('平湖科普经费多少')), 'telegram:2', 'not-useful');
  const mine = { user: 'telegram:123456789', conversation: 'telegram:123456789' };
  await bot.recordExchange(asked('我叫什么', { ...mine, answer: answer('help') }));
  await bot.recordExchange(asked('太仓科普经费多少', mine));
  await bot.close();
});

/** What the maintainer does by hand before a line. */
function byHand({ command, written }: Line): void {
  if (written) appendFileSync(join(here, 'data/answers.yaml'), `\n${written}`);
  if (!command.startsWith('kewen eval')) return;
  const file = join(here, '待核对.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const reviewed = lines.map((line) =>
    line.includes('"gold":[]') ? line : line.replace(/,"review":"[^"]*"/u, ''),
  );
  writeFileSync(file, reviewed.join('\n'));
}

describe('docs/maintaining.md', () => {
  it('has a block for each thing that can be tried', async () => {
    const commands = new Set(LINES.map(({ command }) => command.split(' ', 2).join(' ')));
    for (const name of [
      'inspect',
      'add',
      'index',
      'ask',
      'doctor',
      'stats',
      'feedback',
      'eval',
      'forget',
      'backup',
      'restore',
    ]) {
      expect(commands).toContain(`kewen ${name}`);
    }
    for (const [pattern] of [...CODES, ...SHOWS]) {
      expect(
        LINES.filter(({ command }) => pattern.test(command)),
        String(pattern),
      ).not.toEqual([]);
    }
  });

  it('works line by line', { timeout: 300_000 }, async () => {
    for (const line of LINES) {
      const { command, place } = line;
      byHand(line);
      const child = spawn('sh', ['-c', command], { cwd: place === '' ? here : there, env });
      child.stdin.end();
      const { code, stdout, stderr } = await finished(child);
      const shown = `${stdout}\n${stderr}`;
      expect([command, code, shown]).toEqual([
        command,
        CODES.find(([pattern]) => pattern.test(command))?.[1] ?? 0,
        expect.stringMatching(SHOWS.find(([pattern]) => pattern.test(command))?.[1] ?? /^/u),
      ]);
    }
  });

  it('names no command or option that there is not', async () => {
    const mentioned = [...DOCUMENT.matchAll(/kewen ([a-z]+)((?: [^`\n|，。；、（）]*)?)/gu)];
    const names = new Set(mentioned.map(([, name = '']) => name));
    for (const name of names) {
      if (name === 'service') continue;
      const sub = name === 'feedback' ? [name, 'export'] : [name];
      const { code, stdout } = await kewen([...sub, '--help'], { cwd: here });
      expect([name, code]).toEqual([name, 0]);
      for (const [, of, rest = ''] of mentioned) {
        if (of !== name) continue;
        for (const [option] of rest.matchAll(/--[a-z-]+/gu))
          expect([name, stdout]).toEqual([name, expect.stringContaining(option)]);
      }
    }
  });

  it('links to places that are there', async () => {
    const headings = [...DOCUMENT.matchAll(/^#+ (.+)$/gmu)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
    for (const [, target = ''] of DOCUMENT.matchAll(/\]\(#([^)]+)\)/gu)) expect(headings).toContain(target);
  });
});
