/**
 * What a follow-up keeps and what it replaces: 那太仓呢？ keeps what was asked and replaces whose; 其中重点的呢？
 * keeps whose and narrows what; 他是哪家公司的？ stands for the answer before. A follow-up is a copy of the question
 * before it with what it says anew, so that nothing is forgotten. A question with a subject of its own
 * only prefers whose reports the one before asked for: it is asked by itself as well (`alone`).
 */
import { covers, hasPeriod } from '../../corpus/report.ts';
import { CONVERSATION } from '../../knowledge/lists.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { foldQuestion } from '../../language/normalize.ts';
import { readChoice } from './choice.ts';
import type { FocusTerm } from './focus-term.ts';
import { headAtEnd } from './heads.ts';
import { leansBack, pointsBack } from './leaning.ts';
import { questionIn } from './message.ts';
import { absentPlaces } from './nowhere.ts';
import { askedOfPerson } from './of-person.ts';
import { antecedent, pronounIn, withPronouns } from './pronoun.ts';
import type { Question, Scope, Understanding, Wants } from './question.ts';
import { says } from './said.ts';
import { neighboursIn } from './scope.ts';
import { withoutSmallTalk } from './small-talk.ts';
import { focusTerms } from './terms.ts';
import { type Tell, type Told, turnsOf } from './turns.ts';
import { understand } from './understand.ts';

/** What a term of the question before counts in the one that follows, and of one part of a question in another. */
export const CARRIED_WEIGHT = 0.4;

/**
 * Understands a question in the light of those before it.
 *
 * @param previous the questions before it, oldest first, one a line
 * @param tell     what a question of the conversation was answered with; called only where the message leans on that
 */
export function understandInContext(
  message: string,
  previous: string | undefined,
  index: Understanding,
  thisYear: number,
  tell: Tell,
): Question {
  const typed = questionIn(message);
  const turns = turnsOf(previous);
  const question = understand(
    turns.length > 0 ? withPronouns(withoutSmallTalk(typed)) : typed,
    index,
    thisYear,
  );
  // Without the story around it: 领导催得紧，那太仓呢.
  const said = question.typed;
  const last = turns.at(-1);
  if (last === undefined) return question;
  const earlier = turns.slice(0, -1).join('\n');
  const told = onlyOnce(() => tell(last, earlier));
  const chosen = choiceOf(
    said,
    told,
    () => understandInContext(last, earlier, index, thisYear, tell),
    (choice) => understand(choice, index, thisYear),
  );
  if (chosen) return chosen;
  const keys = question.focus.filter(({ isKey }) => isKey);
  if (standsAlone(question, keys, said)) return question;
  const read = understandInContext(last, earlier, index, thisYear, tell);
  const before = read.alone === null ? read : (told().question ?? read);
  // 中午吃啥 names nobody and nothing that a report has: what was asked before it is built on.
  if (isOffTopic(last, index, thisYear) && !told().isAnswered)
    return understandInContext(typed, earlier, index, thisYear, tell);
  const scope = carryScope(withNeighbourYear(said, question.scope, before.scope, index), before.scope, index);
  const pronoun = pronounIn(said);
  // 昆山呢 replaces whose as 太仓呢 does, also when there is no report of it.
  const onlyNamesPlace = keys.length > 0 && keys.every(({ text }) => question.scope.foreign.includes(text));
  if ((keys.length === 0 || onlyNamesPlace) && !pronoun) {
    return {
      ...before,
      ...askedAnew(question, before),
      focus: withoutRepeats([...before.focus, ...question.focus]),
      scope,
      alone: null,
      nowhere: question.nowhere,
      absent: absentPlaces(scope.foreign, index),
      corrections: [...before.corrections, ...question.corrections],
      language: question.language,
    };
  }
  const named = pronoun ? antecedent(pronoun, last, told()) : null;
  const stoodFor: FocusTerm[] = named
    ? focusTerms(named, index).map((term) => ({ ...term, isKey: true }))
    : [];
  const asked = askedAnew(question, before);
  const anew = countsAnother(question, before) ? { ...asked, counted: [] } : asked;
  const isReplaced = anew.head !== before.head;
  const carried = before.focus
    .filter(({ text }) => !isReplaced || text !== before.head)
    .map((term) => ({ ...term, weight: term.weight * CARRIED_WEIGHT, isKey: false }));
  const inContext = {
    ...question,
    ...anew,
    focus: withoutRepeats([...question.focus, ...stoodFor, ...carried]),
    matter: [question.matter, named ?? ''].join(' ').trim(),
    ofPerson: question.ofPerson ?? (named === null ? null : askedOfPerson(question, [named], question.focus)),
    scope,
    absent: absentPlaces(scope.foreign, index),
  };
  if (pointsBack(said)) return inContext;
  return {
    ...inContext,
    alone: leansBack(said) ? { ...inContext, scope: question.scope, absent: question.absent } : question,
  };
}

