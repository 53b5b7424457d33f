/**
 * Word files of before 2007, and those of WPS, which are the same: text, styles and tables from the binary form; what was
 * deleted while changes are tracked and what is hidden is not read.
 */
import { isCompound, isEncrypted, type Streams, streamsOf } from './compound.ts';
import { summaryOf } from './compound-summary.ts';
import { HEADER_BYTES, partChars, piecesOf, type WordStreams } from './doc-file.ts';
import { docHtml } from './doc-html.ts';
import { documentBlocks } from './document-html.ts';
import { maxTextChars, type Reading, refuse, refuseLength } from './reader.ts';

const AS_DOCX = '请用 Word 或 WPS 打开后另存为 .docx';
const damaged = `Word 文档的内容已损坏；${AS_DOCX}`;

/** Reads a `.doc` or `.wps` file. */
export async function readDoc(bytes: Uint8Array): Promise<Reading> {
  if (!isCompound(bytes)) return refuse(`不是有效的 Word 文件；${AS_DOCX}`);
  const streams = streamsOf(bytes);
  if (!streams) return refuse(damaged);
  if (isEncrypted(streams)) return refuse('Word 文件有密码；请去掉密码后再放入');
  const word = wordStreams(streams);
  if (typeof word === 'string') return refuse(word);
  const pieces = piecesOf(word);
  if (!pieces) return refuse(damaged);
  if (pieces.reduce((sum, { chars }) => sum + chars, 0) > maxTextChars) return refuseLength();
  const html = docHtml(word, pieces, partChars(word.main));
  return {
    ok: true,
    metadata: summaryOf(streams),
    content: { layout: 'blocks', blocks: documentBlocks(html) },
  };
}

const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
/** The first version whose text is kept in this way, Word 97. */
const LEAST_VERSION = 0xc1;

/** The two streams of a document; why there are none. */
function wordStreams(streams: Streams): WordStreams | string {
  const main = bufferOf(streams.get('WordDocument'));
  if (!main) {
    return streams.has('PowerPoint Document')
      ? '里面是演示文稿，不是文档；请用 PowerPoint 或 WPS 另存为 .pptx'
      : `里面不是 Word 文档；${AS_DOCX}`;
  }
  if (main.length < HEADER_BYTES || main.readUInt16LE(0) !== 0xa5ec) return damaged;
  const flags = main.readUInt16LE(0x0a);
  if (flags & ENCRYPTED) return 'Word 文件有密码；请去掉密码后再放入';
  if (main.readUInt16LE(2) < LEAST_VERSION) return `是 Word 95 或更早的格式；${AS_DOCX}`;
  const table = bufferOf(streams.get(flags & SECOND_TABLE ? '1Table' : '0Table'));
  return table ? { main, table, data: bufferOf(streams.get('Data')) ?? Buffer.alloc(0) } : damaged;
}

const bufferOf = (bytes: Uint8Array | undefined) =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
