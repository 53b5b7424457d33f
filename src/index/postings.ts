/**
 * Counted terms to the search file of an audience, in the form in which MiniSearch saves itself. MiniSearch's own
 * `add` took a third of a full build and most of its memory; here a report is counted once, and its counts serve
 * both audiences and every later build. A test holds the file against what MiniSearch writes.
 */

import { SEARCH_FIELDS, type SearchDocument } from './fields.ts';
import { JsonBytes } from './json-bytes.ts';
import type { PairEntry } from './rows.ts';

/** The terms of the passages of one report, counted. */
export interface TermCounts {
  /** Each term once. */
  readonly terms: readonly string[];
  /**
   * For each passage and in it for each field: the field's length, how many terms it has, and for each of them its
   * place in `terms` and how often it stands there.
   */
  readonly counts: Uint32Array;
}

const FIELDS = SEARCH_FIELDS.length;
const WORDS = SEARCH_FIELDS.indexOf('words');
const [QUOTE, COMMA, COLON] = [...'",:'].map((c) => c.charCodeAt(0)) as [number, number, number];
const BIGRAMS = SEARCH_FIELDS.indexOf('bigrams');
const HEADING = SEARCH_FIELDS.indexOf('heading');

/** Counts the terms of a report's passages. */
export function countTerms(passages: readonly SearchDocument[]): TermCounts {
  const places = new Map<string, number>();
  const counts: number[] = [];
  for (const passage of passages) {
    for (const field of SEARCH_FIELDS) {
      const times = new Map<string, number>();
      for (const term of passage[field].split(' ')) times.set(term, (times.get(term) ?? 0) + 1);
      // What MiniSearch takes for a field's length: its distinct terms, the empty one of an empty field included.
      counts.push(times.size);
      times.delete('');
      counts.push(times.size);
      for (const [term, count] of times) {
        const place = places.get(term) ?? places.size;
        places.set(term, place);
        counts.push(place, count);
      }
    }
  }
  return { terms: [...places.keys()], counts: Uint32Array.from(counts) };
}

/** All terms of an index with the passages they stand in. Passages and reports are counted from 0. */
export class Postings {
  /** Sorted. */
  readonly #terms: readonly string[];
  /** Where the postings of field `f` of term `t` begin: at `t * FIELDS + f`; they end where the next ones begin. */
  readonly #starts: Uint32Array;
  /** The passage of each posting, ascending within a field of a term. */
  readonly #passages: Uint32Array;
  /** How often the term stands there. */
  readonly #times: Uint32Array;
  /** The length of field `f` of passage `p`, at `p * FIELDS + f`. */
  readonly #lengths: Uint32Array;
  /** The report of each passage. */
  readonly #reports: Uint32Array;

