/**
 * An index with some of its passages out of reach: asked again with its evidence hidden, a question has no answer left.
 */
import type { StoredPassage } from '../index/library.ts';
import type { OpenIndex } from '../index/open.ts';

/** The same index without the passages that are hidden: no search finds them, and no sentence is read beside them. */
export function hiding(index: OpenIndex, isHidden: (passage: StoredPassage) => boolean): OpenIndex {
  const { library, search } = index;
  // A copy, since what is made of a passage is kept by its object, and what stands beside it is another thing now.
  const seen = new Map<number, StoredPassage | undefined>();
  const see = (passage: StoredPassage | undefined): StoredPassage | undefined => {
    if (!passage) return undefined;
    if (!seen.has(passage.row)) seen.set(passage.row, isHidden(passage) ? undefined : { ...passage });
    return seen.get(passage.row);
  };
  return {
    ...index,
    library: instead(library, {
      passage: (row) => see(library.passage(row)),
      passageAt: (report, ordinal) => see(library.passageAt(report, ordinal)),
    }),
    search: instead(search, {
      search: (query, limit) => {
        // As many more as are hidden among the first: the next best come up in their place.
        for (let more = limit; ; more *= 2) {
          const hits = search.search(query, more);
          const reached = hits.filter(({ passage }) => see(library.passage(passage)) !== undefined);
          if (reached.length >= limit || hits.length < more) return reached.slice(0, limit);
        }
      },
    }),
  };
}

/** An object with some methods replaced; the others run on the object itself. */
function instead<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get: (_, name) => {
      if (name in methods) return methods[name as keyof T];
      const own: unknown = Reflect.get(object, name, object);
      return typeof own === 'function' ? own.bind(object) : own;
    },
  });
}
