/**
 * An archive of several reports: each member is read as a file of a folder with the archive's name. Nothing is
 * written to disk and nothing is unpacked past a limit, so neither a path that leads elsewhere nor a small file
 * that unpacks to a large one does harm.
 */
import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl';
import type { Problem } from './document.ts';
import { ARCHIVE, extensionOf, isDocument } from './documents.ts';
import { MAX_FILE_BYTES, type ReadResult, readBytes, tooLarge } from './read.ts';
import { decodeText } from './readers/encoding.ts';
import { type FolderText, folderFilesOf } from './scan.ts';

/** One document of an archive. */
export interface Member {
  /** `2020.zip/平湖 总结.docx`: the archive's path in the corpus and the member's in the archive. */
  readonly file: string;
  readonly read: ReadResult;
  /** The text of `NAME.ext.yaml` beside it in the archive. */
  readonly beside: string | undefined;
  /** The `_report.yaml` of the archive and of its folders, the outermost first. */
  readonly folders: readonly FolderText[];
}

const MB = 1024 * 1024;
/** Limits of one archive: its own size, how much its documents unpack to together, how many entries it lists. */
export const MAX_ARCHIVE_BYTES = 200 * MB;
const MAX_UNPACKED_BYTES = 500 * MB;
const MAX_ENTRIES = 10_000;
const MAX_BESIDE_BYTES = 100_000;

/** Which members are read, and who is told. */
export interface MemberOptions {
  /** How many members are passed over: they were read before. */
  readonly from?: number;
  /** Called before each member is read. */
  readonly onBegin?: (file: string) => void;
  /** Told before each page of a scan. */
  readonly onPage?: (file: string, page: number, pages: number) => void;
}

/**
 * The documents of an archive one after the other, in the order of their names.
 *
 * @param path where the archive is on this machine
 * @param file its path inside the corpus folder
 * @returns a member that cannot be read has its problem in it; an archive that cannot be read is one such member
 */
export async function* readArchive(
  path: string,
  file: string,
  { from = 0, onBegin = () => {}, onPage }: MemberOptions = {},
): AsyncGenerator<Member> {
  const whole = (message: string): Member => ({
    file,
    read: setAside(file, message),
    beside: undefined,
    folders: [],
  });
  let zip: ZipFile;
  try {
    const { size } = await stat(path);
    if (size === 0) return yield whole('文件是空的（0 字节）；请重新放入');
    if (size > MAX_ARCHIVE_BYTES) return yield whole(tooLarge(size, MAX_ARCHIVE_BYTES));
    zip = await openPromise(path, { autoClose: false, decodeStrings: false });
  } catch (error) {
    return yield whole(whyNot(error));
  }
  try {
    const listed = await listEntries(zip);
    if (typeof listed === 'string') return yield whole(listed);
    const names = [...listed.keys()].filter((name) => isDocument(name)).sort();
    if (names.length === 0) return yield whole('压缩包里没有能读的文件；请放入报告文件再压缩');
    const unpacked = names.reduce((sum, name) => sum + (listed.get(name)?.uncompressedSize ?? 0), 0);
    if (unpacked > MAX_UNPACKED_BYTES) {
      return yield whole(
        `解压后有 ${Math.round(unpacked / MB)} MB，超过 ${MAX_UNPACKED_BYTES / MB} MB 的上限；请拆成几个压缩包`,
      );
    }
    for (const name of names.slice(from)) {
      const member = `${file}/${name}`;
      onBegin(member);
      const beside = listed.get(`${name}.yaml`);
      yield {
        file: member,
        read: await readMember(zip, listed.get(name) as Entry, name, member, onPage),
        beside: beside && (await textOf(zip, beside)),
        folders: await foldersOf(zip, listed, file, name),
      };
    }
  } catch (error) {
    yield whole(whyNot(error));
  } finally {
    zip.close();
  }
}

