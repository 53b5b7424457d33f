/**
 * One build by the built program, in a process of its own: `index-build.mjs CORPUS INDEX`. Tells its parent what it
 * took; a plain module, so that no compiler takes part.
 */
import { silentProgress } from '../dist/channels/terminal/progress.js';
import { rebuild } from '../dist/commands/rebuild.js';

const [corpus, index] = process.argv.slice(2);
const { manifest, filesRead } = await rebuild(corpus, index, silentProgress);
const { user, system } = process.cpuUsage();
process.send({
  generation: manifest.generation,
  filesRead: filesRead.length,
  // From the start of the process to the end of the build.
  elapsedMs: performance.now(),
  cpuMs: (user + system) / 1000,
  memoryMb: process.resourceUsage().maxRSS / 1000,
});
