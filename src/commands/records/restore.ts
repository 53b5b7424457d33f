/**
 * `kewen restore`: a backup back into place, on this machine or another one. What was there is moved aside, never
 * deleted, and nothing is put in place before everything is checked.
 */
import { existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type Config, readConfig } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import {
  ANSWERS_FILE,
  ENVIRONMENT_FILE,
  environmentFile,
  GOLDEN_FILE,
  HOME_MARK,
  isHome,
  LEXICON_FOLDER,
  ownFilesOf,
  REPORTS_FOLDER,
  SETTINGS_FILE,
  SHIPPED_CORPUS,
  settingsFile,
} from '../../home.ts';
import { checkCopy, isInUse } from '../../records/copy.ts';
import { upkeepOf } from '../../records/open-upkeep.ts';
import { secretFile } from '../../records/secret.ts';
import type { Context, ExitCode } from '../context.ts';
import { fillHome, furnish } from '../home/make.ts';
import { findOwn } from '../home/own.ts';
import { type BackupManifest, digestFile, digestFolder, IN_BACKUP, readBackup } from './backup-manifest.ts';

/** The flags of `kewen restore`, as typed. */
export interface RestoreFlags {
  readonly replace?: boolean;
}

/** Something that is put back. */
interface Part {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Whether only its owner may read it. */
  readonly isPrivate: boolean;
}

/**
 * Puts a backup back.
 *
 * @throws {KewenError} `usage` where there is no backup or something would be replaced without `--replace`, `records`
 *   for a damaged backup or records that are in use, `platform` when something cannot be written
 */
export async function runRestore(typed: string, flags: RestoreFlags, context: Context): Promise<ExitCode> {
  const { now } = context;
  const backup = resolve(typed);
  const manifest = await readBackup(backup);
  const config = await settingsAfter(backup, context);
  if (existsSync(join(backup, IN_BACKUP.records))) checkCopy(join(backup, IN_BACKUP.records));
  if (config.database === null && isInUse(config.data)) {
    throw new KewenError('records', `科问还在运行，占着 ${config.data}：请先停下它，再运行 kewen restore`);
  }
  const staged = await staging(backup, config, now());
  try {
    return await putBack(backup, staged ?? backup, manifest, config, flags, context);
  } finally {
    if (staged !== null) await rm(staged, { recursive: true, force: true });
  }
}

/** Puts everything in place, own files from where they were brought into the form of a home. */
async function putBack(
  backup: string,
  own: string,
  manifest: BackupManifest,
  config: Config,
  flags: RestoreFlags,
  { terminal, now, workingDirectory }: Context,
): Promise<ExitCode> {
  const parts = partsOf(backup, own, config, workingDirectory);
  const taken: { readonly to: string }[] = [];
  for (const part of parts) if (await isOther(part)) taken.push(part);
  const intoDatabase = await databaseOf(join(backup, IN_BACKUP.records), config);
  if (intoDatabase?.isTaken) taken.push({ to: intoDatabase.where });
  if (taken.length > 0 && !flags.replace) {
    throw new KewenError(
      'usage',
      `这里已经有 ${taken.map(({ to }) => to).join('、')}：要换成备份里的，请加 --replace（原来的改名留着，不会删）`,
    );
  }
  const stamp = now().toISOString().slice(0, 19).replace(/\D/gu, '');
  const lines: string[] = [];
  if (existsSync(environmentFile(config.home, workingDirectory))) {
    lines.push(`这里已有 .env，没有动；备份里的在 ${join(backup, IN_BACKUP.environment)}`);
  }
  try {
    for (const part of parts) await bringBeside(part);
    for (const part of parts) lines.push(...(await putInPlace(part, stamp)));
    if (isHome(config.home)) await furnish(config.home, now());
    if (intoDatabase) {
      await intoDatabase.put(`kewen_before_${stamp}`);
      lines.push(`记录  ${intoDatabase.where}`);
      if (intoDatabase.isTaken) lines.push(`      原来的改名为 schema kewen_before_${stamp}`);
    }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new KewenError(
      'platform',
      `没有恢复成（${code}：${message}）：请检查权限和磁盘空间，再运行一次`,
      cause,
    );
  } finally {
    for (const { to } of parts) await rm(besideOf(to), { recursive: true, force: true });
  }
  await terminal.print(
    [
      `恢复好了（备份做于 ${new Date(manifest.madeAt).toLocaleString('zh-CN')}，科问 ${manifest.kewen}）：`,
      ...lines.map((line) => `  ${line}`),
      '接下来：kewen index 建索引，kewen doctor 检查，kewen start 启动。',
      '做备份之后删过的人（kewen forget）又回来了：请对他们再运行一次。',
    ].join('\n'),
  );
  return 0;
}

/**
 * The database that records go into; null where they go into a file.
 *
 * @throws {KewenError} `records` when it is in use or cannot be used
 */
