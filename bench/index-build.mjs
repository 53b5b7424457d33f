/**
 * Builds by the built program, in a process of their own: `index-build.mjs CORPUS INDEX [FILE…]`. The first as it
 * is, then one more after each of the files was changed. Tells its parent what each took; a plain module, so that no
 * compiler takes part.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { rebuild } from '../dist/commands/index/rebuild.js';
import { openWorkers } from '../dist/index/workers/workers.js';
import { silentProgress } from '../dist/terminal/progress.js';

const [corpus, index, ...files] = process.argv.slice(2);

// The first counts from the start of the process, as whoever types the command does.
const workers = openWorkers({ seconds: 20, megabytes: 512 });
let startedMs = 0;
let cpuBeforeMs = 0;
for (const file of [null, ...files]) {
  if (file !== null) {
    appendFileSync(join(corpus, file), '\n年内新增科普画廊9处。\n');
    startedMs = performance.now();
  }
  const { manifest, filesRead } = await rebuild(corpus, index, silentProgress, { workers });
  const { user, system } = process.cpuUsage();
  process.send({
    generation: manifest.generation,
    filesRead: filesRead.length,
    elapsedMs: performance.now() - startedMs,
    cpuMs: (user + system) / 1000 - cpuBeforeMs,
    memoryMb: process.resourceUsage().maxRSS / 1000,
  });
  cpuBeforeMs = (user + system) / 1000;
}
workers.close();
