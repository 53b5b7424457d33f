/**
 * The inverted index of one audience: the words, character pairs and headings of passages, in MiniSearch.
 *
 * MiniSearch's scores are BM25+, times the number of query terms that matched, which hurts long questions (CMRC 2018
 * dev R@1 with that 90.5, without 93.8): it is divided out again. A search looks up the terms of a plan.
 *
 * @see Lv and Zhai 2011, Lower-Bounding Term Frequency Normalization (BM25+)
 */
import MiniSearch, { type AsPlainObject, type Options, type Query, type SearchResult } from 'minisearch';
import type { Hit, SearchQuery, WeightedTerm } from './shelf.ts';
import { type PlannedTerms, planTerms, type TermStatistics } from './term-plan.ts';

/** A passage as it is indexed: the terms of each field joined by single spaces. */
export interface SearchDocument {
  readonly words: string;
  readonly bigrams: string;
  readonly heading: string;
}

/** The fields and how their text is cut; part of the manifest, since another cut finds nothing. */
export const SEARCH_FIELDS = ['words', 'bigrams', 'heading'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Texts come cut: terms between single spaces. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: [...SEARCH_FIELDS],
  storeFields: ['report'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
};

/** Character pairs count less than words: together they are of about equal weight (evaluation of 2026-11-21). */
export const OF_WORDS = { words: 1, heading: 0.4 };
export const OF_BIGRAMS = { bigrams: 0.5 };

/** The index of one audience, ready to search. Passages and reports are named by their rows in the library. */
export class PassageSearch {
  readonly #index: MiniSearch<SearchDocument>;
  readonly #statistics: TermStatistics;

  /** @param file a search file, as `postings.ts` writes it */
  constructor(file: Uint8Array, statistics: TermStatistics) {
    this.#index = MiniSearch.loadJS(readSaved(file), SEARCH_OPTIONS);
    this.#statistics = statistics;
  }

  /** The best passages for a query, best first; equal scores keep the order of the corpus. */
  search(query: SearchQuery, limit: number): Hit[] {
    const { opening, adding, reports } = planTerms(query, this.#statistics);
    const found = new Set<number>();
    // Called for each posting, before anything is made of it. The terms that open come first.
    const open = (passage: number, report: number) => {
      if (reports && !reports.has(report)) return 0;
      found.add(passage);
      return 1;
    };
    const add = (passage: number) => (found.has(passage) ? 1 : 0);
    const results = this.#index.search({
      combineWith: 'OR',
      queries: [...queriesFor(opening, open), ...queriesFor(adding, add)],
    });
    return results
      .map(toHit)
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, limit);
  }
}

/**
 * What MiniSearch saved, its terms read one by one as they are loaded: the objects of all of them at once are several
 * times as large as the index.
 */
function readSaved(file: Uint8Array): AsPlainObject {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const [from, to] = [bytes.indexOf('\n'), bytes.lastIndexOf('\n')];
  const head = bytes.toString('utf8', 0, from) + bytes.toString('utf8', to);
  function* terms() {
    for (let at = from + 1; at <= to; ) {
      const end = bytes.indexOf('\n', at);
      const line = bytes.toString('utf8', at, bytes[end - 1] === COMMA ? end - 1 : end);
      yield JSON.parse(line) as AsPlainObject['index'][number];
      at = end + 1;
    }
  }
  // MiniSearch goes through the terms once, from first to last.
  return { ...(JSON.parse(head) as AsPlainObject), index: terms() as unknown as AsPlainObject['index'] };
}

const COMMA = ','.charCodeAt(0);

/** Whether a passage is scored, 1 or 0, by its row and that of its report. */
type Gate = (passage: number, report: number) => number;

function queriesFor({ words, bigrams }: PlannedTerms, gate: Gate): Query[] {
  return [...queryFor(words, OF_WORDS, gate), ...queryFor(bigrams, OF_BIGRAMS, gate)];
}

function queryFor(terms: readonly WeightedTerm[], boost: Record<string, number>, gate: Gate): Query[] {
  if (terms.length === 0) return [];
  return [
    {
      combineWith: 'OR',
      queries: [terms.map(({ term }) => term).join(' ')],
      fields: Object.keys(boost),
      boost,
      boostTerm: (_, i) => (terms[i] as WeightedTerm).weight,
      boostDocument: (passage: number, _, stored) => gate(passage, (stored as { report: number }).report),
    },
  ];
}

const toHit = ({ id, report, score, queryTerms }: SearchResult): Hit => ({
  passage: id as number,
  report: report as number,
  score: score / queryTerms.length,
});
