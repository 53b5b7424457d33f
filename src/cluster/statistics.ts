/**
 * In how many passages each term stands, field by field, counted while passages go by.
 */
import { SEARCH_FIELDS } from '../index/fields.ts';
import type { TermCounts } from '../index/postings.ts';

/** A word of the index with the number of passages that have it. */
export interface WordCounts {
  readonly term: string;
  /** In their text or in the headings above it. */
  readonly passages: number;
  readonly inWords: number;
  readonly inHeading: number;
}

const FIELDS = SEARCH_FIELDS.length;
const WORDS = SEARCH_FIELDS.indexOf('words');
const BIGRAMS = SEARCH_FIELDS.indexOf('bigrams');

interface Counted {
  words: number;
  heading: number;
  both: number;
  bigrams: number;
  /** The last passage that had it among its words. */
  last: number;
}

/** Counts of one audience's passages. */
export class TermStatistics {
  readonly #terms = new Map<string, Counted>();
  readonly #averages: number[] = SEARCH_FIELDS.map(() => 0);
  #passages = 0;

  get passages(): number {
    return this.#passages;
  }

  /** The average length of each field, added up in MiniSearch's order so that it comes out the same to the last bit. */
  get averageFieldLength(): readonly number[] {
    return this.#averages;
  }

  /** Counts the passages of a report. */
  add({ terms, counts }: TermCounts): void {
    const known = terms.map((term) => this.#of(term));
    for (let at = 0, fields = 0; at < counts.length; fields++) {
      const field = fields % FIELDS;
      const length = counts[at] as number;
      const end = at + 2 + 2 * (counts[at + 1] as number);
      const total = (this.#averages[field] as number) * this.#passages + length;
      this.#averages[field] = total / (this.#passages + 1);
      for (at += 2; at < end; at += 2) {
        const term = known[counts[at] as number] as Counted;
        if (field === WORDS) {
          term.words++;
          term.last = this.#passages;
        } else if (field === BIGRAMS) term.bigrams++;
        else {
          term.heading++;
          if (term.last === this.#passages) term.both++;
        }
      }
      if (field === FIELDS - 1) this.#passages++;
    }
  }

  /** Each term that stands in words or headings, in the order of their code points. */
  words(): WordCounts[] {
    return [...this.#terms]
      .filter(([, { words, heading }]) => words + heading > 0)
      .map(([term, { words, heading, both }]) => ({
        term,
        passages: words + heading - both,
        inWords: words,
        inHeading: heading,
      }))
      .sort((a, b) => byCodePoint(a.term, b.term));
  }

  /** Each pair of characters with the number of passages that have it, in the same order. */
  pairs(): [pair: string, passages: number][] {
    return [...this.#terms]
      .filter(([, { bigrams }]) => bigrams > 0)
      .map(([term, { bigrams }]): [string, number] => [term, bigrams])
      .sort(([a], [b]) => byCodePoint(a, b));
  }

  #of(term: string): Counted {
    const known = this.#terms.get(term);
    if (known) return known;
    const fresh = { words: 0, heading: 0, both: 0, bigrams: 0, last: -1 };
    this.#terms.set(term, fresh);
    return fresh;
  }
}

/** The order of SQLite and of the cluster; JavaScript's own puts characters beyond U+FFFF elsewhere. */
function byCodePoint(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at))
      return (a.codePointAt(at) as number) - (b.codePointAt(at) as number);
  }
  return a.length - b.length;
}
