/**
 * A picture as the one page of a PDF, so that it is drawn in the same way and in the same limits as a scan. The picture goes
 * in as it is packed; nothing is decoded here.
 *
 * @see PNG (ISO/IEC 15948) 11.2, JPEG (ITU-T T.81) B.2.2, PDF 1.7, 7.4.4.4 (predictors of PNG)
 */

/** What a PDF says of a picture in it. */
interface Packed {
  readonly width: number;
  readonly height: number;
  readonly look: string;
  readonly data: Buffer;
}

/** The long side of the page in points. */
const PAGE_POINTS = 842;

/** The page; undefined for a kind of picture that a PDF does not take as it is. */
export function pageOfPicture(bytes: Uint8Array): Buffer | undefined {
  const picture = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packed = packedPng(picture) ?? packedJpeg(picture);
  if (!packed || packed.width < 1 || packed.height < 1) return undefined;
  const scale = PAGE_POINTS / Math.max(packed.width, packed.height);
  const [width, height] = [packed.width * scale, packed.height * scale].map((side) =>
    Math.max(1, side).toFixed(1),
  );
  const drawing = Buffer.from(`${width} 0 0 ${height} 0 0 cm /P Do`);
  return pdfOf([
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>`,
    ),
    stream(
      `/Type/XObject/Subtype/Image/Width ${packed.width}/Height ${packed.height}${packed.look}`,
      packed.data,
    ),
    stream('', drawing),
  ]);
}

const GRAY = 0;
const COLOUR = 2;
const PALETTE = 3;

/** A PNG without transparency whose rows lie one after the other. */
function packedPng(picture: Buffer): Packed | undefined {
  if (picture.length < 33 || picture.readUInt32BE(0) !== 0x89504e47) return undefined;
  const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  const [bits = 0, kind = 0, , , interlace = 0] = picture.subarray(24, 29);
  if (![GRAY, COLOUR, PALETTE].includes(kind) || interlace !== 0) return undefined;
  const rows: Buffer[] = [];
  let palette: Buffer = Buffer.alloc(0);
  for (let at = 8; at + 12 <= picture.length; ) {
    const size = picture.readUInt32BE(at);
    const name = picture.toString('latin1', at + 4, at + 8);
    const content = picture.subarray(at + 8, at + 8 + size);
    if (name === 'IDAT') rows.push(content);
    else if (name === 'PLTE') palette = content;
    else if (name === 'tRNS') return undefined;
    at += 12 + size;
  }
  const space = [
    '/DeviceGray',
    '',
    '/DeviceRGB',
    `[/Indexed/DeviceRGB ${Math.max(0, palette.length / 3 - 1)} <${palette.toString('hex')}>]`,
  ][kind];
  const colours = kind === COLOUR ? 3 : 1;
  const look = `/ColorSpace ${space}/BitsPerComponent ${bits}/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ${colours}/BitsPerComponent ${bits}/Columns ${width}>>`;
  return { width, height, look, data: Buffer.concat(rows) };
}

/** A JPEG in gray or colour. */
function packedJpeg(picture: Buffer): Packed | undefined {
  if (picture.length < 4 || picture.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 10 <= picture.length; at += 2 + picture.readUInt16BE(at + 2)) {
    const marker = picture.readUInt16BE(at);
    // The frame's own marker, of whichever process; three in the range are tables.
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (!isFrame) continue;
    const space = { 1: '/DeviceGray', 3: '/DeviceRGB' }[picture[at + 9] ?? 0];
    if (space === undefined) return undefined;
    const [height, width] = [picture.readUInt16BE(at + 5), picture.readUInt16BE(at + 7)];
    return { width, height, look: `/ColorSpace${space}/BitsPerComponent 8/Filter/DCTDecode`, data: picture };
  }
  return undefined;
}

function stream(look: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${look}/Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

function pdfOf(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  add(Buffer.from('%PDF-1.4\n'));
  objects.forEach((object, i) => {
    places.push(length);
    add(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]));
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  add(Buffer.from(end));
  return Buffer.concat(parts);
}
