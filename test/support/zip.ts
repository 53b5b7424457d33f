/** Archives made byte by byte, so that a test can write names in any encoding and sizes that are a lie. */
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry; what is left out is as an honest program writes it. */
export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** Whether the name is marked as UTF-8. */
  readonly isMarked?: boolean;
  readonly isEncrypted?: boolean;
  readonly method?: 0 | 8 | 14;
  readonly declaredBytes?: number;
  /** Unix mode, e.g. 0o120777 for a link. */
  readonly mode?: number;
}

/** A ZIP archive of these members. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const content = Buffer.from(member.content);
    const method = member.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((member.isEncrypted ? 1 : 0) | (member.isMarked ? 0x800 : 0), 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(member.declaredBytes ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6);
    attributes.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, attributes, name]));
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}

/** A text of common characters in GBK, which Node can only decode. */
export function gbk(text: string): Buffer {
  const known = new Map<string, number[]>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0xb0; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++)
      known.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  }
  return Buffer.from([...text].flatMap((c) => known.get(c) ?? [c.charCodeAt(0)]));
}
