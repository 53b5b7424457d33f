/**
 * A report: one source text with its metadata and its clean text, the thing every offset points into.
 */

import type { BlockKind, TableRow } from './document.ts';
import type { Renaming } from './renamed.ts';

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

/** What is not sure of a report, and what a maintainer writes to settle it. */
export interface Doubt {
  /** e.g. 分不清是平湖市科协还是太仓市科协的报告 */
  readonly what: string;
  /** e.g. association: 平湖市科协 */
  readonly write: string;
}

/** A field of the metadata that was inferred from the text, and why. */
export interface Inference {
  readonly field: 'title' | 'association' | 'place' | 'period' | 'audience' | 'published';
  readonly value: string;
  /** e.g. `“市科协”出现17次，“平湖”出现34次` */
  readonly reason: string;
  /** Where it is not sure; absent where it is. */
  readonly doubt?: Doubt;
}

/** Who a report is from, what it is about and who may see it. */
export interface ReportMetadata {
  readonly title: string;
  /** e.g. 平湖市科协; empty where nothing tells. */
  readonly association: string;
  /** Other names a person may use for the association or its place, longest first. */
  readonly aliases: readonly string[];
  /** e.g. 平湖市 */
  readonly place: string;
  /** Both years 0 where nothing tells. */
  readonly period: Period;
  readonly publisher: string;
  /** ISO date or year of publication; empty where unknown. */
  readonly published: string;
  readonly source: string;
  readonly audience: Audience;
  /** Whether its text was recognised from pictures, so that any of it may be misread. */
  readonly isRecognised?: true;
}

/** One report of the corpus, clean and complete. */
export interface Report extends ReportMetadata {
  /** Stable, readable: `pinghu-2020`. */
  readonly id: string;
  readonly file: string;
  /** SHA-256 in hex of the file that holds this report and no other; empty in an archive, or where it could not be read. */
  readonly digest: string;
  /** Blocks joined by blank lines. */
  readonly text: string;
  readonly blocks: readonly ReportBlock[];
  readonly inferred: readonly Inference[];
  /** What its text says goes by another name; absent where it says none. */
  readonly renamed?: readonly Renaming[];
  /** What of its file may not have been read and what to do; absent where all was. */
  readonly unread?: string;
}

/** Whether a period covers a year. */
export const covers = ({ from, to }: Period, year: number): boolean => year >= from && year <= to;

/** Whether a report's year is known. */
export const hasPeriod = ({ to }: Period): boolean => to > 0;

/** `2020` or `2017—2021`, as a person reads it; empty where it is not known. */
export function formatPeriod(period: Period): string {
  if (!hasPeriod(period)) return '';
  return period.from === period.to ? String(period.from) : `${period.from}—${period.to}`;
}

/**
 * What a report is called by: whose it is and of when, or where it does not tell, its title.
 *
 * @example reportName(report) // '平湖市科协（2020年）', '平湖市科协《科普动态第7期》', '《农村科普工作小结》'
 */
export function reportName(
  { association, period, title }: Pick<ReportMetadata, 'association' | 'period' | 'title'>,
  language: 'zh' | 'en' = 'zh',
): string {
  if (association === '') return `《${title}》`;
  if (!hasPeriod(period)) return `${association}《${title}》`;
  const years = formatPeriod(period);
  return language === 'en' ? `${association} (${years})` : `${association}（${years}年）`;
}

/**
 * What a maintainer calls a report, by its file: 青杉县科普日推文. It often says what the text is about where a headline
 * does not; a name without Chinese in it is a key.
 */
export function fileWords({ id, title }: Pick<Report, 'id' | 'title'>): string {
  return /\p{Script=Han}/u.test(id) && !title.includes(id) ? id.replaceAll('-', ' ') : '';
}
