/**
 * Opens the public's index by the built program, in a process of its own: `reports-open.mjs INDEX`. Prints what it took;
 * a plain module, so that no compiler takes part.
 */
import { openIndex } from '../dist/index/open.js';

const before = process.memoryUsage().rss;
const started = performance.now();
const index = await openIndex(process.argv[2], 'public');
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();
const [cpu, all, most] = [(user + system) / 1e6, process.memoryUsage().rss / 1e6, maxRSS / 1000];
console.log(
  `opening: ${seconds.toFixed(1)} s (CPU ${cpu.toFixed(1)} s with the start), ` +
    `${all.toFixed(0)} MB afterwards (${(before / 1e6).toFixed(0)} before, ${most.toFixed(0)} at the most), dictionary included`,
);
index.close();
