/**
 * What `kewen add` was given: files, folders and addresses, each to the files that are meant.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { listCorpus } from '../../corpus/folder.ts';
import { KewenError } from '../../errors.ts';
import { isMissing, unreadable } from '../../reach.ts';

/** One thing to add, or a file of the corpus to settle. */
export type Target =
  | { readonly kind: 'url'; readonly typed: string }
  /** A file elsewhere; `base` is the folder below which its path is kept. */
  | { readonly kind: 'file'; readonly typed: string; readonly base: string; readonly file: string }
  /** A file that lies in the corpus, by its path there. */
  | { readonly kind: 'own'; readonly typed: string; readonly file: string };

/** More are a mistake. */
const MAX_TARGETS = 10_000;

/**
 * The files that are meant, in the order given; those of a folder in the order of their names.
 *
 * @param workingDirectory where paths begin; one that is not there may be a path in the corpus
 * @throws {KewenError} `usage` for what is not there
 */
export async function targetsOf(
  words: readonly string[],
  corpus: string,
  workingDirectory: string,
): Promise<Target[]> {
  const targets: Target[] = [];
  for (const typed of words) {
    if (/^[a-z][a-z\d+.-]*:\/\//iu.test(typed)) targets.push({ kind: 'url', typed });
    else targets.push(...(await filesOf(typed, corpus, workingDirectory)));
    if (targets.length > MAX_TARGETS)
      throw new KewenError('usage', `一次最多放 ${MAX_TARGETS} 个文件，请分几次放`);
  }
  return targets;
}

async function filesOf(typed: string, corpus: string, workingDirectory: string): Promise<Target[]> {
  for (const path of [resolve(workingDirectory, typed), resolve(corpus, typed)]) {
    const stats = await stat(path).catch((cause: unknown) => {
      if (isMissing(cause)) return null;
      throw new KewenError('usage', unreadable(typed, cause), cause);
    });
    if (stats === null) continue;
    if (stats.isFile()) return [ownOrNot(typed, path, dirname(path), corpus)];
    if (!stats.isDirectory()) throw new KewenError('usage', `${typed} 不是文件也不是文件夹`);
    const files = await listCorpus(path);
    if (files.length === 0) throw new KewenError('usage', `文件夹 ${typed} 里没有能放的文件`);
    return files.map((file) => ownOrNot(`${typed}/${file}`, join(path, file), dirname(path), corpus));
  }
  const isAddress = /^(?:www\.|[\w-]+(?:\.[\w-]+)+\/)/iu.test(typed);
  const hint = isAddress ? '；是网址的话，要从 http:// 或 https:// 写起' : '';
  throw new KewenError('usage', `没有这个文件：${typed}${hint}`);
}

function ownOrNot(typed: string, path: string, base: string, corpus: string): Target {
  const inCorpus = relative(corpus, path);
  const isOwn = inCorpus !== '' && !inCorpus.startsWith('..') && resolve(corpus, inCorpus) === path;
  if (isOwn) return { kind: 'own', typed, file: inCorpus.split(sep).join('/') };
  return { kind: 'file', typed, base, file: relative(base, path).split(sep).join('/') || basename(path) };
}
