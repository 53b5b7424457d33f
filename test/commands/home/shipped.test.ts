import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAsShipped } from '../../../src/commands/home/shipped.ts';
import { SHIPPED_CORPUS } from '../../../src/home.ts';

describe('assets/shipped.json', () => {
  it('knows every file of corpus/ as it is; npm run shipped writes it', () => {
    const files = readdirSync(SHIPPED_CORPUS, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'README.md')
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(7);
    const unknown = files.filter(
      (file) => !isAsShipped(file.slice(SHIPPED_CORPUS.length + 1), readFileSync(file)),
    );
    expect(unknown).toEqual([]);
  });

  it('takes a file for shipped whatever its ends of lines became', () => {
    const text = readFileSync(join(SHIPPED_CORPUS, 'pinghu-2020.md'), 'utf8');
    expect(isAsShipped('pinghu-2020.md', text.replaceAll('\n', '\r\n'))).toBe(true);
    expect(isAsShipped('pinghu-2020.md', `${text}\n`)).toBe(false);
    expect(isAsShipped('other.md', text)).toBe(false);
  });
});
