/**
 * `kewen index --watch`: builds again whenever the reports or the lexicon changed and came to rest. Whatever fails
 * is said, and the watch goes on with the old index in service.
 */
import { existsSync } from 'node:fs';
import { digestCorpus } from '../../corpus/folder.ts';
import { type Watch, watchPaths } from '../../corpus/watch.ts';
import { KewenError } from '../../errors.ts';
import { ownFilesOf } from '../../home.ts';
import { openWorkers } from '../../index/workers/workers.ts';
import { printable } from '../../printable.ts';
import { createProgress, silentProgress } from '../../terminal/progress.ts';
import type { Context, ExitCode } from '../context.ts';
import { publishRebuilt, renderPublished } from './cluster.ts';
import { nothingUsable, problemLines, rebuild } from './rebuild.ts';
import { processTimer, type Timer, whenSettled } from './settled.ts';

/** How long nothing may happen before a build begins: longer than a copy pauses between two files. */
const QUIET_MS = 1_000;
/** When to try again where it is not the reports' fault: another build runs, the disk is full, the cluster is away. */
const RETRY_MS = 30_000;
/** How often to look whether a folder that went away is back: a watch does not tell. */
const LOST_MS = 2_000;
const INTERRUPTED = 130;

/** What of the process is needed; tests bring their own. */
export interface Signals {
  listeners(event: string): unknown[];
  on(event: string, listener: () => void): unknown;
  removeAllListeners(event: string): unknown;
  exit(code: number): void;
}

/** What a watch runs with, but in tests. */
export interface WatchOptions {
  readonly signals?: Signals;
  readonly timer?: Timer;
}

/**
 * Builds what is not up to date, and again after every change, until the process is told to stop.
 *
 * @throws {KewenError} `corpus` when there is no folder to watch
 */
export async function runWatch(
  corpusFolder: string,
  indexFolder: string,
  context: Context,
  { signals = process, timer = processTimer }: WatchOptions = {},
): Promise<ExitCode> {
  const { terminal, now, config } = context;
  const say = (line: string) =>
    terminal.note(`${now().toLocaleTimeString('zh-CN', { hourCycle: 'h23' })}  ${printable(line)}`);
  // Lines of progress for every change would bury what there is to know in a log.
  const progress = terminal.errors.isTTY === true ? createProgress(terminal) : silentProgress;
  // Kept from one build to the next: what takes longest of a small one is loading jieba's dictionary.
  const workers = openWorkers(config.readLimits);
  /** The corpus that was built last, or failed to be. */
  let seen = '';
  let lastError = '';
  let watch: Watch | null = null;
  let isLost = false;

  const buildIfChanged = async (): Promise<number | null> => {
    try {
      const digest = await digestCorpus(corpusFolder);
      if (isLost) await watchAnew();
      if (digest === seen) {
        if (lastError) say('改回来了：索引照常使用');
        lastError = '';
        return null;
      }
      const built = await rebuild(corpusFolder, indexFolder, progress, { workers });
      const cluster = await publishRebuilt(built, config, now, progress);
      seen = digest;
      lastError = '';
      for (const line of problemLines(built.problems)) terminal.note(printable(line));
      if (!built.manifest) throw nothingUsable(corpusFolder, built.problems);
      const { generation } = built.manifest;
      const seconds = (built.elapsedMs / 1000).toFixed(1);
      say(
        built.isChanged
          ? `索引 ${generation} 已启用：读了 ${built.filesRead.length} 个文件，用时 ${seconds} 秒`
          : `没有变化：索引 ${generation} 继续使用`,
      );
      if (cluster) say(renderPublished(cluster));
      return null;
    } catch (error) {
      const isForPeople = error instanceof KewenError;
      const message = error instanceof Error ? error.message : String(error);
      // Said once: a disk that stays full is no news every half minute.
      if (message !== lastError) say(`kewen：${isForPeople ? '' : '程序出错了：'}${message}；继续看着`);
      lastError = message;
      isLost ||= !existsSync(corpusFolder);
      if (isLost) return LOST_MS;
      return isForPeople && ['publish', 'search'].includes(error.code) ? RETRY_MS : null;
    }
  };

  const settled = whenSettled(QUIET_MS, buildIfChanged, timer);
  const watchAnew = async () => {
    await watch?.close();
    const { lexicon, answers } = ownFilesOf(corpusFolder);
    watch = await watchPaths([corpusFolder, lexicon, answers], indexFolder, settled.touch, (error) =>
      say(`kewen：有一部分看不了（${error.message}）`),
    );
    isLost = false;
    // What came while nobody watched is worth a look.
    settled.touch();
  };

  await digestCorpus(corpusFolder);
  const told = onceTold(signals);
  await watchAnew();
  await settled.begin();
  say(`正在看着 ${corpusFolder}，有变动就重建；按 Ctrl-C 停下`);
  await told.stopped;
  await settled.stop();
  await (watch as Watch | null)?.close();
  workers.close();
  told.letGo();
  // The terminal has shown ^C; what is said next begins on a line of its own.
  if (terminal.errors.isTTY === true) terminal.note('');
  say('不再看着');
  return 0;
}

/** SIGINT and SIGTERM end the watch instead of the process; a second Ctrl-C ends the process. */
function onceTold(signals: Signals): { readonly stopped: Promise<void>; readonly letGo: () => void } {
  const names = ['SIGINT', 'SIGTERM'];
  const before = names.map((name) => ({ name, listeners: signals.listeners(name) }));
  let isTold = false;
  const stopped = new Promise<void>((resolve) => {
    for (const name of names) {
      signals.removeAllListeners(name);
      signals.on(name, () => {
        if (isTold && name === 'SIGINT') signals.exit(INTERRUPTED);
        isTold = true;
        resolve();
      });
    }
  });
  const letGo = () => {
    for (const { name, listeners } of before) {
      signals.removeAllListeners(name);
      for (const listener of listeners) signals.on(name, listener as () => void);
    }
  };
  return { stopped, letGo };
}
