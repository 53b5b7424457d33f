/**
 * What of an older layout is a maintainer's own: reports that never shipped or were edited, words that came or went,
 * standard answers, golden questions. Found by comparing with what shipped: with the version that was edited where git
 * knows it, else with the list of everything that ever shipped. Nothing is changed.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { KewenError } from '../../errors.ts';
import { ANSWERS_FILE, GOLDEN_FILE, LEXICON_FOLDER, SHIPPED_CORPUS } from '../../home.ts';
import {
  type Entry,
  entriesOf,
  LEXICON_FILES,
  type LexiconFile,
  linesOf,
  ownName,
  spaced,
} from '../../language/lexicon-entries.ts';
import { isMissing, unreadable } from '../../reach.ts';
import { isAsShipped, retiredEntries } from './shipped.ts';

/** A file of a corpus that is no word list: a report, or what stands beside one. */
export interface OwnReport {
  /** Path in the corpus, with `/`. */
  readonly file: string;
  /** Where its bytes are. */
  readonly from: string;
  /** Whether it is some version of what ships. */
  readonly isSample: boolean;
}

/** Lines for the own words of a file. */
export interface OwnWords {
  readonly file: LexiconFile;
  /** Each as it is to be written, those that take an entry away among them. */
  readonly lines: readonly string[];
}

/** What was found in a corpus of an older layout. */
export interface Own {
  readonly reports: readonly OwnReport[];
  readonly words: readonly OwnWords[];
  /** Files of the lexicon of which what was taken out could not be told. */
  readonly vague: readonly LexiconFile[];
  /** Text of the standard answers; null where they are those that ship, or none. */
  readonly answers: string | null;
  /** Text of the golden questions. */
  readonly golden: string | null;
}

/**
 * Looks through a corpus of an older layout.
 *
 * @param corpus its folder
 * @param lexicon the folder whose words served it; null where those are not to be compared
 * @throws {KewenError} `platform` for what this user may not read
 */
export async function findOwn(
  corpus: string,
  lexicon: string | null = join(corpus, LEXICON_FOLDER),
): Promise<Own> {
  const reports: OwnReport[] = [];
  for (const file of await listAll(corpus)) {
    if (file === GOLDEN_FILE || file.startsWith(`${LEXICON_FOLDER}/`) || basename(file) === 'README.md')
      continue;
    const from = join(corpus, file);
    const isSample = isAsShipped(file, await bytesOf(from));
    // A sample comes in the version that ships now.
    reports.push({ file, from: isSample ? join(SHIPPED_CORPUS, file) : from, isSample });
  }
  const found =
    lexicon === null ? [] : await Promise.all(LEXICON_FILES.map((file) => wordsOf(lexicon, file)));
  const answers = await textOf(join(corpus, LEXICON_FOLDER, ANSWERS_FILE));
  return {
    reports,
    words: found.filter(({ lines }) => lines.length > 0),
    vague: found.filter(({ isVague }) => isVague).map(({ file }) => file),
    answers: answers === null || isAsShipped(`${LEXICON_FOLDER}/${ANSWERS_FILE}`, answers) ? null : answers,
    golden: await textOf(join(corpus, GOLDEN_FILE)),
  };
}

/** Every file of a folder but hidden ones, by path with `/`, sorted. */
async function listAll(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
      .sort();
  } catch (cause) {
    throw new KewenError('platform', unreadable(`报告文件夹 ${folder}`, cause), cause);
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new KewenError('platform', unreadable(file, cause), cause);
  }
}

/** A text; null where there is none. */
export async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new KewenError('platform', unreadable(file, cause), cause);
  }
}

interface FoundWords extends OwnWords {
  readonly isVague: boolean;
}

/** The lines by which a file of words differs from what shipped when it was edited. */
async function wordsOf(folder: string, file: LexiconFile): Promise<FoundWords> {
  const text = await textOf(join(folder, file));
  const shipped = await textOf(join(SHIPPED_CORPUS, LEXICON_FOLDER, file));
  const name = `${LEXICON_FOLDER}/${file}`;
  if (text === null || shipped === null || isAsShipped(name, text))
    return { file, lines: [], isVague: false };
  const edited = linesOf({ [file]: text }, file);
  const base = await shippedBefore(folder, file);
  const before = linesOf({ [file]: base ?? shipped }, file);
  const knew = new Set([
    ...before.map(({ text }) => spaced(text)),
    ...(base === null ? retiredEntries(file) : []),
  ]);
  const lines = text.split(/\r?\n/u);
  const added = edited
    .filter((entry) => !knew.has(spaced(entry.text)))
    .map(({ where }) => (lines[Number(where.split(':')[1]) - 1] ?? '').trim());
  const removed = base === null ? [] : gone(file, before, edited, shipped, added);
  return { file, lines: [...removed.map((entry) => `- ${entry}`), ...added], isVague: base === null };
}

/** Entries that were taken out, that ship still, and that the lines which were added do not replace by themselves. */
function gone(
  file: LexiconFile,
  before: readonly Entry[],
  edited: readonly Entry[],
  shipped: string,
  added: readonly string[],
): string[] {
  const kept = new Set(edited.map(({ text }) => spaced(text)));
  const layered = entriesOf({ [file]: shipped, [ownName(file)]: added.join('\n') }, file);
  const left = new Set(layered.map(({ text }) => spaced(text)));
  const ships = new Set(linesOf({ [file]: shipped }, file).map(({ text }) => spaced(text)));
  const isJoined = (entry: string) => file === 'synonyms.txt' && ships.has(entry) && !left.has(entry);
  return before
    .map(({ text }) => spaced(text))
    .filter((entry) => !kept.has(entry) && (left.has(entry) || isJoined(entry)));
}

const run = promisify(execFile);
/** How far back an edit may begin. */
const MAX_COMMITS = 50;

/** The newest version of a file that git knows and that shipped; null where git knows none. */
async function shippedBefore(folder: string, file: LexiconFile): Promise<string | null> {
  const git = async (...words: string[]) =>
    (await run('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: 2 ** 26 })).stdout;
  try {
    const commits = await git('log', `--max-count=${MAX_COMMITS}`, '--format=%H', '--', file);
    for (const commit of commits.split('\n').filter(Boolean)) {
      const text = await git('show', `${commit}:./${file}`).catch(() => null);
      if (text !== null && isAsShipped(`${LEXICON_FOLDER}/${file}`, text)) return text;
    }
  } catch {
    // No git, or no checkout.
  }
  return null;
}
