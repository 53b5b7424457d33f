/**
 * Texts that mean harm, through every entrance: each is answered, and soon.
 */
import { corpusOf, FIXTURES, SHIPPED } from '../../test/support/corpora.ts';
import type { Part } from '../faults.ts';
import { type Entrance, openEntrances } from './entrances.ts';
import { hostileAt } from './hostile.ts';

const TEXTS = 10_000;
const SLOW_MS = 300;
/** What took long is asked again, as it may have been compiling or collecting; the least counts. */
const AGAIN = 3;

interface Tally {
  readonly entrance: Entrance;
  readonly tookMs: number[];
  readonly failures: string[];
  readonly slow: string[];
}

/** How many failed or were slow. */
export async function hostile({ share, endMs }: Part): Promise<number> {
  const entrances = await openEntrances(corpusOf(SHIPPED, FIXTURES));
  const tallies = entrances.map((entrance): Tally => ({ entrance, tookMs: [], failures: [], slow: [] }));
  const rejected: string[] = [];
  const onRejected = (error: unknown) => rejected.push(String(error));
  process.on('unhandledRejection', onRejected);
  // The first of each loads what it needs.
  for (const { entrance } of tallies) await entrance.ask('平湖2020年开展了多少项科普活动？');
  const wanted = Math.round(TEXTS * share);
  let done = 0;
  for (; done < wanted && Date.now() < endMs; done++) {
    const { kind, text } = hostileAt(done);
    for (const tally of tallies) {
      if (done % tally.entrance.every === 0) await put(tally, kind, text);
    }
  }
  process.off('unhandledRejection', onRejected);
  for (const { entrance } of tallies) await entrance.close();
  console.log(`hostile: ${done} of ${wanted} texts of 8 kinds; ms of work, the least of up to four tries`);
  for (const { entrance, tookMs, failures, slow } of tallies) {
    tookMs.sort((a, b) => a - b);
    const quantile = (of: number) =>
      (tookMs[Math.min(tookMs.length - 1, Math.floor(of * tookMs.length))] ?? 0).toFixed(1);
    console.log(
      `  ${entrance.name.padEnd(18)} ${String(tookMs.length).padStart(6)} asked, failed ${failures.length}, ${SLOW_MS} ms or more ${slow.length}; p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, max ${quantile(1)} ms`,
    );
    for (const line of [...failures, ...slow].slice(0, 5)) console.log(`    ${line}`);
  }
  for (const line of rejected.slice(0, 5)) console.log(`  rejected and unhandled: ${line}`);
  return (
    tallies.reduce((sum, { failures, slow }) => sum + failures.length + slow.length, 0) + rejected.length
  );
}

async function put({ entrance, tookMs, failures, slow }: Tally, kind: string, text: string): Promise<void> {
  const shown = () => `${kind}: ${JSON.stringify(text.slice(0, 60))} (${text.length})`;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 1 + AGAIN && least >= SLOW_MS; i++) {
    const before = process.cpuUsage();
    try {
      await entrance.ask(text);
    } catch (error) {
      failures.push(`${shown()}: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    // What this process worked: how long a person waits depends on what else the machine does.
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  tookMs.push(least);
  if (least >= SLOW_MS) slow.push(`${least.toFixed(0)} ms: ${shown()}`);
}
