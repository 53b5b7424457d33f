/**
 * What is done in a process of its own, and what the two processes say to each other. Everything that is sent is a
 * value: no process believes another's state.
 */
import type { Report } from '../../corpus/report.ts';
import type { ScannedFile } from '../../corpus/scan.ts';
import type { DictionaryWord } from '../../language/lexicon.ts';
import type { LexiconWarning } from '../../language/lexicon-check.ts';
import type { LexiconTexts } from '../../language/lexicon-entries.ts';

/** What a process is asked to do. */
export type Order =
  /** Load jieba and the words of a lexicon. */
  | { readonly kind: 'words'; readonly words: readonly DictionaryWord[] }
  /** Read a file; of an archive, its members from this place on. */
  | {
      readonly kind: 'read';
      readonly directory: string;
      readonly scanned: ScannedFile;
      readonly from: number;
    }
  /** Analyse a report with the words that were loaded. */
  | { readonly kind: 'analyse'; readonly report: Report }
  /** Look a lexicon through with the words that were loaded. */
  | { readonly kind: 'check'; readonly lexicon: LexiconTexts };

/** What comes of an order. */
export type Result =
  | { readonly kind: 'words' }
  | { readonly kind: 'read'; readonly json: readonly Uint8Array[] }
  | { readonly kind: 'analyse'; readonly analysis: Uint8Array }
  | { readonly kind: 'check'; readonly warnings: readonly LexiconWarning[] };

/** What a process tells. */
export type Told =
  | { readonly kind: 'ready' }
  /** It begins with a member of an archive. */
  | { readonly kind: 'begin'; readonly file: string }
  /** It begins with a page of a scan, counted from 1. */
  | { readonly kind: 'page'; readonly file: string; readonly page: number; readonly pages: number }
  /** What a member of an archive gave: a report or a problem, as JSON; what a file gave comes with its end. */
  | { readonly kind: 'made'; readonly json: Uint8Array }
  /** It is done, and whether so much memory stayed in use that it had better end. */
  | { readonly kind: 'done'; readonly result: Result; readonly isSpent: boolean }
  /** Something is wrong that is not the file's fault. */
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };

/** Why a process did not finish an order: the time was over, the memory was, or it ended by itself. */
export type Stop = 'time' | 'memory' | 'crash';
