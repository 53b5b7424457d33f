/**
 * The words of an index of the cluster, in memory: in how many passages each stands field by field, which sound alike,
 * and what the dictionary knows of them.
 */
import type { Words } from '../index/view.ts';
import type { LoadedCatalog } from './catalog.ts';
import type { TermStatistics } from './score.ts';

/** Nothing of this is ever fetched for a question. */
export class CatalogWords implements Words {
  /** Of words, by their place: in how many passages, texts and headings. */
  readonly #places = new Map<string, number>();
  readonly #counts: Uint32Array;
  readonly #pairs: ReadonlyMap<string, number>;
  readonly #bySound = new Map<string, string[]>();
  readonly #near: ReadonlyMap<string, readonly string[]>;
  readonly #english: ReadonlyMap<string, readonly string[]>;

  constructor({ words, pairs, near, english }: Pick<LoadedCatalog, 'words' | 'pairs' | 'near' | 'english'>) {
    this.#counts = new Uint32Array(words.length * 3);
    for (const [place, [term, passages, sound, inWords, inHeading]] of words.entries()) {
      this.#places.set(term, place);
      this.#counts.set([passages, inWords, inHeading], place * 3);
      if (!sound) continue;
      const alike = this.#bySound.get(sound);
      if (alike) alike.push(term);
      else this.#bySound.set(sound, [term]);
    }
    this.#pairs = new Map(pairs);
    this.#near = new Map(near);
    this.#english = new Map(english);
  }

  statistics(term: string): TermStatistics | undefined {
    const place = this.#places.get(term);
    const bigrams = this.#pairs.get(term) ?? 0;
    if (place === undefined) return bigrams > 0 ? { words: 0, bigrams, heading: 0, passages: 0 } : undefined;
    const [passages = 0, words = 0, heading = 0] = this.#counts.subarray(place * 3, place * 3 + 3);
    return { words, bigrams, heading, passages };
  }

  passagesWith(word: string): number {
    const place = this.#places.get(word);
    return place === undefined ? 0 : (this.#counts[place * 3] as number);
  }

  hasBigram(pair: string): boolean {
    return pair.length === 2 && (this.#pairs.has(pair) || this.#places.has(pair));
  }

  soundingLike(sound: string): readonly string[] {
    return this.#bySound.get(sound) ?? [];
  }

  near(word: string): readonly string[] {
    return this.#near.get(word) ?? [];
  }

  meaning(gloss: string): readonly string[] {
    return this.#english.get(gloss) ?? [];
  }

  /** All words, in the order of their code points. */
  terms(): Iterable<string> {
    return this.#places.keys();
  }
}
