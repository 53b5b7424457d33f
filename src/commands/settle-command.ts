/**
 * The one line that settles what a report does not say of itself, ready to be copied into a shell.
 */
import { join, relative } from 'node:path';
import type { Report } from '../corpus/report.ts';
import type { Context } from './context.ts';

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
 * How a file of a corpus is typed where a command runs: by its path from there, with the corpus named where it is not
 * the one that is meant anyway.
 */
export function corpusPath(
  corpus: string,
  { config, workingDirectory }: Pick<Context, 'config' | 'workingDirectory'>,
): (file: string) => string {
  const named = corpus === config.corpus ? '' : `--corpus ${pathFrom(workingDirectory, corpus)} `;
  return (file) => `${named}${pathFrom(workingDirectory, join(corpus, file))}`;
}

/** A path, from where a command runs if it lies below, as a shell takes it; no option, also where it begins like one. */
export function pathFrom(workingDirectory: string, path: string): string {
  const inside = relative(workingDirectory, path);
  const shown = inside === '' || inside.startsWith('..') ? path : inside;
  return quoteWord(shown.startsWith('-') ? `./${shown}` : shown);
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
