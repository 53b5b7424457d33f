/**
 * The search of one audience: MiniSearch finds passages by the terms of a plan that open them, and what is found is scored
 * by all of its terms (`score.ts`). So that neither goes through more passages the more there are, a term that stands in
 * many is searched for in those in which it counts most.
 *
 * @see Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, 7.1.3 (champion lists)
 */
import { OF_BIGRAMS, OF_WORDS } from './fields.ts';
import { scorerOf } from './score.ts';
import { SearchFile } from './search-file.ts';
import type { Hit, ReportCard, SearchQuery } from './shelf.ts';
import {
  OPENED_PASSAGES,
  type PlannedTerms,
  planTerms,
  type TermPlan,
  type TermStatistics,
} from './term-plan.ts';

/** Of a term that stands in more passages than a plan opens, so many of them are searched. */
const MOST_SEARCHED = OPENED_PASSAGES;

/** Where the passages of a report are. */
type ReportPassages = Pick<ReportCard, 'firstPassage' | 'passages'>;
type Kind = keyof PlannedTerms;
const FIELDS_OF = {
  words: Object.keys(OF_WORDS) as (keyof typeof OF_WORDS)[],
  bigrams: Object.keys(OF_BIGRAMS) as (keyof typeof OF_BIGRAMS)[],
};
const NO_TERMS: PlannedTerms = { words: [], bigrams: [] };

/** The index of one audience, ready to search. Passages and reports are named by their rows in the library. */
export class PassageSearch {
  readonly #file: SearchFile;
  readonly #statistics: TermStatistics;
  readonly #reports: readonly ReportPassages[];

  /**
   * @param file    a search file, as `postings.ts` writes it
   * @param reports in the order of their rows
   */
  constructor(file: Uint8Array, statistics: TermStatistics, reports: readonly ReportPassages[]) {
    this.#file = SearchFile.open(file);
    this.#statistics = statistics;
    this.#reports = reports;
  }

  /** The best passages for a query, best first; equal scores keep the order of the corpus. */
  search(query: SearchQuery, limit: number): Hit[] {
    const plan = planTerms(query, this.#statistics);
    const scoreOf = scorerOf(plan, this.#file, this.#file);
    return this.#opened(plan)
      .map((passage) => ({ passage, report: this.#file.reportOf(passage), score: scoreOf(passage) }))
      .filter(({ report, score }) => score > 0 && (plan.reports?.has(report) ?? true))
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, limit);
  }

  /** The passages that a plan opens, or of the reports it is about all, where what opens them stands in many others too. */
  #opened({ opening, reports }: TermPlan): number[] {
    const terms = (['words', 'bigrams'] as const).flatMap((kind) =>
      opening[kind].map(({ term }) => ({
        term,
        kind,
        isCommon: this.#passagesWith(term, kind) > MOST_SEARCHED,
      })),
    );
    if (reports && terms.some(({ isCommon }) => isCommon))
      return Array.from(reports).flatMap((row) => this.#passagesOf(row));
    // A word and a pair may be the same characters.
    return this.#file.found(
      new Map(terms.map((one) => [`${one.term}\n${one.kind}`, () => this.#searched(one)])),
    );
  }

  #passagesWith(term: string, kind: Kind): number {
    return kind === 'words' ? this.#statistics.passagesWith(term) : this.#statistics.passagesWithPair(term);
  }

  #passagesOf(row: number): number[] {
    const { firstPassage, passages } = this.#reports[row - 1] as ReportPassages;
    return Array.from({ length: passages }, (_, i) => firstPassage + i);
  }

  /** The passages that are searched for a term: of a common one those in which it counts most. */
  #searched({ term, kind, isCommon }: { term: string; kind: Kind; isCommon: boolean }): number[] {
    const passages = this.#file.having(term, FIELDS_OF[kind]);
    if (!isCommon) return passages;
    const opening = { ...NO_TERMS, [kind]: [{ term, weight: 1 }] };
    const scoreOf = scorerOf({ opening, adding: NO_TERMS, reports: null }, this.#file, this.#file);
    return passages
      .map((passage) => ({ passage, score: scoreOf(passage) }))
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, MOST_SEARCHED)
      .map(({ passage }) => passage);
  }
}
