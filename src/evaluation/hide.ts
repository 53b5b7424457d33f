/**
 * An index with some of its passages out of reach: asked again with its evidence hidden, a question has no answer left.
 */
import type { OpenIndex, StoredPassage } from '../index/shelf.ts';

/** The same index without the passages that are hidden: no search finds them, and no sentence is read beside them. */
export function hiding(index: OpenIndex, isHidden: (passage: StoredPassage) => boolean): OpenIndex {
  // A copy, since what is made of a passage is kept by its object, and what stands beside it is another thing now.
  const seen = new Map<number, StoredPassage | undefined>();
  const see = (passage: StoredPassage | undefined): StoredPassage | undefined => {
    if (!passage) return undefined;
    if (!seen.has(passage.row)) seen.set(passage.row, isHidden(passage) ? undefined : { ...passage });
    return seen.get(passage.row);
  };
  return {
    ...index,
    passage: (row) => see(index.passage(row)),
    passageAt: (report, ordinal) => see(index.passageAt(report, ordinal)),
    search: (query, limit) => {
      // As many more as are hidden among the first: the next best come up in their place.
      for (let more = limit; ; more *= 2) {
        const hits = index.search(query, more);
        const reached = hits.filter(({ passage }) => see(index.passage(passage)) !== undefined);
        if (reached.length >= limit || hits.length < more) return reached.slice(0, limit);
      }
    },
  };
}
