/**
 * What is added, fetched or read, with the place in the corpus that it is to have.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_ARCHIVE_BYTES } from '../../corpus/archive.ts';
import { cleanName } from '../../corpus/clean-name.ts';
import { ARCHIVE, extensionOf, isDocument } from '../../corpus/documents.ts';
import type { AddressRange } from '../../corpus/fetch/addresses.ts';
import { fetchFile } from '../../corpus/fetch/fetch-file.ts';
import { formatOf, nameGiven } from '../../corpus/fetch/file-name.ts';
import { MAX_FILE_BYTES, tooLarge } from '../../corpus/read.ts';
import { FOLDER_FILE, folderFilesOf } from '../../corpus/scan.ts';
import { withExtension } from './file-names.ts';
import { type Arrived, textAt } from './staging.ts';
import type { Target } from './targets.ts';

/** What came, and from where. */
export interface Arrival extends Arrived {
  /** The address it came from; empty for a file. */
  readonly source: string;
  /** Whether its name says nothing, so that its title goes before. */
  readonly isUnnamed: boolean;
}

/** What may be chosen of where it goes. */
export interface Placing {
  /** A folder of the corpus, with `/` between its parts; empty for the corpus itself. */
  readonly folder: string;
  /** The name it is to have; empty for its own. */
  readonly name: string;
}

/** Gets a file, or says in one line why it cannot be had. */
export async function arrive(
  target: Extract<Target, { kind: 'file' | 'url' }>,
  placing: Placing,
  allowed: readonly AddressRange[],
): Promise<Arrival | string> {
  return target.kind === 'url'
    ? await fetchArrival(target.typed, placing, allowed)
    : await fromFile(target.base, target.file, placing);
}

const NO_DOCUMENT =
  '不是报告文件，或名字以 . 或 ~ 开头、像照片（如 IMG_0412.jpg）；请另存为能读的格式，照片里是报告的就改个名字';

async function fromFile(base: string, file: string, { folder, name }: Placing): Promise<Arrival | string> {
  const path = join(base, file);
  if (!isDocument(file)) return NO_DOCUMENT;
  try {
    const { size } = await stat(path);
    const most = extensionOf(file) === ARCHIVE ? MAX_ARCHIVE_BYTES : MAX_FILE_BYTES;
    if (size > most) return tooLarge(size, most);
    const parts = file.split('/').map(cleanName);
    const named = name === '' ? parts : [...parts.slice(0, -1), withExtension(name, extensionOf(file))];
    // What stands in the folder of a single file is about other files.
    const folders = folderFilesOf(file)
      .slice(1)
      .flatMap((one) => {
        const text = textAt(join(base, one));
        const above = one.split('/').slice(0, -1).map(cleanName).join('/');
        return text === undefined ? [] : [[inFolder(folder, `${above}/${FOLDER_FILE}`), text] as const];
      });
    return {
      file: inFolder(folder, named.join('/')),
      bytes: await readFile(path),
      beside: textAt(`${path}.yaml`),
      folders: new Map(folders),
      source: '',
      isUnnamed: false,
    };
  } catch (error) {
    return `读不了（${(error as NodeJS.ErrnoException).code ?? String(error)}）；请检查文件和权限`;
  }
}

/** Gets a file of the web, or says in one line why it cannot be had. */
export async function fetchArrival(
  typed: string,
  { folder, name }: Placing,
  allowed: readonly AddressRange[],
): Promise<Arrival | string> {
  const fetched = await fetchFile(typed, { allowed });
  if (!fetched.ok) return fetched.message;
  const format = formatOf(fetched);
  if ('message' in format) return format.message;
  const { extension } = format;
  const given = nameGiven(fetched) ?? '';
  const stem = name || basename(given, extensionOf(given));
  const isUnnamed = name === '' && !/\p{Script=Han}/u.test(stem);
  return {
    file: inFolder(folder, withExtension(stem || new URL(fetched.url).hostname, extension)),
    bytes: fetched.bytes,
    beside: undefined,
    folders: new Map(),
    source: fetched.url,
    isUnnamed,
  };
}

const inFolder = (folder: string, file: string) => (folder === '' ? file : `${folder}/${file}`);
