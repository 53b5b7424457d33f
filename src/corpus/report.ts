/**
 * A report: one source text with its metadata and its clean text, the thing every offset points into.
 */
import type { BlockKind, TableRow } from './document.ts';

/** Who may see a report. A public reader never reaches a staff report. */
export type Audience = 'public' | 'staff';

/** The year or years a report is about, both inclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A block of a report's clean text by its UTF-16 offsets, `end` exclusive. */
export interface ReportBlock {
  readonly kind: BlockKind;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  /** What a row says cell by cell, where its reader knows. */
  readonly row?: TableRow;
}

/** A field of the metadata that was inferred from the text, and why. */
export interface Inference {
  readonly field: 'title' | 'association' | 'place' | 'period' | 'audience' | 'published';
  readonly value: string;
  /** e.g. `“市科协”出现17次，“平湖”出现34次` */
  readonly reason: string;
}

/** Who a report is from, what it is about and who may see it. */
export interface ReportMetadata {
  readonly title: string;
  /** e.g. 平湖市科协 */
  readonly association: string;
  /** Other names a person may use for the association or its place, longest first. */
  readonly aliases: readonly string[];
  /** e.g. 平湖市 */
  readonly place: string;
  readonly period: Period;
  readonly publisher: string;
  /** ISO date or year of publication; empty where unknown. */
  readonly published: string;
  readonly source: string;
  readonly audience: Audience;
}

/** One report of the corpus, clean and complete. */
export interface Report extends ReportMetadata {
  /** Stable, readable: `pinghu-2020`. */
  readonly id: string;
  readonly file: string;
  /** Blocks joined by blank lines. */
  readonly text: string;
  readonly blocks: readonly ReportBlock[];
  readonly inferred: readonly Inference[];
}

/** Whether a period covers a year. */
export const covers = ({ from, to }: Period, year: number): boolean => year >= from && year <= to;

/** `2020` or `2017—2021`, as a person reads it. */
export function formatPeriod(period: Period): string {
  return period.from === period.to ? String(period.from) : `${period.from}—${period.to}`;
}
