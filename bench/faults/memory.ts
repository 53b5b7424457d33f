/**
 * A long day: exchanges on the web, recorded, by ever other people; the heap after each tenth of it.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { corpusOf, FIXTURES, SHIPPED } from '../../test/support/corpora.ts';
import { openSite } from '../../test/web/site.ts';
import type { Part } from '../faults.ts';
import { ownQuestions } from '../own-questions.ts';

const EXCHANGES = 20_000;
const MEGABYTE = 2 ** 20;
/** What is kept on purpose is bounded and full after a fifth: from there the heap may not grow by more. */
const MOST_GROWTH_BYTES = 8 * MEGABYTE;

/** 1 where the heap grows. */
export async function memory({ share, endMs }: Part): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const site = await openSite(corpusOf(SHIPPED, FIXTURES), { staffLinks: false });
  const questions = (await ownQuestions()).flatMap((set) => set.questions.map(({ question }) => question));
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const wanted = Math.round(EXCHANGES * share);
  const heaps: number[] = [];
  let [done, failed] = [0, 0];
  for (; done < wanted && Date.now() < endMs; done++) {
    const from = `10.${(done >> 16) & 255}.${(done >> 8) & 255}.${done & 255}`;
    const question = `${questions[done % questions.length]}${done % 7 === 0 ? ` ${done}` : ''}`;
    const path = `${done % 2 === 0 ? '/ask' : '/api/ask'}?q=${encodeURIComponent(question)}`;
    const response = await site.get(path, { 'x-forwarded-for': from });
    await response.text();
    if (response.status !== 200) failed++;
    (site.log as string[]).length = 0;
    if ((done + 1) % Math.ceil(wanted / 10) === 0) heaps.push(heap());
  }
  site.close();
  const [, from = 0, ...later] = heaps;
  const growth = Math.max(0, ...later.slice(-1)) - from;
  console.log(`memory: ${done} of ${wanted} exchanges on the web, ${failed} failed`);
  console.log(
    `  heap after each tenth, MB: ${heaps.map((bytes) => (bytes / MEGABYTE).toFixed(1)).join(' ')}`,
  );
  console.log(`  from the second tenth to the last: ${(growth / MEGABYTE).toFixed(1)} MB`);
  return (growth > MOST_GROWTH_BYTES ? 1 : 0) + failed;
}
