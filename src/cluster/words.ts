/**
 * The words of an index of the cluster, in memory: in how many passages each stands field by field, which sound alike,
 * and what the dictionary knows of them.
 */
import { SEARCH_FIELDS, type SearchField } from '../index/fields.ts';
import type { ScoringStatistics } from '../index/score.ts';
import type { TermStatistics } from '../index/term-plan.ts';
import type { Words } from '../index/view.ts';
import type { LoadedCatalog } from './catalog.ts';

type Counted = Pick<
  LoadedCatalog,
  'words' | 'pairs' | 'near' | 'english' | 'passages' | 'averageFieldLength'
>;

/** Nothing of this is ever fetched for a question. */
export class CatalogWords implements Words, TermStatistics, ScoringStatistics {
  readonly passages: number;
  readonly averageLength: Readonly<Record<SearchField, number>>;
  /** Of words, by their place: in how many passages, texts and headings. */
  readonly #places = new Map<string, number>();
  readonly #counts: Uint32Array;
  readonly #pairs: ReadonlyMap<string, number>;
  readonly #bySound = new Map<string, string[]>();
  readonly #near: ReadonlyMap<string, readonly string[]>;
  readonly #english: ReadonlyMap<string, readonly string[]>;

  constructor({ words, pairs, near, english, passages, averageFieldLength }: Counted) {
    this.passages = passages;
    this.averageLength = Object.fromEntries(
      SEARCH_FIELDS.map((field, i) => [field, averageFieldLength[i] ?? 0]),
    ) as Record<SearchField, number>;
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

  passagesWith = (word: string): number => this.#count(word, 0);

  passagesWithPair = (pair: string): number => this.#pairs.get(pair) ?? 0;

  passagesWithIn = (field: SearchField, term: string): number =>
    field === 'bigrams' ? this.passagesWithPair(term) : this.#count(term, field === 'words' ? 1 : 2);

  /** One of the counts of a word: its passages, those of its text, those of its headings. */
  #count(word: string, which: number): number {
    const place = this.#places.get(word);
    return place === undefined ? 0 : (this.#counts[place * 3 + which] as number);
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
