/**
 * The corpus folder: which files may be reports, which are the lexicon and the standard answers, and one digest for all
 * of it. Nothing is read for its content.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { KewenError } from '../errors.ts';
import { LEXICON_FOLDER, ownFilesOf, SHIPPED_CORPUS } from '../home.ts';
import { LEXICON_FILES, type LexiconTexts, ownName } from '../language/lexicon-entries.ts';
import { isMissing, isThere, unreadable } from '../reach.ts';
import { isDocument } from './documents.ts';
import { type ScannedFile, scanFiles } from './scan.ts';

/** A corpus folder by what is in it, not yet read for its content. */
export interface ScannedCorpus {
  readonly files: readonly ScannedFile[];
  readonly lexicon: LexiconTexts;
  /** The text of its standard answers. */
  readonly answersText: string;
  /** One digest for all of it. An index of another digest is stale. */
  readonly digest: string;
}

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
    throw new KewenError(
      'corpus',
      isMissing(cause)
        ? `找不到报告文件夹 ${directory}：请用 --corpus 指明放报告的文件夹`
        : unreadable(`报告文件夹 ${directory}`, cause),
      cause,
    );
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => isDocument(file) && !file.startsWith(`${LEXICON_FOLDER}/`))
    .sort();
}

/** The lexicon that ships: general knowledge of the field, good for any corpus. */
const SHIPPED_LEXICON = join(SHIPPED_CORPUS, LEXICON_FOLDER);

/** Whether a corpus has a lexicon of its own instead of the one that ships; standard answers alone take no words away. */
export const hasOwnLexicon = (directory: string): boolean =>
  LEXICON_FILES.map((file) => join(directory, LEXICON_FOLDER, file)).some((file) =>
    isThere(file, `词表 ${file}`),
  );

/** The lexicon's files of a corpus: its own, else those that ship, and what its home adds to them. */
export async function readLexiconTexts(directory: string): Promise<LexiconTexts> {
  const folder = hasOwnLexicon(directory) ? join(directory, LEXICON_FOLDER) : SHIPPED_LEXICON;
  const own = ownFilesOf(directory);
  const texts: Record<string, string> = {};
  for (const file of LEXICON_FILES) {
    const text = await readWords(join(folder, file));
    if (text !== null) texts[file] = text;
    const added = own.isAdding ? await readWords(join(own.lexicon, file)) : null;
    if (added !== null) texts[ownName(file)] = added;
  }
  return texts;
}

/** A file of words or answers; null where there is none. */
async function readWords(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new KewenError('lexicon', unreadable(`词表 ${file}`, cause), cause);
  }
}

/**
 * Looks through a corpus folder.
 *
 * @throws {KewenError} `corpus` when the folder cannot be listed, `lexicon` when its words cannot be read
 */
export async function scanCorpus(directory: string): Promise<ScannedCorpus> {
  const files = await scanFiles(directory, await listCorpus(directory));
  const lexicon = await readLexiconTexts(directory);
  // Those that ship are about no other corpus.
  const answersText = (await readWords(ownFilesOf(directory).answers)) ?? '';
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