/** 第二个 and 都要, where one was to be chosen of several: the question with what was chosen; null for any other message. */
function choiceOf(
  typed: string,
  told: () => Told,
  before: () => Question,
  understood: (choice: string) => Question,
): Question | null {
  if (readChoice(typed, MOST_CHOICES).length === 0) return null;
  const { choices } = told();
  const chosen = readChoice(typed, choices.length).map((at) => understood(choices[at] as string));
  const [one, ...others] = chosen;
  if (!one || others.length === 0) return one ?? null;
  const all = <T>(of: (scope: Scope) => readonly T[]) => [
    ...new Set(chosen.flatMap(({ scope }) => of(scope))),
  ];
  const associations = all((scope) => scope.associations);
  // Of several associations each has its own year.
  const years = associations.length > 1 ? [] : all((scope) => scope.years);
  const asked = before();
  return { ...asked, scope: { ...asked.scope, associations, isEither: false, years, isSpan: false } };
}

/** More than are ever offered. */
const MOST_CHOICES = 99;

function onlyOnce<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether a question by itself names nobody whose reports could be meant, and leans on nothing. */
function isOffTopic(typed: string, index: Understanding, thisYear: number): boolean {
  return !leansBack(typed) && namesNobody(understand(typed, index, thisYear).scope);
}

const namesNobody = ({ associations, foreign, years, relativeYear }: Scope) =>
  associations.length === 0 && foreign.length === 0 && years.length === 0 && relativeYear === null;

/** What is asked for: that of the follow-up where it asks for anything, else that of the question before. */
function askedAnew(
  question: Question,
  before: Question,
): Pick<
  Question,
  'type' | 'unit' | 'counted' | 'numberKind' | 'head' | 'wantsMany' | 'defined' | 'claims' | 'wants'
> {
  const { type, unit, counted, numberKind, head, wantsMany, defined, claims } = asksAnything(question)
    ? question
    : before;
  // 党组书记呢 after 主席是谁 asks for the holder of another office.
  const office = before.type === 'person' && !asksAnything(question) ? headOfFollowUp(question) : '';
  const wants = asksAnything(question) ? question.wants : wantedOfBoth(question.wants, before.wants);
  // 其中区里出了多少 asks in what the whole was asked in.
  if (type === 'count' && before.type === 'count' && unit === '' && wants.part) {
    const { money, area } = before.wants;
    return {
      ...{ type, unit: before.unit, counted, head: office || head, wantsMany, defined, claims },
      numberKind: numberKind === 'count' ? before.numberKind : numberKind,
      wants: { ...wants, money: wants.money || money, area: wants.area || area },
    };
  }
  return { type, unit, counted, numberKind, head: office || head, wantsMany, defined, claims, wants };
}

