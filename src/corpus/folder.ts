/**
 * The corpus folder: which files may be reports, which are the lexicon and the standard answers, and one digest for all
 * of it. Nothing is read for its content.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { KewenError } from '../errors.ts';
import { LEXICON_FILES, type LexiconTexts } from '../language/lexicon.ts';
import { isDocument } from './documents.ts';
import { type ScannedFile, scanFiles } from './scan.ts';
import { ANSWERS_FILE } from './standard.ts';

/** A corpus folder by what is in it, not yet read for its content. */
export interface ScannedCorpus {
  readonly files: readonly ScannedFile[];
  readonly lexicon: LexiconTexts;
  /** The text of its standard answers. */
  readonly answersText: string;
  /** One digest for all of it. An index of another digest is stale. */
  readonly digest: string;
}

/** Folder of the corpus that holds the lexicon. */
export const LEXICON_FOLDER = 'lexicon';

/**
 * The files of a corpus that may be reports, sorted: everything readable that is not hidden, not a README
 * and not in the lexicon. Symbolic links are not followed.
 *
 * @throws {KewenError} `corpus` when the folder cannot be listed
 */
export async function listCorpus(directory: string): Promise<string[]> {
  let entries: import('node:fs').Dirent[];
  try {
    entries = await readdir(directory, { withFileTypes: true, recursive: true });
  } catch (cause) {
    throw new KewenError('corpus', `找不到报告文件夹 ${directory}：请用 --corpus 指明放报告的文件夹`, cause);
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => isDocument(file) && !file.startsWith(`${LEXICON_FOLDER}/`))
    .sort();
}

/** The lexicon that ships: general knowledge of the field, good for any corpus. */
const SHIPPED_LEXICON = join(import.meta.dirname, '../../corpus', LEXICON_FOLDER);

/** Whether a corpus has words of its own; standard answers alone take no words away from it. */
export const hasOwnLexicon = (directory: string): boolean =>
  LEXICON_FILES.some((file) => existsSync(join(directory, LEXICON_FOLDER, file)));

/** The lexicon's files of a corpus; a corpus without words of its own has those that ship. */
export async function readLexiconTexts(directory: string): Promise<LexiconTexts> {
  const folder = hasOwnLexicon(directory) ? join(directory, LEXICON_FOLDER) : SHIPPED_LEXICON;
  const texts: Record<string, string> = {};
  for (const file of LEXICON_FILES) {
    try {
      texts[file] = await readFile(join(folder, file), 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw new KewenError('lexicon', `词表 ${LEXICON_FOLDER}/${file} 读不了，请检查文件权限`, cause);
      }
    }
  }
  return texts;
}

/** The corpus's own standard answers; the ones that ship are about no other corpus. */
async function readAnswersText(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, ANSWERS), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new KewenError('lexicon', `词表 ${ANSWERS} 读不了，请检查文件权限`, cause);
  }
}

/** Where the standard answers of a corpus stand. */
export const ANSWERS = `${LEXICON_FOLDER}/${ANSWERS_FILE}`;

/**
 * Looks through a corpus folder.
 *
 * @throws {KewenError} `corpus` when the folder cannot be listed, `lexicon` when its words cannot be read
 */
export async function scanCorpus(directory: string): Promise<ScannedCorpus> {
  const files = await scanFiles(directory, await listCorpus(directory));
  const lexicon = await readLexiconTexts(directory);
  const answersText = await readAnswersText(directory);
  const digest = createHash('sha256');
  for (const scanned of files) {
    // A file that cannot be read is a problem the build reports; here it only has to be seen as such.
    digest.update(`${scanned.file}\0${scanned.digest ?? 'unreadable'}\0${scanned.beside ?? ''}\0`);
    for (const { file, text } of scanned.folders) digest.update(`${file}\0${text}\0`);
  }
  digest.update(JSON.stringify(lexicon)).update(answersText);
  return { files, lexicon, answersText, digest: digest.digest('hex') };
}

/** The digest of {@link scanCorpus}: names and bytes of the files and the lexicon. */
export async function digestCorpus(directory: string): Promise<string> {
  return (await scanCorpus(directory)).digest;
}
