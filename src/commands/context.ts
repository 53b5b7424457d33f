/**
 * What every command is given, and what it gives back. A command prints through the terminal it is handed and
 * returns its exit code; what fails is thrown.
 */
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The surroundings of a command. */
export interface Context {
  readonly terminal: Terminal;
  readonly config: Config;
  readonly now: () => Date;
  /** The environment variables, those of `.env` among them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed: `.env` and `kewen.config.yaml` stand here. */
  readonly workingDirectory: string;
}

/** 0: all is done. 1: done, with problems that were named. */
export type ExitCode = 0 | 1;

/** Runs the command that was typed. */
export type Run = (work: (context: Context) => Promise<ExitCode>) => Promise<void>;

/** The flags that all commands take, as typed. */
export interface Places {
  readonly corpus?: string;
  readonly index?: string;
}

/** A folder as typed, absolute; what the settings say where none was typed. */
export function folderOf(flag: keyof Places, places: Places, { config }: Context): string {
  const typed = places[flag];
  if (typed === undefined) return config[flag];
  if (typed.trim() === '') throw new KewenError('usage', `--${flag} 后面要写文件夹`);
  return resolve(typed);
}

/** The value of --audience. */
export function audienceOf(typed: string | undefined): Audience {
  return oneOf('audience', typed, ['public', 'staff'] as const) ?? 'public';
}

/**
 * The value of a flag that takes one of a few words; null where it was not typed.
 *
 * @throws {KewenError} `usage` for any other word
 */
export function oneOf<Value extends string>(
  flag: string,
  typed: string | undefined,
  allowed: readonly Value[],
): Value | null {
  if (typed === undefined) return null;
  const value = allowed.find((one) => one === typed);
  if (value) return value;
  throw new KewenError('usage', `--${flag} 只能是 ${allowed.join('、')}，不能是 ${JSON.stringify(typed)}`);
}

/**
 * Flags that cannot be typed together.
 *
 * @throws {KewenError} `usage` when two of them were
 */
export function refuseTogether<Flags extends object>(
  flags: Flags,
  names: readonly (keyof Flags & string)[],
): void {
  const typed = names.filter((name) => flags[name] !== undefined && flags[name] !== false);
  if (typed.length < 2) return;
  throw new KewenError('usage', `${typed.map((name) => `--${name}`).join('、')} 不能一起用`);
}
