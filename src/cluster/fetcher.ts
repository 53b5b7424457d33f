/**
 * What a question needs of the cluster, in one or two requests: the searches in one `_msearch`, beside it in one `_mget`
 * the passages and reports that are named, and then in another the passages that stand before those found.
 */
import { LRUCache } from 'lru-cache';
import { rowsBeside } from '../index/beside.ts';
import type { SearchDocument } from '../index/fields.ts';
import type { Fetched, Fetcher, Needs } from '../index/missing.ts';
import { readBlockRows, readFigureRows, readSentenceRows, readTableRows } from '../index/rows.ts';
import { COUNTED, countPassage, type ScoringStatistics, scorerOf } from '../index/score.ts';
import type { Hit, ReportCard, StoredPassage, WholeReport } from '../index/shelf.ts';
import { planTerms, type TermPlan, type TermStatistics } from '../index/term-plan.ts';
import { bigramTerms } from '../index/terms.ts';
import type { Circuit } from './circuit.ts';
import type { Connection } from './connect.ts';
import { type PassageSource, passageId, type ReportSource, reportId } from './documents.ts';
import { ClusterError } from './failures.ts';
import { searchBody } from './queries.ts';

/** Passages kept in memory, with what answering makes of them: so that the same one is the same object. */
const KEPT_PASSAGES = 4_000;
interface SearchResponse {
  readonly error?: { readonly type?: string };
  readonly status?: number;
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed: number };
  readonly hits?: { readonly hits: readonly { readonly _source: PassageSource }[] };
}

interface Documents {
  readonly docs: readonly {
    readonly _id: string;
    readonly found?: boolean;
    readonly _source?: object;
    readonly error?: { readonly type?: string };
  }[];
}

/** Fetches from one index, of one audience and generation. */
export class ClusterFetcher implements Fetcher {
  readonly #connection: Connection;
  readonly #index: string;
  readonly #reports: readonly ReportCard[];
  readonly #statistics: ScoringStatistics & TermStatistics;
  readonly #circuit: Circuit;
  readonly #kept = new LRUCache<number, StoredPassage>({ max: KEPT_PASSAGES });

  /** @param reports in the order of their rows */
  constructor(
    connection: Connection,
    index: string,
    reports: readonly ReportCard[],
    statistics: ScoringStatistics & TermStatistics,
    circuit: Circuit,
  ) {
    this.#connection = connection;
    this.#index = index;
    this.#reports = reports;
    this.#statistics = statistics;
    this.#circuit = circuit;
  }

  /** @throws {KewenError} `search` */
  fetch(needs: Needs, signal?: AbortSignal): Promise<Fetched> {
    return this.#circuit.run(() => this.#fetch(needs, signal));
  }

