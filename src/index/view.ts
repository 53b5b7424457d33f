/**
 * An index of which only the catalog and the words are here: passages are fetched as a question turns out to need them,
 * and the question is asked again until nothing is missing.
 */
import { KewenError } from '../errors.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import { type Fetched, type Fetcher, Missing, mapAll, type Needs } from './missing.ts';
import type {
  Catalog,
  Hit,
  OpenIndex,
  ReportCard,
  SearchQuery,
  StoredPassage,
  WholeReport,
} from './shelf.ts';
import { rarityOf } from './term-plan.ts';

/** The words of an index, as they are looked up without fetching anything. */
export interface Words {
  /** In how many passages a word stands, in their text or in the headings above it. */
  readonly passagesWith: (word: string) => number;
  readonly soundingLike: (sound: string) => readonly string[];
  readonly hasBigram: (pair: string) => boolean;
  readonly near: (word: string) => readonly string[];
  readonly meaning: (gloss: string) => readonly string[];
}

/** A generation that is somewhere else. */
export interface RemoteIndex {
  readonly catalog: Catalog;
  readonly words: Words;
  readonly lexiconTexts: LexiconTexts;
  readonly fetcher: Fetcher;
}

/** A question that needs more is not answered: nobody waits for ever. Of 2,358 own questions 2,351 need four or fewer, seven five or six. */
const MAX_ROUNDS = 6;
/** A report of no more passages is fetched as a whole where one is missing, of a longer one those around. */
const WHOLE_PASSAGES = 120;
const AROUND_PASSAGES = 24;

/**
 * Does some work on an index that is somewhere else, such as answering a question. The work may run several times and has
 * to be a function of the index.
 *
 * @throws {KewenError} `search` when what it needs cannot be fetched; what the work throws
 */
export async function onRemote<T>(
  remote: RemoteIndex,
  work: (index: OpenIndex) => T,
  signal?: AbortSignal,
): Promise<T> {
  const view = new View(remote);
  for (let rounds = 0; ; rounds++) {
    let needs: Needs;
    try {
      return work(view.index);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      ({ needs } = error);
    }
    if (rounds === MAX_ROUNDS) throw new KewenError('search', '这个问题要从搜索集群取的太多，没有答完');
    view.take(needs, await remote.fetcher.fetch(needs, signal));
  }
}

/** What was fetched for one question, as an index. */
class View {
  readonly index: OpenIndex;
  readonly #catalog: Catalog;
  readonly #passages = new Map<number, StoredPassage>();
  readonly #byId = new Map<string, StoredPassage | null>();
  readonly #searches = new Map<string, readonly Hit[]>();
  readonly #wholes = new Map<number, WholeReport>();

  constructor({ catalog, words, lexiconTexts }: RemoteIndex) {
    this.#catalog = catalog;
    const total = Math.max(1, catalog.passages);
    this.index = {
      ...catalog,
      has: (word) => words.passagesWith(word) > 0,
      rarity: (word) => rarityOf(words.passagesWith(word), total),
      soundingLike: (sound) => words.soundingLike(sound),
      hasBigram: (pair) => words.hasBigram(pair),
      near: (word) => words.near(word),
      meaning: (gloss) => words.meaning(gloss),
      search: (query, limit) => this.#search(query, limit),
      passage: (row) => this.#passage(row),
      reportText: (report) => this.#whole(report).text,
      passageById: (id) => this.#passageById(id),
      passageAt: (report, ordinal) => this.#passageAt(report, ordinal),
      passagesBetween: (report, start, end) => this.#passagesBetween(report, start, end),
      whole: (report) => this.#whole(report),
      lexiconTexts: () => lexiconTexts,
      close: () => {},
    };
  }

  /** Keeps what was fetched. */
  take({ searches, ids }: Needs, fetched: Fetched): void {
    for (const passage of fetched.passages) {
      this.#passages.set(passage.row, passage);
      this.#byId.set(passage.id, passage);
    }
    for (const id of ids) if (!this.#byId.has(id)) this.#byId.set(id, null);
    for (const [at, { query, limit }] of searches.entries())
      this.#searches.set(keyOf(query, limit), fetched.searches[at] ?? []);
    for (const [report, whole] of fetched.wholes) this.#wholes.set(report, whole);
  }

  #search(query: SearchQuery, limit: number): readonly Hit[] {
    const { words, bigrams } = query;
    if (words.length + bigrams.length === 0) return [];
    const known = this.#searches.get(keyOf(query, limit));
    if (known) return known;
    throw new Missing({ searches: [{ query, limit }] });
  }

  #passage(row: number): StoredPassage | undefined {
    const known = this.#passages.get(row);
    if (known || row < 1 || row > this.#catalog.passages) return known;
    throw new Missing({ rows: this.#around(row).filter((one) => !this.#passages.has(one)) });
  }

  /** Who reads one passage of a report reads on. */
  #around(row: number): number[] {
    const report = this.#reportAt(row);
    if (!report) return [row];
    const { firstPassage, passages } = report;
    const isShort = passages <= WHOLE_PASSAGES;
    const from = isShort ? firstPassage : Math.max(firstPassage, row - AROUND_PASSAGES / 2);
    const to = isShort ? firstPassage + passages : Math.min(firstPassage + passages, row + AROUND_PASSAGES);
    const rows = Array.from({ length: to - from }, (_, i) => from + i);
    return from > firstPassage ? [firstPassage, ...rows] : rows;
  }

  /** The report that a row belongs to, by halves: the last that begins there or before. */
  #reportAt(row: number): ReportCard | undefined {
    const { reports } = this.#catalog;
    let low = 0;
    for (let high = reports.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if ((reports[middle] as ReportCard).firstPassage <= row) low = middle;
      else high = middle - 1;
    }
    return reports[low];
  }

  #passageAt(report: number, ordinal: number): StoredPassage | undefined {
    const card = this.#catalog.reports[report - 1];
    if (!card || ordinal < 0 || ordinal >= card.passages) return undefined;
    return this.#passage(card.firstPassage + ordinal);
  }

  #passageById(id: string): StoredPassage | undefined {
    const known = this.#byId.get(id);
    if (known === undefined) throw new Missing({ ids: [id] });
    return known ?? undefined;
  }

  #passagesBetween(report: number, start: number, end: number): StoredPassage[] {
    const card = this.#catalog.reports[report - 1];
    const ordinals = Array.from({ length: card?.passages ?? 0 }, (_, ordinal) => ordinal);
    return mapAll(ordinals, (ordinal) => this.#passageAt(report, ordinal)).flatMap((passage) =>
      passage && passage.start < end && passage.end > start ? passage : [],
    );
  }

  #whole(report: number): WholeReport {
    const known = this.#wholes.get(report);
    if (known) return known;
    throw new Missing({ reports: [report] });
  }
}

const keyOf = ({ words, bigrams, reports }: SearchQuery, limit: number): string =>
  JSON.stringify([words, bigrams, reports ? [...reports] : null, limit]);
