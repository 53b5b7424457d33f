/**
 * What is loaded once a generation from the cluster: the reports, the lexicon, the standard answers, every word with how
 * many passages have it, and what the dictionary knows of them. It is of the size of a vocabulary, not of a collection.
 */
import { z } from 'zod';
import type { Period } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import { KewenError } from '../errors.ts';
import type { ReportCard } from '../index/shelf.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import type { Connection } from './connect.ts';
import { CATALOG_ID, type CardSource, PARTS, type PartName } from './documents.ts';
import { mustBeIntact } from './verify.ts';

/** A word as it is kept: in how many passages, how it sounds, and in how many texts and headings. */
export type WordEntry = readonly [
  term: string,
  passages: number,
  sound: string,
  inWords: number,
  inHeading: number,
];

/** The catalog as it was read. */
export interface LoadedCatalog {
  readonly lexicon: LexiconTexts;
  readonly answers: readonly StandardAnswer[];
  readonly passages: number;
  /** Of each field, as the search on one machine counts lengths. */
  readonly averageFieldLength: readonly number[];
  readonly cards: readonly ReportCard[];
  readonly words: readonly WordEntry[];
  readonly pairs: readonly (readonly [pair: string, passages: number])[];
  readonly near: readonly (readonly [word: string, words: readonly string[]])[];
  readonly english: readonly (readonly [gloss: string, words: readonly string[]])[];
}

const headSchema = z.object({
  lexicon: z.record(z.string(), z.string()),
  answers: z.array(z.unknown()),
  passages: z.number(),
  averageFieldLength: z.array(z.number()),
  parts: z.object({
    cards: z.number(),
    words: z.number(),
    pairs: z.number(),
    near: z.number(),
    english: z.number(),
  } satisfies Record<PartName, unknown>),
});

/** Parts asked for at once: some 2 MB. */
const AT_ONCE = 8;
const LOADING_MS = 60_000;

/**
 * Loads the catalog of an index.
 *
 * @throws {KewenError} `search` where it cannot be read or is not what was written
 */
export async function loadCatalog(connection: Connection, name: string): Promise<LoadedCatalog> {
  const [found] = await getDocuments(connection, name, [CATALOG_ID]);
  const read = headSchema.safeParse(found);
  if (!read.success) {
    throw new KewenError('search', `搜索集群的 ${name} 没有目录，不完整：请运行 kewen index 重建`);
  }
  const { parts, answers, ...head } = read.data;
  const all = async <Entry>(list: PartName): Promise<Entry[]> => {
    const ids = Array.from({ length: parts[list] }, (_, part) => `${PARTS[list].letter}${part}`);
    const entries: Entry[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      for (const part of await getDocuments(connection, name, ids.slice(at, at + AT_ONCE)))
        for (const entry of (part as { list: Entry[] }).list) entries.push(entry);
    }
    return entries;
  };
  return {
    ...head,
    answers: answers as StandardAnswer[],
    cards: withOthers(await all<CardSource>('cards')),
    words: await all('words'),
    pairs: await all('pairs'),
    near: await all('near'),
    english: await all('english'),
  };
}

/** Documents in the order of their ids, each as it was written. */
async function getDocuments(
  connection: Connection,
  name: string,
  ids: readonly string[],
): Promise<readonly object[]> {
  const { body } = await connection.send(
    { method: 'POST', path: `/${name}/_mget`, body: { ids } },
    { timeoutMs: LOADING_MS },
  );
  const { docs } = body as { docs: readonly { _id: string; found?: boolean; _source?: object }[] };
  return docs.map(({ _id: id, found, _source: source }) => {
    if (!found || !source)
      throw new KewenError('search', `搜索集群的 ${name} 里没有 ${id}，不完整：请运行 kewen index 重建`);
    mustBeIntact(name, { id, source });
    return source;
  });
}

/** Cards with the periods of the other reports of their association. */
function withOthers(cards: readonly CardSource[]): ReportCard[] {
  const ofAssociation = new Map<string, { readonly row: number; readonly period: Period }[]>();
  for (const { association, row, period } of cards) {
    if (association === '') continue;
    const known = ofAssociation.get(association);
    if (known) known.push({ row, period });
    else ofAssociation.set(association, [{ row, period }]);
  }
  return cards.map((card) => ({
    ...card,
    others: (ofAssociation.get(card.association) ?? [])
      .filter(({ row }) => row !== card.row)
      .map(({ period }) => period),
  }));
}
