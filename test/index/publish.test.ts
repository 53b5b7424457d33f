import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { currentGeneration } from '../../src/index/generations.ts';
import type { Manifest } from '../../src/index/manifest.ts';
import { openIndex } from '../../src/index/open.ts';
import { publishGeneration } from '../../src/index/publish.ts';
import { type Built, build, emptyFolder, THIS_YEAR } from '../support/corpora.ts';
import { buildInChild } from '../support/processes.ts';
import { folderWith, reportFile, SMALL } from '../support/small.ts';

const MORE = {
  ...SMALL,
  'yanling-2023.md': reportFile(
    { association: '雁岭市科协', year: 2023 },
    '2023年，市科协共开展科普活动351场，受益群众5万人次。全市新建院士工作站4家。',
  ),
};

/** What a reader of the folder gets to know about 雁岭 2022. */
async function answerFrom(indexFolder: string): Promise<string> {
  const index = await openIndex(indexFolder, 'public');
  const question = '雁岭市科协2022年开展了多少场科普活动？';
  const { text } = answerQuestion({ question, thisYear: THIS_YEAR }, index);
  index.close();
  return text;
}

const generations = (folder: string) => readdirSync(folder).filter((name) => /^[0-9a-f]{12}$/u.test(name));
const leftovers = (folder: string) =>
  readdirSync(folder).filter(
    (name) => name !== 'current' && name !== 'history' && !/^[0-9a-f]{12}$/u.test(name),
  );

const unfinished = (folder: string) => leftovers(folder).filter((name) => /^\.(?:building|lock)/u.test(name));

/** The error of a work that has to fail. */
async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => expect.fail('nothing failed'),
    (error: unknown) => error,
  );
}

/** An empty generation of a name, for tests of the folder alone. */
function nothing(generation: string): () => Promise<Manifest> {
  return async () => ({ generation }) as Manifest;
}

describe('a build that is cut off', () => {
  let more: string;
  beforeAll(() => {
    more = folderWith(MORE);
  });

  it.each(['report:1', 'built', 'renamed:1', 'renamed:2', 'rename:3'])(
    'at %s leaves the old index in service, and the next build cleans up',
    async (point) => {
      const { indexFolder, manifest } = await build(folderWith(SMALL));
      const before = await answerFrom(indexFolder);

      const { signal } = await buildInChild([more, indexFolder, point]);
      expect(signal).toBe('SIGKILL');
      expect(await currentGeneration(indexFolder)).toBe(manifest.generation);
      expect(await answerFrom(indexFolder)).toBe(before);

      const next = await build(more, indexFolder);
      expect(await currentGeneration(indexFolder)).toBe(next.manifest.generation);
      expect(unfinished(indexFolder)).toEqual([]);
      expect(await answerFrom(indexFolder)).toBe(before);
    },
  );

  it('after it was named in current is in service', async () => {
    const { indexFolder, manifest } = await build(folderWith(SMALL));
    await buildInChild([more, indexFolder, 'renamed:3']);
    expect(await currentGeneration(indexFolder)).not.toBe(manifest.generation);
    const index = await openIndex(indexFolder, 'public');
    expect(index.reports.map(({ id }) => id)).toContain('yanling-2023');
    index.close();
  });

  it('before anything was published leaves nothing in service', async () => {
    const indexFolder = emptyFolder();
    await buildInChild([more, indexFolder, 'built']);
    expect(await errorOf(openIndex(indexFolder, 'public'))).toMatchObject({ code: 'index-missing' });
  });
});

describe('a build that fails', () => {
  it('leaves the old index in service and nothing behind', async () => {
    const { indexFolder, manifest } = await build(folderWith(SMALL));
    const error = await errorOf(
      publishGeneration(indexFolder, async (workshop) => {
        writeFileSync(join(workshop, 'half.json'), '{');
        throw new Error('half way');
      }),
    );
    expect(error).toMatchObject({ message: 'half way' });
    expect(await currentGeneration(indexFolder)).toBe(manifest.generation);
    expect(leftovers(indexFolder)).toEqual([]);
    expect(generations(indexFolder)).toEqual([manifest.generation]);
  });

  it('gives the lock back, so that the next one runs', async () => {
    const indexFolder = emptyFolder();
    await errorOf(publishGeneration(indexFolder, () => Promise.reject(new Error('once'))));
    await publishGeneration(indexFolder, nothing('0123456789ab'));
    expect(await currentGeneration(indexFolder)).toBe('0123456789ab');
  });

  it.each([
    ['ENOSPC', '磁盘已满'],
    ['SQLITE_FULL', '磁盘已满'],
    ['EACCES', '没有权限'],
    ['EROFS', '没有权限'],
    ['SQLITE_CANTOPEN', '没有权限'],
  ])('with %s says what to do, and that the folder is %s', async (code, words) => {
    const { indexFolder, manifest } = await build(folderWith(SMALL));
    const failure = Object.assign(new Error('write'), { code });
    const error = await errorOf(publishGeneration(indexFolder, () => Promise.reject(failure)));
    expect(error).toMatchObject({ code: 'publish', message: expect.stringContaining(words), cause: failure });
    expect((error as Error).message).toContain(indexFolder);
    expect(await currentGeneration(indexFolder)).toBe(manifest.generation);
  });

  it('says so where the index folder is a file', async () => {
    const folder = folderWith({ index: 'a file' });
    const error = await errorOf(publishGeneration(join(folder, 'index'), nothing('0123456789ab')));
    expect(error).toMatchObject({ code: 'publish', message: expect.stringContaining('不是文件夹') });
    const below = await errorOf(publishGeneration(join(folder, 'index/below'), nothing('0123456789ab')));
    expect(below).toMatchObject({ code: 'publish', message: expect.stringContaining('不是文件夹') });
    expect(readFileSync(join(folder, 'index'), 'utf8')).toBe('a file');
  });

  // The superuser may write anywhere, so there the refusal cannot be had.
  it.skipIf(process.getuid?.() === 0)('says so where the folder may not be written', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'index'), { mode: 0o500 });
    const error = await errorOf(publishGeneration(join(folder, 'index'), nothing('0123456789ab')));
    expect(error).toMatchObject({ code: 'publish', message: expect.stringContaining('没有权限') });
  });
});

