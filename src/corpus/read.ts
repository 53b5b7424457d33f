/**
 * One file of the corpus → its metadata and content. A file that cannot be read is set aside with one line
 * that says what is wrong and what to do; it never stops a build.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Content, Problem, SourceDocument } from './document.ts';
import { readerOf, whyNotRead } from './readers/formats.ts';
import { isReadable } from './readers/one-line.ts';
import type { OnPage } from './readers/reader.ts';

/** A file that was read, or set aside. */
export type ReadResult =
  | {
      readonly ok: true;
      readonly document: SourceDocument;
      /** SHA-256 of the file's bytes, in hex. */
      readonly digest: string;
    }
  | { readonly ok: false; readonly problem: Problem };

/** Largest file that is read, also inside an archive. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

/**
 * Reads one file.
 *
 * @param path where it is on this machine
 * @param file its path inside the corpus folder, with `/` between its parts
 * @param onPage told before each page of a scan
 */
export async function readDocument(path: string, file: string, onPage?: OnPage): Promise<ReadResult> {
  const extension = extname(file).toLowerCase();
  const bytes = readerOf(extension) ? await bytesOf(path) : whyNotRead(extension);
  return typeof bytes === 'string'
    ? { ok: false, problem: { file, message: bytes } }
    : await readBytes(bytes, file, onPage);
}

/**
 * Reads the bytes of one file.
 *
 * @param file its path inside the corpus folder; its extension says which format it is
 */
export async function readBytes(bytes: Uint8Array, file: string, onPage?: OnPage): Promise<ReadResult> {
  const setAside = (message: string): ReadResult => ({ ok: false, problem: { file, message } });
  const extension = extname(file).toLowerCase();
  const loadReader = readerOf(extension);
  if (!loadReader) return setAside(whyNotRead(extension));
  if (bytes.length === 0) return setAside(EMPTY);
  // Outside the try: a library that is missing is not the file's fault.
  const read = await loadReader();
  try {
    const reading = await read(bytes, onPage);
    if (!reading.ok) {
      const { message, isForNow } = reading;
      return { ok: false, problem: { file, message, ...(isForNow && { isForNow }) } };
    }
    if (!hasText(reading.content)) return setAside('没有可读的文字；请检查文件内容');
    const { metadata, content, unread, isRecognised } = reading;
    const digest = createHash('sha256').update(bytes).digest('hex');
    return {
      ok: true,
      document: {
        file,
        metadata,
        content,
        ...(unread !== undefined && { unread }),
        ...(isRecognised && { isRecognised }),
      },
      digest,
    };
  } catch (error) {
    // A stack that overflows is the only way in which our own recursion fails on a file.
    if (error instanceof RangeError)
      return setAside('内容嵌套过深或过大，无法读取；请简化排版或拆分后再放入');
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return setAside(`无法读取（${reason}）；请用原来的软件重新另存后再放入`);
  }
}

/** The file's bytes, or why they cannot be had. */
async function bytesOf(path: string): Promise<Uint8Array | string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return '不是普通文件；请放入文件本身';
    if (stats.size > MAX_FILE_BYTES) return tooLarge(stats.size, MAX_FILE_BYTES);
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '文件不存在；可能在读取前被移走了';
    if (code === 'EACCES' || code === 'EPERM') return '没有读取权限；请修改文件权限';
    return `读取失败（${code ?? String(error)}）；请检查磁盘或文件权限`;
  }
}

const EMPTY = '文件是空的（0 字节）；请重新放入';

/** Why a file of this size is not read, both sizes in bytes. */
export function tooLarge(size: number, most: number): string {
  const megabytes = (bytes: number, digits: number) => (bytes / 1024 / 1024).toFixed(digits);
  return `文件有 ${megabytes(size, 1)} MB，超过 ${megabytes(most, 0)} MB 的上限；请压缩图片或拆分后再放入`;
}

function hasText(content: Content): boolean {
  return content.layout === 'lines'
    ? content.lines.some((line) => isReadable(typeof line === 'string' ? line : line.text))
    : content.blocks.some((block) => isReadable(block.text));
}
