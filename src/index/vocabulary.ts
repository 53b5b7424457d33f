/**
 * The words of an index: how rare each is, and which of them sound alike. Spelling is corrected against
 * these and nothing else, so a correction never tells a public reader what only staff reports say.
 */
import type { PairEntry, VocabularyEntry } from './rows.ts';
import { rarityOf, type TermStatistics } from './term-plan.ts';

/** The words of one audience's index, and its pairs of characters. */
export class Vocabulary implements TermStatistics {
  readonly passages: number;
  readonly #passages = new Map<string, number>();
  readonly #bySound = new Map<string, string[]>();
  readonly #pairs: ReadonlyMap<string, number>;
  #latin: ReadonlySet<string> | undefined;

  /** @param total how many passages the index has */
  constructor(entries: readonly VocabularyEntry[], pairs: readonly PairEntry[], total: number) {
    this.passages = total;
    this.#pairs = new Map(pairs);
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

  /** Whether two neighbouring characters stand in any passage, or are a word of a heading. */
  hasPair(pair: string): boolean {
    return pair.length === 2 && (this.#pairs.has(pair) || this.#passages.has(pair));
  }

  /** The runs of Latin letters in the words; gone through once. */
  latin(): ReadonlySet<string> {
    this.#latin ??= new Set(
      Array.from(this.#passages.keys()).flatMap((term) => term.match(/[a-z]+/gu) ?? []),
    );
    return this.#latin;
  }

  /** How many passages hold a word in their text or headings. */
  passagesWith = (term: string): number => this.#passages.get(term) ?? 0;

  /** How many passages hold a pair of characters in their text. */
  passagesWithPair = (pair: string): number => this.#pairs.get(pair) ?? 0;

  /** How much finding a word tells, from near 0 (in every passage) to about ln(total) (in one or none). */
  rarity(term: string): number {
    return rarityOf(this.passagesWith(term), Math.max(1, this.passages));
  }

  /** Words that sound like this, in the order of the vocabulary. */
  soundingLike(sound: string): readonly string[] {
    return this.#bySound.get(sound) ?? [];
  }
}
