/**
 * What people and machines do to Kewen, in numbers; exit code 1 where something broke.
 *
 *     npm run bench:faults [-- kills hostile leaks memory] [--share 0.1] [--minutes 15]
 *
 * kills    100 builds killed (SIGKILL) at steps of publishing and at moments of chance: a reader and a running desk get
 *          the old answer each time, the next build puts the new one in service
 * hostile  10,000 texts that mean harm through every entrance (over sockets one in ten): none fails, none is 300 ms of work
 * leaks    10,000 probes with words that only staff's reports have, through every public entrance: no trace comes out
 * memory   20,000 exchanges on the web, with records: the heap does not grow (Slack and Telegram have their own)
 *
 * Each part ends after so many minutes at the latest and says how far it got. `--share` does a part of each.
 */
import { hostile } from './faults/asking.ts';
import { kills } from './faults/kills.ts';
import { leaks } from './faults/leaks.ts';
import { memory } from './faults/memory.ts';

/** How much of a part is done, when it has to end, and who is told. */
export interface Part {
  readonly share: number;
  readonly endMs: number;
}

const PARTS = { kills, hostile, leaks, memory } as const;

const words = process.argv.slice(2);
const numberAfter = (flag: string, otherwise: number) =>
  words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : otherwise;
const [share, minutes] = [numberAfter('--share', 1), numberAfter('--minutes', 15)];
const named = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((name) => words.includes(name));
let broken = 0;
for (const name of named.length > 0 ? named : (Object.keys(PARTS) as (keyof typeof PARTS)[])) {
  const startedMs = Date.now();
  broken += await PARTS[name]({ share, endMs: startedMs + minutes * 60_000 });
  console.log(`  ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
}
console.log(broken === 0 ? 'nothing broke' : `${broken} broke`);
process.exit(broken === 0 ? 0 : 1);
