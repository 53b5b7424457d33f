/**
 * The words of an index: how rare each is, and which of them sound alike. Spelling is corrected against
 * these and nothing else, so a correction never tells a public reader what only staff reports say.
 */
import type { VocabularyEntry } from './rows.ts';

/** The words of one audience's index. */
export class Vocabulary {
  readonly #passages = new Map<string, number>();
  readonly #bySound = new Map<string, string[]>();
  readonly #total: number;
  #latin: ReadonlySet<string> | undefined;

  /** @param total how many passages the index has */
  constructor(entries: readonly VocabularyEntry[], total: number) {
    this.#total = Math.max(1, total);
    for (const { term, passages, sound } of entries) {
      this.#passages.set(term, passages);
      if (!sound) continue;
      const alike = this.#bySound.get(sound);
      if (alike) alike.push(term);
      else this.#bySound.set(sound, [term]);
    }
  }

  has(term: string): boolean {
    return this.#passages.has(term);
  }

  /** The runs of Latin letters in the words; gone through once. */
  latin(): ReadonlySet<string> {
    this.#latin ??= new Set(
      Array.from(this.#passages.keys()).flatMap((term) => term.match(/[a-z]+/gu) ?? []),
    );
    return this.#latin;
  }

  /** How many passages hold a word. */
  passagesWith(term: string): number {
    return this.#passages.get(term) ?? 0;
  }

  /**
   * How much finding a word tells, from near 0 (in every passage) to about ln(total) (in one or none).
   *
   * @see Robertson and Zaragoza 2009, BM25's inverse document frequency
   */
  rarity(term: string): number {
    const n = this.passagesWith(term);
    return Math.log(1 + (this.#total - n + 0.5) / (n + 0.5));
  }

  /** Words that sound like this, in the order of the vocabulary. */
  soundingLike(sound: string): readonly string[] {
    return this.#bySound.get(sound) ?? [];
  }
}
