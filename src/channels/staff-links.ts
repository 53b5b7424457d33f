/**
 * Addresses of what only staff may read: `/staff/<token>`, given in Slack, opens one passage for whoever has it until it
 * expires; `/admin/passage`, given elsewhere, opens for a maintainer who is logged in. The token is the place with its
 * last moment, signed with a key made from the secret of the records, so that it holds after a restart and in every
 * process over the same records.
 *
 * @see RFC 2104 (HMAC)
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { secretBeside } from '../records/secret.ts';
import type { Links, Place } from './place.ts';

/** A link of one working day still opens on the next. */
const HOLDS_MS = 24 * 60 * 60_000;
/** No passage has a name so long. */
const MAX_TOKEN_CHARS = 2_000;

/** What a token names: report, passage, offsets of the sentence, and until when (ms since 1970). */
const signedSchema = z.tuple([z.string(), z.string(), z.int(), z.int(), z.int()]);

/** Makes and reads tokens. */
export interface StaffLinks {
  /** The path that opens a place from now on. */
  path(place: Place): string;
  /** The place of a token; `expired` for one that was good once, null for what is none. */
  read(token: string): Place | 'expired' | null;
}

/** @param key what is signed with */
export function staffLinks(key: string, now: () => Date): StaffLinks {
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest('base64url');
  return {
    path({ report, passage, start, end }) {
      const until = now().getTime() + HOLDS_MS;
      const payload = Buffer.from(JSON.stringify([report, passage, start, end, until])).toString('base64url');
      return `/staff/${payload}.${sign(payload)}`;
    },
    read(token) {
      if (token.length > MAX_TOKEN_CHARS) return null;
      const [payload = '', signature = '', ...more] = token.split('.');
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(payload))];
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const [report, passage, start, end, until] = signedSchema.parse(
        JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
      );
      return now().getTime() < until ? { report, passage, start, end } : 'expired';
    },
  };
}

/** By file of records: where none can be kept beside it, each look would make another. */
const secrets = new Map<string, string>();

/** The key of all processes over the same records. */
export function staffLinkKey({ secret, data }: Pick<Config, 'secret' | 'data'>): string {
  // Whoever cannot keep a secret has links that hold as long as the process; the records say so in the log.
  const own = secret ?? secrets.get(data) ?? secretBeside(data, () => {});
  secrets.set(data, own);
  return createHmac('sha256', own).update('staff links').digest('base64url');
}

/** Where a maintainer who is logged in reads a place. */
export const adminPassagePath = ({ passage, start, end }: Place): string =>
  `/admin/passage?${new URLSearchParams({ of: passage, mark: `${start}-${end}` })}`;

/** The links of a command: what only staff may read opens for a maintainer, where the pages for that are served. */
export function maintainersLinks({ publicUrl, adminToken }: Config['web']): Links | null {
  if (publicUrl === null) return null;
  return { publicUrl, staffPath: adminToken === null ? null : adminPassagePath };
}
