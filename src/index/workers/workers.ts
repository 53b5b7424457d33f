/**
 * Reads files and analyses reports in processes of their own, several at once, each file within limits of time and
 * memory. A file that passes one is named with the reason and left out; its process is ended, and another goes on with
 * the rest.
 *
 * Processes, not threads: a thread's memory is limited in V8's heap only, while what a PDF or an archive unpacks to lies
 * outside of it, and a thread that runs out of memory takes the program with it. A process can always be ended.
 */
import { availableParallelism, totalmem } from 'node:os';
import type { ReadLimits } from '../../config.ts';
import type { Problem } from '../../corpus/document.ts';
import { ARCHIVE, extensionOf } from '../../corpus/documents.ts';
import type { Readers } from '../../corpus/load.ts';
import type { Report } from '../../corpus/report.ts';
import type { DictionaryWord, Lexicon } from '../../language/lexicon.ts';
import type { LexiconWarning } from '../../language/lexicon-check.ts';
import type { LexiconTexts } from '../../language/lexicon-entries.ts';
import type { Analysts } from '../analyse.ts';
import type { Order, Stop } from './jobs.ts';
import { type End, type Job, startWorker, type WorkerProcess } from './process.ts';

/** Reads and analyses until it is closed. */
export interface Workers extends Readers, Analysts {
  /** What is doubtful in a lexicon; with the words of it loaded where jieba is needed. */
  readonly checkLexicon: (texts: LexiconTexts, words: Lexicon['words']) => Promise<readonly LexiconWarning[]>;
  /** Starts a process ahead of the work. */
  readonly prepare: () => void;
  /** Ends the processes. */
  readonly close: () => void;
}

/** Jobs that a process has at a time: it begins with the next while this process takes what came of the one before. */
const AHEAD = 2;
/** Another process is worth its start and a dictionary of its own for so many jobs that wait, */
const MANY_WAITING = 100;
/** or for a few that wait so long: what is before them may take until its limit. */
const LONG_WAIT_MS = 1_500;
/** A job that so many processes left behind is given up. */
const MAX_PASSED_ON = 20;
/** Memory that a process takes for itself and a usual file, of which two thirds are jieba's dictionary. */
const BYTES_A_PROCESS = 1024 ** 3;
const MAX_PROCESSES = 8;
/** An archive of which so many members were stopped is not read on. */
const MAX_STOPPED_MEMBERS = 3;

/** One process for each core, as far as the memory goes. */
function processesAtMost(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(memory / BYTES_A_PROCESS), MAX_PROCESSES));
}

