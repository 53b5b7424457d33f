/**
 * How answering grows with the number of passages: generated reports in the index on this machine and in a real
 * OpenSearch, the same questions to both.
 *
 *     npm run bench:scale [-- PASSAGES... [--minutes N]]
 *
 * Sizes are 1,000, 10,000 and 100,000 passages where none are given; the index on this machine is measured up to 100,000.
 * A size that would begin after the minutes are over is left out, and said. Exits 1 where a goal is not reached: 99 of 100
 * answers within 150 ms, and half of them at 100,000 within five times what they take at 1,000.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answer/answer.ts';
import type { Asked } from '../src/answer/contract.ts';
import { connect } from '../src/cluster/connect.ts';
import { ClusterReader } from '../src/cluster/reader.ts';
import { putInService } from '../src/cluster/service.ts';
import { writeIndex } from '../src/cluster/write.ts';
import type { SearchSettings } from '../src/config-search.ts';
import { loadCorpus } from '../src/corpus/load.ts';
import { type AnalysedReport, analyseReports } from '../src/index/analyse.ts';
import { writeGeneration } from '../src/index/build.ts';
import { openIndex } from '../src/index/open.ts';
import { publishGeneration } from '../src/index/publish.ts';
import { readFigureRows } from '../src/index/rows.ts';
import type { OpenIndex } from '../src/index/shelf.ts';
import { onRemote } from '../src/index/view.ts';
import { parseLexicon } from '../src/language/lexicon.ts';
import { writeGenerated } from '../test/support/generated.ts';
import { missingSearch, settingsOf, startSearch } from '../test/support/opensearch.ts';
import { questionOf } from './generated-questions.ts';

const SEED = 7;
const SIZES = [1_000, 10_000, 100_000];
const LOCAL_UP_TO = 100_000;
/** Reports that are read at a time. */
const BATCH = 2_500;
const QUESTIONS = 300;
const WARM_UP = 30;
const GOALS = { p99Ms: 150, growth: 5 };
const HEAP_MEGABYTES = 2_048;

