#!/usr/bin/env node
/**
 * `kewen`: the commands, and the one place where a process meets its terminal and gets its exit code. Every
 * failure is one line on standard error that begins with `kewen：`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CommanderError } from 'commander';
import { createSupportsHyperlinks } from 'supports-hyperlinks';
import { noteChange } from './commands/changes/note.ts';
import type { Context } from './commands/context.ts';
import { explainUsage } from './commands/program/mistakes.ts';
import { makeProgram } from './commands/program/program.ts';
import { readConfig } from './config.ts';
import { KewenError } from './errors.ts';
import { environmentFile, layoutOf, PACKAGE_ROOT } from './home.ts';
import { isMissing, unreadable } from './reach.ts';
import { createTerminal } from './terminal/terminal.ts';

const DONE = 0;
const USAGE = 2;
const UNUSABLE = 3;
const BUG = 70;
const INTERRUPTED = 130;

const terminal = createTerminal(
  process.stdin,
  process.stdout,
  process.stderr,
  process.env,
  createSupportsHyperlinks(process.stdout),
);

/** Settings are read when a command runs, so that --help works with broken ones. */
function makeContext(): Context {
  return {
    terminal,
    config: readConfig(process.env),
    now: () => new Date(),
    environment: process.env,
    workingDirectory: process.cwd(),
  };
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

async function main(words: readonly string[]): Promise<number> {
  try {
    loadEnvironmentFile();
    if (words.length === 0) {
      throw new KewenError(
        'usage',
        '要做什么？例如 kewen index、kewen ask "问题"、kewen start；全部命令见 kewen --help',
      );
    }
    let exitCode: number = DONE;
    const program = makeProgram(version(), async (work) => {
      const context = makeContext();
      exitCode = await work(context);
      await noteChange(words, exitCode, context);
    });
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, words);
  }
}

/** Settings may also stand in a file; what the environment says goes first. */
function loadEnvironmentFile(): void {
  const here = process.cwd();
  const file = environmentFile(layoutOf(process.env['KEWEN_HOME']?.trim() || undefined, here).home, here);
  try {
    // process.loadEnvFile takes a file that may not be read for one that is empty.
    for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) {
      process.env[name] ??= value;
    }
  } catch (cause) {
    if (isMissing(cause)) return;
    throw new KewenError('settings', unreadable(`设置文件 ${file}`, cause), cause);
  }
}

/** Says in one line what failed and gives the exit code. */
function report(error: unknown, words: readonly string[] = []): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE;
    complain(explainUsage(error, words));
    return USAGE;
  }
  showStack(error);
  if (error instanceof KewenError) {
    complain(error.message);
    return error.code === 'usage' ? USAGE : UNUSABLE;
  }
  if (isMissingModule(error)) {
    complain('依赖没有装好：请在项目文件夹里运行 npm ci（编译本机模块要有 C++ 工具链）');
    return UNUSABLE;
  }
  const message = error instanceof Error ? error.message : String(error);
  complain(
    `程序出错了：${message}。请告诉维护者${isDebugging() ? '' : '；设 KEWEN_LOG_LEVEL=debug 再运行一次可以看到出错的位置'}`,
  );
  return BUG;
}

function complain(message: string): void {
  terminal.note(`kewen：${message.replace(/\s*\n\s*/gu, ' ')}`);
}

const isDebugging = () => process.env['KEWEN_LOG_LEVEL'] === 'debug';

function showStack(error: unknown): void {
  if (!isDebugging()) return;
  terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (error instanceof Error && error.cause !== undefined) showStack(error.cause);
}

/** A module that is not there, or a native one that was built for another Node. */
function isMissingModule(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const isFromBindings = error instanceof Error && 'tries' in error;
  return (
    code === 'ERR_DLOPEN_FAILED' ||
    code === 'MODULE_NOT_FOUND' ||
    code === 'ERR_MODULE_NOT_FOUND' ||
    isFromBindings
  );
}

/** Ends the process once everything is written. */
function exit(code: number): void {
  process.stderr.write('', () => process.stdout.write('', () => process.exit(code)));
}

// The reader of our output has gone (`kewen ask … | head -1`): nothing is left to do.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE);
    throw error;
  });
}
process.on('SIGINT', () => {
  if (process.stderr.isTTY) process.stderr.write('\n');
  process.exit(INTERRUPTED);
});
process.on('uncaughtException', (error) => exit(report(error)));
process.on('unhandledRejection', (error) => exit(report(error)));

exit(await main(process.argv.slice(2)));
