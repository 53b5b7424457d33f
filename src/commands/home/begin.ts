/**
 * The first edit, or the first start, makes the home: until then the reports that ship are served from where they lie.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import {
  ANSWERS_FILE,
  GOLDEN_FILE,
  isHome,
  isInstalled,
  LEXICON_FOLDER,
  ownFilesOf,
  REPORTS_FOLDER,
  SHIPPED_CORPUS,
} from '../../home.ts';
import type { Context, Places } from '../context.ts';
import { filledLines, fillHome } from './make.ts';
import { findOwn } from './own.ts';

/**
 * The surroundings of a command that edits: with a home, made where none was and no other folder of reports is named.
 * What was edited in place in `corpus/` comes along.
 *
 * @throws {KewenError} `platform` where it cannot be made
 */
export async function atHome(places: Places, context: Context): Promise<Context> {
  const { config, environment, terminal, now, workingDirectory } = context;
  const isNamed = places.corpus !== undefined || Boolean(environment['KEWEN_CORPUS']?.trim());
  if (isNamed || config.corpus !== SHIPPED_CORPUS || isHome(config.home)) return context;
  const filled = await fillHome(config.home, await findOwn(SHIPPED_CORPUS), { now: now() });
  terminal.note(`第一次：你的报告、词、标准回答和设置以后都放在 ${config.home}，升级不会动它`);
  for (const line of filledLines(filled)) terminal.note(`  ${line}`);
  return { ...context, config: readConfig(environment, workingDirectory) };
}

/** The same for a command that makes no home, where somebody has put reports in the place of one. */
export async function atHomeIfBegun(places: Places, context: Context): Promise<Context> {
  return existsSync(join(context.config.home, REPORTS_FOLDER)) ? atHome(places, context) : context;
}

/** What lies in the program's own folder and is of a maintainer. */
export interface Misplaced {
  readonly files: readonly string[];
  /** Whether it is what is answered from. */
  readonly isServed: boolean;
}

/**
 * What was edited or put into the `corpus/` of a checkout, where the next upgrade meets it, and is not in the home.
 *
 * @returns null where there is nothing, or no checkout
 */
export async function misplacedIn({
  config,
  now,
}: Pick<Context, 'config' | 'now'>): Promise<Misplaced | null> {
  const isServed = config.corpus === SHIPPED_CORPUS;
  if (isInstalled() || !(isServed || ownFilesOf(config.corpus).isAdding)) return null;
  const own = await findOwn(SHIPPED_CORPUS);
  const { reports, words, answers, golden, refused } = await fillHome(config.home, own, {
    now: now(),
    isDry: true,
  });
  const files = [
    ...reports,
    ...refused,
    ...words.map(({ file }) => `${LEXICON_FOLDER}/${file}`),
    ...(answers > 0 ? [`${LEXICON_FOLDER}/${ANSWERS_FILE}`] : []),
    ...(golden > 0 ? [GOLDEN_FILE] : []),
  ];
  return files.length === 0 ? null : { files, isServed };
}

const SHOWN = 3;

/** What was misplaced, in one line. */
export function misplacedLine({ files, isServed }: Misplaced): string {
  const some = `${files.slice(0, SHOWN).join('、')}${files.length > SHOWN ? ` 等 ${files.length} 个` : ''}`;
  return `程序的文件夹 corpus/ 里有你放的或改过的（${some}）：${isServed ? '升级会和它们冲突' : '现在不从那里读'}`;
}

/** Says what was misplaced. */
export async function noteMisplaced(context: Context): Promise<void> {
  const misplaced = await misplacedIn(context);
  if (misplaced) context.terminal.note(`kewen：${misplacedLine(misplaced)}；请运行 kewen adopt 搬过去`);
}