  async #fetch({ rows, searches, ids, reports }: Needs, signal?: AbortSignal): Promise<Fetched> {
    const plans = searches.map(({ query }) => planTerms(query, this.#statistics));
    const [found, named, wholes] = await Promise.all([
      this.#search(plans, ids, signal),
      this.#passages(rows, signal),
      this.#wholes(reports, signal),
    ]);
    const passages = new Map(named.map((one) => [one.row, one]));
    const take = (source: PassageSource) => passages.set(source.row, this.#keep(source));
    for (const source of found.ids) take(source);
    const hits = searches.map(({ limit }, at) => {
      const scoreOf = scorerOf(plans[at] as TermPlan, COUNTED, this.#statistics);
      const best = (found.searches[at] ?? [])
        .map((source) => ({ source, score: scoreOf(countPassage(termsOf(source))) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.source.row - b.source.row)
        .slice(0, limit);
      for (const { source } of best) take(source);
      return best.map(({ source: { row, report }, score }): Hit => ({ passage: row, report, score }));
    });
    const context = new Set(hits.flatMap((one) => rowsBeside(one, this.#reports)));
    for (const one of await this.#passages(
      [...context].filter((row) => !passages.has(row)),
      signal,
    ))
      passages.set(one.row, one);
    return { searches: hits, passages: [...passages.values()], wholes };
  }

  async #search(
    plans: readonly TermPlan[],
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ readonly searches: PassageSource[][]; readonly ids: readonly PassageSource[] }> {
    if (plans.length === 0 && ids.length === 0) return { searches: [], ids: [] };
    const bodies = [
      ...plans.map(searchBody),
      ...(ids.length > 0 ? [{ size: ids.length, query: { terms: { id: ids } } }] : []),
    ];
    // Part of an index would give other answers than all of it.
    const head = { search_type: 'dfs_query_then_fetch', allow_partial_search_results: false };
    const { body } = await this.#connection.send(
      {
        method: 'POST',
        path: `/${this.#index}/_msearch`,
        lines: bodies.map((one) => `${JSON.stringify(head)}\n${JSON.stringify(one)}\n`).join(''),
      },
      { signal },
    );
    const found = (body as { responses: readonly SearchResponse[] }).responses.map((response) => {
      if (response.error || response.timed_out || (response._shards?.failed ?? 0) > 0)
        throw unreadable(response.status ?? 503, response.error?.type);
      return (response.hits?.hits ?? []).map(({ _source }) => _source);
    });
    return { searches: found.slice(0, plans.length), ids: found[plans.length] ?? [] };
  }

  async #passages(rows: readonly number[], signal?: AbortSignal): Promise<StoredPassage[]> {
    const known = rows.map((row) => this.#kept.get(row));
    const unknown = rows.filter((_, at) => known[at] === undefined);
    const fetched = await this.#get(unknown.map(passageId), signal);
    const fresh = [...fetched.values()].map((source) => this.#keep(source as PassageSource));
    return [...known, ...fresh].flatMap((one) => one ?? []);
  }

  async #wholes(reports: readonly number[], signal?: AbortSignal): Promise<Map<number, WholeReport>> {
    const fetched = await this.#get(reports.map(reportId), signal);
    return new Map(
      reports.flatMap((row): [number, WholeReport][] => {
        const source = fetched.get(reportId(row)) as ReportSource | undefined;
        if (!source) return [];
        const { text, blocks, file, digest } = source;
        return [[row, { text, blocks: readBlockRows(blocks), file, digest }]];
      }),
    );
  }

  async #get(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, object>> {
    if (ids.length === 0) return new Map();
    const { body } = await this.#connection.send(
      { method: 'POST', path: `/${this.#index}/_mget`, body: { ids } },
      { signal },
    );
    const { docs } = body as Documents;
    const failed = docs.find(({ error }) => error);
    if (failed) throw unreadable(503, failed.error?.type);
    return new Map(docs.flatMap(({ _id, found, _source }) => (found && _source ? [[_id, _source]] : [])));
  }

  /** The passage of a document; one that is in memory is given as it is. */
  #keep(source: PassageSource): StoredPassage {
    const known = this.#kept.get(source.row);
    if (known) return known;
    const { row, id, report, ordinal, start, end, text } = source;
    const passage: StoredPassage = {
      ...{ row, id, report, ordinal, start, end, text, folded: source.folded ?? text },
      section: JSON.parse(source.section) as string[],
      sentences: readSentenceRows(source.sentences),
      figures: readFigureRows(source.figures),
      rows: readTableRows(source.rows),
    };
    this.#kept.set(row, passage);
    return passage;
  }
}

const termsOf = ({ words, heading, text, folded = text }: PassageSource): SearchDocument => ({
  words,
  bigrams: bigramTerms(folded).join(' '),
  heading,
});

const unreadable = (status: number, type = '') =>
  new ClusterError(
    `搜索集群的索引有一部分读不到（${`${status} ${type}`.trim()}）：请看集群的状态是不是 red`,
    status,
  );
