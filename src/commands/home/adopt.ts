/**
 * `kewen adopt`: what a maintainer edited in place in an older checkout, carried over into the home.
 */
import { existsSync } from 'node:fs';
import { chmod, copyFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { hasOwnLexicon } from '../../corpus/folder.ts';
import { KewenError } from '../../errors.ts';
import {
  ENVIRONMENT_FILE,
  hasCorpus,
  isHome,
  isInstalled,
  LEXICON_FOLDER,
  PACKAGE_ROOT,
  SETTINGS_FILE,
} from '../../home.ts';
import { copyRecords, isInUse } from '../../records/copy.ts';
import { secretFile } from '../../records/secret.ts';
import { textAt } from '../add/staging.ts';
import { writeWhole } from '../add/store.ts';
import type { Context, ExitCode } from '../context.ts';
import { movedEnvironment } from './environment.ts';
import { filledLines, fillHome } from './make.ts';
import { findOwn, textOf } from './own.ts';

/** The flags of `kewen adopt`, as typed. */
export interface AdoptFlags {
  readonly dryRun?: boolean;
}

/** An older layout, and where its things go. */
interface Move {
  readonly old: string;
  readonly home: string;
  /** What its `.env` says. */
  readonly set: Readonly<Record<string, string | undefined>>;
  readonly isDry: boolean;
  /** The folder that commands run in. */
  readonly here: string;
}

/**
 * Carries over what is one's own of an older checkout. What is there stays as it is, but for the settings of the folder
 * that commands run in.
 *
 * @param typed the older folder; the one that commands run in, or the program's own, where none is
 * @returns 1 when something was left for a person to compare
 * @throws {KewenError} `usage` for what is no older layout, `records` for records that are in use
 */
export async function runAdopt(
  typed: string | undefined,
  flags: AdoptFlags,
  context: Context,
): Promise<ExitCode> {
  const { terminal, config, now, workingDirectory } = context;
  const old = oldFolder(typed, workingDirectory);
  const isDry = flags.dryRun === true;
  const { home } = config;
  const set = parseEnv((await textOf(join(old, ENVIRONMENT_FILE))) ?? '');
  const move: Move = { old, home, set, isDry, here: resolve(workingDirectory) };
  const usual = join(old, 'corpus');
  const corpus = resolve(old, set['KEWEN_CORPUS']?.trim() || usual);
  const isElsewhere = corpus !== usual;
  // Words in a folder of their own with the reports go on standing in place of those that ship.
  const lexicon = hasOwnLexicon(corpus) && isElsewhere ? null : join(usual, LEXICON_FOLDER);
  const own = await findOwn(corpus, lexicon);
  const records = recordsOf(move, config.data);
  const filled = await fillHome(home, own, { now: now(), isDry, ...(isElsewhere ? { linked: corpus } : {}) });
  const lines = [
    ...(isElsewhere ? [`报告  reports 连到 ${corpus}，没有搬`] : []),
    ...filledLines(filled),
    ...(await moveSettings(move)),
    ...moveRecords(records, isDry),
    ...own.vague.map(
      (file) =>
        `请看一看  ${LEXICON_FOLDER}/${file}：没有 git 的历史，自带的词里删掉过哪些看不出来，照自带的算`,
    ),
  ];
  const head = isDry ? `会搬到 ${home}：` : `搬到了 ${home}：`;
  await terminal.print(
    [
      lines.length > 0 ? head : `${old} 里没有要搬的`,
      ...lines.map((line) => `  ${line}`),
      ...(lines.length > 0 && !isDry
        ? [`${old} 里的没有删。接下来：kewen index，再问几句，运行 kewen doctor。`]
        : []),
    ].join('\n'),
  );
  return filled.refused.length > 0 ? 1 : 0;
}

function oldFolder(typed: string | undefined, workingDirectory: string): string {
  if (typed === undefined && isInstalled() && !hasCorpus(workingDirectory)) {
    throw new KewenError('usage', '要写旧版本科问的文件夹，如 kewen adopt ../科问');
  }
  const usual = hasCorpus(workingDirectory) ? workingDirectory : PACKAGE_ROOT;
  const old = resolve(typed ?? usual);
  if (!hasCorpus(old)) {
    throw new KewenError('usage', `${old} 里没有 corpus 文件夹：要写旧版本科问的文件夹`);
  }
  const has = [join(old, 'data'), old].find(isHome);
  if (has !== undefined && old !== PACKAGE_ROOT && old !== resolve(workingDirectory)) {
    throw new KewenError('usage', `${old} 已经是新的放法：把 ${has} 整个拷过来，或设 KEWEN_HOME=${has}`);
  }
  return old;
}

/**
 * Settings and tokens, where there are none yet. Of two files one is read, so that none is left in the folder that
 * commands run in where its lines would name what is no longer used.
 */
async function moveSettings({ old, home, here, set, isDry }: Move): Promise<string[]> {
  const lines: string[] = [];
  const to = join(home, SETTINGS_FILE);
  const from = [here, old].map((folder) => join(folder, SETTINGS_FILE)).find((file) => existsSync(file));
  if (from !== undefined && from !== to) {
    if (existsSync(to)) {
      if ((await textOf(to)) !== (await textOf(from))) lines.push(`没有动  ${to} 已经有了；旧的在 ${from}`);
    } else {
      if (!isDry) await (dirname(from) === here ? rename : copyFile)(from, to);
      lines.push(`设置  ${to}`);
    }
  }
  const write = async (file: string, text: string) => {
    if (isDry) return;
    writeWhole(file, text, false, OWNER_ONLY);
    await chmod(file, OWNER_ONLY);
  };
  const read = join(here, ENVIRONMENT_FILE);
  const mine = await textOf(read);
  if (mine !== null) {
    const moved = movedEnvironment(mine, parseEnv(mine), here, true);
    if (moved === mine) return lines;
    await write(read, moved);
    return [...lines, `设置  ${read} 里指着旧地方的几行改成了注释`];
  }
  const text = await textOf(join(old, ENVIRONMENT_FILE));
  const target = join(home, ENVIRONMENT_FILE);
  if (text === null) return lines;
  if (existsSync(target)) return [...lines, `没有动  ${target} 已经有了；旧的在 ${old}`];
  await write(target, movedEnvironment(text, set, old, false));
  return [...lines, `令牌和设置  ${target}`];
}

const OWNER_ONLY = 0o600;

/** The records of the older layout and where they go; null where they stay. */
function recordsOf({ old, home, set }: Move, data: string): { from: string; to: string } | null {
  if (
    set['KEWEN_DATA']?.trim() &&
    resolve(old, set['KEWEN_DATA'].trim()) !== join(old, 'data', 'kewen.sqlite')
  ) {
    return null;
  }
  const from = join(old, 'data', 'kewen.sqlite');
  const usual = join(home, 'kewen.sqlite');
  const to = data === from ? usual : data;
  if (from === to || !existsSync(from) || existsSync(to)) return null;
  if (isInUse(from))
    throw new KewenError('records', `科问还在运行，占着 ${from}：请先停下它，再运行 kewen adopt`);
  return { from, to };
}

function moveRecords(records: { from: string; to: string } | null, isDry: boolean): string[] {
  if (records === null) return [];
  const { from, to } = records;
  if (!isDry) {
    copyRecords(from, to);
    const secret = textAt(secretFile(from));
    if (secret !== undefined) writeWhole(secretFile(to), secret, false, OWNER_ONLY);
    const history = textAt(join(dirname(from), 'chat-history.txt'));
    if (history !== undefined) writeWhole(join(dirname(to), 'chat-history.txt'), history, false, OWNER_ONLY);
  }
  return [`记录和密钥  ${to}`];
}
