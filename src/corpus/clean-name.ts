/**
 * Names that files get in a corpus: good for every file system, no longer than a line, never hidden.
 */
import { extname } from 'node:path/posix';

/** Of three bytes each in UTF-8, with an extension and `.yaml` behind it, well below the 255 of most file systems. */
const MAX_NAME_CHARS = 60;

/** A name without what some file system or shell does not take; `报告` where nothing is left of it. */
export function cleanName(name: string): string {
  const extension = extname(name).slice(0, 12);
  const stem = name
    .slice(0, name.length - extname(name).length)
    .normalize('NFC')
    .replace(/[\p{C}\\/:*?"<>|\s]+/gu, ' ')
    .replace(/^[\s.~_-]+|[\s.]+$/gu, '');
  const short = [...stem].slice(0, MAX_NAME_CHARS).join('').trim();
  const isTaken = /^(?:readme|_report|con|prn|aux|nul|com\d|lpt\d)$/iu.test(short);
  return `${isTaken || short === '' ? `报告${short && `-${short}`}` : short}${extension.replace(/[\p{C}\s]/gu, '')}`;
}
