/**
 * Lines of a byte stream as they come. Only line feeds end a line: readline also breaks at U+2028, which may
 * stand in a JSON string.
 */
import type { Readable } from 'node:stream';

/** One line. */
export interface InputLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its line break; null where the bytes are not UTF-8. */
  readonly text: string | null;
}

const LINE_FEED = 0x0a;

/** Reads lines; the last one needs no line break. */
export async function* readLines(stream: Readable): AsyncGenerator<InputLine> {
  let number = 0;
  let pending: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    let bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED)) {
      yield { number: ++number, text: decode([...pending, bytes.subarray(0, end)]) };
      pending = [];
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > 0) pending.push(bytes);
  }
  if (pending.length > 0) yield { number: ++number, text: decode(pending) };
}

function decode(parts: readonly Uint8Array[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)).replace(/\r$/u, '');
  } catch {
    return null;
  }
}
