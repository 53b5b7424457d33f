/**
 * What lies in a backup: a list with the digest of each file, so that a restore takes nothing that was cut or changed.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { KewenError } from '../../errors.ts';
import { ANSWERS_FILE, ENVIRONMENT_FILE, GOLDEN_FILE, HOME_MARK, SETTINGS_FILE } from '../../home.ts';
import { isMissing, unreadable } from '../../reach.ts';

/** Counts up when a backup changes its form. 1: reports with words and answers among them, before there was a home. */
export const BACKUP_FORMAT = 2;
const READ_FORMATS = [1, BACKUP_FORMAT];
export const MANIFEST_FILE = 'kewen-backup.json';

/** Where what lies in a backup. */
export const IN_BACKUP = {
  records: 'kewen.sqlite',
  secret: 'kewen.sqlite.key',
  corpus: 'corpus',
  words: 'lexicon',
  answers: ANSWERS_FILE,
  golden: GOLDEN_FILE,
  mark: HOME_MARK,
  environment: ENVIRONMENT_FILE,
  settings: SETTINGS_FILE,
} as const;

const manifestSchema = z.object({
  format: z.number().refine((format) => READ_FORMATS.includes(format)),
  kewen: z.string(),
  madeAt: z.string(),
  /** sha256 of each file, by its path in the backup. */
  files: z.record(z.string(), z.string()),
});

/** The list of a backup. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** The digests of all files of a folder but the list itself, by path with `/`. */
export async function digestFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== MANIFEST_FILE)
    .sort();
  const digests: Record<string, string> = {};
  for (const path of paths) digests[path.replaceAll(sep, '/')] = await digestFile(join(folder, path));
  return digests;
}

/** sha256 in hex, read piece by piece. */
export async function digestFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Reads the list of a backup and compares every file with it.
 *
 * @throws {KewenError} `usage` where there is no backup, `records` where it is damaged
 */
export async function readBackup(folder: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST_FILE), 'utf8');
  } catch (cause) {
    throw new KewenError(
      'usage',
      isMissing(cause)
        ? `${folder} 不是科问的备份：里面没有 ${MANIFEST_FILE}`
        : unreadable(`备份 ${folder}`, cause),
      cause,
    );
  }
  let manifest: BackupManifest;
  try {
    manifest = manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new KewenError(
      'records',
      `${folder} 的 ${MANIFEST_FILE} 认不出来：请换一份备份，或升级科问`,
      cause,
    );
  }
  const found = await digestFolder(folder);
  const wrong = [...new Set([...Object.keys(manifest.files), ...Object.keys(found)])].filter(
    (path) => manifest.files[path] !== found[path],
  );
  if (wrong.length > 0) {
    throw new KewenError(
      'records',
      `备份 ${folder} 和做的时候不一样了（${wrong.slice(0, 3).join('、')}${wrong.length > 3 ? ' 等' : ''}）：请换一份备份`,
    );
  }
  return manifest;
}
