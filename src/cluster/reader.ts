/**
 * A reader of the cluster for one audience. It is given the name of that audience's alias and no other, finds the index
 * behind it and stays with that one until it is told to look again.
 */
import type { SearchSettings } from '../config-search.ts';
import type { Audience } from '../corpus/report.ts';
import { KewenError } from '../errors.ts';
import { segmenterOf, writtenOf } from '../index/open.ts';
import type { Catalog } from '../index/shelf.ts';
import type { RemoteIndex } from '../index/view.ts';
import { parseLexicon } from '../language/lexicon.ts';
import { loadCatalog } from './catalog.ts';
import { Circuit } from './circuit.ts';
import { type Connection, connect } from './connect.ts';
import { ClusterFetcher } from './fetcher.ts';
import { aliasOf, type IndexMeta, isReadable, readMetas } from './schema.ts';
import { serverOf } from './server.ts';
import { CatalogWords } from './words.ts';

/** A generation of the cluster, ready to answer from. */
export interface ClusterGeneration extends RemoteIndex {
  /** The index it is read from. */
  readonly name: string;
}

/** Reads what one audience may see. */
export class ClusterReader {
  readonly #connection: Connection;
  readonly #audience: Audience;
  readonly #alias: string;
  readonly #circuit = new Circuit();

  /** @throws {KewenError} `settings` where the audience's account is not set */
  constructor(settings: SearchSettings, audience: Audience) {
    this.#connection = connect(settings, audience);
    this.#audience = audience;
    this.#alias = aliasOf(settings.prefix, audience);
  }

  /** Why the cluster does not answer, in one line; null where the last question was answered. */
  get trouble(): string | null {
    return this.#circuit.trouble?.message ?? null;
  }

  /**
   * Sees whether an index can be searched, all of it; `trouble` says afterwards what is wrong.
   *
   * @throws {KewenError} `search` where it cannot
   */
  async probe(name: string): Promise<void> {
    await this.#circuit.run(() =>
      this.#connection.send({
        method: 'POST',
        path: `/${name}/_search`,
        query: { allow_partial_search_results: false },
        body: { size: 0, track_total_hits: false, query: { term: { report: 1 } } },
      }),
    );
  }

  /**
   * The index in service.
   *
   * @throws {KewenError} `index-missing` where there is none, `index-untrusted` where this program cannot read it,
   *   `search` where the cluster does not say
   */
  async inService(): Promise<{ readonly name: string; readonly meta: IndexMeta }> {
    const { status, body } = await this.#connection.send(
      { method: 'GET', path: `/${this.#alias}/_mapping` },
      { accepts: [404] },
    );
    const [found, second] = readMetas(body);
    if (status === 404 || !found) {
      throw new KewenError('index-missing', `搜索集群里没有在用的 ${this.#alias}，请先运行 kewen index`);
    }
    const [name, meta] = found;
    if (second)
      throw new KewenError('index-untrusted', `别名 ${this.#alias} 指着几个索引，请运行 kewen index`);
    if (!meta?.isComplete) {
      throw new KewenError('index-untrusted', `搜索集群的 ${name} 没有写完，请运行 kewen index 重建`);
    }
    if (!isReadable(meta)) {
      throw new KewenError(
        'index-untrusted',
        `搜索集群的 ${name} 是由另一版本的程序建的，请用这个版本运行 kewen index`,
      );
    }
    return { name, meta };
  }

  /**
   * Opens the index in service.
   *
   * @throws {KewenError} as {@link inService}
   */
  async open(): Promise<ClusterGeneration> {
    await serverOf(this.#connection);
    const { name, meta } = await this.inService();
    const { lexicon: texts, answers, cards, ...counted } = await loadCatalog(this.#connection, name);
    const words = new CatalogWords(counted);
    const lexicon = parseLexicon(texts);
    let latin: ReadonlySet<string> | undefined;
    const catalog: Catalog = {
      audience: this.#audience,
      generation: meta.generation,
      reports: cards,
      passages: words.passages,
      lexicon,
      segment: segmenterOf(lexicon),
      answers,
      written: writtenOf(lexicon, (word) => words.passagesWith(word) > 0),
      latin: () => {
        latin ??= new Set(Array.from(words.terms()).flatMap((term) => term.match(/[a-z]+/gu) ?? []));
        return latin;
      },
    };
    const fetcher = new ClusterFetcher(this.#connection, name, cards, words, this.#circuit);
    return { name, catalog, words, fetcher, lexiconTexts: texts };
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
