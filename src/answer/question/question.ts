/**
 * A question as it was understood.
 */

import type { OpenIndex } from '../../index/open.ts';
import type { Claims } from './claims.ts';

/** What of an open index understanding needs. */
export type Understanding = Pick<OpenIndex, 'reports' | 'vocabulary' | 'lexicon' | 'segment' | 'search'>;

/** What kind of thing is asked for. */
export type AnswerType =
  | 'count'
  | 'date'
  | 'person'
  | 'place'
  | 'organisation'
  | 'name'
  | 'list'
  | 'yesno'
  | 'definition'
  | 'summary'
  | 'open'; // nothing told the type: the best sentence is the answer

/** A word of the question that an answer's evidence has to account for. */
export interface FocusTerm {
  /** Folded. */
  readonly text: string;
  /** Its rarity in the index times how much its part of speech tells, > 0. */
  readonly weight: number;
  /** Other ways to say it: synonyms, full forms of an abbreviation. Folded. */
  readonly alternatives: readonly string[];
  /** Whether an answer without it is an answer to another question. */
  readonly isKey: boolean;
  /** Whether it says what happened: a date is of nothing else. */
  readonly isVerb: boolean;
  /** Whether it looks like a name (a run of characters that is no word): it has to be named itself. */
  readonly isName: boolean;
  /** The term right after it in the question, which it then narrows (水产 before 科技小院); empty if there is none. */
  readonly narrows: string;
}

/** Whose report and which time a question is about. */
export interface Scope {
  /** Associations of the index that are named, in the order they are named. */
  readonly associations: readonly string[];
  /** Whether one of them is meant and the question does not tell which (吉林科协, of 吉林省 and 吉林市). */
  readonly isEither: boolean;
  /** A named association or place that has no report here, e.g. 昆山市科协. */
  readonly foreign: readonly string[];
  /** Years stated outright (2020, 2016—2020), all of them in order. */
  readonly years: readonly number[];
  /** Whether the years are the two ends of a span (2016—2020). */
  readonly isSpan: boolean;
  /** Whether several years are set side by side (两年各…). */
  readonly isForAllYears: boolean;
  /** A relative year (去年): answered from the newest report when it has none of that year. */
  readonly relativeYear: number | null;
  /** Whether both or all associations are meant (两家, 各自). */
  readonly isForAll: boolean;
}

/** A question, understood. */
export interface Question {
  readonly type: AnswerType;
  /** Whether several items are asked for (哪些, 哪几位). */
  readonly wantsMany: boolean;
  /** The measure word of a count (项, 人次); empty where none was said. */
  readonly unit: string;
  /** What kind of number a count wants. */
  readonly numberKind: 'count' | 'percent' | 'money' | 'rank' | 'grade' | 'frequency';
  /** The noun after 哪个/哪位/什么: 公司, 老师, 栏目; what the answer is one of. */
  readonly head: string;
  /** What a definition is asked of; empty for other types. */
  readonly defined: string;
  /** What a yes-or-no question asserts; null for other types. */
  readonly claims: Claims | null;
  readonly focus: readonly FocusTerm[];
  /** Words of a part set aside by the asker (不是苏州市级的那个): their presence speaks against. */
  readonly excluded: readonly string[];
  readonly scope: Scope;
  /** Spelling read otherwise than typed: 科谱 as 科普. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  readonly language: 'zh' | 'en';
  /** The folded, corrected question. */
  readonly asked: string;
  /** The folded, corrected question without the scope and the words that only ask, for character pairs and suggestions. */
  readonly matter: string;
}
