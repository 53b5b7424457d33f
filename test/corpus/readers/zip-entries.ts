/** Archives made on the spot, honest or not. */
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive; `declared` is the size that the archive claims for it. */
export interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly declared?: number;
  readonly flags?: number;
  /** What stands in the archive instead of the content, packed. */
  readonly packed?: Buffer;
}

/** `counted`: how many entries the end record admits to. `shift`: by how much its directory is said to be shorter. */
export interface Lie {
  readonly counted?: number;
  readonly shift?: number;
  readonly disk?: number;
}

/** A ZIP archive; its checksums are those of the contents, whatever is packed. */
export function zip(
  entries: readonly Entry[],
  { counted = entries.length, shift = 0, disk = 0 }: Lie = {},
): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, content, declared = content.length, flags = 0 } = entry;
    const packed = entry.packed ?? deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(declared, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(8, 10);
    record.writeUInt32LE(crc32(content), 16);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt32LE(declared, 24);
    record.writeUInt16LE(Buffer.byteLength(name), 28);
    record.writeUInt32LE(offset, 42);
    files.push(head, Buffer.from(name), packed);
    directory.push(record, Buffer.from(name));
    offset += head.length + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE(counted, 8);
  end.writeUInt16LE(counted, 10);
  end.writeUInt32LE(listed.length - shift, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}
