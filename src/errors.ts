/**
 * The one error class of Kewen: something failed and a person has to do something about it.
 * Expected outcomes (no answer found, a file that cannot be read) are values, not errors.
 */

/** What went wrong, for code to branch on; messages are for people and are never matched. */
export type KewenErrorCode =
  | 'usage' // the command line or a question was not of the expected form
  | 'settings' // an environment variable or settings file is invalid
  | 'corpus' // the corpus folder cannot be used at all
  | 'lexicon' // a lexicon file has a bad line
  | 'knowledge' // a word list of the program has a bad line
  | 'index-missing' // no index has been built
  | 'index-untrusted' // the index is damaged or was built by something else
  | 'publish' // a new index could not be put in service
  | 'search' // the search cluster cannot be reached, or cannot be used as it is
  | 'records' // the file of the records, its secret or a backup of them cannot be used
  | 'platform'; // what the machine lacks: a native module, disk space, a permission

/** An error whose message says what failed, on which thing, and what to do about it. */
export class KewenError extends Error {
  readonly code: KewenErrorCode;

  constructor(code: KewenErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KewenError';
    this.code = code;
  }
}
