/**
 * What every command is given, and what it gives back. A command prints through the terminal it is handed and
 * returns its exit code; what fails is thrown.
 */
import { resolve } from 'node:path';
import type { Terminal } from '../channels/terminal/terminal.ts';
import type { Config } from '../config.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';

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
  if (typed === undefined || typed === 'public') return 'public';
  if (typed === 'staff') return 'staff';
  throw new KewenError('usage', `--audience 只能是 public 或 staff，不能是 ${JSON.stringify(typed)}`);
}
