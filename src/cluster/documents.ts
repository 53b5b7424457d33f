/**
 * Reports to the documents of the cluster, and the parts of the catalog. What is written is what an index on one machine
 * keeps in its library, so that a passage reads the same from either.
 */
import { createHash } from 'node:crypto';
import type { Report, ReportMetadata } from '../corpus/report.ts';
import type { AnalysedReport } from '../index/analyse.ts';
import { SEARCH_FIELDS, type SearchDocument } from '../index/fields.ts';
import type { TermCounts } from '../index/postings.ts';
import { toBlockRows } from '../index/rows.ts';

/** A document with its id. */
export interface ClusterDocument {
  readonly id: string;
  readonly source: object;
}

/** A passage as it stands in the cluster. */
export interface PassageSource {
  readonly row: number;
  readonly id: string;
  readonly report: number;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Left out where it is the text itself. */
  readonly folded?: string;
  /** JSON, as a library keeps them. */
  readonly section: string;
  readonly sentences: string;
  readonly figures: string;
  readonly rows: string;
  /** Terms joined by spaces, each as often as it stands there. */
  readonly words: string;
  readonly heading: string;
}

/** A report as a whole, as it stands in the cluster. */
export interface ReportSource {
  readonly text: string;
  /** JSON, as a library keeps them. */
  readonly blocks: string;
  readonly file: string;
  readonly digest: string;
}

/** A report without its text, as it stands in a part of the catalog. */
export interface CardSource extends ReportMetadata {
  readonly row: number;
  readonly id: string;
  readonly firstPassage: number;
  readonly passages: number;
}

export const passageId = (row: number): string => `p${row}`;
export const reportId = (row: number): string => `r${row}`;
export const CATALOG_ID = 'catalog';

/** What is loaded once a generation, in parts that are numbered from 0: the letter of their ids and how much is in one. */
export const PARTS = {
  cards: { letter: 'c', size: 500 },
  words: { letter: 'v', size: 10_000 },
  pairs: { letter: 'b', size: 20_000 },
  near: { letter: 'n', size: 10_000 },
  english: { letter: 'e', size: 10_000 },
} as const;
export type PartName = keyof typeof PARTS;

/** The documents of a report and its passages. */
export function* documentsOf(
  { report, passages, counts }: AnalysedReport,
  row: number,
  firstPassage: number,
): Generator<ClusterDocument> {
  const { text, file, digest } = report;
  const whole: ReportSource = { text, blocks: toBlockRows(report.blocks), file, digest };
  yield { id: reportId(row), source: whole };
  const terms = termsOf(counts);
  for (const [ordinal, passage] of passages.entries()) {
    const { start, end, folded, id, section, sentences, figures, rows } = passage;
    const own = text.slice(start, end);
    const searched = terms.next().value as SearchDocument;
    const source: PassageSource & SearchDocument = {
      row: firstPassage + ordinal,
      id,
      report: row,
      ordinal,
      start,
      end,
      text: own,
      ...(folded === own ? {} : { folded }),
      section,
      sentences,
      figures,
      rows,
      ...searched,
    };
    yield { id: passageId(source.row), source };
  }
}

/** A number of 31 bits by which a document can be held against what was sent; of all but what is only searched. */
export function checkOf({ id, source }: ClusterDocument): number {
  const { check: _, bigrams: __, ...kept } = source as Partial<SearchDocument> & { check?: number };
  return (
    createHash('sha256')
      .update(`${id}\0${inOrder(kept)}`)
      .digest()
      .readUInt32BE() >>> 1
  );
}

/** As JSON with the keys in order: the cluster gives objects back in an order of its own. */
export const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** What is kept of a report in the catalog. */
export function cardOf(report: Report, row: number, firstPassage: number, passages: number): CardSource {
  const { id, title, association, aliases, place, period, publisher, published, source, audience } = report;
  return {
    ...{ row, id, firstPassage, passages, title, association, aliases, place, period, publisher, published },
    ...{ source, audience },
    ...(report.isRecognised && { isRecognised: true as const }),
    ...(report.renamed && { renamed: report.renamed }),
  };
}

/** A list in parts, under a name that no searched field has. */
export function* partsOf(name: PartName, entries: readonly unknown[]): Generator<ClusterDocument> {
  const { letter, size } = PARTS[name];
  for (let part = 0; part * size < entries.length; part++) {
    const some = entries.slice(part * size, (part + 1) * size);
    yield { id: `${letter}${part}`, source: { list: some } };
  }
}

/** How many parts a list has. */
export const countParts = (name: PartName, entries: number): number => Math.ceil(entries / PARTS[name].size);

/** Counted terms of one passage after the other as texts again; their order in a text counts for nothing. */
function* termsOf({ terms, counts }: TermCounts): Generator<SearchDocument, undefined> {
  for (let at = 0; at < counts.length; ) {
    const texts = SEARCH_FIELDS.map(() => {
      const end = at + 2 + 2 * (counts[at + 1] as number);
      const field: string[] = [];
      for (at += 2; at < end; at += 2) {
        const term = terms[counts[at] as number] as string;
        for (let times = counts[at + 1] as number; times > 0; times--) field.push(term);
      }
      return field.join(' ');
    });
    const [words = '', bigrams = '', heading = ''] = texts;
    yield { words, bigrams, heading };
  }
}
