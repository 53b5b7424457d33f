/**
 * Which files are documents, by their names alone; the same in a folder and in an archive.
 */
import { basename, extname } from 'node:path/posix';
import { isDocumentFormat } from './readers/formats.ts';

/** An archive of several documents. */
export const ARCHIVE = '.zip';

/** The extension of a file, in lower case with the dot. */
export function extensionOf(file: string): string {
  return extname(file).toLowerCase();
}

/**
 * Whether a file is a document: neither hidden, nor a README, nor of another kind.
 *
 * @param file its path with `/` between its parts
 */
export function isDocument(file: string): boolean {
  const extension = extensionOf(file);
  return (
    (extension === ARCHIVE || isDocumentFormat(extension)) &&
    !/(?:^|\/)(?:\.(?!\.?\/)|~|__MACOSX\/)/u.test(file) &&
    basename(file).toLowerCase() !== 'readme.md'
  );
}
