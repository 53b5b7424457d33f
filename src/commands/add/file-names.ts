/**
 * Names that files get in a corpus: good for every file system, no longer than a line, never hidden.
 */
import { extname } from 'node:path/posix';
import { reportId } from '../../corpus/file-reports.ts';

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

/** A name with an extension, whether it was typed with it or not. */
export function withExtension(name: string, extension: string): string {
  const has = extname(name).toLowerCase() === extension.toLowerCase();
  return cleanName(has ? name : `${name}${extension}`);
}

/** `总结.docx` → `总结-2.docx`: the first of such names whose id nobody has. */
export function freeName(file: string, hasId: (id: string) => boolean): string {
  const extension = extname(file);
  const stem = file.slice(0, file.length - extension.length);
  let name = file;
  for (let number = 2; hasId(reportId(name)); number++) name = `${stem}-${number}${extension}`;
  return name;
}
