/**
 * What a corpus folder holds, by digest, before anything is read for its content: enough to see whether an index is
 * stale and which files changed. Bytes decide, not times: a copy, a checkout or a clock set back changes those.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isMissing, unreadable } from '../reach.ts';

/** A file that may be a report, by what is in it. */
export interface ScannedFile {
  /** Path inside the corpus folder, with `/` between its parts. */
  readonly file: string;
  /** SHA-256 of its bytes in hex; null where it cannot be read. */
  readonly digest: string | null;
  /** Text of the `.yaml` file beside it, if there is one. */
  readonly beside: string | undefined;
  /** The `_report.yaml` of the folders it lies in, the outermost first: what holds for all that is in a folder. */
  readonly folders: readonly FolderText[];
  /** Why what stands beside it or in its folders cannot be read: it may say who may see the report. */
  readonly blocked?: string;
}

/** What a maintainer wrote for a whole folder. */
export interface FolderText {
  readonly file: string;
  readonly text: string;
}

/** The file of a folder that holds for all reports in it. */
export const FOLDER_FILE = '_report.yaml';

/** Where the `_report.yaml` of a file's folders would be, the outermost first. */
export function folderFilesOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return [FOLDER_FILE, ...parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/${FOLDER_FILE}`)];
}

/** Larger files are read piece by piece. */
const AT_ONCE_BYTES = 1 << 20;
const FILES_AT_ONCE = 16;

/** Digests files of a corpus folder, in the order given. */
export async function scanFiles(directory: string, files: readonly string[]): Promise<ScannedFile[]> {
  const scanned: ScannedFile[] = [];
  const texts = new Map<string, Promise<TextBeside>>();
  const textOf = (file: string): Promise<TextBeside> => {
    const known = texts.get(file) ?? textBeside(directory, file);
    texts.set(file, known);
    return known;
  };
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const some = files.slice(at, at + FILES_AT_ONCE);
    scanned.push(...(await Promise.all(some.map((file) => scanFile(directory, file, textOf)))));
  }
  return scanned;
}

async function scanFile(
  directory: string,
  file: string,
  textOf: (file: string) => Promise<TextBeside>,
): Promise<ScannedFile> {
  const [digest, beside] = await Promise.all([
    digestFile(join(directory, file)).catch(() => null),
    textBeside(directory, `${file}.yaml`),
  ]);
  const folders = await Promise.all(
    folderFilesOf(file).map(async (one) => ({ file: one, ...(await textOf(one)) })),
  );
  const blocked = [beside, ...folders].find((one) => one.blocked !== undefined)?.blocked;
  return {
    file,
    digest,
    beside: beside.text,
    folders: folders.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }])),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

/** A text that need not be there, or why it cannot be read though it is. */
interface TextBeside {
  readonly text?: string;
  readonly blocked?: string;
}

async function textBeside(directory: string, file: string): Promise<TextBeside> {
  try {
    return { text: await readFile(join(directory, file), 'utf8') };
  } catch (cause) {
    return isMissing(cause) ? {} : { blocked: unreadable(file, cause) };
  }
}

/** SHA-256 of a file's bytes in hex. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  if ((await stat(path)).size <= AT_ONCE_BYTES) hash.update(await readFile(path));
  else await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
