/**
 * Which files are documents, by their names alone; the same in a folder and in an archive.
 */
import { basename, dirname, extname } from 'node:path/posix';
import { isDocumentFormat, isPicture } from './readers/formats.ts';

/** An archive of several documents. */
export const ARCHIVE = '.zip';

/** The extension of a file, in lower case with the dot. */
export function extensionOf(file: string): string {
  return extname(file).toLowerCase();
}

/** Folders of pictures that belong to a page or a text: what browsers and editors make, and what a maintainer calls so. */
const IS_OF_PICTURES = /(?:^|\/)(?:[^/]*[._](?:files|assets)|images?|img|图片|照片|插图)(?:\/|$)/iu;

/** Names of photographs and ornaments: those that people give, and those of cameras (IMG_0412, DSC01234). */
const IS_PHOTO = /照片|合影|头像|图标|二维码|logo|banner|^(?:img|dsc[fn]?|pict?)[_-]?\d{3,}/iu;

/**
 * Whether a file is a document: neither hidden, nor a README, nor of another kind, nor a photograph or a picture among those of a page.
 *
 * @param file its path with `/` between its parts
 */
export function isDocument(file: string): boolean {
  const extension = extensionOf(file);
  return (
    (extension === ARCHIVE || isDocumentFormat(extension)) &&
    !(isPicture(extension) && (IS_OF_PICTURES.test(dirname(file)) || IS_PHOTO.test(basename(file)))) &&
    !/(?:^|\/)(?:\.(?!\.?\/)|~|__MACOSX\/)/u.test(file) &&
    basename(file).toLowerCase() !== 'readme.md'
  );
}
