/**
 * What ever shipped in `corpus/`, so that an edited file is told from one that is only old: digests of every version of
 * every file, and the entries of the lexicon that are in it no more. `npm run shipped` writes the list from the history.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../../home.ts';
import { LEXICON_FILES, type LexiconFile } from '../../language/lexicon-entries.ts';

/** The list, beside the program. */
export const SHIPPED_LIST = join(PACKAGE_ROOT, 'assets', 'shipped.json');

const listSchema = z.object({
  /** By path in `corpus/`: what {@link digestText} gives of each version. */
  files: z.record(z.string(), z.array(z.string())),
  /** By file of the lexicon: entries as they are compared. */
  retired: z.partialRecord(z.enum(LEXICON_FILES), z.array(z.string())),
});

let known: z.infer<typeof listSchema> | undefined;

function list(): z.infer<typeof listSchema> {
  known ??= listSchema.parse(JSON.parse(readFileSync(SHIPPED_LIST, 'utf8')));
  return known;
}

/** SHA-256 in hex of a text, whatever its ends of lines became on the way through git. */
export function digestText(bytes: Uint8Array | string): string {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
  return createHash('sha256').update(text.replace(/\r\n/gu, '\n')).digest('hex');
}

/** Whether a file of `corpus/` is some version of what ships there. */
export function isAsShipped(file: string, bytes: Uint8Array | string): boolean {
  return list().files[file]?.includes(digestText(bytes)) ?? false;
}

/** Entries of the lexicon that shipped once and do no more. */
export const retiredEntries = (file: LexiconFile): ReadonlySet<string> => new Set(list().retired[file]);
