/**
 * The one line that settles what a report does not say of itself, ready to be copied into a shell.
 */
import { join, relative } from 'node:path';
import type { Report } from '../corpus/report.ts';
import { type Context, folderOf, type Places } from './context.ts';

/** What stands where nothing was read: never taken for a value. */
export const PLACEHOLDERS = { association: '单位名称', period: '年份' } as const;

/**
 * What is not sure of a report and the command that settles all of it.
 *
 * @param pathOf the path of its file as it can be typed here
 * @returns undefined for a report that is sure of itself; no command for a member of an archive, whose metadata
 *   stand in the archive
 */
export function settlingOf(
  { inferred, file }: Pick<Report, 'inferred' | 'file'>,
  pathOf: (file: string) => string,
): { readonly what: string; readonly command: string | null } | undefined {
  const doubted = inferred.flatMap(({ field, value, doubt }) => (doubt ? [{ field, value, doubt }] : []));
  if (doubted.length === 0) return undefined;
  const flags = doubted.map(({ field, value }) => {
    const placeholder = field === 'association' || field === 'period' ? PLACEHOLDERS[field] : '';
    return `--${field} ${quoteWord(value.replace('—', '-') || placeholder)}`;
  });
  const isMember = /\.zip\//iu.test(file);
  return {
    what: doubted.map(({ doubt }) => doubt.what).join('，'),
    command: isMember ? null : `kewen add ${flags.join(' ')} ${pathOf(file)}`,
  };
}

/** What a member of an archive is told instead of a command. */
export const SETTLE_MEMBER = '请在压缩包里它的旁边放“文件名.yaml”写明，或解压后再放';

/**
 * How a file of a corpus is typed where a command runs: by its path from there, with the corpus named where it was.
 */
export function corpusPath(flags: Places, context: Context): (file: string) => string {
  const corpus = folderOf('corpus', flags, context);
  const named = flags.corpus === undefined ? '' : `--corpus ${quoteWord(flags.corpus)} `;
  return (file) => {
    const path = relative(context.workingDirectory, join(corpus, file));
    return `${named}${quotePath(path.startsWith('..') ? join(corpus, file) : path)}`;
  };
}

/**
 * A word as a shell takes it. Double quotes do on Windows, where no file name has any.
 *
 * @example quoteWord("a b's") // 'a b'\\''s'
 */
export function quoteWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\p{L}\p{N}_./:@%+=,-]+$/u.test(word)) return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A path is no option, also where its name begins like one. */
const quotePath = (path: string) => quoteWord(path.startsWith('-') ? `./${path}` : path);
