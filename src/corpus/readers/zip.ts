/**
 * The part of the ZIP format that a check before unpacking needs: the central directory, which declares each
 * entry's size. Nothing is unpacked past what it declares, so a small file cannot fill the memory.
 *
 * @see APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { type Refusal, refuse } from './reader.ts';

/** One entry as the central directory declares it; sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly method: number;
  /** The sum over its content, by which damage is told. */
  readonly crc: number;
  readonly isEncrypted: boolean;
  readonly headerOffset: number;
}

const maxUnpackedBytes = 200 * 1024 * 1024;
/** Word's XML packs about 1:10, long tables of one shape up to 1:100. */
const maxRatio = 200;
const smallBytes = 20 * 1024 * 1024;
const maxEntries = 20_000;

const broken = '压缩包结构已损坏；请用原来的软件（Word、Excel 或 WPS）重新另存';
const tooLarge = '解压后超过 200 MB 或压缩比异常，可能是压缩炸弹；请重新另存或拆分后再放入';

/** The entries of an archive that is safe to unpack, or why it is not. */
export function checkedEntries(bytes: Uint8Array): { ok: true; entries: readonly ZipEntry[] } | Refusal {
  const entries = readDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!entries) return refuse(broken);
  if (entries.some((entry) => entry.isEncrypted)) return refuse('压缩包有密码；请去掉密码后再放入');
  let unpacked = 0;
  for (const entry of entries) {
    unpacked += entry.unpackedBytes;
    const isAbsurd = entry.unpackedBytes > smallBytes && entry.unpackedBytes > entry.packedBytes * maxRatio;
    if (unpacked > maxUnpackedBytes || isAbsurd) return refuse(tooLarge);
  }
  for (const entry of entries) {
    // What an archive declares may be a lie, and the Word reader would unpack it to the end.
    const result = unpack(bytes, entry);
    if (result === 'too-long') return refuse(tooLarge);
    if (result === undefined) return refuse(broken);
  }
  return { ok: true, entries };
}

/** Whether some bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Whether more than `most` tags open in all entries of an archive, whichever of them its reader will follow. */
export function opensMoreTags(bytes: Uint8Array, entries: readonly ZipEntry[], most: number): boolean {
  const opening = 0x3c;
  const closing = 0x2f;
  let elements = 0;
  for (const entry of entries) {
    const content = unpack(bytes, entry);
    if (!(content instanceof Uint8Array)) continue;
    for (let at = content.indexOf(opening); at >= 0; at = content.indexOf(opening, at + 1)) {
      if (content[at + 1] !== closing && ++elements > most) return true;
    }
  }
  return false;
}

/** The content of an entry, `too-long` if it is longer than declared, nothing if it is damaged. */
export function unpack(bytes: Uint8Array, entry: ZipEntry): Uint8Array | 'too-long' | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + 30 > buffer.length || buffer.readUInt32LE(at) !== 0x04034b50) return undefined;
  const start = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
  const packed = buffer.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) return undefined;
  const isWhole = (content: Uint8Array) =>
    content.length === entry.unpackedBytes && crc32(content) === entry.crc;
  if (entry.method === 0) return isWhole(packed) ? packed : undefined;
  if (entry.method !== 8) return undefined;
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
    // A flipped byte may unpack to the same length: a part of the text would be another, or gone.
    return isWhole(content) ? content : undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-long' : undefined;
  }
}

/** Every entry there is, or nothing where the directory and its end record do not agree to the byte. */
function readDirectory(buffer: Buffer): ZipEntry[] | undefined {
  const end = endOfDirectory(buffer);
  if (end === undefined) return undefined;
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  // What follows is how other readers find entries that the end record does not count: on other disks, by way of
  // ZIP64, which no archive below 4 GB needs, or past a directory that is shorter than it says.
  const isOnePart = buffer.readUInt32LE(end + 4) === 0 && buffer.readUInt16LE(end + 8) === count;
  if (!isOnePart || count > maxEntries || at + buffer.readUInt32LE(end + 12) !== end) return undefined;
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || buffer.readUInt32LE(at) !== 0x02014b50) return undefined;
    const nameBytes = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameBytes),
      isEncrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      method: buffer.readUInt16LE(at + 10),
      crc: buffer.readUInt32LE(at + 16),
      packedBytes: buffer.readUInt32LE(at + 20),
      unpackedBytes: buffer.readUInt32LE(at + 24),
      headerOffset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return at === end ? entries : undefined;
}

/** Where the end record begins; a comment of up to 64 KB may follow it. */
function endOfDirectory(buffer: Buffer): number | undefined {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 65_557); at--) {
    if (buffer.readUInt32LE(at) === 0x06054b50) return at;
  }
  return undefined;
}
