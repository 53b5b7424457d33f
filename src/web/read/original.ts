/**
 * The file that a report was read from, where the maintainer allows downloads: the very bytes that were indexed for
 * the public, or nothing. A file that has changed since may be for staff by now.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { create } from 'content-disposition';
import type { WholeReport } from '../../index/shelf.ts';
import { refuse } from '../frame/refuse.tsx';
import { wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';
import { wholeOf } from './view.ts';

/** No report is read from a larger file. */
const MAX_BYTES = 50 * 1024 * 1024;
/** Each is held in memory until it is sent. */
const MAX_AT_ONCE = 4;
/** Whoever takes longer is cut: who takes a byte at a time would keep others from it for good. */
export const LONGEST_MS = 15 * 60_000;

/** Whether a report has a file of its own that may be downloaded. */
export const canDownload = ({ rules }: Site, { file, digest }: WholeReport): boolean =>
  rules.downloads && file !== '' && digest !== '';

/** How many are being sent. */
export interface Sending {
  count: number;
}

/** A report's file as a response. */
export async function originalFile(site: Site, sending: Sending, c: SiteContext): Promise<Response> {
  const words = wordsOf(c.get('language'));
  const whole = await site.desk.use((index) => {
    const card = index.reports.find(({ id }) => id === c.req.param('report'));
    return card ? wholeOf(index, card) : null;
  });
  if (!whole || !canDownload(site, whole)) return refuse(c, 404);
  const { outgoing } = c.env ?? {};
  if (sending.count >= MAX_AT_ONCE || outgoing?.destroyed) {
    c.header('retry-after', '10');
    return refuse(c, 503);
  }
  sending.count++;
  // Whoever asks may be gone before the file is read.
  const isTooLong = setTimeout(() => outgoing?.destroy(), LONGEST_MS);
  isTooLong.unref();
  const end = () => {
    clearTimeout(isTooLong);
    sending.count--;
  };
  outgoing?.once('close', end);
  const bytes = await trustedBytes(join(site.corpus, whole.file), whole.digest).catch(() => null);
  if (!outgoing) end();
  if (!bytes) return refuse(c, 404, { message: words.originalGone });
  return c.body(bytes, 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': create(basename(whole.file), { fallback: `report${extname(whole.file)}` }),
    'cache-control': 'private, no-cache',
  });
}

/** The bytes of a file, if they are those that were indexed. */
async function trustedBytes(path: string, digest: string): Promise<ArrayBuffer | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > MAX_BYTES) return null;
    const bytes = await handle.readFile();
    if (createHash('sha256').update(bytes).digest('hex') !== digest) return null;
    return new Uint8Array(bytes).buffer;
  } finally {
    await handle.close();
  }
}