interface Measured {
  readonly engine: string;
  readonly passages: number;
  readonly buildSeconds: number;
  readonly diskMegabytes: number;
  readonly openSeconds: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The words that ship. */
const { lexicon } = await loadCorpus(join(import.meta.dirname, '../corpus'));

/** Reports from a place on, analysed; read in a folder that is gone afterwards. */
async function reportsFrom(first: number): Promise<AnalysedReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-scale-'));
  try {
    writeGenerated(folder, BATCH, SEED, first);
    const { reports } = await loadCorpus(folder);
    // Association by association, as they were made: so that each has as many reports at every size.
    return (await analyseReports(reports, parseLexicon(lexicon), {})).analysed
      .filter(({ report }) => report.audience === 'public')
      .sort((a, b) => placeOf(a) - placeOf(b));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The place of a report in the generated corpus, which its file begins with. */
const placeOf = ({ report }: AnalysedReport) => Number(/(\d+)-[^/]*$/u.exec(report.file)?.[1]);

/** Reports with at least so many passages together. */
async function* upTo(passages: number): AsyncGenerator<AnalysedReport> {
  let count = 0;
  for (let batch = 0; count < passages; batch++) {
    for (const report of await reportsFrom(batch * BATCH)) {
      if (count >= passages) return;
      count += report.passages.length;
      yield report;
    }
  }
}

async function all<T>(things: AsyncIterable<T>): Promise<T[]> {
  const kept: T[] = [];
  for await (const thing of things) kept.push(thing);
  return kept;
}

/** Questions of what the figures of some reports count: of an association and a year, of an association, of nobody. */
function questionsAbout(reports: readonly AnalysedReport[]): Asked[] {
  const asked: Asked[] = [];
  for (let at = 0; asked.length < QUESTIONS && at < 50 * QUESTIONS; at++) {
    const { report, passages } = reports[(at * 7919) % reports.length] as AnalysedReport;
    const passage = passages[(at * 31) % Math.max(1, passages.length)];
    const one = passage && questionOf(report, readFigureRows(passage.figures), asked.length);
    if (one) asked.push(one);
  }
  return asked;
}

/** Milliseconds of each answer, ascending. */
async function timesOf(questions: readonly Asked[], answer: (asked: Asked) => unknown): Promise<number[]> {
  for (const asked of questions.slice(0, WARM_UP)) await answer(asked);
  const times: number[] = [];
  for (const asked of questions) {
    const started = performance.now();
    await answer(asked);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

const share = (times: readonly number[], of: number) => times[Math.ceil(times.length * of) - 1] ?? 0;
const secondsSince = (started: number) => (performance.now() - started) / 1000;
const shares = (times: readonly number[]) => ({
  p50: share(times, 0.5),
  p95: share(times, 0.95),
  p99: share(times, 0.99),
});

async function measureLocal(
  reports: readonly AnalysedReport[],
  questions: readonly Asked[],
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-scale-'));
  try {
    const started = performance.now();
    const { audiences, generation } = await publishGeneration(folder, (workshop) =>
      writeGeneration({ analysed: reports, lexicon, answers: [] }, 'scale', workshop),
    );
    const buildSeconds = secondsSince(started);
    const bytes = readdirSync(join(folder, generation))
      .filter((file) => file.startsWith('public'))
      .reduce((sum, file) => sum + statSync(join(folder, generation, file)).size, 0);
    const opening = performance.now();
    const index: OpenIndex = await openIndex(folder, 'public');
    const openSeconds = secondsSince(opening);
    const times = await timesOf(questions, (asked) => answerQuestion(asked, index));
    index.close();
    const { passages } = audiences.public;
    return {
      engine: 'MiniSearch',
      passages,
      buildSeconds,
      diskMegabytes: bytes / 1e6,
      openSeconds,
      ...shares(times),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCluster(
  settings: SearchSettings,
  reports: AsyncIterable<AnalysedReport> | Iterable<AnalysedReport>,
  passages: number,
  questions: readonly Asked[],
): Promise<Measured> {
  const writer = connect(settings, 'writer');
  const reader = new ClusterReader(settings, 'public');
  try {
    const started = performance.now();
    const contents = { reports, lexicon, answers: [], beside: null, passages };
    const generation = passages.toString(16).padStart(12, '0');
    const now = new Date();
    const name = await writeIndex(writer, { ...contents, audience: 'public', generation }, { now });
    const buildSeconds = secondsSince(started);
    const nobody = { ...contents, reports: [], audience: 'staff' as const, generation, beside: name };
    const staff = await writeIndex(writer, nobody, { now });
    await putInService(writer, { public: name, staff }, now);
    const { body } = await writer.send({ method: 'GET', path: `/${name}/_stats/store` });
    const { _all: all } = body as { _all: { primaries: { store: { size_in_bytes: number } } } };
    const opening = performance.now();
    const remote = await reader.open();
    const openSeconds = secondsSince(opening);
    const times = await timesOf(questions, (asked) =>
      onRemote(remote, (index) => answerQuestion(asked, index)),
    );
    return {
      engine: 'OpenSearch',
      passages: remote.catalog.passages,
      buildSeconds,
      diskMegabytes: all.primaries.store.size_in_bytes / 1e6,
      openSeconds,
      ...shares(times),
    };
  } finally {
    await writer.close();
    await reader.close();
  }
}

function show(one: Measured): void {
  const { engine, passages, buildSeconds, diskMegabytes, openSeconds, p50, p95, p99 } = one;
  console.log(
    `| ${engine} | ${passages.toLocaleString('en')} | ${buildSeconds.toFixed(1)} s | ${diskMegabytes.toFixed(0)} MB ` +
      `| ${openSeconds.toFixed(1)} s | ${p50.toFixed(1)} ms | ${p95.toFixed(1)} ms | ${p99.toFixed(1)} ms |`,
  );
}

async function main(sizes: readonly number[], minutes: number): Promise<number> {
  const ends = performance.now() + minutes * 60_000;
  const missing = missingSearch();
  if (missing) console.log(`skipped: OpenSearch (${missing})`);
  const cluster = missing ? null : await startSearch(1, HEAP_MEGABYTES);
  const settings = cluster && settingsOf(cluster, { prefix: 'scale', timeoutMs: 30_000 });
  const measured: Measured[] = [];
  console.log('| engine | passages | build | on disk | open | p50 | p95 | p99 |');
  console.log('|---|---|---|---|---|---|---|---|');
  try {
    for (const size of sizes) {
      if (performance.now() > ends) {
        console.log(`left out: ${size.toLocaleString('en')} passages, the ${minutes} minutes are over`);
        continue;
      }
      // More than that is read as it is written: it would not fit into memory.
      const reports = size <= LOCAL_UP_TO ? await all(upTo(size)) : null;
      const questions = questionsAbout(reports ?? (await reportsFrom(0)));
      if (reports) measured.push(await measureLocal(reports, questions));
      if (reports) show(measured.at(-1) as Measured);
      if (!settings) continue;
      measured.push(await measureCluster(settings, reports ?? upTo(size), size, questions));
      show(measured.at(-1) as Measured);
    }
  } finally {
    await cluster?.stop();
  }
  return judge(measured);
}

/** Says of each goal whether it is reached. */
function judge(measured: readonly Measured[]): number {
  let isMissed = false;
  const tell = (what: string, isReached: boolean) => {
    console.log(`${isReached ? 'reached' : 'MISSED'}: ${what}`);
    isMissed ||= !isReached;
  };
  for (const engine of new Set(measured.map((one) => one.engine))) {
    const own = measured.filter((one) => one.engine === engine);
    const worst = Math.max(...own.map(({ p99 }) => p99));
    tell(`${engine}: p99 ${worst.toFixed(0)} ms of at most ${GOALS.p99Ms}`, worst <= GOALS.p99Ms);
    const least = own.find(({ passages }) => passages < 2_000);
    const most = own.find(({ passages }) => passages >= 100_000 && passages < 200_000);
    if (!least || !most) continue;
    const growth = most.p50 / least.p50;
    tell(`${engine}: p50 grows ${growth.toFixed(1)} times, at most ${GOALS.growth}`, growth <= GOALS.growth);
  }
  return isMissed ? 1 : 0;
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const sizes = positionals.length > 0 ? positionals.map(Number) : SIZES;
process.exitCode = await main(sizes, Number(values.minutes));