/** The files of an archive by name, without folders and links; why it is refused as a whole. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry> | string> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.length === MAX_ENTRIES) return `压缩包里超过 ${MAX_ENTRIES} 个文件；请拆成几个压缩包`;
    entries.push(entry);
  }
  const names = namesOf(entries);
  if (!names) return '压缩包里的文件名认不出编码；请改用 UTF-8 文件名重新压缩';
  const files = new Map<string, Entry>();
  entries.forEach((entry, i) => {
    const name = names[i] as string;
    const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
    if (!name.endsWith('/') && !isLink) files.set(name, entry);
  });
  return files;
}

const UTF8_NAME = 0x800;

/**
 * The names of the entries. Windows writes them in the system's own encoding and does not say which, so those that
 * are not marked as UTF-8 are read together, like a text without a mark: UTF-8, else GB18030 or Big5.
 */
function namesOf(entries: readonly Entry[]): string[] | undefined {
  const rawOf = (entry: Entry) => entry.fileName as unknown as Uint8Array;
  const isMarked = (entry: Entry) => (entry.generalPurposeBitFlag & UTF8_NAME) !== 0;
  const unmarked = entries.filter((entry) => !isMarked(entry)).map(rawOf);
  const line = Buffer.from('\n');
  const decoded = decodeText(Buffer.concat(unmarked.flatMap((raw) => [raw, line])));
  if (!decoded.ok && unmarked.length > 0) return undefined;
  const read = decoded.ok ? decoded.text.split('\n') : [];
  let next = 0;
  return entries.map((entry) => {
    const name = isMarked(entry) ? new TextDecoder().decode(rawOf(entry)) : (read[next++] ?? '');
    return name.replaceAll('\\', '/').normalize('NFC');
  });
}

async function readMember(
  zip: ZipFile,
  entry: Entry,
  name: string,
  file: string,
  onPage: MemberOptions['onPage'],
): Promise<ReadResult> {
  if (validateFileName(name) !== null || name.includes('\0')) {
    return setAside(file, '在压缩包里的路径不安全（指向压缩包之外）；请重新压缩');
  }
  if (extensionOf(name) === ARCHIVE) return setAside(file, '压缩包里的压缩包不读；请先解开再放入');
  if (entry.isEncrypted()) return setAside(file, '在压缩包里有密码；请去掉密码重新压缩');
  if (!entry.canDecodeFileData()) {
    return setAside(file, '用了不支持的压缩方式；请用普通的 zip 方式重新压缩');
  }
  if (entry.uncompressedSize > MAX_FILE_BYTES) {
    return setAside(file, tooLarge(entry.uncompressedSize, MAX_FILE_BYTES));
  }
  let bytes: Uint8Array;
  try {
    bytes = await bytesOf(zip, entry);
  } catch (error) {
    return setAside(file, whyNot(error));
  }
  return await readBytes(bytes, file, (page, pages) => onPage?.(file, page, pages));
}

/**
 * What an entry unpacks to; the library ends a stream that is longer or shorter than the entry declares, but does not
 * compare its sum.
 */
async function bytesOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const bytes = await buffer(await zip.openReadStreamPromise(entry));
  if (crc32(bytes) !== entry.crc32) throw new Error('the sum over an entry is another than it says');
  return bytes;
}

async function foldersOf(
  zip: ZipFile,
  listed: ReadonlyMap<string, Entry>,
  file: string,
  name: string,
): Promise<FolderText[]> {
  const texts: FolderText[] = [];
  for (const one of folderFilesOf(name)) {
    const entry = listed.get(one);
    if (entry) texts.push({ file: `${file}/${one}`, text: await textOf(zip, entry) });
  }
  return texts;
}

/** A short text of an archive; one that cannot be read is no valid YAML either, and refused as such. */
async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.isEncrypted() || entry.uncompressedSize > MAX_BESIDE_BYTES) return '[';
  const bytes = await bytesOf(zip, entry).catch(() => undefined);
  const decoded = bytes && decodeText(bytes);
  return decoded?.ok ? decoded.text : '[';
}

function setAside(file: string, message: string): { ok: false; problem: Problem } {
  return { ok: false, problem: { file, message } };
}

function whyNot(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return '文件不存在；可能在读取前被移走了';
  if (code === 'EACCES' || code === 'EPERM') return '没有读取权限；请修改文件权限';
  return '压缩包已损坏，或者不是 zip 格式；请重新压缩成 .zip';
}
