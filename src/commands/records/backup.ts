/**
 * `kewen backup`: everything that cannot be made again, in one folder: records with their secret, reports, settings.
 * The index is left out, since `kewen index` makes it from the reports.
 */
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseEnv } from 'node:util';
import type { Config } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import { environmentFile, HOME_MARK, ownFilesOf, settingsFile } from '../../home.ts';
import { builtWith } from '../../index/manifest.ts';
import { isThere } from '../../reach.ts';
import { copyRecords } from '../../records/copy.ts';
import { upkeepOf } from '../../records/open-upkeep.ts';
import { secretFile } from '../../records/secret.ts';
import { type Context, type ExitCode, folderOf, type Places } from '../context.ts';
import {
  BACKUP_FORMAT,
  type BackupManifest,
  digestFolder,
  IN_BACKUP,
  MANIFEST_FILE,
} from './backup-manifest.ts';

const OWNER_ONLY = 0o600;

/**
 * Makes a backup.
 *
 * @throws {KewenError} `usage` for a folder that is taken or lies in the corpus, `records` when they cannot be
 *   copied, `platform` when the folder cannot be written; what was begun is removed
 */
export async function runBackup(typed: string, flags: Places, context: Context): Promise<ExitCode> {
  const { terminal, config, now, environment, workingDirectory } = context;
  const corpus = folderOf('corpus', flags, context);
  const target = resolve(typed);
  if (typed.trim() === '') throw new KewenError('usage', '要写备份放到哪个文件夹');
  if (existsSync(target)) throw new KewenError('usage', `${target} 已经有了：请换一个新的文件夹名`);
  if (isInside(corpus, target)) {
    throw new KewenError('usage', `${target} 在报告文件夹里面：备份会被当作报告，请放到别处`);
  }
  const draft = `${target}.partial`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(dirname(target), { recursive: true });
    await mkdir(draft, { mode: 0o700 });
    const parts = await fill(draft, corpus, config, workingDirectory);
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      kewen: builtWith().kewen,
      madeAt: now().toISOString(),
      files: await digestFolder(draft),
    };
    await writeFile(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(draft, target);
    const megabytes = (await sizeOf(target)) / 2 ** 20;
    await terminal.print(
      [
        `备份好了：${target}（${Object.keys(manifest.files).length} 个文件，${megabytes.toFixed(1)} MB）`,
        ...parts.map((part) => `  ${part}`),
        '里面有令牌和大家问过的话：请放在只有维护者能看到的地方，最好不在这台机器上。',
      ].join('\n'),
    );
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (cause instanceof KewenError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new KewenError('platform', `备份没有做成（${code}：${message}）：请检查权限和磁盘空间`, cause);
  }
  for (const name of await secretsElsewhere(environment, environmentFile(config.home, workingDirectory))) {
    terminal.note(`kewen：${name} 设在环境变量里、不在 .env 里，所以不在备份里：请另外记下`);
  }
  return 0;
}

/** Copies everything and says what there was. */
async function fill(
  draft: string,
  corpus: string,
  { data, database, home }: Config,
  workingDirectory: string,
): Promise<string[]> {
  const parts: string[] = [];
  const into = (name: keyof typeof IN_BACKUP) => join(draft, IN_BACKUP[name]);
  if (database !== null) {
    const { copyToFile } = await import('../../records/postgres/copy.ts');
    const isKept = await copyToFile(database, into('records'));
    parts.push(isKept ? `记录  ${(await upkeepOf({ data, database })).where}` : '记录  还没有');
  } else if (isThere(data, `记录文件 ${data}`)) {
    copyRecords(data, into('records'));
    parts.push(`记录  ${data}`);
    if (isThere(secretFile(data), `密钥 ${secretFile(data)}`)) {
      await copyPrivate(secretFile(data), into('secret'));
      parts.push(`密钥  ${secretFile(data)}`);
    }
  } else {
    parts.push('记录  还没有');
  }
  if (isThere(corpus, `报告文件夹 ${corpus}`)) {
    // What links point to may not be on the machine that the backup is restored on.
    await cp(corpus, into('corpus'), { recursive: true, dereference: true });
    parts.push(`报告  ${corpus}`);
  }
  const own = ownFilesOf(corpus);
  if (own.isAdding) {
    for (const [name, file] of [
      ['words', own.lexicon],
      ['answers', own.answers],
      ['golden', own.golden],
      ['mark', join(home, HOME_MARK)],
    ] as const) {
      if (isThere(file, file)) await cp(file, into(name), { recursive: true, dereference: true });
    }
    parts.push(`词、标准回答、考题  ${home}`);
  }
  for (const [name, file] of [
    ['environment', environmentFile(home, workingDirectory)],
    ['settings', settingsFile(home, workingDirectory)],
  ] as const) {
    if (!isThere(file, `设置文件 ${file}`)) continue;
    await copyPrivate(file, into(name));
    parts.push(`设置  ${file}`);
  }
  return parts;
}

async function copyPrivate(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, OWNER_ONLY);
}

/** Secrets of the settings that stand in no file. */
async function secretsElsewhere(environment: Context['environment'], file: string): Promise<string[]> {
  const written = parseEnv(await readFile(file, 'utf8').catch(() => ''));
  return Object.keys(environment)
    .filter(
      (name) =>
        /^(?:KEWEN|SLACK|TELEGRAM)_\w*(?:TOKEN|SECRET|DATABASE_URL)$/u.test(name) && environment[name],
    )
    .filter((name) => written[name] !== environment[name])
    .sort();
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

/** Whether a path lies in a folder or is it. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way);
}
