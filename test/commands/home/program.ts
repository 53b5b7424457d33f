/**
 * The program in a folder of its own, as a checkout has it: what runs, and what ships in `corpus/`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestText } from '../../../src/commands/home/shipped.ts';
import { type Finished, finished } from '../process.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Copies what running needs; libraries are linked to. */
export function copyProgram(to: string): void {
  mkdirSync(to, { recursive: true });
  for (const path of [
    'package.json',
    'dist',
    'assets',
    'dictionary',
    'corpus',
    '.env.example',
    'kewen.config.example.yaml',
  ]) {
    cpSync(join(ROOT, path), join(to, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
  writeFileSync(join(to, '.gitignore'), 'node_modules\ndist/\ndata/\n/index/*\n.env\n');
}

/** Enters the files of a copy's `corpus/` as they are now into its list of what shipped. */
export function noteShipped(program: string, files: readonly string[]): void {
  const path = join(program, 'assets/shipped.json');
  const list = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, string[]> };
  for (const file of files) {
    const digest = digestText(readFileSync(join(program, 'corpus', file)));
    list.files[file] = [...(list.files[file] ?? []), digest];
  }
  writeFileSync(path, JSON.stringify(list));
}

/** Runs a copy of the program. */
export async function runProgram(
  program: string,
  words: readonly string[],
  {
    cwd = program,
    input = '',
    env = {},
  }: { cwd?: string; input?: string; env?: Record<string, string> } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [join(program, 'dist/cli.js'), ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir(), ...env },
  });
  child.stdin.end(input);
  return finished(child);
}

/** git in a folder, as somebody; what it prints. */
export function git(folder: string, ...words: readonly string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', ['-C', folder, ...who, ...words], { encoding: 'utf8', stdio: 'pipe' });
}
