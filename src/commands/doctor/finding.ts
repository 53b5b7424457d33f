/**
 * What a check found: that something is well, could be better, or is broken, each with what to do about it.
 */
import type { Config } from '../../config.ts';
import type { Context } from '../context.ts';

/** `ok`: well. `warn`: works, with something to look at. `fail`: does not work until it is mended. */
export type Level = 'ok' | 'warn' | 'fail';

/** One thing that was found. */
export interface Finding {
  readonly level: Level;
  /** What is so, in one line. */
  readonly what: string;
  /** What to do, in one line; empty where nothing is to be done. */
  readonly fix: string;
}

export const ok = (what: string): Finding => ({ level: 'ok', what, fix: '' });
export const warn = (what: string, fix: string): Finding => ({ level: 'warn', what, fix });
export const fail = (what: string, fix: string): Finding => ({ level: 'fail', what, fix });

/** What checks look at. */
export interface Examined {
  readonly config: Config;
  readonly corpus: string;
  readonly index: string;
  readonly context: Context;
  /** Differences to the clocks of services that were asked, theirs less ours; filled by the checks that ask them. */
  readonly clocks: { readonly name: string; readonly aheadMs: number }[];
}

/** A check: a title and what it finds. What it throws becomes a finding. */
export interface Check {
  readonly title: string;
  readonly run: (examined: Examined) => Promise<readonly Finding[]>;
}
