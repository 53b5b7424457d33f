/**
 * Small files that keep whoever reads them busy, made by a program. Each is a valid file of its format; nothing but a
 * limit stops its reading.
 */
import { deflateSync } from 'node:zlib';

/** A PDF of objects, with the cross-reference table that belongs to them. */
export function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: string | Buffer) => {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, i) => {
    offsets.push(length);
    add(`${i + 1} 0 obj\n`);
    add(object);
    add('\nendobj\n');
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** An object that is a stream, deflated. */
export function streamOf(content: string | Buffer, dictionary = ''): Buffer {
  const packed = deflateSync(content, { level: 9 });
  return Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode ${dictionary} >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

/** A page of one font whose content is this. */
export function pageOf(content: Buffer, resources = '/Font << /F1 5 0 R >>'): Buffer[] {
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << ${resources} >> >>`,
    content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((object) => Buffer.from(object));
}

/** A page of 20 million words in 600 kB: it takes minutes, and gigabytes of memory. */
export function pdfBomb(): Buffer {
  return pdfOf(pageOf(streamOf(`BT /F1 9 Tf ${'(x) Tj 0 9 Td '.repeat(1 << 20)} ET`.repeat(20))));
}
