/**
 * The secret that user ids are hashed with: given in the settings, or a random one in a file beside the records
 * that only its owner can read.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Turns an id of a person or a chat into what is stored; the same id gives the same hash. */
export type HashId = (id: string) => string;

/** HMAC-SHA256 with a secret, in base64url without what comes after 128 bits. */
export function createHash(secret: string): HashId {
  return (id) => createHmac('sha256', secret).update(id).digest().subarray(0, 16).toString('base64url');
}

/**
 * The secret in a file, made on first use with mode 0600.
 *
 * @param onProblem told when the file can be neither read nor written; the secret then lasts as long as the process
 */
export function secretBeside(file: string, onProblem: (error: unknown) => void): string {
  const path = `${file}.key`;
  const made = randomBytes(32).toString('hex');
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    try {
      const kept = readFileSync(path, 'utf8').trim();
      if (/^[0-9a-f]{64}$/u.test(kept)) return kept;
      onProblem(new Error(`${path} 里不是 64 位十六进制数`));
    } catch {
      onProblem(error);
    }
    return made;
  }
}
