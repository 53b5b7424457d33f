/**
 * Which files are documents, by their names alone; the same in a folder and in an archive.
 */
import { basename, extname } from 'node:path/posix';
import { readableExtensions } from './read.ts';

/** An archive of several documents. */
export const ARCHIVE = '.zip';

/** Formats of documents that are not read: a file in one of them is reported, not passed over. */
const OTHER_DOCUMENTS = [
  '.doc',
  '.wps',
  '.rtf',
  '.odt',
  '.xls',
  '.xlsx',
  '.et',
  '.ppt',
  '.pptx',
  '.rar',
  '.7z',
];

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
  const isKind =
    extension === ARCHIVE || readableExtensions.includes(extension) || OTHER_DOCUMENTS.includes(extension);
  return (
    isKind &&
    !/(?:^|\/)(?:\.(?!\.?\/)|~|__MACOSX\/)/u.test(file) &&
    basename(file).toLowerCase() !== 'readme.md'
  );
}
