/**
 * The binary Word file: where its text and its properties lie. Text is kept in pieces, properties of paragraphs and of runs
 * of characters in pages of 512 bytes, by the place of the characters in the file.
 *
 * @see [MS-DOC] 2.4.1 (retrieving text), 2.4.6 (determining properties), 2.9.271 (styles)
 */

/** The streams that make up a document. */
export interface WordStreams {
  readonly main: Buffer;
  readonly table: Buffer;
  /** Where properties lie that are too long for their page, those of wide tables above all; empty where there is none. */
  readonly data: Buffer;
}

/** Consecutive characters of the text; offsets in bytes of the main stream. */
export interface Piece {
  readonly at: number;
  readonly chars: number;
  /** Whether each character takes one byte. */
  readonly isNarrow: boolean;
}

/** Where properties hold: from `start` up to `end`, in bytes of the main stream. */
export interface Properties {
  readonly start: number;
  readonly end: number;
  /** Style of a paragraph; 0 of a run of characters. */
  readonly style: number;
  readonly changes: readonly Change[];
}

/** One property that differs from the style: its number and the bytes of its value. */
export interface Change {
  readonly code: number;
  readonly value: Buffer;
}

/** Places of the header (Fib) that are read here. */
const TEXT_CHARS = 0x4c;
const STYLES = 0xa2;
const CHARACTER_PAGES = 0xfa;
const PARAGRAPH_PAGES = 0x102;
const PIECES = 0x1a2;
export const HEADER_BYTES = PIECES + 8;

/** How many characters the parts of the text have, in their order. */
export function partChars(main: Buffer): number[] {
  return Array.from({ length: 8 }, (_, i) => main.readUInt32LE(TEXT_CHARS + 4 * i));
}

/** What the header points to in the table stream; empty where it points outside. */
function pointedTo({ main, table }: WordStreams, at: number): Buffer {
  const from = main.readUInt32LE(at);
  const bytes = main.readUInt32LE(at + 4);
  return from + bytes <= table.length ? table.subarray(from, from + bytes) : Buffer.alloc(0);
}

