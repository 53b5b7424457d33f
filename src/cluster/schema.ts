/**
 * How an index of ours in the cluster is named, what its documents are, and what is said of it as a whole.
 *
 * One index an audience and generation: `kewen-public-<generation>-<when>`. Beside the passages, which are searched, it
 * holds everything else that a process answers from, so that a replica needs no file of an index. A document is found by
 * its id: `p12` the passage in row 12, `r3` the whole report in row 3, `catalog`, and numbered parts of what is loaded
 * once a generation (`c0` report cards, `v0` words, `b0` pairs of characters, `n0` and `e0` the dictionary).
 */
import { z } from 'zod';
import type { Audience } from '../corpus/report.ts';
import { builtWith } from '../index/manifest.ts';
import { inOrder } from './documents.ts';

/** Counts up when the documents change their form. */
export const CLUSTER_FORMAT = 2;

/** The alias that names the generation in service. */
export const aliasOf = (prefix: string, audience: Audience): string => `${prefix}-${audience}`;

/** An index of ours, taken apart. */
export interface IndexName {
  readonly name: string;
  readonly audience: Audience;
  readonly generation: string;
  /** When its writing began, in milliseconds since 1970. */
  readonly beganMs: number;
}

/** The name of a new index; a generation that is written again gets another. */
export function newIndexName(prefix: string, audience: Audience, generation: string, now: Date): string {
  return `${aliasOf(prefix, audience)}-${generation}-${now.getTime().toString(36)}`;
}

/** What a name says, null where it is none of ours. */
export function readIndexName(prefix: string, name: string): IndexName | null {
  const [, theirs, audience, generation = '', when = ''] =
    /^([a-z0-9]+)-(public|staff)-([0-9a-f]{12})-([0-9a-z]+)$/u.exec(name) ?? [];
  if (theirs !== prefix) return null;
  return { name, audience: audience as Audience, generation, beganMs: Number.parseInt(when, 36) };
}

/** The fields that are searched, as in the index on one machine. */
const searched = { type: 'text', analyzer: 'whitespace', index_options: 'freqs' };

/** Settings and mapping of an index that is about to be written. */
export function indexBody(shards: number, meta: IndexMeta): object {
  return {
    settings: {
      index: {
        number_of_shards: shards,
        // Copies are made when all is written, once instead of document by document.
        number_of_replicas: 0,
        refresh_interval: '-1',
        // Terms are ours, separated by spaces; a word of a language without spaces may be long.
        similarity: { default: { type: 'BM25', k1: 1.2, b: 0.7 } },
      },
    },
    mappings: {
      dynamic: false,
      _meta: { kewen: meta },
      _source: { excludes: ['bigrams'] },
      properties: {
        words: searched,
        bigrams: searched,
        heading: searched,
        report: { type: 'integer' },
        id: { type: 'keyword', doc_values: false },
        check: { type: 'integer', index: false },
      },
    },
  };
}

const metaSchema = z.object({
  format: z.number(),
  builtWith: z.unknown(),
  /** Digest of what its audience can reach. */
  generation: z.string(),
  reports: z.number(),
  passages: z.number(),
  /** How many documents there are in all. */
  documents: z.number(),
  /** Whether everything was written and checked. */
  isComplete: z.boolean(),
  /** The machine that writes it. */
  writer: z.string(),
  /** Of an index for staff, the index for the public that stands beside it; the other way round nothing is told. */
  beside: z.string().nullable(),
});

/** What is said of an index as a whole, in its mapping. */
export type IndexMeta = z.infer<typeof metaSchema>;

const mappingSchema = z.record(
  z.string(),
  z.object({ mappings: z.object({ _meta: z.object({ kewen: metaSchema }).optional() }) }),
);

/** What `GET /<names>/_mapping` says of each index; null of one that says nothing. */
export function readMetas(body: unknown): Map<string, IndexMeta | null> {
  const read = mappingSchema.safeParse(body);
  if (!read.success) return new Map();
  return new Map(
    Object.entries(read.data).map(([name, { mappings }]) => [name, mappings._meta?.kewen ?? null]),
  );
}

/** Whether an index was written by a program whose documents this one reads. */
export function isReadable({ format, builtWith: theirs }: IndexMeta): boolean {
  return format === CLUSTER_FORMAT && inOrder(theirs) === inOrder(builtWith());
}
