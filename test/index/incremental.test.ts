import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Rebuilt, rebuild } from '../../src/commands/index/rebuild.ts';
import { DEFAULT_READ_LIMITS } from '../../src/config.ts';
import { CACHE_FOLDER, openBuildCache } from '../../src/index/build-cache.ts';
import { openIndex } from '../../src/index/open.ts';
import { openWorkers } from '../../src/index/workers/workers.ts';
import { silentProgress } from '../../src/terminal/progress.ts';
import { emptyFolder } from '../support/corpora.ts';
import { generateReport, writeGenerated } from '../support/generated.ts';
import { folderWith, SMALL } from '../support/small.ts';

const LEXICON = [
  '科普大篷车 n\n院士工作站 n\n',
  '科普大篷车 n\n',
  '院士工作站 n\n科普画廊 n # 设施\n',
  '# 无\n',
];

/** Every file of the generation in service, by name. */
function filesOf(indexFolder: string): Record<string, string> {
  const generation = readFileSync(join(indexFolder, 'current'), 'utf8').trim();
  const folder = join(indexFolder, generation);
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [`${generation}/${file}`, readFileSync(join(folder, file)).toString('base64')]),
  );
}

const workers = openWorkers(DEFAULT_READ_LIMITS, 1);
afterAll(workers.close);

const build = (corpus: string, index: string, isFull = false): Promise<Rebuilt> =>
  rebuild(corpus, index, silentProgress, { isFull, workers });

/** Paths of the corpus that may be reports, in their order. */
function reportsIn(corpus: string): string[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:md|txt|html)$/u.test(file) && !file.startsWith('lexicon'))
    .sort();
}

/** What a maintainer does to a corpus. `which` picks a file, `more` what is done to it. */
interface Edit {
  readonly kind: 'add' | 'change' | 'remove' | 'rename' | 'twin' | 'spoil' | 'beside' | 'lexicon';
  readonly which: number;
  readonly more: number;
}

function apply(corpus: string, { kind, which, more }: Edit): void {
  const files = reportsIn(corpus);
  const file = join(corpus, files[which % files.length] as string);
  if (kind === 'lexicon') {
    writeFileSync(join(corpus, 'lexicon/dictionary.txt'), LEXICON[more % LEXICON.length] as string);
  } else if (kind === 'add' || files.length <= 1) {
    writeFileSync(join(corpus, `added-${more}.txt`), generateReport(more * 10 + 1, which).content);
  } else if (kind === 'change') appendFileSync(file, `\n2022年新增科普画廊${more + 2}处。\n`);
  else if (kind === 'remove') rmSync(file);
  else if (kind === 'rename') renameSync(file, file.replace(/(\.\w+)$/u, `-${more}$1`));
  else if (kind === 'twin') writeFileSync(file.replace(/\.\w+$/u, '.markdown'), readFileSync(file));
  else if (kind === 'spoil')
    writeFileSync(file, more % 2 === 0 ? '' : '20XX年，开展活动X场、讲座X次、展览X个。');
  else writeFileSync(`${file}.yaml`, more % 2 === 0 ? 'audience: staff\n' : `title: 改过的标题${more}\n`);
}

const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('add', 'change', 'remove', 'rename', 'twin', 'spoil', 'beside', 'lexicon'),
  which: fc.nat({ max: 9 }),
  more: fc.nat({ max: 5 }),
});

describe('a build over what is known', () => {
  it('gives the bytes of a full build after any edits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edits, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
        async (rounds) => {
          const corpus = folderWith({ 'lexicon/dictionary.txt': LEXICON[0] as string });
          writeGenerated(corpus, 5, 3);
          const index = emptyFolder();
          await build(corpus, index);
          for (const round of rounds) {
            for (const edit of round) apply(corpus, edit);
            const known = await build(corpus, index);
            const other = emptyFolder();
            const full = await build(corpus, other);
            expect(known.problems).toEqual(full.problems);
            expect(known.reports).toEqual(full.reports);
            if (full.manifest) expect(filesOf(index)).toEqual(filesOf(other));
            rmSync(other, { recursive: true });
          }
          rmSync(corpus, { recursive: true });
          rmSync(index, { recursive: true });
        },
      ),
      { seed: 20260101, numRuns: 15 },
    );
  });

  it('reads the files that changed and no others', async () => {
    const corpus = folderWith(SMALL);
    const index = emptyFolder();
    expect((await build(corpus, index)).filesRead).toEqual([
      'heting-2021.md',
      'yanling-2022-budget.md',
      'yanling-2022.md',
    ]);
    expect(await build(corpus, index)).toMatchObject({ filesRead: [], analysedAnew: 0, isChanged: false });
    appendFileSync(join(corpus, 'heting-2021.md'), '\n新增科普画廊9处。\n');
    expect(await build(corpus, index)).toMatchObject({
      filesRead: ['heting-2021.md'],
      analysedAnew: 1,
      isChanged: true,
    });
    renameSync(join(corpus, 'heting-2021.md'), join(corpus, 'heting.md'));
    expect(await build(corpus, index)).toMatchObject({ filesRead: ['heting.md'], analysedAnew: 1 });
    writeFileSync(join(corpus, 'yanling-2022.md.yaml'), 'source: 年报\n');
    expect(await build(corpus, index)).toMatchObject({ filesRead: ['yanling-2022.md'], analysedAnew: 0 });
  });

  it('cuts all reports anew for a new word and none for a comment', async () => {
    const corpus = folderWith(SMALL);
    const index = emptyFolder();
    await build(corpus, index);
    const dictionary = join(corpus, 'lexicon/dictionary.txt');
    appendFileSync(dictionary, '# 设施\n');
    expect(await build(corpus, index)).toMatchObject({ filesRead: [], analysedAnew: 0, isChanged: true });
    appendFileSync(dictionary, '科普画廊 n\n');
    expect(await build(corpus, index)).toMatchObject({ filesRead: [], analysedAnew: 3, isChanged: true });
  });

  it('reads everything anew where it is told to', async () => {
    const corpus = folderWith(SMALL);
    const index = emptyFolder();
    await build(corpus, index);
    expect(await build(corpus, index, true)).toMatchObject({ analysedAnew: 3, isChanged: false });
  });

  it('reads a file again that could not be used, once it changed', async () => {
    const corpus = folderWith({ ...SMALL, 'blank.md': '' });
    const index = emptyFolder();
    expect((await build(corpus, index)).problems).toHaveLength(1);
    const again = await build(corpus, index);
    expect([again.problems.length, again.filesRead]).toEqual([1, []]);
    writeFileSync(join(corpus, 'blank.md'), readFileSync(join(corpus, 'heting-2021.md')));
    expect(await build(corpus, index)).toMatchObject({ problems: [], filesRead: ['blank.md'] });
  });
});

