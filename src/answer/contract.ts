/**
 * What goes in and what comes out: the answer contract that the command line prints and every channel
 * renders.
 */

/** The four kinds of answer. */
export type AnswerKind = 'answered' | 'clarify' | 'unanswered' | 'help';

/** A sentence of a report, word for word: `quote === report.text.slice(start, end)`. */
export interface Citation {
  /** Report id. */
  readonly report: string;
  readonly title: string;
  readonly association: string;
  /** `2020` or `2017—2021` */
  readonly period: string;
  /** Whether the report's text was recognised from pictures, so that the quote may be misread; absent where it was not. */
  readonly isRecognised?: true;
  /** Who published the report and when, and where it is from: an address, or words. Absent where the report does not say. */
  readonly publisher?: string;
  readonly published?: string;
  readonly source?: string;
  /** Passage id; survives a rebuild as long as the passage's text does. */
  readonly passage: string;
  /** Headings above the passage, outermost first. */
  readonly section: readonly string[];
  readonly quote: string;
  /** UTF-16 offsets of the quote in the report's clean text. */
  readonly start: number;
  readonly end: number;
  /** What in the quote answers the question, or is nearest to it, by offsets in the quote; null where all of it is. */
  readonly highlight: { readonly start: number; readonly end: number } | null;
  /** Address of the place in the web reader; where KEWEN_PUBLIC_URL is set, and never of what only staff may read. */
  readonly link?: string;
}

/** An answer, a question back, or a reason why there is none. */
export interface Answer {
  readonly kind: AnswerKind;
  /** What a person reads first; at most 120 characters for a fact, 320 for a list, 640 for a summary. */
  readonly text: string;
  /** 0 to 1; below the threshold of `decide.ts` the kind is not `answered`. */
  readonly confidence: number;
  readonly citations: readonly Citation[];
  /** What stands nearest to an unanswered question, best first, each of another passage; it is no answer. At most three. */
  readonly nearest: readonly Citation[];
  /** Questions to go on with: the choices of a clarify, what the nearest passages tell of an unanswered. */
  readonly suggestions: readonly string[];
  /** The index it was answered from. */
  readonly generation: string;
  /** Set where a maintainer wrote the answer; `text` says so as well. */
  readonly standard?: StandardMark;
}

/** That an answer is the words of a person and not of a report, with where they come from. */
export interface StandardMark {
  readonly id: string;
  /** Title of the report or of what stands outside the corpus; address and date are empty where not given. */
  readonly source: { readonly title: string; readonly url: string; readonly published: string };
  /** The last day on which it holds, `2027-01-31`; null where it always does. */
  readonly expires: string | null;
}

/** A question as it is asked. */
export interface Asked {
  readonly question: string;
  /** The questions before it in the same conversation, oldest first, one a line; one is often enough. */
  readonly previous?: string;
  /** The current year, for 去年 and 今年. */
  readonly thisYear: number;
  /** The current day, `2026-11-22`, until which standard answers have to hold; the last of the year where left out. */
  readonly today?: string;
}
