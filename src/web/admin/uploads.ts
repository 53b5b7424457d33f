/**
 * Files that were sent and not yet added: in a folder of their own outside the corpus, which only Kewen's user can read,
 * for an hour. Nothing here is ever sent to a browser.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanName } from '../../corpus/clean-name.ts';
import { isDocument } from '../../corpus/documents.ts';

const MAX_WAITING = 20;
const KEPT_MS = 60 * 60_000;
/** How often it is looked whether the time of one is over. */
const LOOK_MS = 5 * 60_000;

/** A file that waits. */
export interface Upload {
  readonly path: string;
  /** The address it was fetched from; empty for one that was sent. */
  readonly source: string;
  /** Whether its name says nothing, so that its title is a better one. */
  readonly isUnnamed: boolean;
}

interface Waiting extends Upload {
  readonly folder: string;
  readonly atMs: number;
}

export class Uploads {
  readonly #now: () => Date;
  readonly #looking: NodeJS.Timeout;
  readonly #waiting = new Map<string, Waiting>();

  constructor(now: () => Date) {
    this.#now = now;
    this.#looking = setInterval(() => this.#dropOld(), LOOK_MS);
    this.#looking.unref();
  }

  /**
   * Keeps a file.
   *
   * @param name as the browser gives it; only its last part counts
   * @returns its id, or why it is not kept
   */
  keep(name: string, bytes: Uint8Array): { readonly id: string } | 'bad' | 'many' {
    this.#dropOld();
    const clean = cleanFileName(name);
    if (clean === null) return 'bad';
    if (this.#waiting.size >= MAX_WAITING) return 'many';
    const folder = newFolder();
    const path = join(folder, clean);
    writeFileSync(path, bytes, { mode: 0o600 });
    return { id: this.#add(folder, { path, source: '', isUnnamed: false }) };
  }

  /**
   * Keeps a file that something else puts into a folder made for it.
   *
   * @param fill puts it there; null where it could not
   * @returns its id, or null with `fill`; `many` where nothing more is kept
   */
  async keepFrom(
    fill: (folder: string) => Promise<Upload | null>,
  ): Promise<{ readonly id: string } | 'many' | null> {
    this.#dropOld();
    if (this.#waiting.size >= MAX_WAITING) return 'many';
    const folder = newFolder();
    const upload = await fill(folder);
    if (upload) return { id: this.#add(folder, upload) };
    rmSync(folder, { recursive: true, force: true });
    return null;
  }

  #add(folder: string, upload: Upload): string {
    const id = randomBytes(16).toString('hex');
    this.#waiting.set(id, { ...upload, folder, atMs: this.#now().getTime() });
    return id;
  }

  /** A file that waits; null for one that is not there any more. */
  find(id: string): Upload | null {
    this.#dropOld();
    return this.#waiting.get(id) ?? null;
  }

  /** Deletes one. */
  drop(id: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting) rmSync(waiting.folder, { recursive: true, force: true });
  }

  /** Deletes all. */
  close(): void {
    clearInterval(this.#looking);
    for (const id of [...this.#waiting.keys()]) this.drop(id);
  }

  #dropOld(): void {
    const oldest = this.#now().getTime() - KEPT_MS;
    for (const [id, { atMs }] of [...this.#waiting]) if (atMs < oldest) this.drop(id);
  }
}

/** Only its owner can read it. */
const newFolder = () => mkdtempSync(join(tmpdir(), 'kewen-upload-'));

/**
 * The name of a file without folders and what steers anything; null for one that cannot be a report.
 *
 * @example cleanFileName('C:\\报告\\..\\总结.docx') // '总结.docx'
 */
export function cleanFileName(name: string): string | null {
  const clean = cleanName(name.split(/[\\/]/u).at(-1) ?? '');
  return isDocument(clean) ? clean : null;
}
