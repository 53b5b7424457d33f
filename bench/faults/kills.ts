/**
 * Builds that are killed: whoever reads the index meanwhile, and whoever opens it afterwards, is answered as before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDesk } from '../../src/channels/answering.ts';
import { createLog } from '../../src/channels/log.ts';
import { currentGeneration } from '../../src/index/generations.ts';
import { openIndex } from '../../src/index/open.ts';
import { build, emptyFolder } from '../../test/support/corpora.ts';
import { buildInChild } from '../../test/support/processes.ts';
import { folderWith, reportFile, SMALL } from '../../test/support/small.ts';
import type { Part } from '../faults.ts';
import { dice } from './hostile.ts';

const KILLS = 100;
/** Half are killed at a step, half at a moment of chance within the time that a build takes. */
const STEPS = ['report:1', 'report:2', 'built', 'rename:1', 'renamed:1', 'rename:2', 'renamed:2', 'rename:3'];
const QUESTION = { question: '雁岭市科协2022年开展了多少场科普活动？' };
const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** How many times the old index did not serve. */
export async function kills({ share, endMs }: Part): Promise<number> {
  const corpus = folderWith(SMALL);
  const { indexFolder } = await build(corpus);
  const desk = await openDesk({
    directory: indexFolder,
    audience: 'public',
    log: createLog('silent'),
    now: () => new Date('2024-06-01'),
    checkEveryMs: 0,
  });
  const expected = (await desk.ask(QUESTION)).answer.text;
  const another = (i: number) =>
    writeFileSync(
      join(corpus, 'more.md'),
      reportFile(
        { association: '禾汀县科协', year: 2023 },
        `2023年，县科协共开展科普活动${100 + i}场，受益群众2万人次。`,
      ),
    );
  const takesMs = await timed(corpus, indexFolder);
  const random = dice(11);
  const [wanted, faults] = [Math.round(KILLS * share), [] as string[]];
  const count = { done: 0, published: 0, unkilled: 0 };
  while (count.done < wanted && Date.now() < endMs) {
    const before = await currentGeneration(indexFolder);
    another(count.done);
    const isStep = count.done % 2 === 0;
    const step = STEPS[(count.done / 2) % STEPS.length] ?? '';
    const isKilled = isStep
      ? (await buildInChild([corpus, indexFolder, step])).signal === 'SIGKILL'
      : await killedAfter(random() * takesMs, corpus, indexFolder);
    count.done++;
    if (!isKilled) count.unkilled++;
    const what = isStep ? step : 'at a moment of chance';
    const now = await currentGeneration(indexFolder);
    if (now !== before) count.published++;
    if (isStep && now !== before) faults.push(`${what}: another generation is in service`);
    try {
      const index = await openIndex(indexFolder, 'public');
      index.close();
    } catch (error) {
      faults.push(`${what}: ${String(error)}`);
    }
    const told = (await desk.ask(QUESTION)).answer.text;
    if (told !== expected) faults.push(`${what}: answers ${told}`);
  }
  another(wanted + 1);
  const { manifest } = await build(corpus, indexFolder);
  if ((await currentGeneration(indexFolder)) !== manifest.generation)
    faults.push('the next build is not in service');
  desk.close();
  console.log(
    `kills: ${count.done} of ${wanted} builds killed (half at ${STEPS.length} steps, half at a moment of chance within ${Math.round(takesMs)} ms)`,
  );
  console.log(
    `  the old index did not serve: ${faults.length}; killed after it was in service: ${count.published}; done before the kill: ${count.unkilled}`,
  );
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  return faults.length;
}

const commandOf = (corpus: string, index: string) =>
  spawn(process.execPath, [CLI, 'index', '--corpus', corpus, '--index', index], {
    stdio: 'ignore',
    cwd: emptyFolder(),
  });

async function timed(corpus: string, index: string): Promise<number> {
  const startedMs = performance.now();
  await once(commandOf(corpus, index), 'exit');
  return performance.now() - startedMs;
}

/** Runs `kewen index` and kills it; false where it was done before. */
async function killedAfter(ms: number, corpus: string, index: string): Promise<boolean> {
  const child = commandOf(corpus, index);
  const exit = once(child, 'exit');
  await setTimeout(ms);
  child.kill('SIGKILL');
  const [, signal] = (await exit) as [number | null, string | null];
  return signal === 'SIGKILL';
}
