import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** The order of DESIGN: a folder imports only those after it, and itself. */
const ORDER = ['cli', 'commands', 'channels', 'evaluation', 'answer', 'index', 'corpus', 'language'];

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** First folder of a source file; the files beside the folders are `cli` or stand below everything. */
function roomOf(file: string): string {
  const [first = ''] = relative(src, file).split('/');
  return first.replace(/\.ts$/u, '');
}

const imports = filesBelow(src).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/gu)].map((match) => ({
    from: file,
    to: resolve(dirname(file), match[1] as string),
  })),
);

describe('imports', () => {
  it('point one way: cli → channels → answer → index → corpus → language', () => {
    const wrong = imports.filter(({ from, to }) => {
      const a = ORDER.indexOf(roomOf(from));
      const b = ORDER.indexOf(roomOf(to));
      return a >= 0 && b >= 0 && b < a;
    });
    expect(wrong.map(({ from, to }) => `${relative(src, from)} → ${relative(src, to)}`)).toEqual([]);
  });

  it('reach errors.ts and config.ts from anywhere, and those import no room', () => {
    const leaving = imports.filter(({ from }) => roomOf(from) === 'errors');
    expect(leaving).toEqual([]);
  });

  it('keep files, clock and network out of what is between a question and its answer', () => {
    const pure = filesBelow(src).filter((file) => ['answer', 'language'].includes(roomOf(file)));
    const impure = pure.filter((file) =>
      /from 'node:(?:fs|net|http|https|child_process)|Date\.now\(|new Date\(|Math\.random\(/u.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(impure.map((file) => relative(src, file))).toEqual([]);
  });
});
