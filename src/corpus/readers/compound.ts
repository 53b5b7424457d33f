/**
 * Compound files, the container of Office and WPS before 2007: streams by name. SheetJS brings the reader of the container.
 *
 * @see [MS-CFB]
 */
import { CFB } from '@e965/xlsx';

/** The streams of a compound file by their paths (`WordDocument`, `Workbook`). */
export type Streams = ReadonlyMap<string, Uint8Array>;

/** Whether some bytes begin as a compound file does. */
export function isCompound(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte);
}

/** The streams of a compound file; undefined where it is damaged. */
export function streamsOf(bytes: Uint8Array): Streams | undefined {
  if (bytes.length < LEAST_BYTES) return undefined;
  try {
    const { FullPaths, FileIndex } = CFB.read(bytes, { type: 'buffer' }) as CompoundFile;
    const streams = new Map<string, Uint8Array>();
    FileIndex.forEach(({ type, content }, i) => {
      const [, ...path] = (FullPaths[i] ?? '').split('/');
      if (type === STREAM && content) streams.set(path.join('/'), Uint8Array.from(content));
    });
    return streams;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

/** A header and a sector. */
const LEAST_BYTES = 1024;
const STREAM = 2;

/** As SheetJS gives it. */
interface CompoundFile {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly type: number; readonly content?: ArrayLike<number> }[];
}

/** Whether what is packed in it is a newer file with a password. */
export function isEncrypted(streams: Streams): boolean {
  return streams.has('EncryptedPackage') || streams.has('EncryptionInfo');
}
