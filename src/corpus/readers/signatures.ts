/**
 * What an office file is by its own bytes, where that is another format than its extension says.
 */
import { isCompound } from './compound.ts';
import { decodeText } from './encoding.ts';
import { isZip } from './zip.ts';

/** What the old and the new form of a kind of file are called. */
const KINDS = [
  { old: '.doc', packed: '.docx', others: ['.wps', '.rtf'] },
  { old: '.xls', packed: '.xlsx', others: ['.et', '.xlsm'] },
];

/** Names that stand in the archives of the packed formats. */
const PACKED = [
  ['word/document', '.docx'],
  ['xl/workbook', '.xlsx'],
  ['ppt/presentation', '.pptx'],
  ['application/vnd.oasis.opendocument.text', '.odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', '.ods'],
] as const;

const kindOf = (extension: string) =>
  KINDS.find(({ old, packed, others }) => [old, packed, ...others].includes(extension));

/** Whether files with this extension are saved in several formats. */
export function isOffice(extension: string): boolean {
  return kindOf(extension) !== undefined;
}

/** The extension that tells of what format some bytes are; its own where they do not say. */
export function signedFormat(bytes: Uint8Array, extension: string): string {
  const kind = kindOf(extension);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isCompound(bytes)) return kind?.old ?? extension;
  if (isZip(bytes)) {
    // A workbook may hold a document, and a document workbooks: what it says it is goes first.
    const held = PACKED.filter(([name]) => buffer.includes(name)).map(([, format]) => format);
    return held.find((format) => format === (kind?.packed ?? extension)) ?? held[0] ?? extension;
  }
  const start = buffer.subarray(0, 4000).toString('latin1').trimStart();
  if (start.startsWith('{\\rtf')) return '.rtf';
  // No software saves text as a packed file.
  if (kind?.packed === extension) return extension;
  if (/^(?:\S[^\r\n]{0,200}\r?\n){0,20}MIME-Version:/iu.test(start)) return '.mht';
  if (/<(?:ss:)?Workbook\b/u.test(start)) return '.xls';
  if (/<(?:html|!doctype|table|body|meta)\b/iu.test(start)) return '.html';
  const isText = !buffer.subarray(0, 4000).includes(0) && decodeText(bytes).ok;
  return isText ? (kind?.old === '.xls' ? '.csv' : '.txt') : extension;
}