  /** @param reports in the order of the index */
  constructor(reports: readonly TermCounts[]) {
    const distinct = new Set<string>();
    for (const { terms } of reports) for (const term of terms) distinct.add(term);
    this.#terms = [...distinct].sort();
    const firstKeys = new Map(this.#terms.map((term, rank) => [term, rank * FIELDS]));
    const keysOf = reports.map(({ terms }) =>
      Uint32Array.from(terms, (term) => firstKeys.get(term) as number),
    );

    // Counted first and then put in place, as counting sort does: the passages come in their order. Loops without
    // callbacks, since there are some hundred postings a passage.
    const next = new Uint32Array(this.#terms.length * FIELDS + 1);
    let fields = 0;
    for (const [index, { counts }] of reports.entries()) {
      const keys = keysOf[index] as Uint32Array;
      for (let at = 0; at < counts.length; fields++) {
        const field = fields % FIELDS;
        const end = at + 2 + 2 * (counts[at + 1] as number);
        for (at += 2; at < end; at += 2) (next[(keys[counts[at] as number] as number) + field] as number)++;
      }
    }
    let postings = 0;
    for (let key = 0; key < next.length; key++) {
      const count = next[key] as number;
      next[key] = postings;
      postings += count;
    }
    this.#starts = next.slice();
    this.#passages = new Uint32Array(postings);
    this.#times = new Uint32Array(postings);
    this.#lengths = new Uint32Array(fields);
    this.#reports = new Uint32Array(fields / FIELDS);
    let done = 0;
    for (const [index, { counts }] of reports.entries()) {
      const keys = keysOf[index] as Uint32Array;
      const first = done / FIELDS;
      for (let at = 0; at < counts.length; done++) {
        const field = done % FIELDS;
        const passage = (done - field) / FIELDS;
        this.#lengths[done] = counts[at] as number;
        const end = at + 2 + 2 * (counts[at + 1] as number);
        for (at += 2; at < end; at += 2) {
          const to = (next[(keys[counts[at] as number] as number) + field] as number)++;
          this.#passages[to] = passage;
          this.#times[to] = counts[at + 1] as number;
        }
      }
      this.#reports.fill(index, first, done / FIELDS);
    }
  }

  /** Each term that stands in words or headings, sorted, with the number of passages it stands in. */
  *words(): Generator<{ readonly term: string; readonly passages: number }> {
    for (const [rank, term] of this.#terms.entries()) {
      const inWords = this.#passagesOf(rank, WORDS);
      const inHeadings = this.#passagesOf(rank, HEADING);
      let shared = 0;
      for (let a = 0, b = 0; a < inWords.length && b < inHeadings.length; ) {
        const [one, other] = [inWords[a] as number, inHeadings[b] as number];
        if (one === other) shared++;
        if (one <= other) a++;
        if (other <= one) b++;
      }
      const passages = inWords.length + inHeadings.length - shared;
      if (passages > 0) yield { term, passages };
    }
  }

  /** Each pair of characters, sorted, with the number of passages it stands in. */
  *pairs(): Generator<PairEntry> {
    for (const [rank, term] of this.#terms.entries()) {
      const passages = this.#passagesOf(rank, BIGRAMS).length;
      if (passages > 0) yield [term, passages];
    }
  }

  #passagesOf(rank: number, field: number): Uint32Array {
    const key = rank * FIELDS + field;
    return this.#passages.subarray(this.#starts[key], this.#starts[key + 1]);
  }

  /** The search file. Passages and reports are their rows in the library there, which count from 1. */
  toSearchFile(): Uint8Array {
    const count = this.#reports.length;
    const json = new JsonBytes();
    json.text(`{"documentCount":${count},"nextId":${count},"documentIds":{`);
    this.#eachPassage(json, (passage) => json.number(passage + 1));
    json.text(
      `},"fieldIds":${JSON.stringify(Object.fromEntries(SEARCH_FIELDS.map((name, id) => [name, id])))}`,
    );
    json.text(',"fieldLength":{');
    this.#eachPassage(json, (passage) => {
      const from = passage * FIELDS;
      json.text(`[${this.#lengths.subarray(from, from + FIELDS).join()}]`);
    });
    json.text(`},"averageFieldLength":${JSON.stringify(this.#averageLengths())},"storedFields":{`);
    this.#eachPassage(json, (passage) => json.text(`{"report":${(this.#reports[passage] as number) + 1}}`));
    json.text('},"dirtCount":0,"index":[');
    for (const [rank, term] of this.#terms.entries()) {
      // A term a line, so that a reader need not hold all of it at once.
      json.text(`${rank > 0 ? ',' : ''}\n[${JSON.stringify(term)},{`);
      this.#writePostings(json, rank);
      json.text('}]');
    }
    json.text('\n],"serializationVersion":2}');
    return json.finish();
  }

  #eachPassage(json: JsonBytes, writeValue: (passage: number) => void): void {
    for (let passage = 0; passage < this.#reports.length; passage++) {
      json.text(passage > 0 ? ',"' : '"');
      json.number(passage);
      json.text('":');
      writeValue(passage);
    }
  }

  #writePostings(json: JsonBytes, rank: number): void {
    let separator = '';
    for (let field = 0; field < FIELDS; field++) {
      const key = rank * FIELDS + field;
      const [from, to] = [this.#starts[key] as number, this.#starts[key + 1] as number];
      if (from === to) continue;
      json.text(`${separator}"${field}":{`);
      separator = ',';
      for (let at = from; at < to; at++) {
        if (at > from) json.byte(COMMA);
        json.byte(QUOTE);
        json.number(this.#passages[at] as number);
        json.byte(QUOTE);
        json.byte(COLON);
        json.number(this.#times[at] as number);
      }
      json.text('}');
    }
  }

  /** The average length of each field, added up in MiniSearch's order so that it comes out the same to the last bit. */
  #averageLengths(): number[] {
    const averages: number[] = [];
    for (let passage = 0; passage < this.#reports.length; passage++) {
      for (let field = 0; field < FIELDS; field++) {
        const total = (averages[field] ?? 0) * passage + (this.#lengths[passage * FIELDS + field] as number);
        averages[field] = total / (passage + 1);
      }
    }
    return averages;
  }
}
