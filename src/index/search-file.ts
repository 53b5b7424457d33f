/**
 * A search file, open for searching: MiniSearch over it, in which a term is read from the file when it is first looked for.
 * A question looks for a few dozen terms; to load all of a large collection takes seconds and ten times the file's memory.
 */
import { LRUCache } from 'lru-cache';
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from './fields.ts';
import type { Counts, ScoringStatistics } from './score.ts';

/** Texts come cut: terms between single spaces. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: [...SEARCH_FIELDS],
  storeFields: ['report'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
};

/** Postings of the terms that are kept: some 50 bytes each. */
const KEPT_POSTINGS = 1_000_000;

/** How often a term stands in the passages that have it; a passage by its row less one, as the file has it. */
type Times = ReadonlyMap<number, number>;
const NOWHERE: Times = new Map();

/** The index in a search file. Passages and reports are named by their rows in the library. */
export class SearchFile extends MiniSearch<SearchDocument> implements Counts<number>, ScoringStatistics {
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the line of a term begins. */
  #lines: ReadonlyMap<string, number> = new Map();
  /** Terms that were read; what goes from here goes from the index. */
  readonly #kept = new LRUCache<string, true, undefined>({
    maxSize: KEPT_POSTINGS,
    dispose: (_, term) => this._index.delete(term),
  });

  /** @param file as `postings.ts` writes it, a term a line */
  static open(file: Uint8Array): SearchFile {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const [from, to] = [bytes.indexOf('\n'), bytes.lastIndexOf('\n')];
    const head = JSON.parse(bytes.toString('utf8', 0, from) + bytes.toString('utf8', to)) as AsPlainObject;
    // loadJS makes a MiniSearch, whatever class it is called on.
    const opened = Object.assign(
      new SearchFile(SEARCH_OPTIONS),
      MiniSearch.loadJS<SearchDocument>(head, SEARCH_OPTIONS),
    );
    opened.#bytes = bytes;
    opened.#lines = linesOf(bytes, from + 1, to);
    return opened;
  }

  get passages(): number {
    return this.documentCount;
  }

  get averageLength(): Readonly<Record<SearchField, number>> {
    const [words = 0, bigrams = 0, heading = 0] = this._avgFieldLength;
    return { words, bigrams, heading };
  }

  passagesWithIn = (field: SearchField, term: string): number => this.#timesIn(field, term).size;

  timesOf = (field: SearchField, term: string): ((passage: number) => number) => {
    const times = this.#timesIn(field, term);
    return (passage) => times.get(passage - 1) ?? 0;
  };

  lengthOf = (field: SearchField): ((passage: number) => number) => {
    const id = this.#idOf(field);
    return (passage) => this._fieldLength.get(passage - 1)?.[id] ?? 1;
  };

  /** The report of a passage. */
  reportOf(passage: number): number {
    return this._storedFields.get(passage - 1)?.['report'] as number;
  }

  /** The passages that have a term in some fields, each once. */
  having(term: string, fields: readonly SearchField[]): number[] {
    const passages = new Set(fields.flatMap((field) => [...this.#timesIn(field, term).keys()]));
    return Array.from(passages, (passage) => passage + 1);
  }

  /** Reads a term, so that a search finds it. */
  read(term: string): void {
    const from = this.#lines.get(term);
    if (from === undefined || this.#kept.get(term)) return;
    const end = this.#bytes.indexOf('\n', from);
    const line = this.#bytes.toString('utf8', from, this.#bytes[end - 1] === COMMA ? end - 1 : end);
    const [, fields] = JSON.parse(line) as AsPlainObject['index'][number];
    const read = Object.entries(fields).map(
      ([field, times]) =>
        [
          Number(field),
          new Map(Object.entries(times as Record<string, number>).map(([at, count]) => [Number(at), count])),
        ] as const,
    );
    this.#keep(term, new Map(read));
  }

  /**
   * Makes a term of some passages that have another one: to be searched for where that one stands in too many.
   *
   * @returns the term
   */
  narrow(term: string, field: SearchField, passages: () => readonly number[]): string {
    // No text has this character.
    const narrowed = `${term}\n${field}`;
    if (!this.#kept.get(narrowed)) {
      this.#keep(
        narrowed,
        new Map([[this.#idOf(field), new Map(passages().map((passage) => [passage - 1, 1]))]]),
      );
    }
    return narrowed;
  }

  #keep(term: string, fields: Map<number, Map<number, number>>): void {
    const postings = [...fields.values()].reduce((sum, times) => sum + times.size, 0);
    this._index.set(term, fields);
    this.#kept.set(term, true, { size: Math.max(1, Math.min(postings, KEPT_POSTINGS)) });
  }

  #timesIn(field: SearchField, term: string): Times {
    this.read(term);
    return this._index.get(term)?.get(this.#idOf(field)) ?? NOWHERE;
  }

  #idOf(field: SearchField): number {
    return this._fieldIds[field] as number;
  }
}

const COMMA = ','.charCodeAt(0);

/** Where the line of each term begins. */
function linesOf(bytes: Buffer, from: number, to: number): Map<string, number> {
  const lines = new Map<string, number>();
  for (let at = from; at <= to; at = bytes.indexOf('\n', at) + 1) {
    // A quotation mark within a term is escaped.
    const end = bytes.indexOf('",{"', at);
    const term = bytes.toString('utf8', at + 2, end);
    lines.set(term.includes('\\') ? (JSON.parse(`"${term}"`) as string) : term, at);
  }
  return lines;
}
