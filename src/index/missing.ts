/**
 * What a shelf that has to fetch does not have yet. It says so by throwing: whoever asked gets what it needs and asks
 * again, and since an answer is a function of a question and an index, the second time goes the same way further.
 */
import type { Hit, SearchQuery, StoredPassage, WholeReport } from './shelf.ts';

/** A search that is needed. */
export interface NeededSearch {
  readonly query: SearchQuery;
  readonly limit: number;
}

/** What is needed; nothing stands in a list twice. */
export interface Needs {
  readonly searches: readonly NeededSearch[];
  /** Rows of passages. */
  readonly rows: readonly number[];
  /** Ids of passages. */
  readonly ids: readonly string[];
  /** Rows of reports that are needed as a whole. */
  readonly reports: readonly number[];
}

/** What came. What there is not is left out. */
export interface Fetched {
  /** For each search in its order, the best first. */
  readonly searches: readonly (readonly Hit[])[];
  /** Those that were asked for, those that were found, and any that will be asked for next. */
  readonly passages: readonly StoredPassage[];
  readonly wholes: ReadonlyMap<number, WholeReport>;
}

/** Fetches from wherever an index is. */
export interface Fetcher {
  /** @throws {KewenError} `search` where that is not possible */
  readonly fetch: (needs: Needs, signal?: AbortSignal) => Promise<Fetched>;
}

/** Thrown where something has to be fetched first; no error. */
export class Missing extends Error {
  readonly needs: Needs;

  constructor(needs: Partial<Needs>) {
    super('to be fetched first');
    this.needs = { searches: [], rows: [], ids: [], reports: [], ...needs };
  }
}

/** When things need not all be made. */
interface Enough<Made> {
  /** Whether what was made so far will do. */
  readonly isMade?: (made: readonly Made[]) => boolean;
  /** Where something has to be fetched, it is fetched for so many things at a time. */
  readonly missing?: number;
}

/**
 * `Array.map`, where what is missing for one thing does not keep the others from saying what they miss: all of it is
 * fetched at once.
 *
 * @param enough what ends it before all is made; asked only while nothing is missing
 */
export function mapAll<Thing, Made>(
  things: readonly Thing[],
  make: (thing: Thing) => Made,
  enough: Enough<Made> = {},
): Made[] {
  const { isMade = () => false, missing: most = Number.POSITIVE_INFINITY } = enough;
  const made: Made[] = [];
  const missing: Needs[] = [];
  for (const thing of things) {
    if (missing.length === most || (missing.length === 0 && isMade(made))) break;
    try {
      made.push(make(thing));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      missing.push(error.needs);
    }
  }
  if (missing.length === 0) return made;
  throw new Missing({
    searches: missing.flatMap(({ searches }) => searches),
    rows: [...new Set(missing.flatMap(({ rows }) => rows))],
    ids: [...new Set(missing.flatMap(({ ids }) => ids))],
    reports: [...new Set(missing.flatMap(({ reports }) => reports))],
  });
}
