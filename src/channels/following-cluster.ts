/**
 * The index of the search cluster, followed: a generation is held by the name of its index, and another is taken up when
 * the alias of the audience points there.
 */
import { type ClusterGeneration, ClusterReader } from '../cluster/reader.ts';
import type { SearchSettings } from '../config-search.ts';
import { KewenError } from '../errors.ts';
import type { Catalog, OpenIndex } from '../index/shelf.ts';
import { onRemote } from '../index/view.ts';
import { type FollowedIndex, type FollowingSettings, RETRY_UNTRUSTED_MS } from './followed.ts';

/** A question may need several requests, and each may be tried on another node; together they take no more than this. */
const REQUESTS_PATIENCE = 5;

/**
 * Opens the index in service of the cluster.
 *
 * @throws {KewenError} `search`, `index-missing`, `index-untrusted`, `settings`
 */
export async function followCluster(
  settings: FollowingSettings & { readonly search: SearchSettings },
): Promise<FollowedIndex> {
  const reader = new ClusterReader(settings.search, settings.audience);
  try {
    return new FollowedCluster(settings, reader, await reader.open());
  } catch (error) {
    await reader.close();
    throw error;
  }
}

class FollowedCluster implements FollowedIndex {
  readonly #settings: FollowingSettings & { readonly search: SearchSettings };
  readonly #reader: ClusterReader;
  #generation: ClusterGeneration;
  #refused: { readonly name: string; readonly atMs: number } | null = null;
  #refreshing: Promise<boolean> | null = null;
  #isClosed = false;

  constructor(
    settings: FollowingSettings & { readonly search: SearchSettings },
    reader: ClusterReader,
    generation: ClusterGeneration,
  ) {
    this.#settings = settings;
    this.#reader = reader;
    this.#generation = generation;
  }

  get catalog(): Catalog {
    return this.#generation.catalog;
  }

  get trouble(): string | null {
    return this.#reader.trouble;
  }

  use<T>(work: (index: OpenIndex) => T): Promise<T> {
    const patience = AbortSignal.timeout(REQUESTS_PATIENCE * this.#settings.search.timeoutMs);
    return onRemote(this.#generation, work, patience);
  }

  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#lookForNew().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  close(): void {
    this.#isClosed = true;
    void this.#reader.close();
  }

  async #lookForNew(): Promise<boolean> {
    const { now, onChanged, onRefused } = this.#settings;
    let name = '';
    try {
      await this.#reader.probe(this.#generation.name);
      ({ name } = await this.#reader.inService());
      if (this.#isClosed || name === this.#generation.name) return false;
      const refused = this.#refused?.name === name ? this.#refused : null;
      if (refused && now().getTime() - refused.atMs < RETRY_UNTRUSTED_MS) return false;
      // Questions in flight keep the generation that they began with: its index stays in the cluster for a while.
      const opened = await this.#reader.open();
      if (this.#isClosed) return false;
      this.#generation = opened;
      this.#refused = null;
      onChanged?.(opened.catalog);
      return true;
    } catch (error) {
      // That the cluster does not answer is told by `trouble`, and by whoever asks.
      const isAway = error instanceof KewenError && error.code === 'search';
      if (!isAway && this.#refused?.name !== name) onRefused(error, name);
      if (!isAway) this.#refused = { name, atMs: now().getTime() };
      return false;
    }
  }
}
