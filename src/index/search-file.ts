/**
 * A search file, open for searching: MiniSearch over it, to which a term is given when it is first searched for. A question
 * looks for a few dozen terms; to load all of a large collection takes seconds and ten times the file's memory.
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

/** Postings of the terms that are kept once they were read, at eight bytes each: 32 MB. */
const KEPT_POSTINGS = 4_000_000;
/** As many as a term with its arrays counts for beside its own: 714 bytes of one with one posting (2026-11-30). */
const OF_A_TERM = 90;
/** Terms that are kept in MiniSearch. */
const KEPT_TERMS = 500;

/** The passages that have a term in a field, by their rows less one, ascending, and how often it stands in each. */
interface TermPostings {
  readonly passages: Uint32Array;
  readonly times: Uint32Array;
}
const NONE: TermPostings = { passages: new Uint32Array(), times: new Uint32Array() };

/** The index in a search file. Passages and reports are named by their rows in the library. */
export class SearchFile extends MiniSearch<SearchDocument> implements Counts<number>, ScoringStatistics {
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the line of a term begins. */
  #lines: ReadonlyMap<string, number> = new Map();
  /** By term, its postings field by field. */
  readonly #read = new LRUCache<string, readonly TermPostings[]>({ maxSize: KEPT_POSTINGS });
  /** The terms that MiniSearch has. */
  readonly #searchable = new LRUCache<string, true>({
    max: KEPT_TERMS,
    dispose: (_, term) => this._index.delete(term),
  });

  /** @param file as `postings.ts` writes it, a term a line */
  static open(file: Uint8Array): SearchFile {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    const [from, to] = [bytes.indexOf('\n'), bytes.lastIndexOf('\n')];
    const head = JSON.parse(bytes.toString('utf8', 0, from) + bytes.toString('utf8', to)) as AsPlainObject;
    // loadJS makes a MiniSearch, whatever class it is called on.
    const loaded = MiniSearch.loadJS<SearchDocument>(head, SEARCH_OPTIONS);
    const opened = Object.assign(new SearchFile(SEARCH_OPTIONS), loaded);
    opened.#bytes = bytes;
    opened.#lines = linesOf(bytes, from + 1, to);
    return opened;
  }

  /** How many passages there are. */
  get passages(): number {
    return this.documentCount;
  }

  get averageLength(): Readonly<Record<SearchField, number>> {
    const [words = 0, bigrams = 0, heading = 0] = this._avgFieldLength;
    return { words, bigrams, heading };
  }

  passagesWithIn = (field: SearchField, term: string): number => this.#in(field, term).passages.length;

  timesOf = (field: SearchField, term: string): ((passage: number) => number) => {
    const { passages, times } = this.#in(field, term);
    return (passage) => {
      const at = firstFrom(passages, passage - 1);
      return passages[at] === passage - 1 ? (times[at] as number) : 0;
    };
  };

  lengthOf = (field: SearchField): ((passage: number) => number) => {
    const id = FIELD_IDS[field];
    return (passage) => this._fieldLength.get(passage - 1)?.[id] ?? 1;
  };

  /** The report of a passage. */
  reportOf(passage: number): number {
    return this._storedFields.get(passage - 1)?.['report'] as number;
  }

  /** The passages that have a term in some fields, each once. */
  having(term: string, fields: readonly SearchField[]): number[] {
    const passages = new Set(fields.flatMap((field) => Array.from(this.#in(field, term).passages)));
    return Array.from(passages, (passage) => passage + 1);
  }

  /**
   * The passages that have any of some terms, as MiniSearch finds them.
   *
   * @param terms each with the passages that it is to be found in, read when it is first searched for
   */
  found(terms: ReadonlyMap<string, () => readonly number[]>): number[] {
    for (const [term, passages] of terms) {
      if (this.#searchable.get(term)) continue;
      const times = new Map(passages().map((passage) => [passage - 1, 1]));
      this._index.set(term, new Map([[FIELD_IDS.words, times]]));
      this.#searchable.set(term, true);
    }
    const found: number[] = [];
    // Told of each passage that has a term. It is scored by all terms afterwards, so it need not be scored here.
    const boostDocument = (passage: number): number => {
      found.push(passage);
      return 0;
    };
    this.search([...terms.keys()].join(' '), { combineWith: 'OR', fields: ['words'], boostDocument });
    return [...new Set(found)];
  }

  #in(field: SearchField, term: string): TermPostings {
    let fields = this.#read.get(term);
    if (!fields) {
      const line = this.#lines.get(term);
      if (line === undefined) return NONE;
      fields = readLine(this.#bytes, line);
      const size = fields.reduce((sum, { passages }) => sum + passages.length, OF_A_TERM);
      this.#read.set(term, fields, { size });
    }
    return fields[FIELD_IDS[field]] ?? NONE;
  }
}

const FIELD_IDS = Object.fromEntries(SEARCH_FIELDS.map((field, id) => [field, id])) as Readonly<
  Record<SearchField, number>
>;

/** What stands between a term and its postings, and nowhere in a term, whose quotation marks are escaped. */
const AFTER_TERM = '",{"';

/** Where the line of each term begins. */
function linesOf(bytes: Buffer, from: number, to: number): Map<string, number> {
  const lines = new Map<string, number>();
  for (let at = from; at <= to; at = bytes.indexOf('\n', at) + 1) {
    const term = bytes.toString('utf8', at + 2, bytes.indexOf(AFTER_TERM, at));
    lines.set(term.includes('\\') ? (JSON.parse(`"${term}"`) as string) : term, at);
  }
  return lines;
}

const [ZERO, NINE, COLON, CLOSE] = [...'09:}'].map((c) => c.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];

/** The postings of a term, field by field: `["科普",{"0":{"3":1,"17":2},"1":{"3":1}}]`. JSON.parse takes ten times as long. */
function readLine(bytes: Buffer, line: number): TermPostings[] {
  const fields: TermPostings[] = [];
  for (let at = bytes.indexOf(AFTER_TERM, line) + AFTER_TERM.length; bytes[at] !== CLOSE; ) {
    const field = (bytes[at] as number) - ZERO;
    const end = bytes.indexOf('}', at);
    // The shortest posting is "1":1 with a comma or a bracket behind it.
    const most = Math.ceil((end - at) / 6);
    const postings = { passages: new Uint32Array(most), times: new Uint32Array(most) };
    let [count, number, isTimes] = [0, 0, false];
    for (at += '0":{"'.length; at <= end; at++) {
      const byte = bytes[at] as number;
      if (byte >= ZERO && byte <= NINE) number = 10 * number + byte - ZERO;
      else if (byte === COLON) {
        postings.passages[count] = number;
        [number, isTimes] = [0, true];
      } else if (isTimes) {
        postings.times[count++] = number;
        [number, isTimes] = [0, false];
      }
    }
    fields[field] = {
      passages: postings.passages.slice(0, count),
      times: postings.times.slice(0, count),
    };
    // Behind the bracket stands ," before another field, and one more bracket after the last.
    at += bytes[at] === CLOSE ? 0 : 2;
  }
  return fields;
}

/** The first place of a number of at least so much in ascending ones. */
function firstFrom(numbers: Uint32Array, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
