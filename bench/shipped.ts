/**
 * Writes assets/shipped.json: every version of every file of corpus/ by digest, and the entries of the lexicon that went,
 * from the history of this checkout and from what stands here. To be run when corpus/ has changed; a test says so.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestText, SHIPPED_LIST } from '../src/commands/home/shipped.ts';
import { PACKAGE_ROOT, SHIPPED_CORPUS } from '../src/home.ts';
import { LEXICON_FILES, linesOf, spaced } from '../src/language/lexicon-entries.ts';

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', PACKAGE_ROOT, ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 });

const isOurs = (file: string) => !file.endsWith('README.md');

/** Every version of a file, the present one first. */
function versionsOf(file: string): string[] {
  const commits = git('log', '--format=%H', '--', `corpus/${file}`).split('\n').filter(Boolean);
  const before = commits.flatMap((commit) => {
    try {
      return [git('show', `${commit}:corpus/${file}`)];
    } catch {
      return []; // It was removed there.
    }
  });
  return [readFileSync(join(SHIPPED_CORPUS, file), 'utf8'), ...before];
}

const files = git('ls-files', 'corpus')
  .split('\n')
  .filter(Boolean)
  .map((file) => file.slice('corpus/'.length))
  .filter(isOurs);
const versions = new Map(files.map((file) => [file, versionsOf(file)]));

const retired = LEXICON_FILES.map((file) => {
  const entriesOf = (text: string) => linesOf({ [file]: text }, file).map((entry) => spaced(entry.text));
  const [now = '', ...before] = versions.get(`lexicon/${file}`) ?? [];
  const kept = new Set(entriesOf(now));
  return [file, [...new Set(before.flatMap(entriesOf))].filter((entry) => !kept.has(entry)).sort()] as const;
});

const list = {
  files: Object.fromEntries(
    [...versions].map(([file, texts]) => [file, [...new Set(texts.map(digestText))].sort()]),
  ),
  retired: Object.fromEntries(retired),
};
writeFileSync(SHIPPED_LIST, `${JSON.stringify(list, null, 1)}\n`);
