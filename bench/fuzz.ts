/**
 * Reads many damaged files of every format, each in a process that can be stopped, and lists those that are not read as
 * they ought to be: a hang, a crash, memory without end, a problem that says nothing to do, half a text without a word.
 *
 *     npm run fuzz [-- ROUNDS [SEED [ONLY_ROUND]]]
 *
 * A finding prints its round; that round alone with the same seed reads it again and keeps the file. Exits 1 where there
 * is one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkers } from '../src/index/workers/workers.ts';
import { fuzzer, seedsOf } from '../test/support/fuzz.ts';

/** As a build has them. */
const LIMITS = { seconds: 20, megabytes: 512 };
const AT_ONCE = 8;

const [rounds = 2_000, seed = 1, only] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'kewen-fuzz-'));
const workers = openWorkers(LIMITS);
const seeds = seedsOf();
const examine = fuzzer(folder, workers);
let next = only ?? 0;
const end = only === undefined ? rounds : only + 1;
let findings = 0;

async function work(): Promise<void> {
  for (let round = next++; round < end; round = next++) {
    const finding = await examine(seeds, seed, round).catch((error: Error) => ({
      ...{ name: '', how: '' },
      what: `failed: ${error.message}`,
    }));
    if (only === undefined) rmSync(join(folder, String(round)), { recursive: true, force: true });
    if (!finding) continue;
    findings++;
    console.log(`round ${round}  ${finding.name}  ${finding.how}: ${finding.what}`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
workers.close();
console.log(`${end - (only ?? 0)} rounds over ${seeds.length} files with seed ${seed}: ${findings} findings`);
if (only === undefined) rmSync(folder, { recursive: true, force: true });
else console.log(`kept in ${folder}`);
process.exitCode = findings > 0 ? 1 : 0;
