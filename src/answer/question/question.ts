/**
 * A question as it was understood.
 */

import type { Index } from '../../index/shelf.ts';
import type { Achieved, Claims } from './claim.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Measured } from './measured.ts';

/** What of an open index understanding needs. */
export type Understanding = Omit<Index, 'search' | 'passage' | 'reportText' | 'answers'>;

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
  /** Whether they are told from another one and not named themselves (前一年, 去年呢). */
  readonly areYearsTold: boolean;
  /** Whether the years are the two ends of a span (2016—2020). */
  readonly isSpan: boolean;
  /** Whether several years are set side by side (两年各…). */
  readonly isForAllYears: boolean;
  /** A relative year (去年): answered from the newest report when it has none of that year. */
  readonly relativeYear: number | null;
  /** Whether what is asked about is held against the year before it (比上年). */
  readonly isAgainstYearBefore: boolean;
  /** Whether both or all associations are meant (两家, 各自). */
  readonly isForAll: boolean;
}

/** How exact a date is to be: a clock time, a span of years, a year, a day, or a date of any kind. */
export type Precision = 'clock' | 'weekday' | 'span' | 'year' | 'day' | 'date';

/** What a sentence shows by its form where it tells what is asked for, whatever the type. */
export type Form = 'reason' | 'floor' | 'address' | 'phone' | 'age';

/** A part of a report that can be asked for as such: what is wanting, what is to come, what was won. */
export type Aspect = 'problems' | 'plans' | 'honours';

/**
 * What is asked of sides that are set beside each other: which has more or less, which was first or last, whether they are
 * equal, how much lies between them; `change` is what one became, which may be told of a side alone (增加了多少).
 */
export type Direction = 'more' | 'less' | 'earlier' | 'later' | 'same' | 'difference' | 'change';

/** What a question wants beside its type. */
export interface Wants {
  /** Which of several figures of one thing. */
  readonly measured: Measured;
  /** How many there are in all (累计), or how many there are at the end or now (现有); `only` where nothing else will do. */
  readonly total: 'all' | 'standing' | 'only' | null;
  readonly atYearEnd: boolean;
  /** What was added (新增), a part of the whole (其中), prizes, sums of money, areas and lengths of time. */
  readonly additions: boolean;
  readonly part: boolean;
  readonly prizes: boolean;
  readonly money: boolean;
  readonly area: boolean;
  readonly duration: boolean;
  /** The months of a half or a quarter of a year (上半年), both inclusive. */
  readonly months: { readonly from: number; readonly to: number } | null;
  readonly precision: Precision | null;
  /** What is planned, or what became of a plan (达到15家的目标了吗). */
  readonly plan: 'plan' | 'outcome' | null;
  /** Whether what is done by now is asked for (了, 已经). */
  readonly done: boolean;
  /** Whether things are asked for as they stand now (现任). */
  readonly now: boolean;
  /** Whether it is asked when somebody came somewhere (哪一年到太仓). */
  readonly arrives: boolean;
  /** What is asked to have been achieved; null where a step on the way is, or nothing. */
  readonly achieved: Achieved | null;
  readonly form: Form | null;
  /** The parts of a report that are asked for, where nothing in them is asked for in particular. */
  readonly aspects: readonly Aspect[];
  /** 主办, 承办 …: what one is asked to have been to it. */
  readonly roles: readonly string[];
  /** 第八届, 第二批. */
  readonly editions: readonly { readonly unit: string; readonly value: number }[];
  /** Whether several are asked for one by one (各, 分别). */
  readonly each: boolean;
  /** What is asked of sides that are set beside each other. */
  readonly comparison: Direction | null;
  /** Whether a title of a work is asked for, and whether a name is (叫什么). */
  readonly title: boolean;
  readonly calls: boolean;
  /** The noun that a name is asked of (讲师团叫什么); empty where none is. */
  readonly called: string;
  /** Which holder of an office: of now (现任), the first (首任) or one who left it (原); null where nothing is said. */
  readonly holder: 'present' | 'first' | 'former' | null;
  /** Whose office is asked for, as it stands before the office; empty where nothing does. */
  readonly owner: string;
  /** Whether the association itself is named as one (科协主席). */
  readonly ofAssociation: boolean;
  /** Places without a report here that are named as an association's (昆山市科协), and as a level (嘉兴市级). */
  readonly otherAssociations: readonly string[];
  readonly placesAsLevels: readonly string[];
}

/** Where something stands that answers: offsets in the text of a report. */
export interface Taken {
  readonly report: string;
  readonly start: number;
  readonly end: number;
}

/** A question, understood. */
export interface Question {
  readonly type: AnswerType;
  /** Whether several items are asked for (哪些, 哪几位). */
  readonly wantsMany: boolean;
  /** The measure word of a count (项, 人次); empty where none was said. */
  readonly unit: string;
  /** What is counted, as its words, its noun last (省级 学会); empty where nothing stands beside 多少. */
  readonly counted: readonly string[];
  /** What kind of number a count wants. */
  readonly numberKind: 'count' | 'percent' | 'share' | 'money' | 'rank' | 'grade' | 'frequency';
  /** The noun after 哪个/哪位/什么: 公司, 老师, 栏目; what the answer is one of. */
  readonly head: string;
  /** Of the nouns that say what is asked for those that no report knows, in no other words either. */
  readonly unknownThings: readonly string[];
  /** What a definition is asked of; empty for other types. */
  readonly defined: string;
  /** The bodies that it names, without the place that begins their name: 茶业集团 of 砚岭茶业集团. */
  readonly bodies: readonly string[];
  /** The people whom the question names. */
  readonly people: readonly string[];
  /** Where the answers of the parts before it stand, of a part of a question: no two parts have the same answer. */
  readonly taken?: readonly Taken[];
  /** Whose office or institution is asked for (邹晚晴在哪个单位); null where neither is. */
  readonly ofPerson: { readonly name: string; readonly of: 'office' | 'body' | 'work' } | null;
  /** What a yes-or-no question asserts; null for other types. */
  readonly claims: Claims | null;
  readonly wants: Wants;
  readonly focus: readonly FocusTerm[];
  /** Its nouns and names that stand in no text of the index, those that tell most first; of a follow-up its own. */
  readonly nowhere: readonly string[];
  /** Of the foreign places of its scope those that no text names. */
  readonly absent: readonly string[];
  /** Words of an English question that neither the glossary nor a text has, and that are no grammar. */
  readonly strays: readonly string[];
  /** Words of a part set aside by the asker (不是苏州市级的那个): their presence speaks against. */
  readonly excluded: readonly string[];
  readonly scope: Scope;
  /**
   * The question by itself, where whose reports are read and what they are read for was filled up from the question before
   * it: how it is answered where that fits it better. Null where nothing was carried, or it has nothing of its own (那太仓呢).
   */
  readonly alone: Question | null;
  /** Spelling read otherwise than typed: 科谱 as 科普. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  readonly language: 'zh' | 'en';
  /** The folded, corrected question. */
  readonly asked: string;
  /** The folded, corrected question without the scope and the words that only ask, for character pairs and suggestions. */
  readonly matter: string;
  /** As it was typed, and the folded, corrected question without associations and years: what a suggestion is made of. */
  readonly typed: string;
  readonly unscoped: string;
}
