/**
 * The secret that user ids are hashed with: given in the settings, or a random one in a file beside the records
 * that only its owner can read.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KewenError } from '../errors.ts';
import { isMissing, unreadable } from '../reach.ts';

/** Turns an id of a person or a chat into what is stored; the same id gives the same hash. */
export type HashId = (id: string) => string;

/** HMAC-SHA256 with a secret, in base64url without what comes after 128 bits. */
export function createHash(secret: string): HashId {
  return (id) => createHmac('sha256', secret).update(id).digest().subarray(0, 16).toString('base64url');
}

/** Where the secret of a file of records stands. */
export const secretFile = (file: string) => `${file}.key`;

/** What a secret in a file looks like. */
const SECRET = /^[0-9a-f]{64}$/u;

/**
 * The secret in a file, where it has been made already.
 *
 * @throws {KewenError} `records` when it is not there or is none: with another one nobody would be recognised
 */
export function knownSecret(file: string): string {
  const path = secretFile(file);
  let kept: string;
  try {
    kept = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const message = isMissing(cause)
      ? `读不到密钥 ${path}：没有它认不出记录里的人，请从备份恢复这个文件`
      : unreadable(`密钥 ${path}`, cause);
    throw new KewenError('records', message, cause);
  }
  if (SECRET.test(kept)) return kept;
  throw new KewenError('records', `${path} 里不是 64 位十六进制数：请从备份恢复这个文件`);
}

/**
 * The secret in a file, made on first use with mode 0600.
 *
 * @param onProblem told when the file can be neither read nor written; the secret then lasts as long as the process
 */
export function secretBeside(file: string, onProblem: (error: unknown) => void): string {
  const path = secretFile(file);
  const made = randomBytes(32).toString('hex');
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    try {
      const kept = readFileSync(path, 'utf8').trim();
      if (SECRET.test(kept)) return kept;
      onProblem(new Error(`${path} 里不是 64 位十六进制数`));
    } catch {
      onProblem(error);
    }
    return made;
  }
}
