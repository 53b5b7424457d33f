/**
 * An index that follows what is published: opened once, and changed for a new generation when it is told to look. What
 * cannot be opened leaves the old one in service. It is the one on this machine, or the one of the search cluster.
 */
import { currentGeneration } from '../index/generations.ts';
import { openIndex } from '../index/open.ts';
import type { Catalog, OpenIndex } from '../index/shelf.ts';
import { type FollowedIndex, type FollowingSettings, RETRY_UNTRUSTED_MS } from './followed.ts';

/**
 * Opens the index in service.
 *
 * @throws {KewenError} `index-missing`, `index-untrusted`, `search`
 */
export async function followIndex(settings: FollowingSettings): Promise<FollowedIndex> {
  const { directory, audience, search } = settings;
  if (search) {
    const { followCluster } = await import('./following-cluster.ts');
    return followCluster({ ...settings, search });
  }
  const generation = await currentGeneration(directory);
  return new FollowedFolder(settings, await openIndex(directory, audience), generation);
}

/** The index of a folder. */
export class FollowedFolder implements FollowedIndex {
  readonly trouble = null;
  readonly #settings: FollowingSettings;
  #index: OpenIndex;
  /** What `current` said when the index was opened. */
  #generation: string | null;
  #refused: { readonly generation: string; readonly atMs: number } | null = null;
  #refreshing: Promise<boolean> | null = null;
  #isClosed = false;

  constructor(settings: FollowingSettings, index: OpenIndex, generation: string | null) {
    this.#settings = settings;
    this.#index = index;
    this.#generation = generation;
  }

  get catalog(): Catalog {
    return this.#index;
  }

  // Nothing is awaited before the work is done, so that no other generation comes between.
  async use<T>(work: (index: OpenIndex) => T): Promise<T> {
    return work(this.#index);
  }

  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#lookForNew().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  close(): void {
    this.#isClosed = true;
    this.#index.close();
  }

  async #lookForNew(): Promise<boolean> {
    const { directory, audience, now, onChanged, onRefused } = this.#settings;
    const generation = await currentGeneration(directory);
    if (this.#isClosed || generation === null || generation === this.#generation) return false;
    const refused = this.#refused?.generation === generation ? this.#refused : null;
    if (refused && now().getTime() - refused.atMs < RETRY_UNTRUSTED_MS) return false;
    let opened: OpenIndex;
    try {
      opened = await openIndex(directory, audience);
    } catch (error) {
      if (!refused) onRefused(error, generation);
      this.#refused = { generation, atMs: now().getTime() };
      return false;
    }
    if (this.#isClosed) {
      opened.close();
      return false;
    }
    // Work on an index is synchronous, so nothing is in flight here; the old one is closed after the swap.
    const old = this.#index;
    this.#index = opened;
    this.#generation = generation;
    this.#refused = null;
    old.close();
    onChanged?.(opened);
    return true;
  }
}
