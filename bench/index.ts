/**
 * How long a rebuild takes: 1,000 generated reports (about 3 MB of text) in full and then with one file changed, in
 * one process, as `kewen index --watch` builds; then each in a process of its own, as `kewen index` does.
 *
 *     npm run bench:index [-- REPORTS]
 *
 * Prints time and peak memory of each, and the share of the full time that one change takes. Exits 1 where a promise
 * is not kept: 60 s for all, in the same process a quarter of that for one, 1 GB, the same bytes as a full build. What
 * a process of its own adds is in docs/design.md.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGenerated } from '../test/support/generated.ts';

const SEED = 7;
const CHANGES = 3;
const LIMITS = { fullMs: 60_000, share: 0.25, memoryMb: 1_000 };

interface Measured {
  readonly generation: string;
  readonly filesRead: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly memoryMb: number;
}

/** Builds in one process: as it is, then after each of the files was changed. */
async function measure(what: readonly string[], corpus: string, index: string, files: readonly string[]) {
  const child = fork(join(import.meta.dirname, 'index-build.mjs'), [corpus, index, ...files], {
    execArgv: [],
  });
  const all: Measured[] = [];
  child.on('message', (measured: Measured) => {
    const { elapsedMs, cpuMs, memoryMb, filesRead } = measured;
    console.log(
      `${(what[all.length] ?? what.at(-1) ?? '').padEnd(38)}${(elapsedMs / 1000).toFixed(2)} s  ` +
        `(CPU ${(cpuMs / 1000).toFixed(2)} s)  ${memoryMb.toFixed(0)} MB  ${filesRead} files read`,
    );
    all.push(measured);
  });
  await once(child, 'exit');
  return all as [Measured, ...Measured[]];
}

const bytesOf = (index: string, generation: string) =>
  readdirSync(join(index, generation))
    .sort()
    .map((file) => `${file} ${readFileSync(join(index, generation, file)).toString('base64')}`)
    .join('\n');

async function main(reports: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-bench-'));
  try {
    const [corpus, index, other] = ['corpus', 'index', 'other'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const files = writeGenerated(corpus, reports, SEED);
    const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    console.log(`${reports} reports, ${(bytes / 1e6).toFixed(1)} MB of text`);
    const changeable = files.filter(({ file }) => /\.(?:md|txt)$/u.test(file)).map(({ file }) => file);
    const some = Array.from(
      { length: CHANGES },
      (_, i) => changeable[Math.floor((changeable.length * (i + 1)) / (CHANGES + 1))] as string,
    );
    const [full, ...ones] = await measure(['full', 'one file changed'], corpus, index, some);
    appendFileSync(join(corpus, some[0] as string), '\n年内新增科普画廊8处。\n');
    const [own] = await measure(['one file changed, process of its own'], corpus, index, []);
    const [none] = await measure(['nothing changed, process of its own'], corpus, index, []);
    const [again] = await measure(['full, after that'], corpus, other, []);
    // The least of several: what else the machine does can only add.
    const fullMs = Math.min(full.elapsedMs, again.elapsedMs);
    const share = Math.min(...ones.map(({ elapsedMs }) => elapsedMs)) / fullMs;
    const isSame = bytesOf(index, none.generation) === bytesOf(other, again.generation);
    const memoryMb = Math.max(...[full, ...ones, own, none, again].map((measured) => measured.memoryMb));
    console.log(
      `one changed file takes ${(share * 100).toFixed(1)} % of a full build, ` +
        `${((own.elapsedMs / fullMs) * 100).toFixed(1)} % in a process of its own`,
    );
    console.log(`peak memory ${memoryMb.toFixed(0)} MB; ${isSame ? 'same' : 'OTHER'} bytes as a full build`);
    const isKept = fullMs <= LIMITS.fullMs && share <= LIMITS.share && memoryMb <= LIMITS.memoryMb && isSame;
    return isKept ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main(Number(process.argv[2] ?? 1000));
