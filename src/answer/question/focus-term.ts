/**
 * Focus terms: the words of a question that an answer's evidence has to account for.
 */

/** A word of the question that an answer's evidence has to account for. */
export interface FocusTerm {
  /** Folded. */
  readonly text: string;
  /** Its rarity in the index times how much its part of speech tells, > 0. */
  readonly weight: number;
  /**
   * Its rarity times how much its part of speech tells, whatever it does in the question and whether or not the index
   * knows it; > 0.
   */
  readonly tells: number;
  /** Other ways to say it: synonyms, full forms of an abbreviation. Folded. */
  readonly alternatives: readonly string[];
  /** Words of the index that may say about the same, by a dictionary: they help to find and prove nothing. Folded. */
  readonly near: readonly string[];
  /** Whether an answer without it is an answer to another question. */
  readonly isKey: boolean;
  /** Whether it says what happened: a date is of nothing else. */
  readonly isVerb: boolean;
  /** Whether it is a noun or a name: what something can be about. */
  readonly isNoun: boolean;
  /** Whether it looks like a name (a run of characters that is no word): it has to be named itself. */
  readonly isName: boolean;
  /** The term right after it in the question, which it then narrows (水产 before 科技小院); empty if there is none. */
  readonly narrows: string;
  /** Whether only a clause that tells says it: it may show what is meant, and is never missed. */
  readonly isTold: boolean;
  /** Set where it says nothing in part: of 八届二次全委会 no part stands for it. */
  readonly isWhole?: boolean;
}