describe('the cache of a build', () => {
  async function built() {
    const corpus = folderWith(SMALL);
    const index = emptyFolder();
    await build(corpus, index);
    const folder = join(index, CACHE_FOLDER);
    return { corpus, index, folder, files: () => readdirSync(folder).sort() };
  }

  it.each<[string, (bytes: Buffer) => Buffer]>([
    [
      'one bit flipped',
      (bytes) => Buffer.from(bytes.with(bytes.length >> 1, (bytes.at(bytes.length >> 1) ?? 0) ^ 1)),
    ],
    ['its end cut off', (bytes) => bytes.subarray(0, bytes.length - 7)],
    ['nothing in it', () => Buffer.alloc(0)],
  ])('is not believed with %s', async (_, damage) => {
    const { corpus, index, folder, files } = await built();
    const before = filesOf(index);
    for (const file of files()) writeFileSync(join(folder, file), damage(readFileSync(join(folder, file))));
    const again = await build(corpus, index);
    expect([again.filesRead.length, again.analysedAnew]).toEqual([3, 3]);
    expect(filesOf(index)).toEqual(before);
    expect((await build(corpus, index)).filesRead).toEqual([]);
  });

  it('of another program is not believed', () => {
    const index = emptyFolder();
    const bytes = Buffer.from('made');
    openBuildCache(index, { use: 'both', program: 'one' }).put('key', bytes);
    expect(openBuildCache(index, { use: 'both', program: 'one' }).get('key')).toEqual(bytes);
    expect(openBuildCache(index, { use: 'both', program: 'other' }).get('key')).toBeNull();
  });

  it('holds what the last build needed and nothing else', async () => {
    const { corpus, index, files } = await built();
    expect(files()).toHaveLength(6);
    for (let i = 0; i < 3; i++) {
      appendFileSync(join(corpus, 'heting-2021.md'), `\n新增科普画廊${i}处。\n`);
      await build(corpus, index);
    }
    expect(files()).toHaveLength(6);
    rmSync(join(corpus, 'heting-2021.md'));
    await build(corpus, index);
    expect(files()).toHaveLength(4);
  });

  it('may be read by its owner only', async () => {
    const { folder, files } = await built();
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(files().map((file) => statSync(join(folder, file)).mode & 0o077)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('need not be there, and may be in the way', async () => {
    const { corpus, index, folder } = await built();
    const before = filesOf(index);
    rmSync(folder, { recursive: true });
    await build(corpus, index);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    await build(corpus, index);
    expect(filesOf(index)).toEqual(before);
    expect(readFileSync(folder, 'utf8')).toBe('no folder');
  });

  it('is opened by builds and by what looks into the corpus only: an index answers without it', async () => {
    const { index, folder } = await built();
    rmSync(folder, { recursive: true });
    const open = await openIndex(index, 'public');
    expect(open.reports).toHaveLength(2);
    open.close();
    const src = join(import.meta.dirname, '../../src');
    const openers = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          file.endsWith('.ts') && /from '.*build-cache\.ts'/u.test(readFileSync(join(src, file), 'utf8')),
      )
      .sort();
    expect(openers).toEqual([
      'commands/answer/answer.ts',
      'commands/index/check.ts',
      'commands/index/rebuild.ts',
      'commands/reports/reports.ts',
    ]);
  });

  it('is left as it is by a look that only reads', () => {
    const index = emptyFolder();
    const cache = openBuildCache(index, { use: 'read' });
    cache.put('key', Buffer.from('made'));
    cache.prune();
    expect(existsSync(join(index, CACHE_FOLDER))).toBe(false);
  });
});
