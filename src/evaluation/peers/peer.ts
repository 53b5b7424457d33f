/**
 * A search library as it comes, to measure beside: each is given the paragraphs of a pool and the question as it
 * was typed. They stand among the development dependencies and are loaded when they are measured.
 */
import nodejieba from 'nodejieba';

/** A search over the paragraphs of a pool. */
export interface Peer {
  /** The best paragraphs, best first, by their place in the pool. */
  readonly search: (question: string, limit: number) => number[] | Promise<number[]>;
  readonly close: () => void;
}

/** Builds a search over paragraphs. */
export type MakePeer = (paragraphs: readonly string[]) => Peer | Promise<Peer>;

/** nodejieba's words, in lower case, without marks and spaces: what its users index. */
export function jiebaWords(text: string): string[] {
  return nodejieba
    .cut(text.toLowerCase())
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.trim());
}
