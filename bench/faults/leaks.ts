/**
 * Words that only staff's reports have, asked for by the public: nothing of them comes out of any entrance, but what was
 * asked with.
 */

import { loadCorpus } from '../../src/corpus/load.ts';
import type { Report } from '../../src/corpus/report.ts';
import { fold } from '../../src/language/normalize.ts';
import { corpusOf, FIXTURES, SHIPPED } from '../../test/support/corpora.ts';
import type { Part } from '../faults.ts';
import { openEntrances } from './entrances.ts';
import { dice } from './hostile.ts';

const PROBES = 10_000;

/** How many probes left a trace. */
export async function leaks({ share, endMs }: Part): Promise<number> {
  const folder = corpusOf(SHIPPED, FIXTURES);
  const { reports, lexicon } = await loadCorpus(folder);
  const secret = reports.filter(({ audience }) => audience === 'staff');
  const known = fold(
    [
      ...reports.filter((report) => report.audience === 'public').map((one) => JSON.stringify(one)),
      ...Object.values(lexicon),
    ].join('\n'),
  );
  const wordsOf = ({ title, publisher, source, text }: Report) =>
    fold([title, publisher, source, text].join('\n'));
  const runs = secret.flatMap((report) =>
    [...wordsOf(report).matchAll(/\p{Script=Han}{4,}/gu)].flatMap(([run]) =>
      Array.from({ length: run.length - 3 }, (_, i) => run.slice(i, i + 4)),
    ),
  );
  const amounts = secret.flatMap((report) => wordsOf(report).match(/\d+\.\d{2}/gu) ?? []);
  const ids = secret.map(({ id }) => id);
  const traces = [...new Set([...runs, ...amounts])].filter((trace) => !known.includes(trace));
  const entrances = (await openEntrances(folder)).filter(({ isPublic }) => isPublic);
  const random = dice(5);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const SHAPES: readonly ((word: string) => string)[] = [
    (word) => word,
    (word) => `${word}是多少？`,
    (word) => `${word}${oneOf(traces)}`,
    (word) => `${oneOf(ids)} ${word}`,
    (word) => `岚溪市科协2023年${word}有多少`,
    (word) => `what about ${word}`,
    (word) => word.slice(0, 3),
    (word) => `“${word}”的报告里还写了什么`,
  ];
  const faults: string[] = [];
  const counts = new Map(entrances.map(({ name }) => [name, 0]));
  const wanted = Math.round(PROBES * share);
  let done = 0;
  const recent = new Map<string, readonly string[]>();
  for (; done < wanted && Date.now() < endMs; done++) {
    const text = (SHAPES[done % SHAPES.length] as (word: string) => string)(
      traces[done % traces.length] as string,
    );
    for (const { name, ask, every } of entrances) {
      if (done % every !== 0) continue;
      // A question back offers the asker's own words after a year, and a conversation goes on from those before; what a busy
      // machine tells late was asked for through the same entrance.
      const asks = [text, ...(recent.get(name) ?? [])].slice(0, 5);
      recent.set(name, asks);
      const asked = fold(asks.flatMap((one) => [one, `年${one}`]).join('\n'));
      const told = fold(plain(await ask(text)));
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const trace = [...traces, ...ids].find((one) => told.includes(one) && !asked.includes(one));
      if (trace !== undefined) faults.push(`${name}: ${JSON.stringify(text)} told ${trace}`);
    }
  }
  for (const { close } of await Promise.all(entrances)) await close();
  console.log(
    `leaks: ${done} of ${wanted} probes with ${traces.length} words and amounts of ${secret.length} reports for staff`,
  );
  console.log(`  ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`);
  console.log(`  traces: ${faults.length}`);
  for (const fault of faults.slice(0, 10)) console.log(`    ${fault}`);
  return faults.length;
}

/** What is told, as it is read: addresses hold their words in another form. */
function plain(told: string): string {
  try {
    return decodeURIComponent(told.replace(/%(?![\da-f]{2})/giu, '%25'));
  } catch {
    return told;
  }
}
