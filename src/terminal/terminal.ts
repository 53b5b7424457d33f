/**
 * The terminal as a command sees it: where to read, where to print, how wide it is and whether it has colours.
 * Made once, in cli.ts, from the process; tests make one from streams of their own.
 */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { createColors } from 'picocolors';

/** How a piece of text stands out. */
export type Emphasis = 'bold' | 'dim' | 'plain';

/**
 * Puts the escape codes of an emphasis around a text, and those of a link (OSC 8) where one is given and the terminal
 * knows them; none where there are no colours.
 */
export type Paint = (text: string, emphasis: Emphasis, link?: string) => string;

/** A stream that may be a terminal. */
export type Input = Readable & { readonly isTTY?: boolean };
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a command reads and prints. */
export interface Terminal {
  readonly input: Input;
  readonly output: Output;
  readonly errors: Output;
  /** Whether a person sits at both ends. */
  readonly isInteractive: boolean;
  /** Columns to wrap to, now; Infinity where the output is no terminal. */
  readonly widthColumns: () => number;
  readonly paint: Paint;
  /** Prints a text and a line break; resolves when the reader at the other end keeps up. */
  readonly print: (text: string) => Promise<void>;
  /** Prints a line for the person, not for the program that reads the output. */
  readonly note: (line: string) => void;
}

/** Wider lines are hard to read. */
const MAX_COLUMNS = 100;
const MIN_COLUMNS = 20;

/**
 * A terminal over three streams.
 *
 * @param env read for NO_COLOR, FORCE_COLOR and TERM only
 * @param knowsLinks whether the terminal makes links of what is marked as one; others may print the marks
 * @see https://no-color.org
 */
export function createTerminal(
  input: Input,
  output: Output,
  errors: Output,
  env: Readonly<Record<string, string | undefined>>,
  knowsLinks = false,
): Terminal {
  const isTerminal = output.isTTY === true;
  const isPainted = hasColors(isTerminal, env);
  const colors = createColors(isPainted);
  return {
    input,
    output,
    errors,
    isInteractive: isTerminal && input.isTTY === true,
    widthColumns: () =>
      isTerminal
        ? Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, output.columns || 80))
        : Number.POSITIVE_INFINITY,
    paint: (text, emphasis, link) => {
      const painted = emphasis === 'plain' || text === '' ? text : colors[emphasis](text);
      return link === undefined || !isPainted || !knowsLinks ? painted : linked(painted, link);
    },
    print: async (text) => {
      if (!output.write(`${text}\n`)) await once(output, 'drain');
    },
    note: (line) => {
      errors.write(`${line}\n`);
    },
  };
}

/** A text that leads to an address where it is clicked. */
function linked(text: string, address: string): string {
  // An address of the web has no characters that end the code, or it is none.
  return /^https?:\/\/[!-~]+$/u.test(address)
    ? `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`
    : text;
}

// picocolors' own guess turns colours on in every CI, also where the output is a file.
function hasColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced) return forced !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}
