/**
 * The index of each audience, opened when it is first asked for and at most once.
 */
import type { Audience } from '../corpus/report.ts';
import { openIndex } from '../index/open.ts';
import type { OpenIndex } from '../index/shelf.ts';

/** Open indexes over one folder; to be closed. */
export class Indexes {
  readonly #folder: string;
  readonly #generation: string | undefined;
  readonly #open = new Map<Audience, OpenIndex>();

  /** @param generation the one in service where none is named */
  constructor(folder: string, generation?: string) {
    this.#folder = folder;
    this.#generation = generation;
  }

  /** @throws {KewenError} what opening throws */
  async of(audience: Audience): Promise<OpenIndex> {
    const known = this.#open.get(audience);
    if (known) return known;
    const index = await openIndex(this.#folder, audience, this.#generation);
    this.#open.set(audience, index);
    return index;
  }

  close(): void {
    for (const index of this.#open.values()) index.close();
    this.#open.clear();
  }
}
