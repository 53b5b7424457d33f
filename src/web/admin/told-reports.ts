/** What `kewen reports`, `inspect`, `fetch` and `add` say as JSON, as far as it is shown here. */
import type { Problem } from '../../corpus/document.ts';
import type { Audience, Inference } from '../../corpus/report.ts';

/** A report as it is listed. */
export interface ToldReport {
  readonly id: string;
  /** Its path in the corpus; that of a member begins with that of its archive. */
  readonly file: string;
  readonly title: string;
  readonly association: string;
  readonly place: string;
  readonly period: string;
  readonly published: string;
  readonly audience: Audience;
  readonly inferred: readonly Inference[];
  readonly sureness: string;
  readonly unsure: string;
}

/** A report looked through. */
export interface InspectedReport extends ToldReport {
  readonly warnings: readonly string[];
  readonly outline: readonly { readonly level: number; readonly text: string }[];
  readonly passages: readonly { readonly text: string; readonly figures: readonly unknown[] }[];
}

/** `kewen reports --json` */
export interface Listed {
  readonly reports: readonly ToldReport[];
  readonly problems: readonly Problem[];
}

/** `kewen inspect --json` */
export interface Inspected {
  readonly reports: readonly InspectedReport[];
  readonly problems: readonly Problem[];
}

/** `kewen add --json`, of one file. */
export type Added =
  | { readonly status: 'added' | 'settled' | 'known'; readonly file: string; readonly remark: string }
  | { readonly status: 'refused'; readonly message: string };

/** `kewen fetch --json` */
export interface Fetched {
  /** Its name in the folder. */
  readonly file: string;
  readonly source: string;
  readonly isUnnamed: boolean;
}

const ARCHIVED = /^(.+?\.zip)\/(.+)$/iu;

/** The file of a report, and which member of it where it is an archive. */
export function placeOf(file: string): { readonly file: string; readonly entry: string | null } {
  const [, archive, entry] = ARCHIVED.exec(file) ?? [];
  return archive !== undefined && entry !== undefined ? { file: archive, entry } : { file, entry: null };
}
