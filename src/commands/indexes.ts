/**
 * The index of each audience, opened when it is first asked for and at most once.
 */
import type { Audience } from '../corpus/report.ts';
import { type OpenIndex, openIndex } from '../index/open.ts';

/** Open indexes over one folder; to be closed. */
export class Indexes {
  readonly #folder: string;
  readonly #open = new Map<Audience, OpenIndex>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws {KewenError} what opening throws */
  async of(audience: Audience): Promise<OpenIndex> {
    const known = this.#open.get(audience);
    if (known) return known;
    const index = await openIndex(this.#folder, audience);
    this.#open.set(audience, index);
    return index;
  }

  close(): void {
    for (const index of this.#open.values()) index.close();
    this.#open.clear();
  }
}
