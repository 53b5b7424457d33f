/**
 * What a yes-or-no question asserts, as it was understood.
 */
import type { DateReading } from '../../language/date-draft.ts';
import type { Frequency } from '../../language/frequencies.ts';
import type { NumberReading } from '../../language/numbers.ts';
import type { FocusTerm } from './focus-term.ts';

/** `more`: 100多, some more but not the next round number; `near`: 将近100, some less. */
export type Relation = 'equal' | 'over' | 'atLeast' | 'below' | 'atMost' | 'about' | 'near' | 'more';

/** A number of a claim with its relation. */
export interface RelatedNumber extends NumberReading {
  readonly relation: Relation;
  /** Whether it is what something is claimed to have grown or changed from (由47家). */
  readonly isOrigin: boolean;
  /** Whether it is a length of time that only says during what (五年里, 两个月一共). */
  readonly saysDuring: boolean;
}

/** Of how many of a group something is claimed. */
export type Quantifier = 'all' | 'only' | 'half' | 'under-half' | 'double';

/** How far a thing is claimed to have come, by what kind of thing it is: an honour, a building, anything else. */
export type Achieved = 'honour' | 'building' | 'any';

/** Who is claimed to have done something (由…主办, 是…创作的). */
export interface Actor {
  /** As it is named; `own` for the association that was asked about. */
  readonly name: string;
  readonly verb: string;
  /** Whether nobody else is claimed to have taken part (单独, 一家). */
  readonly isAlone: boolean;
}

/** A word that is claimed, with where it stands. */
export interface ClaimedWord extends FocusTerm {
  /** Its place in {@link Claims.asserted}. */
  readonly start: number;
  /** A step of a scale or a level is told by any word of that step, 第3 by 第三. */
  readonly kind: 'word' | 'step' | 'level' | 'ordinal';
}

/** What a question claims. */
export interface Claims {
  /** The folded words without confirmation, `NAMED` of scope.ts where an association is named; the fields' offsets are in it. */
  readonly asserted: string;
  /** What has to be told by words. */
  readonly words: readonly ClaimedWord[];
  readonly numbers: readonly RelatedNumber[];
  /** Days and months, and years beside those of the scope. */
  readonly dates: readonly DateReading[];
  readonly frequencies: readonly Frequency[];
  /** 1 for 第一, 首家, 率先; null where no rank is claimed. */
  readonly rank: number | null;
  /** Which of several it is claimed to be, counted in a measure: 第3个, 第二家; editions are told by words. */
  readonly nth: readonly NumberReading[];
  /** Steps of scales: 一等奖, 兼职, 下午. */
  readonly steps: readonly string[];
  readonly quantifier: Quantifier | null;
  readonly achieved: Achieved | null;
  readonly actor: Actor | null;
  /** Where it is claimed to be or to have been; empty where no place is claimed. */
  readonly place: string;
  /** Whose office, body or honour is claimed. */
  readonly people: readonly string[];
  /** The body that a person is claimed to belong to; empty where none is. */
  readonly affiliation: string;
  /** Offices and titles that are claimed of people, in order: 主席, 党组书记. */
  readonly offices: readonly string[];
  /** Whose the first of them is: a body, or `own` for the association; null where nobody is named. */
  readonly officeOwner: string | null;
  /** Whether somebody is claimed to have left an office. */
  readonly leaves: boolean;
  /** What a thing is claimed to be called; empty where nothing or several names are claimed. */
  readonly name: string;
  readonly isNegated: boolean;
  /** Words that none of this accounts for: a claim with any is not proved. */
  readonly unread: readonly string[];
  /** That an aim was reached (任务完成了) or exceeded; null where neither is claimed. */
  readonly reaches: 'met' | 'over' | null;
  /** Whether the claim is about what was aimed at. */
  readonly asksTarget: boolean;
}
