/**
 * What is read of a text, kept for when the same text is read again. Bounded by how many texts are kept and by their
 * characters, so that a few endless ones take no more memory than many short ones.
 */
import { LRUCache } from 'lru-cache';

/** A reader of texts that remembers what it read last; it must give the same for the same text, and nobody may change it. */
export function keeping<T extends object>(
  read: (text: string) => T,
  most: { readonly texts: number; readonly chars: number },
): (text: string) => T {
  const kept = new LRUCache<string, T>({
    max: most.texts,
    maxSize: most.chars,
    // An empty text counts as well: the library takes no size of 0.
    sizeCalculation: (_, text) => text.length + 1,
  });
  return (text) => {
    let readings = kept.get(text);
    if (!readings) {
      readings = read(text);
      kept.set(text, readings);
    }
    return readings;
  };
}
