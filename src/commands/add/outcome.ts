/**
 * What became of one thing that was added.
 */
import type { Problem } from '../../corpus/document.ts';
import type { Report } from '../../corpus/report.ts';

/** `added`: it lies in the corpus now. `settled`: its metadata were written. `known`: it lay there. */
export type Outcome =
  | {
      readonly status: 'added' | 'settled' | 'known';
      readonly typed: string;
      /** Its path in the corpus. */
      readonly file: string;
      readonly reports: readonly Report[];
      /** Members of an archive that cannot be used. */
      readonly problems: readonly Problem[];
      /** What a person should know beside; empty where there is nothing. */
      readonly remark: string;
    }
  | { readonly status: 'refused'; readonly typed: string; readonly message: string };
