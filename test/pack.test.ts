/** What is packed for others holds what running needs, and nothing that is only of the workshop. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const below = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));

let packed: ReadonlySet<string>;
beforeAll(() => {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(told) as [{ files: { path: string }[] }];
  packed = new Set(files.map(({ path }) => path));
}, 120_000);

describe('the package', () => {
  it('holds every module of src, compiled, and every file that is read beside them', () => {
    const wanted = below('src').map((file) => file.replace(/^src\//u, 'dist/').replace(/\.tsx?$/u, '.js'));
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter((file) => !packed.has(file))).toEqual([]);
  });

  it('holds reports, words, dictionary, samples of settings and the files to deploy with', () => {
    const wanted = ['corpus', 'dictionary', 'assets', 'deploy'].flatMap(below);
    wanted.push(
      'package.json',
      '.env.example',
      'kewen.config.example.yaml',
      'LICENSE',
      'docs/maintaining.md',
    );
    expect(wanted.filter((file) => !packed.has(file))).toEqual([]);
  });

  it('holds nothing else', () => {
    const folders = ['dist', 'corpus', 'dictionary', 'assets', 'deploy', 'docs'];
    const others = [...packed].filter(
      (file) => file.includes('/') && !folders.includes(file.split('/')[0] ?? ''),
    );
    expect(others).toEqual([]);
    expect([...packed].filter((file) => /\.env$|\.tsx?$|\.sqlite|node_modules/u.test(file))).toEqual([]);
  });
});
