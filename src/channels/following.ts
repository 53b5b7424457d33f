/**
 * An index that follows what is published: opened once, and changed for a new generation when it is told to look. What
 * cannot be opened leaves the old one in service.
 */
import type { Audience } from '../corpus/report.ts';
import { currentGeneration } from '../index/generations.ts';
import { openIndex } from '../index/open.ts';
import type { OpenIndex } from '../index/shelf.ts';

/** What is followed, and who is told. */
export interface FollowingSettings {
  /** The index folder. */
  readonly directory: string;
  readonly audience: Audience;
  readonly now: () => Date;
  /** Told of a new generation that was taken up. */
  readonly onChanged?: (index: OpenIndex) => void;
  /** Told once of a generation that cannot be opened; it is tried again later. */
  readonly onRefused: (error: unknown, generation: string) => void;
}

/** A generation that could not be opened is tried again after so long: a rebuild may have the same name. */
const RETRY_UNTRUSTED_MS = 30_000;

/**
 * Opens the index in service.
 *
 * @throws {KewenError} `index-missing`, `index-untrusted`
 */
export async function followIndex(settings: FollowingSettings): Promise<FollowedIndex> {
  const { directory, audience } = settings;
  const generation = await currentGeneration(directory);
  return new FollowedIndex(settings, await openIndex(directory, audience), generation);
}

/** The index in service; to be closed. */
export class FollowedIndex {
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

  /** To be used at once: it may be another one, and this one closed, after anything is awaited. */
  get index(): OpenIndex {
    return this.#index;
  }

  /**
   * Takes up a new generation, if there is one that can be trusted. Never throws.
   *
   * @returns whether another generation is in service; what this audience can reach may be the same
   */
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
    // Answering is synchronous, so nothing is in flight here; the old one is closed after the swap.
    const old = this.#index;
    this.#index = opened;
    this.#generation = generation;
    this.#refused = null;
    old.close();
    onChanged?.(opened);
    return true;
  }
}
