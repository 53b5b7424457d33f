/**
 * Where everything is that a maintainer edits and that Kewen writes: one folder, the home, which neither `git pull` nor
 * npm touches. The one place that resolves paths; what the settings name goes before what is said here.
 *
 * ```
 * reports/  lexicon/  answers.yaml  golden.jsonl        edited
 * kewen.config.yaml  .env                               edited
 * index/  kewen.sqlite  kewen.sqlite.key                written
 * kewen-home.json                                       says that this is one
 * ```
 */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, from `src/` as from `dist/`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/u, '');

/** The reports, words and answers that come with the program: samples, and the words of the field. */
export const SHIPPED_CORPUS = join(PACKAGE_ROOT, 'corpus');

/** A folder with this file is a home. */
export const HOME_MARK = 'kewen-home.json';
/** Folder of a home that holds its reports. */
export const REPORTS_FOLDER = 'reports';
/** Folder of a corpus, or of a home, that holds words. */
export const LEXICON_FOLDER = 'lexicon';
/** File with standard answers: of a home there, of any other corpus in its `lexicon/`. */
export const ANSWERS_FILE = 'answers.yaml';
/** File with golden questions: of a home there, of any other corpus in it. */
export const GOLDEN_FILE = 'golden.jsonl';
export const SETTINGS_FILE = 'kewen.config.yaml';
export const ENVIRONMENT_FILE = '.env';

/** Where things are, absolute, where no setting says otherwise. */
export interface Layout {
  readonly home: string;
  readonly corpus: string;
  readonly index: string;
  /** The SQLite file of the records. */
  readonly data: string;
}

/**
 * Finds the home:
 * - the one that is named, or the working directory where it is one;
 * - the working directory where it has a folder `corpus` and is not the program's own: an older form of home, with
 *   `corpus`, `index` and `data` in it;
 * - of a checkout its folder `data`, which git ignores;
 * - of an installed package, which npm replaces as a whole, the working directory.
 *
 * The reports of a home that has not been made yet are those that ship.
 *
 * @param named KEWEN_HOME; relative to the working directory
 * @param packageRoot where the program is
 */
export function layoutOf(
  named: string | undefined,
  workingDirectory: string,
  packageRoot: string = PACKAGE_ROOT,
): Layout {
  const isHere = named === undefined && isHome(workingDirectory);
  const isProgram = resolve(workingDirectory) === packageRoot;
  if (named === undefined && !isHere && !isProgram && hasCorpus(workingDirectory)) {
    return {
      home: workingDirectory,
      corpus: join(workingDirectory, 'corpus'),
      index: join(workingDirectory, 'index'),
      data: join(workingDirectory, 'data', 'kewen.sqlite'),
    };
  }
  const usual = isHere || isInstalled(packageRoot) ? workingDirectory : join(packageRoot, 'data');
  const home = named === undefined ? usual : resolve(workingDirectory, named);
  return {
    home,
    corpus: isHome(home) ? join(home, REPORTS_FOLDER) : join(packageRoot, 'corpus'),
    index: join(home, 'index'),
    data: join(home, 'kewen.sqlite'),
  };
}

/** Whether npm put the program there, rather than git or a person. */
export const isInstalled = (packageRoot: string = PACKAGE_ROOT): boolean =>
  packageRoot.split(sep).includes('node_modules');

/** Whether a folder is a home that has been made. */
export const isHome = (folder: string): boolean => existsSync(join(folder, HOME_MARK));

/** What a maintainer writes beside the reports of a corpus. */
export interface OwnFiles {
  /** Folder of words. */
  readonly lexicon: string;
  /** Whether those are added to the words that ship; else they stand in their place. */
  readonly isAdding: boolean;
  readonly answers: string;
  readonly golden: string;
}

/** The files beside the reports of a home, or in any other corpus. */
export function ownFilesOf(corpus: string): OwnFiles {
  const home = dirname(corpus);
  if (basename(corpus) !== REPORTS_FOLDER || !isHome(home)) {
    const lexicon = join(corpus, LEXICON_FOLDER);
    return {
      lexicon,
      isAdding: false,
      answers: join(lexicon, ANSWERS_FILE),
      golden: join(corpus, GOLDEN_FILE),
    };
  }
  return {
    lexicon: join(home, LEXICON_FOLDER),
    isAdding: true,
    answers: join(home, ANSWERS_FILE),
    golden: join(home, GOLDEN_FILE),
  };
}

/** The settings file: of the home, else of the working directory, else beside the program. */
export function settingsFile(home: string, workingDirectory: string): string {
  const places = [home, workingDirectory, PACKAGE_ROOT].map((folder) => join(folder, SETTINGS_FILE));
  return places.find((file) => existsSync(file)) ?? (places[0] as string);
}

/**
 * The one file whose lines are read as environment variables: of the working directory, else of the home. Where there
 * is neither, the one of the home.
 */
export function environmentFile(home: string, workingDirectory: string): string {
  const here = join(workingDirectory, ENVIRONMENT_FILE);
  return existsSync(here) ? here : join(home, ENVIRONMENT_FILE);
}

/** Whether a folder holds reports as all versions before the home did. */
export function hasCorpus(folder: string): boolean {
  return statSync(join(folder, 'corpus'), { throwIfNoEntry: false })?.isDirectory() ?? false;
}