/** Workers under these limits. Nothing is started before there is work. */
export function openWorkers(limits: ReadLimits, most: number = processesAtMost()): Workers {
  const workers = new Set<WorkerProcess>();
  const waiting: Job[] = [];
  let growing: NodeJS.Timeout | undefined;
  let isClosed = false;

  const start = () => {
    const worker = startWorker(limits, {
      onDone: assign,
      onGone: (gone, left) => {
        workers.delete(gone);
        for (const job of left.toReversed()) {
          if (job.order.kind === 'words') continue;
          // Processes that end before they begin are no fault of a file, nor mended by another one.
          if (job.passedOn++ < MAX_PASSED_ON) waiting.unshift(job);
          else job.reject(new Error('the processes that read files end before they begin'));
        }
        assign();
      },
    });
    workers.add(worker);
    return worker;
  };
  const giveTo = (worker: WorkerProcess, job: Job) => {
    const words = wordsOf.get(job.order);
    if (words !== undefined && worker.words !== words) {
      worker.words = words;
      worker.give({ order: { kind: 'words', words }, ...nobody });
    }
    worker.give(job);
  };
  function assign(): void {
    if (isClosed) return;
    if (waiting.length > 0 && workers.size === 0) start();
    const byLoad = () => [...workers].sort((a, b) => a.jobs() - b.jobs())[0];
    for (let worker = byLoad(); worker && worker.jobs() < AHEAD; worker = byLoad()) {
      const job = waiting.shift();
      if (!job) break;
      giveTo(worker, job);
    }
    if (waiting.length === 0 || workers.size >= most) return;
    if (waiting.length >= MANY_WAITING) {
      start();
      assign();
      return;
    }
    growing ??= setTimeout(() => {
      growing = undefined;
      if (waiting.length > 0 && workers.size < most && !isClosed) start();
      assign();
    }, LONG_WAIT_MS);
  }

  /** Words that a process needs before an order. */
  const wordsOf = new WeakMap<Order, readonly DictionaryWord[]>();
  const run = (order: Order, told: Partial<Job> = {}, words?: readonly DictionaryWord[]): Promise<End> =>
    new Promise((resolve, reject) => {
      if (words) wordsOf.set(order, words);
      waiting.push({ ...nobody, ...told, passedOn: 0, order, resolve, reject });
      assign();
    });
  /** Runs an order; one whose process ended for no reason is tried once more, since that need not be its fault. */
  const runTwice = async (order: Order, words: readonly DictionaryWord[]): Promise<End> => {
    const end = await run(order, {}, words);
    return end.kind === 'stopped' && end.by === 'crash' ? run(order, {}, words) : end;
  };

  return {
    limitsKey: JSON.stringify(limits),
    read: async (directory, scanned, onBegin) => {
      const made: (Report | Problem)[] = [];
      const isArchive = extensionOf(scanned.file) === ARCHIVE;
      let stops = 0;
      let crashedAt = -1;
      for (;;) {
        let at = scanned.file;
        onBegin(at);
        const end = await run(
          { kind: 'read', directory, scanned, from: made.length },
          {
            onBegin: (file) => {
              at = file;
              onBegin(file);
            },
            onPage: (file, page, pages) => onBegin(`${file}（识别第 ${page} 页，共 ${pages} 页）`),
            onMade: (json) => made.push(JSON.parse(new TextDecoder().decode(json)) as Report | Problem),
          },
        );
        if (end.kind === 'done') return { made, isStopped: stops > 0 };
        if (end.by === 'crash' && crashedAt !== made.length) {
          crashedAt = made.length;
          continue;
        }
        stops++;
        made.push({ file: at, message: messageOf(end.by, limits) });
        if (!isArchive || at === scanned.file) return { made, isStopped: true };
        if (stops === MAX_STOPPED_MEMBERS) {
          const message = `里面有 ${stops} 个文件超出限制（见上），后面的没有再读；请拿掉这几个，重新压缩`;
          return { made: [...made, { file: scanned.file, message }], isStopped: true };
        }
      }
    },
    analyse: (words) => async (report) => {
      const end = await runTwice({ kind: 'analyse', report }, words);
      if (end.kind === 'stopped') return { message: messageOf(end.by, limits) };
      if (end.result.kind !== 'analyse') throw new Error(`asked to analyse, answered ${end.result.kind}`);
      return end.result.analysis;
    },
    checkLexicon: async (lexicon, words) => {
      const end = await runTwice({ kind: 'check', lexicon }, words);
      return end.kind === 'done' && end.result.kind === 'check' ? end.result.warnings : [];
    },
    prepare: () => {
      if (workers.size === 0 && !isClosed) start();
    },
    close: () => {
      isClosed = true;
      clearTimeout(growing);
      for (const worker of workers) worker.end();
      workers.clear();
    },
  };
}

/** Nobody waits for it. */
const nobody = {
  passedOn: 0,
  onBegin: () => {},
  onPage: () => {},
  onMade: () => {},
  resolve: () => {},
  reject: () => {},
};

/** Why a file was stopped and what to do, one line for the maintainer. */
function messageOf(stop: Stop, { seconds, megabytes }: ReadLimits): string {
  const otherwise = '请用原来的软件重新另存，或拆分后再放入';
  switch (stop) {
    case 'time':
      return `读了 ${seconds} 秒还没有读完，停下了；${otherwise}；真要这么久的，调大 KEWEN_READ_SECONDS`;
    case 'memory':
      return `读它要用的内存超过 ${megabytes} MB，停下了；${otherwise}；真要这么多的，调大 KEWEN_READ_MB`;
    case 'crash':
      return `读它的程序两次中途退出；${otherwise}`;
  }
}