/** The pieces of the text in order; undefined where the table of pieces is damaged. */
export function piecesOf(streams: WordStreams): Piece[] | undefined {
  const clx = pointedTo(streams, PIECES);
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + clx.readUInt16LE(at + 1);
  if (clx[at] !== 2 || at + 5 > clx.length) return undefined;
  const plc = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((plc.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let i = 0; i < count; i++) {
    const chars = plc.readUInt32LE(4 * (i + 1)) - plc.readUInt32LE(4 * i);
    const place = plc.readUInt32LE(4 * (count + 1) + 8 * i + 2);
    const isNarrow = (place & 0x40000000) !== 0;
    const from = isNarrow ? (place & 0x3fffffff) >>> 1 : place;
    if (chars < 0 || from + chars * (isNarrow ? 1 : 2) > streams.main.length) return undefined;
    pieces.push({ at: from, chars, isNarrow });
  }
  return pieces;
}

const PAGE_BYTES = 512;

/** Properties of paragraphs or of runs of characters, by where they hold. */
export function propertiesOf(streams: WordStreams, of: 'paragraphs' | 'characters'): Properties[] {
  const plc = pointedTo(streams, of === 'paragraphs' ? PARAGRAPH_PAGES : CHARACTER_PAGES);
  const count = Math.min(Math.floor((plc.length - 4) / 8), Math.ceil(streams.main.length / PAGE_BYTES));
  const found: Properties[] = [];
  for (let i = 0; i < count; i++) {
    const from = (plc.readUInt32LE(4 * (count + 1) + 4 * i) & 0x3fffff) * PAGE_BYTES;
    const page = streams.main.subarray(from, from + PAGE_BYTES);
    if (page.length < PAGE_BYTES) continue;
    const runs = page[PAGE_BYTES - 1] ?? 0;
    const step = of === 'paragraphs' ? 13 : 1;
    if (4 * (runs + 1) + step * runs >= PAGE_BYTES) continue;
    for (let run = 0; run < runs; run++) {
      const [start, end] = [page.readUInt32LE(4 * run), page.readUInt32LE(4 * (run + 1))];
      const offset = 2 * (page[4 * (runs + 1) + step * run] ?? 0);
      const bytes = offset === 0 ? Buffer.alloc(0) : packedAt(page, offset, of);
      const isStyled = of === 'paragraphs' && bytes.length >= 2;
      const changes = withLong(changesIn(of === 'paragraphs' ? bytes.subarray(2) : bytes), streams.data);
      found.push({ start, end, style: isStyled ? bytes.readUInt16LE(0) : 0, changes });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The bytes of one entry of a page, whose first byte or two say how many there are. */
function packedAt(page: Buffer, at: number, of: 'paragraphs' | 'characters'): Buffer {
  const first = page[at] ?? 0;
  if (of === 'characters') return page.subarray(at + 1, at + 1 + first);
  if (first > 0) return page.subarray(at + 1, at + 2 * first);
  return page.subarray(at + 2, at + 2 + 2 * (page[at + 1] ?? 0));
}

const TABLE_DEFINITION = 0xd608;
/** Bytes of a value by the size that a property's number says; 6 has its own length before it. */
const VALUE_BYTES = [1, 1, 2, 4, 2, 2, 0, 3];

/** The properties in a run of bytes, up to where it is damaged. */
function changesIn(bytes: Buffer): Change[] {
  const changes: Change[] = [];
  let at = 0;
  while (at + 2 < bytes.length) {
    const code = bytes.readUInt16LE(at);
    at += 2;
    let size = VALUE_BYTES[code >> 13] ?? 0;
    if (code === TABLE_DEFINITION) {
      if (at + 2 > bytes.length) break;
      size = Math.max(0, bytes.readUInt16LE(at) - 1);
      at += 2;
    } else if (code >> 13 === 6) {
      size = bytes[at] ?? 0;
      at += 1;
    }
    changes.push({ code, value: bytes.subarray(at, at + size) });
    at += size;
  }
  return changes;
}

const LONG = [0x6645, 0x6646];

/** Properties with those that lie elsewhere in their place. */
function withLong(changes: readonly Change[], data: Buffer): readonly Change[] {
  if (!changes.some(({ code }) => LONG.includes(code))) return changes;
  return changes.flatMap((change) => {
    const at = LONG.includes(change.code) && change.value.length === 4 ? change.value.readUInt32LE(0) : -1;
    if (at < 0 || at + 2 > data.length) return [change];
    return changesIn(data.subarray(at + 2, at + 2 + data.readUInt16LE(at)));
  });
}

/** A style by its number: the built-in one it is or goes back to, and its name. */
export interface Style {
  readonly builtIn: number;
  readonly name: string;
  readonly basedOn: number;
}

/** The styles of a document by their numbers; a number without one has an empty place. */
export function stylesOf(streams: WordStreams): (Style | undefined)[] {
  const sheet = pointedTo(streams, STYLES);
  if (sheet.length < 6) return [];
  const count = Math.min(sheet.readUInt16LE(2), 4095);
  const baseBytes = sheet.readUInt16LE(4);
  const styles: (Style | undefined)[] = [];
  let at = 2 + sheet.readUInt16LE(0);
  while (styles.length < count && at + 2 <= sheet.length) {
    const bytes = sheet.readUInt16LE(at);
    const style = sheet.subarray(at + 2, at + 2 + bytes);
    styles.push(style.length < Math.max(8, baseBytes + 2) ? undefined : styleIn(style, baseBytes));
    at += 2 + bytes;
  }
  return styles;
}

function styleIn(style: Buffer, baseBytes: number): Style {
  const chars = style.readUInt16LE(baseBytes);
  return {
    builtIn: style.readUInt16LE(0) & 0xfff,
    basedOn: style.readUInt16LE(2) >> 4,
    name: style.toString('utf16le', baseBytes + 2, Math.min(baseBytes + 2 + 2 * chars, style.length)),
  };
}
