/**
 * Programs that are not part of Kewen and may be missing: run with bytes in and bytes out, within a time, an amount of memory
 * and of output. They get no shell, no file of ours and no address.
 */
import { spawn } from 'node:child_process';

/** What a program may take. */
export interface ProgramLimits {
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
}

/** How it ended: with its output, or why without. */
export type ProgramEnd =
  | { readonly kind: 'done'; readonly output: Buffer }
  | { readonly kind: 'missing' | 'failed' | 'too-long' };

const MAX_MEMORY_KB = 2_000_000;

/** Runs a program; it never throws for what the program does. */
export async function runProgram(
  program: string,
  args: readonly string[],
  input: Uint8Array,
  { timeoutMs, maxOutputBytes }: ProgramLimits,
): Promise<ProgramEnd> {
  // A child's memory can only be limited by a shell that replaces itself by it; Windows has none.
  const isLimited = process.platform !== 'win32';
  const command = isLimited ? '/bin/sh' : program;
  // The time of the processor holds also where the one that waits is ended.
  const seconds = Math.ceil(timeoutMs / 1000);
  const script = `ulimit -v ${MAX_MEMORY_KB} 2>/dev/null; ulimit -t ${seconds} 2>/dev/null; exec "$@"`;
  const child = spawn(command, isLimited ? ['-c', script, 'sh', program, ...args] : args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // One page is read at a time, beside whatever else the machine does.
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  return await new Promise((resolve) => {
    const output: Buffer[] = [];
    let bytes = 0;
    child.on('error', () => resolve({ kind: 'missing' }));
    // It may end before it has taken all of its input.
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxOutputBytes) child.kill('SIGKILL');
      else output.push(chunk);
    });
    child.on('close', (code, signal) => {
      if (code === NOT_FOUND) resolve({ kind: 'missing' });
      else if (signal !== null) resolve({ kind: 'too-long' });
      else resolve(code === 0 ? { kind: 'done', output: Buffer.concat(output) } : { kind: 'failed' });
    });
    child.stdin.end(input);
  });
}

/** What a shell ends with where there is no such program. */
const NOT_FOUND = 127;
