/**
 * What a file that is added is called: with the extension of its format, and as nobody else is.
 */
import { extname } from 'node:path/posix';
import { cleanName } from '../../corpus/clean-name.ts';
import { reportId } from '../../corpus/file-reports.ts';

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
