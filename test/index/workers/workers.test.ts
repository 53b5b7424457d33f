/** Files that keep their reader busy, read in processes that can be stopped. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rebuild } from '../../../src/commands/index/rebuild.ts';
import type { ReadLimits } from '../../../src/config.ts';
import type { Problem } from '../../../src/corpus/document.ts';
import { loadCorpus } from '../../../src/corpus/load.ts';
import type { Report } from '../../../src/corpus/report.ts';
import { type ScannedFile, scanFiles } from '../../../src/corpus/scan.ts';
import { analyseReports } from '../../../src/index/analyse.ts';
import { openWorkers, type Workers } from '../../../src/index/workers/workers.ts';
import { silentProgress } from '../../../src/terminal/progress.ts';
import { emptyFolder } from '../../support/corpora.ts';
import { pdfBomb } from '../../support/hostile.ts';
import { folderWith, reportFile, SMALL } from '../../support/small.ts';
import { zipOf } from '../../support/zip.ts';

/** The bomb passes it at once, and no report comes near it. */
const LITTLE_MEMORY: ReadLimits = { seconds: 600, megabytes: 300 };
/** The bomb takes minutes. */
const LITTLE_TIME: ReadLimits = { seconds: 1, megabytes: 8_000 };

const BOMB = pdfBomb();
const opened: Workers[] = [];
afterAll(() => {
  for (const workers of opened) workers.close();
});

function workersWith(limits: ReadLimits): Workers {
  const workers = openWorkers(limits, 2);
  opened.push(workers);
  return workers;
}

async function read(
  folder: string,
  file: string,
  workers: Workers,
  onBegin: (file: string) => void = () => {},
) {
  const [scanned] = await scanFiles(folder, [file]);
  return await workers.read(folder, scanned as ScannedFile, onBegin);
}

const namesOf = (made: readonly (Report | Problem)[]) =>
  made.map((one) => ('message' in one ? `${one.file}：${one.message.split('，', 1)[0]}` : one.id));

