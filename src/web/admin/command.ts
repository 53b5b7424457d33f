/**
 * Everything that is done here is done by a command of Kewen, run beside this process as a person would type it: what
 * the page can do, the command line can; a build or a file that is read takes neither this process's time nor its
 * memory, and what is only for staff is opened in no process that serves the public.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import type { Config } from '../../config.ts';
import { printable } from '../../printable.ts';

/** How a command ended. */
export interface Ended {
  /** As documented for the command line: 0 done, 1 done with problems, 2 and more not done. */
  readonly code: number;
  readonly output: string;
  /** What it said to the person, line by line, without `kewen：`. */
  readonly notes: readonly string[];
}

/** How a command is run. */
export interface RunOptions {
  /** Who has it run; stands in the log of changes. */
  readonly who: string;
  readonly onNote?: (line: string) => void;
  readonly input?: string;
}

/** Runs commands. */
export interface Commands {
  /**
   * Runs one to its end; never throws.
   *
   * @param words as after `kewen`; what a person wrote stands behind `--name=` or `--`
   */
  run(words: readonly string[], options: RunOptions): Promise<Ended>;
  /** Has something done when no more commands are run. */
  atEnd(work: () => void): void;
  /** Ends what is running. */
  stop(): void;
}

const EXTENSION = extname(import.meta.filename);
const CLI = join(import.meta.dirname, `../../cli${EXTENSION}`);
/** From its source the program runs in tests only. */
const FROM_SOURCE = EXTENSION === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];

/** More is a mistake of ours, or a collection that is to be looked at on the command line. */
const MAX_OUTPUT_CHARS = 20_000_000;
const MAX_NOTES = 500;
const MAX_AT_ONCE = 4;
const LONGEST_MS = 2 * 60 * 60_000;
const FAILED = 70;

/** Runs commands with the settings of this process. */
export function commandsWith(config: Config): Commands {
  const running = new Set<ChildProcess>();
  const endings: (() => void)[] = [];
  const environment = { ...process.env, ...environmentOf(config) };
  return {
    run: (words, { who, onNote = () => {}, input = '' }) => {
      if (running.size >= MAX_AT_ONCE) {
        return Promise.resolve({ code: FAILED, output: '', notes: ['同时做的事太多了，请等前面的做完再试'] });
      }
      // No word of a command line can hold a null character.
      const line = words.map((word) => word.replaceAll('\0', ''));
      let child: ChildProcess;
      try {
        child = fork(CLI, line, {
          stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
          execArgv: FROM_SOURCE,
          env: { ...environment, KEWEN_WHO: who },
        });
      } catch (error) {
        // The machine takes no word as long as a book.
        return Promise.resolve(notRun(error));
      }
      running.add(child);
      return finish(child, onNote, input).finally(() => running.delete(child));
    },
    atEnd: (work) => void endings.push(work),
    stop: () => {
      for (const child of running) child.kill('SIGKILL');
      for (const work of endings.splice(0)) work();
    },
  };
}

const notRun = (error: unknown): Ended => ({
  code: FAILED,
  output: '',
  notes: [`没能运行：${String(error)}`],
});

function finish(child: ChildProcess, onNote: (line: string) => void, input: string): Promise<Ended> {
  return new Promise((resolve) => {
    let output = '';
    let rest = '';
    const notes: string[] = [];
    const note = (line: string) => {
      const told = printable(line.replace(/^kewen：/u, '')).trim();
      if (told === '') return;
      if (notes.length < MAX_NOTES) notes.push(told);
      onNote(told);
    };
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    timer.unref();
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > MAX_OUTPUT_CHARS) child.kill('SIGKILL');
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = (lines.pop() ?? '').slice(-MAX_OUTPUT_CHARS);
      for (const line of lines) note(line);
    });
    child.stdin?.on('error', () => {}); // It may end before it has read everything.
    child.stdin?.end(input);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve(notRun(error));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      note(rest);
      resolve({ code: code ?? FAILED, output, notes });
    });
  });
}

/** The settings as the command line reads them; what is not set here is as in this process. */
function environmentOf(config: Config): Record<string, string> {
  const { readLimits, fetchAllow, secret } = config;
  return {
    KEWEN_HOME: config.home,
    KEWEN_CORPUS: config.corpus,
    KEWEN_INDEX: config.index,
    KEWEN_DATA: config.data,
    KEWEN_HOST: config.host,
    KEWEN_PORT: String(config.port),
    KEWEN_READ_SECONDS: String(readLimits.seconds),
    KEWEN_READ_MB: String(readLimits.megabytes),
    KEWEN_RETENTION_DAYS: String(config.retentionDays),
    KEWEN_FETCH_ALLOW: fetchAllow.join(','),
    KEWEN_LOG_LEVEL: 'info',
    NO_COLOR: '1',
    ...(secret === null ? {} : { KEWEN_SECRET: secret }),
  };
}
