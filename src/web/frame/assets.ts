/**
 * The files that pages load: a style sheet, a script and a picture, read once. Their addresses hold a digest of what is
 * in them, so that a browser keeps them for good and a new version is another address.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file as it is sent. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');

function asset(name: string, type: string): Asset {
  const text = read(name);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  return { path: `/assets/${name.slice(0, dot)}.${digest}${name.slice(dot)}`, type, text };
}

export const STYLE = asset('kewen.css', 'text/css; charset=utf-8');
export const SCRIPT = asset('kewen.js', 'text/javascript; charset=utf-8');
export const HOUSE_STYLE = asset('house.css', 'text/css; charset=utf-8');
export const HOUSE_SCRIPT = asset('house.js', 'text/javascript; charset=utf-8');
export const ICON = asset('icon.svg', 'image/svg+xml');

/** By address. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map(
  [STYLE, SCRIPT, HOUSE_STYLE, HOUSE_SCRIPT, ICON].map((one) => [one.path, one]),
);

/** What another site's page loads, under an address that stays. */
export const EMBED_SCRIPT = read('embed.js');
