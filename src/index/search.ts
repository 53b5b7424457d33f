/**
 * The inverted index of one audience: the words, character pairs and headings of passages, scored by BM25+.
 *
 * The file is one that MiniSearch saves and loads, and the scores are MiniSearch's without one thing: it multiplies
 * a result's score by the number of query terms that matched, which hurts long questions (CMRC 2018 dev R@1 with
 * that 90.5, without 93.8). Both are held against MiniSearch by a test. They are added up here since MiniSearch makes
 * an object of every passage that has one word of a question, most of a collection, to give the best few.
 */
import type { AsPlainObject, Options } from 'minisearch';
import type { Hit, SearchQuery } from './shelf.ts';

/** A passage as it is indexed: the terms of each field joined by single spaces. */
export interface SearchDocument {
  readonly words: string;
  readonly bigrams: string;
  readonly heading: string;
}

/** The fields and how their text is cut; part of the manifest, since another cut finds nothing. */
export const SEARCH_FIELDS = ['words', 'bigrams', 'heading'] as const;

/** How MiniSearch reads and saves what `postings.ts` writes and {@link PassageSearch} reads. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: [...SEARCH_FIELDS],
  storeFields: ['report'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
};

/** Characters pairs count less than words: together they are of about equal weight (evaluation of 2026-11-21). */
const BIGRAM_BOOST = 0.5;
const HEADING_BOOST = 0.4;

/** BM25+ as MiniSearch has it: how soon a term said again counts no more, how much length counts, the least of a match. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const LEAST = 0.5;

const FIELDS = SEARCH_FIELDS.length;
const WORDS = SEARCH_FIELDS.indexOf('words');
const BIGRAMS = SEARCH_FIELDS.indexOf('bigrams');
const HEADING = SEARCH_FIELDS.indexOf('heading');

/** The index of one audience, ready to search. Passages are counted from 0, their rows in the library from 1. */
export class PassageSearch {
  /** Each term's place in the order of the file. */
  readonly #places: ReadonlyMap<string, number>;
  /** Where the postings of field `f` of the term at place `t` begin: at `t * FIELDS + f`; they end where the next begin. */
  readonly #starts: Uint32Array;
  /** The passage of each posting, and how often the term stands there. */
  readonly #passages: Uint32Array;
  readonly #times: Uint32Array;
  /** What the length of field `f` of passage `p` takes from its matches, at `p * FIELDS + f`. */
  readonly #lengths: Float64Array;
  /** The row of each passage's report. */
  readonly #reports: Uint32Array;
  /** The scores of one search; kept, since a search is done before the next begins. */
  readonly #scores: Float64Array;

  private constructor(saved: AsPlainObject) {
    const { documentCount, averageFieldLength, fieldLength, storedFields, index } = saved;
    this.#places = new Map(index.map(([term], place) => [term, place]));
    this.#starts = new Uint32Array(index.length * FIELDS + 1);
    const passages: number[] = [];
    const times: number[] = [];
    for (const [place, [, byField]] of index.entries()) {
      for (let field = 0; field < FIELDS; field++) {
        for (const [passage, count] of Object.entries(byField[field] ?? {})) {
          passages.push(Number(passage));
          times.push(count);
        }
        this.#starts[place * FIELDS + field + 1] = passages.length;
      }
    }
    this.#passages = Uint32Array.from(passages);
    this.#times = Uint32Array.from(times);
    this.#lengths = new Float64Array(documentCount * FIELDS);
    this.#reports = new Uint32Array(documentCount);
    this.#scores = new Float64Array(documentCount);
    for (let passage = 0; passage < documentCount; passage++) {
      this.#reports[passage] = (storedFields[passage] as { report: number }).report;
      for (let field = 0; field < FIELDS; field++) {
        const length = (fieldLength[passage]?.[field] ?? 0) / (averageFieldLength[field] ?? 1);
        this.#lengths[passage * FIELDS + field] = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length);
      }
    }
  }

  /** Opens a search file. */
  static load(json: string): PassageSearch {
    return new PassageSearch(JSON.parse(json) as AsPlainObject);
  }

  /** Whether two neighbouring characters stand anywhere in the passages. */
  hasBigram(pair: string): boolean {
    return pair.length === 2 && this.#places.has(pair);
  }

  /**
   * The best passages for a query, best first; equal scores keep the order of the corpus.
   */
  search({ words, bigrams, reports }: SearchQuery, limit: number): Hit[] {
    this.#scores.fill(0);
    for (const { term, weight } of words) {
      this.#score(term, WORDS, weight);
      this.#score(term, HEADING, weight * HEADING_BOOST);
    }
    for (const { term, weight } of bigrams) this.#score(term, BIGRAMS, weight * BIGRAM_BOOST);
    return this.#best(limit, reports).map((passage) => ({
      passage: passage + 1,
      report: this.#reports[passage] as number,
      score: this.#scores[passage] as number,
    }));
  }

  /** Adds what a term in a field says of each passage that has it there. */
  #score(term: string, field: number, weight: number): void {
    const place = this.#places.get(term);
    if (place === undefined) return;
    const key = place * FIELDS + field;
    const from = this.#starts[key] as number;
    const to = this.#starts[key + 1] as number;
    const scores = this.#scores;
    const rarity = Math.log(1 + (scores.length - (to - from) + 0.5) / (to - from + 0.5));
    for (let at = from; at < to; at++) {
      const passage = this.#passages[at] as number;
      const times = this.#times[at] as number;
      const length = this.#lengths[passage * FIELDS + field] as number;
      (scores[passage] as number) +=
        weight * rarity * (LEAST + (times * (SATURATION + 1)) / (times + length));
    }
  }

  /** The passages with the highest scores, in their order; those of other reports left out. */
  #best(limit: number, reports: ReadonlySet<number> | undefined): number[] {
    const scores = this.#scores;
    const best: number[] = [];
    let least = 0;
    for (let passage = 0; passage < scores.length; passage++) {
      const score = scores[passage] as number;
      if (score <= least || (reports && !reports.has(this.#reports[passage] as number))) continue;
      let at = Math.min(best.length, limit - 1);
      for (; at > 0 && (scores[best[at - 1] as number] as number) < score; at--)
        best[at] = best[at - 1] as number;
      best[at] = passage;
      if (best.length === limit) least = scores[best[limit - 1] as number] as number;
    }
    return best;
  }
}
