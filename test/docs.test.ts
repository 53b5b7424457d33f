import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOURCE } from './support/source.ts';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'corpus/README.md', 'corpus/lexicon/README.md'],
  ...['test/fixtures/README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)],
].filter((file) => file.endsWith('.md'));

/** Where a path may begin; the design document leaves `src/` out, and `answer/` where it goes through an answer. */
const BEGINNINGS = ['', 'src', 'src/answer'];

const isThere = (path: string) => BEGINNINGS.some((folder) => existsSync(join(ROOT, folder, path)));
const names = new Set(SOURCE.map(({ path }) => basename(path)));

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');

  it('names source files that are there', () => {
    const named = [...text.matchAll(/`([\w./-]+\.(?:ts|mjs))`/gu)].map((match) => match[1] as string);
    expect(
      named.filter((path) => !(path.includes('/') ? isThere(path) : names.has(path) || isThere(path))),
    ).toEqual([]);
  });

  it('names folders of src/ and test/ that are there', () => {
    const named = [...text.matchAll(/`((?:src|test)\/[\w./-]*)`/gu)].map((match) => match[1] as string);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the tree in docs/design.md', () => {
  it('has all rooms of src/ and all steps of an answer', () => {
    const design = readFileSync(join(ROOT, 'docs/design.md'), 'utf8');
    const tree = /^src\/\n([\s\S]*?)^test\//mu.exec(design)?.[1] ?? '';
    const told = (depth: number) =>
      [...tree.matchAll(new RegExp(`^ {${depth}}([\\w.-]+/?) `, 'gmu'))].map((match) => match[1]).sort();
    const inFolder = (folder: string) =>
      readdirSync(join(ROOT, folder), { withFileTypes: true })
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .filter((name) => !['contract.ts', 'day.ts'].includes(name))
        .sort();
    expect(told(2)).toEqual(inFolder('src'));
    expect(told(4)).toEqual(inFolder('src/answer'));
  });
});
