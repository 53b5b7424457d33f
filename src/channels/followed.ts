/** What an index is that follows what is published, wherever it is kept. */
import type { SearchSettings } from '../config-search.ts';
import type { Audience } from '../corpus/report.ts';
import type { Catalog, OpenIndex } from '../index/shelf.ts';

/** What is followed, and who is told. */
export interface FollowingSettings {
  /** The index folder; not looked into where a cluster is set. */
  readonly directory: string;
  /** null or left out for the index folder. */
  readonly search?: SearchSettings | null;
  readonly audience: Audience;
  readonly now: () => Date;
  /** Told of a new generation that was taken up. */
  readonly onChanged?: (catalog: Catalog) => void;
  /** Told once of a generation that cannot be opened; it is tried again later. */
  readonly onRefused: (error: unknown, generation: string) => void;
}

/** An index in service; to be closed. */
export interface FollowedIndex {
  /** What is known of the generation in service without looking anything up. */
  readonly catalog: Catalog;
  /**
   * Does some work on the index, e.g. `use((index) => passageView(index, id))`, on one generation from beginning to end.
   * The work is a function of the index: where passages are fetched for it, it is done again with what was missing. The
   * index is of no use afterwards.
   *
   * @throws {KewenError} `search` when what it needs cannot be fetched; what the work throws
   */
  readonly use: <T>(work: (index: OpenIndex) => T) => Promise<T>;
  /** Why nothing can be looked up at present, in one line; null where it can. */
  readonly trouble: string | null;
  /**
   * Takes up a new generation, if there is one that can be trusted. Never throws.
   *
   * @returns whether another generation is in service; what this audience can reach may be the same
   */
  readonly refresh: () => Promise<boolean>;
  readonly close: () => void;
}

/** A generation that could not be opened is tried again after so long: a rebuild may have the same name. */
export const RETRY_UNTRUSTED_MS = 30_000;
