/**
 * Why a file or folder cannot be had: it is not there, or this user has no right to it. They are told apart everywhere,
 * since the one is mended by another path and the other by another user.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { KewenError } from './errors.ts';

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException | null)?.code ?? '';

/** Whether an error says that a path leads nowhere. */
export const isMissing = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(cause));

/** Whether an error says that this user has no right. */
export const isForbidden = (cause: unknown): boolean => ['EACCES', 'EPERM'].includes(codeOf(cause));

/**
 * Whether there is something at a path that this user may read. What may not be looked at is not taken for missing.
 *
 * @param what as people call it, with its path
 * @throws {KewenError} `platform` where the right to look or to read is lacking
 */
export function isThere(path: string, what: string): boolean {
  try {
    statSync(path);
    accessSync(path, constants.R_OK);
    return true;
  } catch (cause) {
    if (!isForbidden(cause)) return false;
    throw new KewenError('platform', unreadable(what, cause), cause);
  }
}

/**
 * One line for what could not be read: that it is not there, or that this user may not read it, with the path on which
 * the right is lacking and what to do.
 *
 * @param what as people call it, with its path: `报告文件夹 /srv/reports`
 * @example unreadable('设置文件 /etc/kewen.yaml', error) // 没有权限读 设置文件 /etc/kewen.yaml（现在的用户是 kewen）：请…
 */
export function unreadable(what: string, cause: unknown): string {
  if (isMissing(cause)) return `找不到${what}：请检查路径`;
  if (!isForbidden(cause)) return `读不了 ${what}（${codeOf(cause) || String(cause)}）：请检查磁盘和文件`;
  const path = (cause as NodeJS.ErrnoException).path ?? '';
  const at = path === '' ? '' : blockedAt(path);
  const where = at === '' || what.endsWith(at) ? '' : `，卡在 ${at}`;
  return `没有权限读 ${what}（现在的用户是 ${userName()}${where}）：请改权限，或用有权限的用户运行`;
}

/** The first part of a path, from the root, that this user may not enter or read. */
function blockedAt(path: string): string {
  const parts: string[] = [path];
  while (dirname(parts[0] as string) !== parts[0]) parts.unshift(dirname(parts[0] as string));
  for (const [i, part] of parts.entries()) {
    try {
      accessSync(part, i < parts.length - 1 ? constants.X_OK : constants.R_OK);
    } catch {
      return part;
    }
  }
  return '';
}

/** The user that this process runs as. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}
