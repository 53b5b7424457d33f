/**
 * What answering is given of an index, and all it is given: a catalog, which is loaded once a generation, and a shelf,
 * which holds what one question touches. Both are interfaces that whatever holds an index can implement, in this process
 * or elsewhere; both are synchronous, so that an answer is a function of a question and an index. A shelf that has to
 * fetch says what it misses (`missing.ts`), and the question is asked again once that is there.
 */
import type { Figure } from '../corpus/figures.ts';
import type { Sentence } from '../corpus/passages.ts';
import type { Audience, Period, Report, ReportBlock, ReportMetadata } from '../corpus/report.ts';
import type { Row } from '../corpus/rows.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import type { Lexicon } from '../language/lexicon.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import type { Segmenter } from '../language/segment.ts';

/** A report without its text, as it is kept in memory. */
export interface ReportCard extends ReportMetadata {
  /** Counts the reports of an index from 1. */
  readonly row: number;
  readonly id: string;
  /** Its passages are the rows from `firstPassage` on, so many of them. */
  readonly firstPassage: number;
  readonly passages: number;
  /** What its text says goes by another name; absent where it says none. */
  readonly renamed?: Report['renamed'];
  /** Periods of the other reports of its association that the reader has. */
  readonly others: readonly Period[];
}

/** A passage with everything an answer is made of. */
export interface StoredPassage {
  /** Counts the passages of an index from 1, those of a report one after the other. */
  readonly row: number;
  readonly id: string;
  /** The row of its report. */
  readonly report: number;
  /** Counts the passages of a report from 0. */
  readonly ordinal: number;
  readonly section: readonly string[];
  /** Offsets in the report's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `fold(text)`, same length. */
  readonly folded: string;
  readonly sentences: readonly Sentence[];
  /** In the order of the text. */
  readonly figures: readonly Figure[];
  /** Rows of tables, in the order of the text; one that is cut in two stands in both passages. */
  readonly rows: readonly Row[];
}

/** A term to search for and how much it counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** What to search for. */
export interface SearchQuery {
  readonly words: readonly WeightedTerm[];
  readonly bigrams: readonly WeightedTerm[];
  /** Rows of the reports to search in; all of them when not given. */
  readonly reports?: ReadonlySet<number>;
}

/** A passage found. */
export interface Hit {
  /** Its row. */
  readonly passage: number;
  /** The row of its report. */
  readonly report: number;
  /** BM25+ over all fields; comparable within one search only. */
  readonly score: number;
}

/** What is loaded once a generation. */
export interface Catalog {
  readonly audience: Audience;
  /** What this audience can reach, by digest. */
  readonly generation: string;
  /** In the order of their rows. The same array for as long as the generation is open: what is made of it is kept by it. */
  readonly reports: readonly ReportCard[];
  /** How many passages there are. */
  readonly passages: number;
  readonly lexicon: Lexicon;
  readonly segment: Segmenter;
  /** The standard answers that this audience may see. */
  readonly answers: readonly StandardAnswer[];
  /** Words of the lexicon, and other ways to say them, that stand in the passages or headings. */
  readonly written: ReadonlySet<string>;
  /** Words in Latin letters that stand in the passages or headings, alone or in a longer one (`k12` gives `k`). */
  readonly latin: () => ReadonlySet<string>;
}

/** The words of an index. A word or a pair stands in a passage if it stands in its text or its headings. */
export interface Words {
  /** Whether a word stands in any passage. */
  readonly has: (word: string) => boolean;
  /** How much finding a word tells, from near 0 (in every passage) to about ln(passages) (in one or none). */
  readonly rarity: (word: string) => number;
  /** Words that sound like this (`ke pu`), in the order of their code points. */
  readonly soundingLike: (sound: string) => readonly string[];
  /** Whether two neighbouring characters stand in any passage. */
  readonly hasBigram: (pair: string) => boolean;
  /** Words of the index that a dictionary holds to be near a word, which may be in the index or not; the nearest first. */
  readonly near: (word: string) => readonly string[];
  /** Words of the index that an English gloss (`doctor`, `to visit`) may mean, the likeliest first. */
  readonly meaning: (gloss: string) => readonly string[];
}

/** What one question touches. */
export interface Shelf extends Words {
  /** The best passages for a query, best first; equal scores keep the order of the corpus. */
  readonly search: (query: SearchQuery, limit: number) => readonly Hit[];
  /** The passage of a row; the same object while it is kept, undefined where the index has no such row. */
  readonly passage: (row: number) => StoredPassage | undefined;
  /** The clean text of a report, by its row. */
  readonly reportText: (report: number) => string;
}

/** An index, as a question is answered from it. */
export type Index = Catalog & Shelf;

/** A report with what a reader of all of it needs. */
export interface WholeReport {
  readonly text: string;
  readonly blocks: readonly ReportBlock[];
  /** Its file in the corpus folder it was built from, and the SHA-256 of that; empty where it has no file of its own. */
  readonly file: string;
  readonly digest: string;
}

/** The texts of an index, for whoever shows them. */
export interface Texts {
  readonly passageById: (id: string) => StoredPassage | undefined;
  /** The passage at a place in its report, counted from 0, for paging through neighbours. */
  readonly passageAt: (report: number, ordinal: number) => StoredPassage | undefined;
  /** The passages of a report that stand, at least in part, between two places of its text, in their order. */
  readonly passagesBetween: (report: number, start: number, end: number) => readonly StoredPassage[];
  /** A report as a whole, by its row: its blocks are without what rows of tables say cell by cell. */
  readonly whole: (report: number) => WholeReport;
  /** The lexicon as it was written. */
  readonly lexiconTexts: () => LexiconTexts;
}

/** An index in service. */
export interface OpenIndex extends Catalog, Shelf, Texts {
  readonly close: () => void;
}
