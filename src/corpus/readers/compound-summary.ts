/**
 * Title, author and date of creation that an old Office file has among its properties.
 *
 * @see [MS-OLEPS] 2.21
 */
import type { Streams } from './compound.ts';
import { properTitle } from './reader.ts';

const STREAM = '\u0005SummaryInformation';
const CODE_PAGE = 1;
const TITLE = 2;
const AUTHOR = 4;
const CREATED = 12;
const MAX_PROPERTIES = 100;

/** `title`, `author` and `created`, as far as they are there. */
export function summaryOf(streams: Streams): Record<string, string> {
  const bytes = streams.get(STREAM);
  if (!bytes) return {};
  const set = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readSummary(set);
  } catch (error) {
    // A set that points outside itself tells nothing.
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function readSummary(set: Buffer): Record<string, string> {
  const section = set.readUInt32LE(0x2c);
  const count = Math.min(set.readUInt32LE(section + 4), MAX_PROPERTIES);
  const places = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = section + 8 + 8 * i;
    places.set(set.readUInt32LE(at), section + set.readUInt32LE(at + 4));
  }
  const pageAt = places.get(CODE_PAGE);
  const decoder = decoderOf(pageAt === undefined ? 0 : set.readUInt16LE(pageAt + 4));
  const text = (property: number): string => {
    const at = places.get(property);
    if (at === undefined) return '';
    const size = set.readUInt32LE(at + 4);
    return decoder
      .decode(set.subarray(at + 8, at + 8 + size))
      .replace(/\0+$/u, '')
      .trim();
  };
  const metadata: Record<string, string> = {};
  const title = properTitle(text(TITLE));
  if (title) metadata['title'] = title;
  if (text(AUTHOR) !== '') metadata['author'] = text(AUTHOR);
  const createdAt = places.get(CREATED);
  const created = createdAt === undefined ? undefined : dayOf(set.readBigUInt64LE(createdAt + 4));
  if (created !== undefined) metadata['created'] = created;
  return metadata;
}

/** Chinese Windows wrote GBK; what names no code page is taken for that, as ASCII is a part of it. */
function decoderOf(page: number): InstanceType<typeof TextDecoder> {
  if (page === 1200) return new TextDecoder('utf-16le');
  if (page === 65001) return new TextDecoder('utf-8');
  if (page === 950) return new TextDecoder('big5');
  return new TextDecoder(page === 1252 ? 'windows-1252' : 'gb18030');
}

/** Tenths of microseconds since 1601 as a day; undefined where there is none. */
function dayOf(time: bigint): string | undefined {
  const milliseconds = Number(time / 10_000n) - 11_644_473_600_000;
  const isDay = milliseconds > 0 && milliseconds < 4_102_444_800_000;
  return isDay ? new Date(milliseconds).toISOString().slice(0, 10) : undefined;
}