async function databaseOf(file: string, { data, database }: Config) {
  if (database === null || !existsSync(file)) return null;
  const { copyFromFile, hasContent, isServing } = await import('../../records/postgres/copy.ts');
  if (await isServing(database)) {
    throw new KewenError('records', '科问还在运行，连着记录数据库：请先都停下，再运行 kewen restore');
  }
  return {
    where: (await upkeepOf({ data, database })).where,
    isTaken: await hasContent(database),
    put: (aside: string) => copyFromFile(file, database, aside),
  };
}

/** The settings as they will be: those of the backup where there is no `.env` here. */
async function settingsAfter(
  backup: string,
  { config, environment, workingDirectory }: Context,
): Promise<Config> {
  const kept = join(backup, IN_BACKUP.environment);
  if (existsSync(environmentFile(config.home, workingDirectory)) || !existsSync(kept)) return config;
  return readConfig({ ...parseEnv(await readFile(kept, 'utf8')), ...environment }, workingDirectory);
}

/** Whether the reports of this machine lie, or are to lie, in a home. */
const hasHome = ({ corpus }: Config): boolean => corpus === SHIPPED_CORPUS || ownFilesOf(corpus).isAdding;

/**
 * What a backup without a home holds, in the form of one, in a folder that is to be removed; null where it may go into
 * place as it is.
 */
async function staging(backup: string, config: Config, now: Date): Promise<string | null> {
  const corpus = join(backup, IN_BACKUP.corpus);
  if (existsSync(join(backup, IN_BACKUP.mark)) || !hasHome(config) || !existsSync(corpus)) return null;
  const staged = await mkdtemp(join(tmpdir(), 'kewen-restore-'));
  await fillHome(staged, await findOwn(corpus), { now });
  return staged;
}

/** What is never replaced. */
const KEPT: readonly string[] = [ENVIRONMENT_FILE, HOME_MARK];

/** @param own the backup, or what was made of it */
function partsOf(backup: string, own: string, config: Config, workingDirectory: string): Part[] {
  const { home } = config;
  const environment = environmentFile(home, workingDirectory);
  const isOfHome = existsSync(join(own, HOME_MARK));
  const settings = isOfHome ? join(home, SETTINGS_FILE) : settingsFile(home, workingDirectory);
  const part = (name: string, from: string, to: string, isPrivate = false): Part => ({
    name,
    from,
    to,
    isPrivate,
  });
  const reports = isOfHome
    ? [
        part(
          '报告',
          join(own, own === backup ? IN_BACKUP.corpus : REPORTS_FOLDER),
          join(home, REPORTS_FOLDER),
        ),
        part('词', join(own, LEXICON_FOLDER), join(home, LEXICON_FOLDER)),
        part('标准回答', join(own, ANSWERS_FILE), join(home, ANSWERS_FILE)),
        part('考题', join(own, GOLDEN_FILE), join(home, GOLDEN_FILE)),
        part('说明', join(own, HOME_MARK), join(home, HOME_MARK)),
      ]
    : [part('报告', join(backup, IN_BACKUP.corpus), config.corpus)];
  const records = [
    part('记录', join(backup, IN_BACKUP.records), config.data, true),
    part('密钥', join(backup, IN_BACKUP.secret), secretFile(config.data), true),
  ];
  return [
    ...(config.database === null ? records : []),
    ...reports,
    part('设置', join(backup, IN_BACKUP.settings), settings, true),
    part('设置', join(backup, IN_BACKUP.environment), environment, true),
  ].filter(({ from, to }) => existsSync(from) && !(KEPT.includes(basename(to)) && existsSync(to)));
}

/** Whether something else than what is in the backup stands in its place. */
async function isOther({ from, to }: Part): Promise<boolean> {
  if (!existsSync(to)) return false;
  const [a, b] = await Promise.all([contentOf(from), contentOf(to)]);
  return a !== b;
}

async function contentOf(path: string): Promise<string> {
  return statSync(path).isDirectory() ? JSON.stringify(await digestFolder(path)) : digestFile(path);
}

const besideOf = (to: string) => `${to}.restoring`;

async function bringBeside({ from, to, isPrivate }: Part): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(besideOf(to), { recursive: true, force: true });
  await cp(from, besideOf(to), { recursive: true });
  if (isPrivate) await chmod(besideOf(to), 0o600);
}

/** Puts one part in place; says where it is and where the one before went. */
async function putInPlace(part: Part, stamp: string): Promise<string[]> {
  const { name, to } = part;
  const lines = [`${name}  ${to}`];
  if (await isOther(part)) {
    const aside = `${to}.before-${stamp}`;
    await rename(to, aside);
    // A log of changes belongs to the file that was there.
    for (const end of ['-wal', '-shm']) {
      if (existsSync(`${to}${end}`)) await rename(`${to}${end}`, `${aside}${end}`);
    }
    lines.push(`      原来的改名为 ${aside}`);
  } else {
    await rm(to, { recursive: true, force: true });
  }
  await rename(besideOf(to), to);
  return lines;
}