describe('a file that passes a limit', () => {
  const little = workersWith(LITTLE_MEMORY);

  it('of memory is named with the limit and what to do; the others are read', async () => {
    const folder = folderWith({ ...SMALL, 'bomb.pdf': BOMB });
    const { reports, problems } = await loadCorpus(folder, { workers: little });
    const alone = await loadCorpus(folderWith(SMALL));
    expect(reports).toEqual(alone.reports);
    expect(problems).toEqual([
      { file: 'bomb.pdf', message: expect.stringMatching(/内存超过 300 MB.*请.*KEWEN_READ_MB/u) },
    ]);
  });

  it('of time is named with the limit and what to do', async () => {
    const { made, isStopped } = await read(
      folderWith({ 'bomb.pdf': BOMB }),
      'bomb.pdf',
      workersWith(LITTLE_TIME),
    );
    expect(isStopped).toBe(true);
    expect(made).toEqual([
      { file: 'bomb.pdf', message: expect.stringMatching(/读了 1 秒还没有读完.*请.*KEWEN_READ_SECONDS/u) },
    ]);
  });

  it('in an archive is named, and the members before and after it are read', async () => {
    const report = reportFile({ association: '雁岭市科协', year: 2023 }, '2023年，市科协开展科普活动77场。');
    const members = ['a.md', 'b.pdf', 'c.md'].map((name) => ({
      name,
      content: name === 'b.pdf' ? BOMB : report,
    }));
    const begun: string[] = [];
    const folder = folderWith({ '总结.zip': zipOf(members) });
    const { made, isStopped } = await read(folder, '总结.zip', little, (file) => begun.push(file));
    expect(namesOf(made)).toEqual(['总结-a', '总结.zip/b.pdf：读它要用的内存超过 300 MB', '总结-c']);
    expect(isStopped).toBe(true);
    expect(begun).toContain('总结.zip/b.pdf');
  });

  it('for the third time ends the archive, and says that it did', async () => {
    const members = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name}.pdf`, content: BOMB }));
    const { made } = await read(folderWith({ '总结.zip': zipOf(members) }), '总结.zip', little);
    expect(namesOf(made).at(-1)).toContain('总结.zip：里面有 3 个文件超出限制');
    expect(made).toHaveLength(4);
  });

  it('while it is analysed is left out as well', async () => {
    const { reports } = await loadCorpus(folderWith(SMALL));
    const [report] = reports as [Report];
    const text = report.text.repeat(40_000);
    const blocks = [{ kind: 'paragraph' as const, level: 0, start: 0, end: text.length }];
    const whole = { ...report, id: 'huge', file: 'huge.md', text, blocks };
    const { analysed, problems } = await analyseReports(
      [whole],
      { words: [] },
      { workers: workersWith(LITTLE_TIME) },
    );
    expect(analysed).toEqual([]);
    expect(problems).toEqual([{ file: 'huge.md', message: expect.stringContaining('停下了') }]);
  });
});

describe('a build over a file that passes a limit', () => {
  it('remembers it under the limit, and tries again where another one is set or everything is read anew', async () => {
    const [corpus, index] = [folderWith({ ...SMALL, 'bomb.pdf': BOMB }), emptyFolder()];
    const build = (limits: ReadLimits, isFull = false) =>
      rebuild(corpus, index, silentProgress, { limits, isFull });
    const first = await build(LITTLE_MEMORY);
    expect(first.filesRead).toContain('bomb.pdf');
    expect(first.reports).toHaveLength(3);
    const again = await build(LITTLE_MEMORY);
    expect(again.filesRead).toEqual([]);
    expect(again.problems).toEqual(first.problems);
    expect(again.manifest).toEqual(first.manifest);
    expect((await build({ ...LITTLE_MEMORY, megabytes: 310 })).filesRead).toEqual(['bomb.pdf']);
    expect((await build(LITTLE_MEMORY, true)).filesRead).toContain('bomb.pdf');
  });

  it('keeps what was once read of the same bytes, whatever the limit is now', async () => {
    const [corpus, index] = [folderWith(SMALL), emptyFolder()];
    const first = await rebuild(corpus, index, silentProgress);
    const again = await rebuild(corpus, index, silentProgress, { limits: { seconds: 1, megabytes: 100 } });
    expect(again.filesRead).toEqual([]);
    expect(again.manifest).toEqual(first.manifest);
  });

  it('does not put the old text of a changed file in its place', async () => {
    const [corpus, index] = [
      folderWith({ ...SMALL, 'more.zip': zipOf([{ name: 'a.md', content: GOOD }]) }),
      emptyFolder(),
    ];
    const before = await rebuild(corpus, index, silentProgress, { limits: LITTLE_MEMORY });
    expect(before.problems).toEqual([]);
    expect(before.reports.map(({ id }) => id)).toContain('more-a');
    writeFileSync(join(corpus, 'more.zip'), zipOf([{ name: 'a.pdf', content: BOMB }]));
    const after = await rebuild(corpus, index, silentProgress, { limits: LITTLE_MEMORY });
    expect(after.reports.map(({ id }) => id)).not.toContain('more-a');
    expect(after.problems.map(({ file }) => file)).toEqual(['more.zip/a.pdf']);
  });
});

const GOOD = reportFile({ association: '雁岭市科协', year: 2023 }, '2023年，市科协开展科普活动77场。');

describe('processes', () => {
  it.skipIf(process.platform !== 'linux')('that are ended from outside do their file again', async () => {
    const workers = workersWith(LITTLE_MEMORY);
    const folder = folderWith(SMALL);
    workers.prepare();
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.md'));
    const reading = read(folder, file, workers);
    for (const child of childrenOf(process.pid)) process.kill(child, 'SIGTERM');
    expect((await reading).made).toHaveLength(1);
  });
});

/** Processes that this one started and that run. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        const [state, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        return Number(ppid) === parent && state !== 'Z';
      } catch {
        return false;
      }
    })
    .map(Number);
}
