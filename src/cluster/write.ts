/**
 * A generation of one audience into an index of its own in the cluster. Nobody reads it before it is complete: its name
 * is new, the alias points elsewhere, and its mapping says that it is unfinished.
 */
import { hostname } from 'node:os';
import type { Audience } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import { KewenError } from '../errors.ts';
import type { AnalysedReport } from '../index/analyse.ts';
import { SOUNDING } from '../index/build.ts';
import { dictionaryRows, readGlosses } from '../index/dictionary.ts';
import { builtWith } from '../index/manifest.ts';
import { parseLexicon } from '../language/lexicon.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import { soundOf } from '../language/pinyin.ts';
import { type BulkOptions, type BulkTotals, BulkWriter } from './bulk.ts';
import type { Connection } from './connect.ts';
import { CATALOG_ID, type CardSource, cardOf, countParts, documentsOf, partsOf } from './documents.ts';
import { CLUSTER_FORMAT, type IndexMeta, indexBody, newIndexName } from './schema.ts';
import { serverOf } from './server.ts';
import { TermStatistics } from './statistics.ts';
import { verifyIndex } from './verify.ts';

/** What an index is written from. */
export interface ClusterContents {
  readonly audience: Audience;
  /** Digest of what the audience can reach. */
  readonly generation: string;
  /** In the order of their ids; what the audience may see and no other. */
  readonly reports: Iterable<AnalysedReport> | AsyncIterable<AnalysedReport>;
  readonly lexicon: LexiconTexts;
  /** The standard answers of the audience, in their order. */
  readonly answers: readonly StandardAnswer[];
  /** Of an index for staff, the index for the public beside it. */
  readonly beside: string | null;
  /** About how many there will be, to divide the index by. */
  readonly passages: number;
}

/** How an index is written. */
export interface WriteOptions extends BulkOptions {
  readonly now: Date;
}

/** More passages than this are searched in parts, side by side. */
const PASSAGES_A_SHARD = 250_000;
/** Settling many documents on a disk takes its time. */
const SLOW_MS = 10 * 60_000;

/**
 * Writes an index, checks it and declares it complete. What was begun is removed where that fails.
 *
 * @returns its name
 * @throws {KewenError} `search`
 */
export async function writeIndex(
  connection: Connection,
  contents: ClusterContents,
  options: WriteOptions,
): Promise<string> {
  await serverOf(connection);
  const { audience, generation, passages } = contents;
  const name = newIndexName(connection.settings.prefix, audience, generation, options.now);
  const begun: IndexMeta = {
    format: CLUSTER_FORMAT,
    builtWith: builtWith(),
    generation,
    ...{ reports: 0, passages: 0, documents: 0, isComplete: false },
    writer: hostname(),
    beside: contents.beside,
  };
  const shards = Math.max(1, Math.ceil(passages / PASSAGES_A_SHARD));
  await connection.send(
    { method: 'PUT', path: `/${name}`, body: indexBody(shards, begun) },
    { timeoutMs: 60_000, retries: 0 },
  );
  try {
    const { totals, reports, passages: written } = await writeDocuments(connection, name, contents, options);
    await settle(connection, name);
    await verifyIndex(connection, name, totals);
    await seal(connection, name, {
      ...begun,
      reports,
      passages: written,
      documents: totals.documents,
      isComplete: true,
    });
    return name;
  } catch (error) {
    await connection.send({ method: 'DELETE', path: `/${name}` }).catch(() => {});
    throw error;
  }
}

async function writeDocuments(
  connection: Connection,
  name: string,
  { audience, reports, lexicon, answers }: ClusterContents,
  options: WriteOptions,
): Promise<{ readonly totals: BulkTotals; readonly reports: number; readonly passages: number }> {
  const bulk = new BulkWriter(connection, name, options);
  const statistics = new TermStatistics();
  const cards: CardSource[] = [];
  for await (const analysed of reports) {
    const { report, counts } = analysed;
    if (audience === 'public' && report.audience !== 'public') {
      throw new KewenError('publish', `${report.id} 是内部报告，不能写进公开的索引`);
    }
    const row = cards.length + 1;
    const firstPassage = statistics.passages + 1;
    for (const document of documentsOf(analysed, row, firstPassage)) await bulk.add(document);
    statistics.add(counts);
    cards.push(cardOf(report, row, firstPassage, analysed.passages.length));
  }
  const words = statistics.words();
  const known = new Set(words.map(({ term }) => term));
  const dictionary = dictionaryRows(readGlosses(), (word) => known.has(word), parseLexicon(lexicon));
  const lists = {
    cards,
    words: words.map(({ term, passages, inWords, inHeading }) => [
      ...[term, passages, SOUNDING.test(term) ? soundOf(term) : ''],
      ...[inWords, inHeading],
    ]),
    pairs: statistics.pairs(),
    near: dictionary.near,
    english: dictionary.english,
  };
  const parts = Object.entries(lists) as [keyof typeof lists, readonly unknown[]][];
  for (const [list, entries] of parts) for (const part of partsOf(list, entries)) await bulk.add(part);
  await bulk.add({
    id: CATALOG_ID,
    source: {
      lexicon,
      answers,
      passages: statistics.passages,
      averageFieldLength: statistics.averageFieldLength,
      parts: Object.fromEntries(parts.map(([list, entries]) => [list, countParts(list, entries.length)])),
    },
  });
  return { totals: await bulk.finish(), reports: cards.length, passages: statistics.passages };
}

/** Makes what was written visible, in few pieces, since it is only read from now on. */
async function settle(connection: Connection, name: string): Promise<void> {
  const once = { timeoutMs: SLOW_MS, retries: 0 };
  await connection.send({ method: 'POST', path: `/${name}/_refresh` }, once);
  await connection.send(
    { method: 'POST', path: `/${name}/_forcemerge`, query: { max_num_segments: 1, flush: true } },
    once,
  );
  await connection.send({ method: 'POST', path: `/${name}/_refresh` }, once);
}

/** Has it copied to a second node where there is one, declares it complete, and lets nobody write to it any more. */
async function seal(connection: Connection, name: string, meta: IndexMeta): Promise<void> {
  const options = { timeoutMs: 60_000, retries: 0 };
  await connection.send(
    { method: 'PUT', path: `/${name}/_mapping`, body: { _meta: { kewen: meta } } },
    options,
  );
  await connection.send(
    {
      method: 'PUT',
      path: `/${name}/_settings`,
      body: { index: { auto_expand_replicas: '0-1', blocks: { write: true } } },
    },
    options,
  );
}
