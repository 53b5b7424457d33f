/**
 * A thread that watches over its own process: it ends the process when it takes more memory than it may, or when the
 * process that started it is gone. What a file unpacks to lies mostly outside of V8's heap (typed arrays, zlib,
 * WebAssembly), which no option of Node limits; the resident size of the process is what the machine feels.
 */
import { Worker } from 'node:worker_threads';

/** What the guard writes to the error output before it ends the process for its memory. */
const OUT_OF_MEMORY = 'kewen: out of memory';

/** How often it looks. Memory is filled at some GB a second at most, so a limit is passed by a few hundred MB. */
const EVERY_MS = 50;

/** Watches over the memory that is taken from now on. */
export interface Guard {
  /** What is taken from now on is the process's own, until it settles. */
  readonly suspend: () => void;
  /** What the process takes now is its own, and not counted to any file. */
  readonly settle: () => void;
  /** Bytes that were taken since it settled, as of the last look. */
  readonly taken: () => number;
}

/** @param limitBytes how much may be taken beyond what there is when it settles */
export function startGuard(limitBytes: number): Guard {
  // What the process takes for itself, and what it took when the thread last looked.
  const memory = new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT));
  memory[0] = Number.POSITIVE_INFINITY;
  // Its code goes along as text: a thread finds no TypeScript file when the program runs from its source.
  const thread = new Worker(`(${watch.toString()})(require('node:worker_threads').workerData)`, {
    eval: true,
    execArgv: [],
    workerData: { memory, limitBytes, everyMs: EVERY_MS, word: OUT_OF_MEMORY },
  });
  thread.unref();
  return {
    suspend: () => {
      memory[0] = Number.POSITIVE_INFINITY;
    },
    settle: () => {
      memory[0] = process.memoryUsage.rss();
    },
    taken: () => (memory[1] ?? 0) - (memory[0] ?? 0),
  };
}

interface Watched {
  readonly memory: Float64Array;
  readonly limitBytes: number;
  readonly everyMs: number;
  readonly word: string;
}

/** What the thread does; it may name nothing of this file. */
function watch({ memory, limitBytes, everyMs, word }: Watched): void {
  const { writeSync } = process.getBuiltinModule('node:fs');
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    memory[1] = process.memoryUsage.rss();
    if (memory[1] - (memory[0] ?? 0) <= limitBytes) return;
    writeSync(2, word);
    process.kill(process.pid, 'SIGKILL');
  }, everyMs);
}
