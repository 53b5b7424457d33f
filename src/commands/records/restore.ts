/**
 * `kewen restore`: a backup back into place, on this machine or another one. What was there is moved aside, never
 * deleted, and nothing is put in place before everything is checked.
 */
import { existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type Config, readConfig } from '../../config.ts';
import { KewenError } from '../../errors.ts';
import { checkCopy, isInUse } from '../../records/copy.ts';
import { secretFile } from '../../records/secret.ts';
import type { Context, ExitCode } from '../context.ts';
import { digestFile, digestFolder, IN_BACKUP, readBackup } from './backup-manifest.ts';

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
  const { terminal, now, workingDirectory } = context;
  const backup = resolve(typed);
  const manifest = await readBackup(backup);
  const config = await settingsAfter(backup, context);
  if (existsSync(join(backup, IN_BACKUP.records))) checkCopy(join(backup, IN_BACKUP.records));
  if (isInUse(config.data)) {
    throw new KewenError('records', `科问还在运行，占着 ${config.data}：请先停下它，再运行 kewen restore`);
  }
  const parts = partsOf(backup, config, workingDirectory);
  const taken = [];
  for (const part of parts) if (await isOther(part)) taken.push(part);
  if (taken.length > 0 && !flags.replace) {
    throw new KewenError(
      'usage',
      `这里已经有 ${taken.map(({ to }) => to).join('、')}：要换成备份里的，请加 --replace（原来的改名留着，不会删）`,
    );
  }
  const stamp = now().toISOString().slice(0, 19).replace(/\D/gu, '');
  const lines: string[] = [];
  if (existsSync(join(workingDirectory, IN_BACKUP.environment))) {
    lines.push(`这里已有 .env，没有动；备份里的在 ${join(backup, IN_BACKUP.environment)}`);
  }
  try {
    for (const part of parts) await bringBeside(part);
    for (const part of parts) lines.push(...(await putInPlace(part, stamp)));
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

/** The settings as they will be: those of the backup where there is no `.env` here. */
async function settingsAfter(
  backup: string,
  { config, environment, workingDirectory }: Context,
): Promise<Config> {
  const kept = join(backup, IN_BACKUP.environment);
  if (existsSync(join(workingDirectory, '.env')) || !existsSync(kept)) return config;
  return readConfig({ ...parseEnv(await readFile(kept, 'utf8')), ...environment }, workingDirectory);
}

function partsOf(backup: string, config: Config, workingDirectory: string): Part[] {
  const settings = join(workingDirectory, IN_BACKUP.settings);
  const environment = join(workingDirectory, IN_BACKUP.environment);
  const parts = [
    { name: '记录', from: IN_BACKUP.records, to: config.data, isPrivate: true },
    { name: '密钥', from: IN_BACKUP.secret, to: secretFile(config.data), isPrivate: true },
    { name: '报告', from: IN_BACKUP.corpus, to: config.corpus, isPrivate: false },
    { name: '设置', from: IN_BACKUP.settings, to: settings, isPrivate: true },
    { name: '设置', from: IN_BACKUP.environment, to: environment, isPrivate: true },
  ];
  return parts
    .map((part) => ({ ...part, from: join(backup, part.from) }))
    .filter(({ from, to }) => existsSync(from) && !(to === environment && existsSync(environment)));
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
