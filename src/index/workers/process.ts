/**
 * One process that works for this one, seen from here: orders go in, one is under way at a time, and whatever keeps it
 * from an end is a value.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ReadLimits } from '../../config.ts';
import type { Order, Result, Stop, Told } from './jobs.ts';

/** How an order ended. */
export type End =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'stopped'; readonly by: Stop };

/** An order with those who wait for it. */
export interface Job {
  readonly order: Order;
  /** How often a process was gone before it began with it. */
  passedOn: number;
  readonly onBegin: (file: string) => void;
  readonly onPage: (file: string, page: number, pages: number) => void;
  readonly onMade: (json: Uint8Array) => void;
  readonly resolve: (end: End) => void;
  readonly reject: (error: Error) => void;
}

/** A process and what it was given. */
export interface WorkerProcess {
  /** Adds a job behind those that it has. */
  readonly give: (job: Job) => void;
  readonly jobs: () => number;
  /** The words it was told to load. */
  words: unknown;
  readonly end: () => void;
}

/** Called when a process is gone, with the jobs that it had not begun; and when one of its jobs is done. */
export interface Employer {
  readonly onGone: (worker: WorkerProcess, left: readonly Job[]) => void;
  readonly onDone: () => void;
}

/** Loading the program and jieba's dictionary takes a second; nothing that a file can change. */
const OWN_WORK_MS = 120_000;
/** A page of a scan is drawn and recognised by other programs: it may take so many times as long as a file. */
const PAGE_TIMES = 3;
/** V8's heap may hold what the process needs for itself beside what a file may take. */
const OWN_HEAP_MB = 128;
/** What the guard or V8 says before the end. */
const OUT_OF_MEMORY = /out of memory/iu;
const BYTES_PER_MB = 1024 * 1024;
const KEPT_CHARS = 4_000;

/** Starts a process. */
export function startWorker({ seconds, megabytes }: ReadLimits, { onGone, onDone }: Employer): WorkerProcess {
  const extension = extname(import.meta.filename);
  const child = fork(join(import.meta.dirname, `worker${extension}`), [String(megabytes * BYTES_PER_MB)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // From its source the program runs in tests only.
    execArgv: [
      `--max-old-space-size=${megabytes + OWN_HEAP_MB}`,
      ...(extension === '.ts' ? ['--import', import.meta.resolve('tsx')] : []),
    ],
  });
  const jobs: Job[] = [];
  let isReady = false;
  let isEnded = false;
  let stop: Stop | undefined;
  let timer: NodeJS.Timeout | undefined;
  let said = '';

  /** The time of a job begins when it is the first; that of an archive's members and a scan's pages each when it is begun. */
  const startTime = (times = 1) => {
    clearTimeout(timer);
    const [job] = jobs;
    if (!job || !isReady) return;
    const isOfFile = job.order.kind === 'read' || job.order.kind === 'analyse';
    timer = setTimeout(
      () => {
        stop = 'time';
        child.kill('SIGKILL');
      },
      isOfFile ? seconds * 1000 * times : OWN_WORK_MS,
    );
  };
  const end = () => {
    isEnded = true;
    clearTimeout(timer);
    process.off('exit', end);
    child.kill('SIGKILL');
  };
  const worker: WorkerProcess = {
    words: undefined,
    jobs: () => jobs.length,
    end,
    give: (job) => {
      jobs.push(job);
      // What cannot be sent any more is told by the end of the process.
      child.send(job.order, () => {});
      keepAlive(child, true);
      if (jobs.length === 1) startTime();
    },
  };
  const hear = (told: Told) => {
    const [job] = jobs;
    if (told.kind === 'ready') isReady = true;
    else if (told.kind === 'begin') job?.onBegin(told.file);
    else if (told.kind === 'page') job?.onPage(told.file, told.page, told.pages);
    else if (told.kind === 'made') job?.onMade(told.json);
    else {
      jobs.shift();
      if (told.kind === 'done') {
        if (told.result.kind === 'read') for (const json of told.result.json) job?.onMade(json);
        job?.resolve({ kind: 'done', result: told.result });
      } else
        job?.reject(
          Object.assign(new Error(told.message), told.code === undefined ? {} : { code: told.code }),
        );
      keepAlive(child, jobs.length > 0);
      if (told.kind === 'done' && told.isSpent) {
        end();
        onGone(worker, jobs.splice(0));
      } else onDone();
    }
    startTime(told.kind === 'page' ? PAGE_TIMES : 1);
  };
  const gone = (why: Stop | Error) => {
    end();
    const [job, ...left] = jobs.splice(0);
    if (why instanceof Error) job?.reject(why);
    else job?.resolve({ kind: 'stopped', by: why });
    onGone(worker, left);
  };

  child.on('message', hear);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-KEPT_CHARS);
  });
  child.once('error', (error) => {
    if (!isEnded) gone(error);
  });
  // A job that was sent to a process that is just ending: its end is told by `close`.
  child.on('error', () => {});
  void once(child, 'close').then(([, signal]) => {
    if (isEnded) return;
    // What ends it from outside may come before it is ready, and is no fault of the program.
    if (!isReady && signal === null)
      gone(new Error(`a reading process did not start: ${said.trim().split('\n').at(-1)}`));
    else gone(stop ?? (OUT_OF_MEMORY.test(said) ? 'memory' : 'crash'));
  });
  process.on('exit', end);
  keepAlive(child, false);
  return worker;
}

/** Whether this process waits for another one; an idle one keeps no program running. */
function keepAlive(child: ChildProcess, isBusy: boolean): void {
  const held = [child, child.channel, child.stderr as (Readable & { ref(): void; unref(): void }) | null];
  for (const one of held) one?.[isBusy ? 'ref' : 'unref']?.();
}