/** 那展览呢 after 讲座多少场 asks how many of another thing. */
const countsAnother = (question: Question, before: Question): boolean =>
  before.type === 'count' &&
  !asksAnything(question) &&
  !question.wants.part &&
  question.focus.some(
    ({ text, isNoun }) => isNoun && question.matter.replace(ENDS, '').endsWith(text) && !says(before, text),
  );

/** The noun that a follow-up ends with, before 呢; empty where it asks for nobody. */
const headOfFollowUp = ({ matter }: Question): string => headAtEnd(matter.replace(ENDS, ''));
const ENDS = new RegExp(`${oneOf(CONVERSATION.ends)}$`, 'u');

/** 黄石吧 asks for nothing, whatever its particle does elsewhere. */
const asksAnything = ({ type, matter }: Question): boolean =>
  type !== 'open' && (type !== 'yesno' || matter.trim() !== '');

/** 其中人均的呢 wants a part of what was wanted before: what it does not say stays. */
function wantedOfBoth(now: Wants, before: Wants): Wants {
  const isSaid = (value: unknown) =>
    Array.isArray(value) ? value.length > 0 : value !== null && value !== false && value !== '';
  const said = Object.entries(now).filter(([, value]) => isSaid(value));
  return { ...before, ...Object.fromEntries(said) };
}

/** A question that says whose and what it is about needs nothing of the one before. */
function standsAlone(question: Question, keys: readonly FocusTerm[], typed: string): boolean {
  if (question.scope.associations.length === 0 || keys.length === 0) return false;
  return !leansBack(typed);
}

function withoutRepeats(terms: readonly FocusTerm[]): FocusTerm[] {
  const byText = new Map<string, FocusTerm>();
  for (const term of terms) {
    const known = byText.get(term.text);
    if (!known || known.weight < term.weight) byText.set(term.text, term);
  }
  return [...byText.values()];
}

/**
 * 上一年, 第二年, 明年 are told from the year before asked about, or from that of the newest report where none was named. Of
 * another association 去年 and 明年 are told from now.
 */
function withNeighbourYear(typed: string, scope: Scope, before: Scope, index: Understanding): Scope {
  const [neighbour] = neighboursIn(foldQuestion(typed));
  if (!neighbour || scope.years.length > 0 || scope.isAgainstYearBefore) return scope;
  if (neighbour.isFromNow && scope.associations.length > 0) return scope;
  const own = index.reports.filter(
    ({ association, period }) => before.associations.includes(association) && hasPeriod(period),
  );
  const newest = own.length > 0 ? Math.max(...own.map(({ period }) => period.to)) : undefined;
  const year = before.years[0] ?? newest;
  return year === undefined
    ? scope
    : { ...scope, relativeYear: null, years: [year + neighbour.offset], areYearsTold: true };
}

/** The scope of a follow-up: what it names replaces, what it does not name stays. */
function carryScope(scope: Scope, before: Scope, index: Understanding): Scope {
  const named = scope.associations.length > 0 || (scope.foreign.length > 0 && scope.years.length === 0);
  const associations = named ? scope.associations : before.associations;
  const covered = (year: number) =>
    index.reports.some(
      ({ association, period }) =>
        (associations.length === 0 || associations.includes(association)) && covers(period, year),
    );
  // A year stays only where the association now meant has it: 平湖2020 does not ask 太仓 for 2020.
  const years = scope.years.length > 0 ? scope.years : before.years.filter(covered);
  return {
    associations,
    isEither: (named ? scope : before).isEither,
    foreign: scope.foreign.length > 0 || scope.associations.length > 0 ? scope.foreign : before.foreign,
    years,
    relativeYear: scope.relativeYear ?? (scope.years.length > 0 ? null : before.relativeYear),
    isSpan: scope.years.length > 0 ? scope.isSpan : before.isSpan,
    isForAll: scope.isForAll,
    areYearsTold: scope.years.length > 0 ? scope.areYearsTold : before.areYearsTold,
    isForAllYears: scope.isForAllYears,
    isAgainstYearBefore: scope.isAgainstYearBefore,
  };
}
