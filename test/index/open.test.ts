import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../src/corpus/report.ts';
import type { Manifest } from '../../src/index/manifest.ts';
import { openIndex, readManifest } from '../../src/index/open.ts';
import { type Built, build, emptyFolder } from '../support/corpora.ts';
import { DRAWN } from '../support/questions.ts';
import { folderWith, SMALL } from '../support/small.ts';

let built: Built;
beforeAll(async () => {
  built = await build(folderWith(SMALL));
});

/** The files of the generation in service, in a copy that a test may damage. */
function copied(): { folder: string; file: (name: string) => string } {
  const folder = emptyFolder();
  cpSync(built.indexFolder, folder, { recursive: true });
  return { folder, file: (name) => join(folder, built.manifest.generation, name) };
}

/** What opening says: `opens`, or the code of the error. */
async function opening(folder: string, audience: Audience = 'public'): Promise<string> {
  try {
    (await openIndex(folder, audience)).close();
    return 'opens';
  } catch (error) {
    expect((error as Error).message).toContain('kewen index');
    return (error as { code: string }).code;
  }
}

function rewriteManifest(path: string, change: (manifest: Manifest) => unknown): void {
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

describe('a generation', () => {
  it('is a manifest and two files an audience', () => {
    expect(readdirSync(join(built.indexFolder, built.manifest.generation)).sort()).toEqual([
      'manifest.json',
      'public.library.sqlite',
      'public.search.json',
      'staff.library.sqlite',
      'staff.search.json',
    ]);
  });

  it('counts what each audience has', async () => {
    expect(await readManifest(built.indexFolder)).toEqual(built.manifest);
    expect(built.manifest.audiences).toMatchObject({ public: { reports: 2 }, staff: { reports: 3 } });
  });

  it('gives a reader the generation of what this reader can reach', async () => {
    for (const audience of ['public', 'staff'] as const) {
      const index = await openIndex(built.indexFolder, audience);
      expect(index).toMatchObject({ audience, generation: built.manifest.audiences[audience].generation });
      index.close();
    }
    const { public: open, staff } = built.manifest.audiences;
    expect(open.generation).not.toBe(staff.generation);
  });
});

describe('an index folder', () => {
  it('without an index says to build one', async () => {
    expect(await opening(emptyFolder())).toBe('index-missing');
    expect(await opening(join(emptyFolder(), 'not-there'))).toBe('index-missing');
  });

  it.each(['../elsewhere', 'not a generation', '', '0123456789ABCDEF', '0123456789ab/../x'])(
    'whose current says %j has no index',
    async (name) => {
      expect(await opening(folderWith({ current: name }))).toBe('index-missing');
    },
  );

  it('whose current names a generation that is gone is not trusted', async () => {
    expect(await opening(folderWith({ current: '0123456789ab\n' }))).toBe('index-untrusted');
  });
});

describe('a damaged index', () => {
  it.each(['public.library.sqlite', 'public.search.json', 'staff.library.sqlite', 'staff.search.json'])(
    'with one flipped bit anywhere in %s is refused by those who read it',
    async (name) => {
      const { folder, file } = copied();
      const audience: Audience = name.startsWith('public') ? 'public' : 'staff';
      const other: Audience = audience === 'public' ? 'staff' : 'public';
      const bytes = readFileSync(file(name));
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
          const flipped = Buffer.from(bytes);
          flipped[at] = (flipped[at] as number) ^ (1 << bit);
          writeFileSync(file(name), flipped);
          expect(await opening(folder, audience)).toBe('index-untrusted');
        }),
        { ...DRAWN, numRuns: 25 },
      );
      expect(await opening(folder, other)).toBe('opens');
    },
  );

  it.each(['public.library.sqlite', 'public.search.json', 'manifest.json'])(
    'without %s is refused',
    async (name) => {
      const { folder, file } = copied();
      rmSync(file(name));
      expect(await opening(folder)).toBe('index-untrusted');
    },
  );

  it.each(['public.library.sqlite', 'public.search.json', 'manifest.json'])(
    'with %s cut short is refused',
    async (name) => {
      const { folder, file } = copied();
      writeFileSync(file(name), readFileSync(file(name)).subarray(0, 100));
      expect(await opening(folder)).toBe('index-untrusted');
    },
  );

  it('with the files of another index is refused', async () => {
    const { folder, file } = copied();
    const other = await build(folderWith({ 'one.md': SMALL['heting-2021.md'] as string }));
    const from = (name: string) => join(other.indexFolder, other.manifest.generation, name);
    cpSync(from('public.search.json'), file('public.search.json'));
    expect(await opening(folder)).toBe('index-untrusted');
  });
});

describe('an index of another version', () => {
  it.each([
    ['format', 0],
    ['terms', 0],
    ['minisearch', '6.0.0'],
    ['nodejieba', '2.0.0'],
    ['fields', ['words']],
  ])('by its %s is refused', async (field, value) => {
    const { folder, file } = copied();
    rewriteManifest(file('manifest.json'), (manifest) => ({
      ...manifest,
      builtWith: { ...manifest.builtWith, [field]: value },
    }));
    expect(await opening(folder)).toBe('index-untrusted');
  });

  it.each(['generation', 'builtWith', 'corpus', 'audiences'])('without %s is refused', async (field) => {
    const { folder, file } = copied();
    rewriteManifest(file('manifest.json'), (manifest) => ({ ...manifest, [field]: undefined }));
    expect(await opening(folder)).toBe('index-untrusted');
  });
});
