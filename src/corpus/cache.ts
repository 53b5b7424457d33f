/**
 * What a build remembers of the one before it. Whatever is kept is named by everything it was made from, so what is
 * found is what would be made anew.
 */

/** Bytes by key; a key is the text of everything that the bytes were made from. */
export interface Cache {
  /** What was kept under a key; null where there is nothing that can be trusted. */
  readonly get: (key: string) => Uint8Array | null;
  /** Keeps bytes; never throws. */
  readonly put: (key: string, bytes: Uint8Array) => void;
}

/** Remembers nothing. */
export const noCache: Cache = { get: () => null, put: () => {} };
