/**
 * A whole answer over many generated reports beside one search by MiniSearch and nodejieba, as they come, over the same
 * passages; and what opening the index takes, in a process of its own.
 *
 *     npm run bench:reports [-- REPORTS]
 *
 * A third of the questions names association and year, a third the association, a third nobody. Exits 1 where an answer
 * takes more than 0.6 of the search, p50: what the 10,000 reports that are asked for where no number is given are to keep.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerQuestion } from '../src/answer/answer.ts';
import type { Asked } from '../src/answer/contract.ts';
import { rebuild } from '../src/commands/index/rebuild.ts';
import { quantile } from '../src/evaluation/numbers.ts';
import { makeMiniSearch } from '../src/evaluation/peers/minisearch.ts';
import { openIndex } from '../src/index/open.ts';
import type { OpenIndex, ReportCard, StoredPassage } from '../src/index/shelf.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { writeGenerated } from '../test/support/generated.ts';
import { questionOf } from './generated-questions.ts';

const SEED = 7;
const REPORTS = 10_000;
const QUESTIONS = 300;
/** Asked first and not counted. */
const WARM_UP = 30;
/** Asked of one before the other has its turn, so that both have their share of what else the machine does. */
const BLOCK = 30;
/** How many paragraphs the search gives. */
const DEPTH = 5;
const MOST = 0.6;

const passagesOf = (index: OpenIndex): StoredPassage[] =>
  Array.from({ length: index.passages }, (_, i) => index.passage(i + 1) as StoredPassage);

/** Questions of what figures count, from all over the reports. */
function questionsAbout(passages: readonly StoredPassage[], reports: readonly ReportCard[]): Asked[] {
  const asked: Asked[] = [];
  for (let at = 1; asked.length < QUESTIONS && at < 50 * QUESTIONS; at++) {
    const passage = passages[(at * 7919) % passages.length] as StoredPassage;
    const report = reports[passage.report - 1] as ReportCard;
    const one = questionOf(report, passage.figures, asked.length);
    if (one) asked.push(one);
  }
  return asked;
}

/** What each thing that is done takes, in milliseconds: all of a block by one, then by the next. */
function timesOf(asked: readonly Asked[], ways: readonly ((asked: Asked) => unknown)[]): number[][] {
  for (const way of ways) for (const one of asked.slice(0, WARM_UP)) way(one);
  const times = ways.map((): number[] => []);
  for (let at = 0; at < asked.length; at += BLOCK) {
    for (const [i, way] of ways.entries()) {
      for (const one of asked.slice(at, at + BLOCK)) {
        const started = performance.now();
        way(one);
        times[i]?.push(performance.now() - started);
      }
    }
  }
  return times;
}

function show(what: string, times: readonly number[]): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1));
  console.log(`${what}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`);
}

async function main(reports: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-reports-'));
  try {
    const [corpus, place] = [join(folder, 'corpus'), join(folder, 'index')];
    writeGenerated(corpus, reports, SEED);
    await rebuild(corpus, place, silentProgress);
    console.log(execFileSync(process.execPath, [OPENS, place], { encoding: 'utf8' }).trim());
    const index = await openIndex(place, 'public');
    const passages = passagesOf(index);
    console.log(`${index.reports.length} public reports of ${reports}, ${passages.length} passages`);
    const peer = await makeMiniSearch(passages.map(({ text }) => text));
    const [answers = [], searches = []] = timesOf(questionsAbout(passages, index.reports), [
      (asked) => answerQuestion(asked, index),
      ({ question }) => peer.search(question, DEPTH),
    ]);
    index.close();
    show('a whole answer', answers);
    show('one search by MiniSearch + nodejieba', searches);
    const ratio = quantile(answers, 0.5) / quantile(searches, 0.5);
    console.log(`an answer takes ${ratio.toFixed(2)} of the search, p50; at most ${MOST}`);
    return ratio <= MOST ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OPENS = join(import.meta.dirname, 'reports-open.mjs');

process.exitCode = await main(Number(process.argv[2] ?? REPORTS));
