/**
 * `kewen add` in this process: a corpus in a folder of its own, a terminal made of streams.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { runAdd } from '../../../src/commands/add/add.ts';
import type { AddFlags } from '../../../src/commands/add/flags.ts';
import type { Context } from '../../../src/commands/context.ts';
import { type FetchFlags, runFetch } from '../../../src/commands/fetch/fetch.ts';
import { readConfig } from '../../../src/config.ts';
import { KewenError } from '../../../src/errors.ts';
import { createTerminal } from '../../../src/terminal/terminal.ts';
import { folderWith } from '../process.ts';

export interface Added {
  /** `usage` and the like where it threw. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Desk {
  readonly cwd: string;
  readonly add: (words: readonly string[], flags?: AddFlags, typed?: readonly string[]) => Promise<Added>;
  readonly fetch: (address: string, flags: FetchFlags) => Promise<Added>;
  /** All that lies in the corpus, hidden files too. */
  readonly files: () => string[];
  readonly read: (file: string) => string;
}

/**
 * A folder with `corpus/` and what else is given.
 *
 * @param settings environment variables
 */
export async function deskWith(
  files: Readonly<Record<string, string | Buffer>>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Desk> {
  const cwd = await folderWith({ 'corpus/song.mp3': 'x', ...files });
  const corpus = join(cwd, 'corpus');
  return {
    cwd,
    files: () =>
      readdirSync(corpus, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'song.mp3')
        .map((entry) => join(entry.parentPath, entry.name).slice(corpus.length + 1))
        .sort(),
    read: (file) => (existsSync(join(corpus, file)) ? readFileSync(join(corpus, file), 'utf8') : ''),
    add: (words, flags = {}, typed) => inTerminal(typed, (context) => runAdd(words, flags, context)),
    fetch: (address, flags) => inTerminal(undefined, (context) => runFetch(address, flags, context)),
  };

  async function inTerminal(
    typed: readonly string[] | undefined,
    work: (context: Context) => Promise<number>,
  ): Promise<Added> {
    const { terminal, said } = makeTerminal(typed);
    const context = {
      terminal,
      config: readConfig(settings, cwd),
      now: () => new Date('2026-03-01T12:00:00'),
      environment: settings,
      workingDirectory: cwd,
    };
    try {
      return { code: await work(context), ...said() };
    } catch (error) {
      if (!(error instanceof KewenError)) throw error;
      return { code: error.code, stdout: said().stdout, stderr: error.message };
    }
  }
}

/** @param typed the lines that a person types, each when it is asked for; none where nobody sits there */
function makeTerminal(typed: readonly string[] | undefined) {
  let [stdout, stderr] = ['', ''];
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined, setRawMode: () => {} });
  const rest = [...(typed ?? [])];
  const output = Object.assign(
    new Writable({
      write: (chunk, _, done) => {
        stdout += chunk;
        if (
          /）：$/u.test(
            String(chunk)
              .trimEnd()
              .replace(/\p{C}\[\d*[A-Z]/gu, ''),
          ) &&
          rest.length > 0
        ) {
          const line = rest.shift() as string;
          setImmediate(() => input.write(line === '\u0003' ? line : `${line}\r`));
        }
        done();
      },
    }),
    { isTTY: typed !== undefined, columns: 80 },
  );
  const errors = new Writable({
    write: (chunk, _, done) => {
      stderr += chunk;
      done();
    },
  });
  return {
    terminal: createTerminal(input, output, errors, { NO_COLOR: '1' }),
    said: () => ({ stdout, stderr }),
  };
}