describe('two builds at once', () => {
  it('are one build and one clear error', async () => {
    const indexFolder = emptyFolder();
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let started = () => {};
    const underway = new Promise<void>((resolve) => {
      started = resolve;
    });
    const first = publishGeneration(indexFolder, async () => {
      started();
      await gate;
      return { generation: '0123456789ab' } as Manifest;
    });
    await underway;
    const error = await errorOf(publishGeneration(indexFolder, nothing('ba9876543210')));
    expect(error).toMatchObject({ code: 'publish', message: expect.stringContaining('另一个建索引的进程') });
    finish();
    await first;
    expect(await currentGeneration(indexFolder)).toBe('0123456789ab');
    expect(leftovers(indexFolder)).toEqual([]);
  });

  it('take over the lock of a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const indexFolder = folderWith({ '.lock': String(pid) });
    await publishGeneration(indexFolder, nothing('0123456789ab'));
    expect(leftovers(indexFolder)).toEqual([]);
  });

  it.each(['', 'not a number', '-1', '0'])('take over a lock that says %j', async (owner) => {
    const indexFolder = folderWith({ '.lock': owner });
    await publishGeneration(indexFolder, nothing('0123456789ab'));
    expect(leftovers(indexFolder)).toEqual([]);
  });

  it('respect the lock of a process that runs', async () => {
    const indexFolder = folderWith({ '.lock': String(process.ppid) });
    const error = await errorOf(publishGeneration(indexFolder, nothing('0123456789ab')));
    expect(error).toMatchObject({ code: 'publish', message: expect.stringContaining(String(process.ppid)) });
    expect(readFileSync(join(indexFolder, '.lock'), 'utf8')).toBe(String(process.ppid));
  });
});

describe('generations', () => {
  it('are kept to three, the oldest going first', async () => {
    const indexFolder = emptyFolder();
    const names = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc', 'dddddddddddd', 'eeeeeeeeeeee'];
    for (const [i, name] of names.entries()) {
      await publishGeneration(indexFolder, nothing(name));
      utimesSync(join(indexFolder, name), 1_600_000_000 + i, 1_600_000_000 + i);
    }
    expect(generations(indexFolder)).toEqual(names.slice(2));
    expect(await currentGeneration(indexFolder)).toBe('eeeeeeeeeeee');
  });

  it('keep the one in service, however old it is', async () => {
    const indexFolder = emptyFolder();
    for (const name of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc']) {
      await publishGeneration(indexFolder, nothing(name));
    }
    await publishGeneration(indexFolder, nothing('aaaaaaaaaaaa'));
    expect(generations(indexFolder)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc']);
    expect(await currentGeneration(indexFolder)).toBe('aaaaaaaaaaaa');
  });

  it('are the same when nothing changed', async () => {
    const corpusFolder = folderWith(SMALL);
    const { indexFolder, manifest }: Built = await build(corpusFolder);
    const again = await build(corpusFolder, indexFolder);
    expect(again.manifest).toEqual(manifest);
    expect(generations(indexFolder)).toEqual([manifest.generation]);
  });

  it('stay open for their readers when a new one takes their place', async () => {
    const { indexFolder } = await build(folderWith(SMALL));
    const reader = await openIndex(indexFolder, 'public');
    const ask = () =>
      answerQuestion({ question: '禾汀县科协2021年新建院士工作站几家？', thisYear: THIS_YEAR }, reader);
    const before = ask();
    for (const year of [2023, 2024, 2025, 2026]) {
      const file = reportFile(
        { association: '雁岭市科协', year },
        `${year}年，市科协开展科普活动${year}场。`,
      );
      await build(folderWith({ ...SMALL, 'more.md': file }), indexFolder);
    }
    expect(ask()).toEqual(before);
    reader.close();
  });

  it('leave other files of the folder alone', async () => {
    const indexFolder = folderWith({ 'README.md': 'what is here' });
    await build(folderWith(SMALL), indexFolder);
    expect(readFileSync(join(indexFolder, 'README.md'), 'utf8')).toBe('what is here');
  });
});
