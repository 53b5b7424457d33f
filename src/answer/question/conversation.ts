/**
 * What a follow-up keeps and what it replaces: 那太仓呢？ keeps what was asked and replaces whose; 其中重点的呢？
 * keeps whose and narrows what; 他是哪家公司的？ stands for the answer before. A follow-up is a copy of the question
 * before it with what it says anew, so that nothing is forgotten. Whose reports the question before asked for is only
 * preferred: where they do not answer, what the follow-up names itself counts (`ownScope`).
 */
import { covers } from '../../corpus/report.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Question, Scope, Understanding, Wants } from './question.ts';
import { focusTerms } from './terms.ts';
import { understand } from './understand.ts';

/** What a term of the question before counts in the one that follows, and of one part of a question in another. */
export const CARRIED_WEIGHT = 0.4;

const WORDS = wordLists('conversation.txt', [
  'opens',
  'begins',
  'ends',
  'anywhere',
  'pronoun',
  'none',
  'before',
  'after',
]);
/** what about is two words. */
const spoken = (words: readonly string[]) => words.map((word) => word.replace('_', ' '));
const LEANS = new RegExp(
  `^${oneOf(spoken([...WORDS.opens, ...WORDS.begins]))}|${oneOf(WORDS.ends)}[?？\\s]*$|${oneOf(WORDS.anywhere)}`,
  'u',
);
/** 其中重点的呢 speaks of what was told; 那海智基地呢 may have a subject of its own. */
const POINTS_BACK = new RegExp(`^${oneOf(spoken(WORDS.begins))}|${oneOf(WORDS.anywhere)}`, 'u');
const PRONOUN = new RegExp(oneOf(WORDS.pronoun), 'u');
const NO_PRONOUN = new RegExp(oneOf(WORDS.none), 'gu');
const YEAR_BEFORE = new RegExp(oneOf(WORDS.before), 'u');
const YEAR_AFTER = new RegExp(oneOf(WORDS.after), 'u');

/** Questions of a conversation that a follow-up may build on: 平湖…多少项 / 那太仓呢 / 受益多少人. */
const REMEMBERED_QUESTIONS = 3;

/**
 * A conversation as the next question's `previous`: its last questions, oldest first, one a line.
 *
 * @param previous the conversation before a question; undefined at its beginning
 */
export function conversationWith(previous: string | undefined, question: string): string {
  const line = question.replace(/[\t\r\n]/gu, ' ').trim();
  return [...linesOf(previous), line].slice(-REMEMBERED_QUESTIONS).join('\n');
}

const linesOf = (conversation: string | undefined): string[] =>
  (conversation ?? '')
    .split('\n')
    .filter((line) => line.trim())
    .slice(-REMEMBERED_QUESTIONS);

/**
 * Understands a question in the light of those before it.
 *
 * @param previous the questions before it, oldest first, one a line
 * @param answerTo what a question was answered with, by its highlighted span; called only for a pronoun
 */
export function understandInContext(
  typed: string,
  previous: string | undefined,
  index: Understanding,
  thisYear: number,
  answerTo: (question: string, previous: string) => string | null,
): Question {
  const question = understand(typed, index, thisYear);
  const lines = linesOf(previous);
  const last = lines.at(-1);
  if (last === undefined) return question;
  const earlier = lines.slice(0, -1).join('\n');
  const before = understandInContext(last, earlier, index, thisYear, answerTo);
  const keys = question.focus.filter(({ isKey }) => isKey);
  if (standsAlone(question, keys, typed)) return question;
  const scope = carryScope(withNeighbourYear(typed, question.scope, before.scope), before.scope, index);
  const isPronoun = PRONOUN.test(typed.replace(NO_PRONOUN, ''));
  // 昆山呢 replaces whose as 太仓呢 does, also when there is no report of it.
  const onlyNamesPlace = keys.length > 0 && keys.every(({ text }) => question.scope.foreign.includes(text));
  if ((keys.length === 0 || onlyNamesPlace) && !isPronoun) {
    return {
      ...before,
      ...askedAnew(question, before),
      focus: withoutRepeats([...before.focus, ...question.focus]),
      scope,
      ownScope: null,
      corrections: [...before.corrections, ...question.corrections],
      language: question.language,
    };
  }
  const named = isPronoun ? answerTo(last, earlier) : null;
  const stoodFor: FocusTerm[] = named
    ? focusTerms(named, index).map((term) => ({ ...term, isKey: true }))
    : [];
  const carried = before.focus.map((term) => ({
    ...term,
    weight: term.weight * CARRIED_WEIGHT,
    isKey: false,
  }));
  return {
    ...question,
    ...askedAnew(question, before),
    focus: withoutRepeats([...question.focus, ...stoodFor, ...carried]),
    matter: [question.matter, named ?? ''].join(' ').trim(),
    scope,
    ownScope: POINTS_BACK.test(typed.trim()) ? null : question.scope,
  };
}

/** What is asked for: that of the follow-up where it asks for anything, else that of the question before. */
function askedAnew(
  question: Question,
  before: Question,
): Pick<Question, 'type' | 'unit' | 'numberKind' | 'head' | 'wantsMany' | 'defined' | 'claims' | 'wants'> {
  const { type, unit, numberKind, head, wantsMany, defined, claims } =
    question.type === 'open' ? before : question;
  const wants = question.type === 'open' ? wantedOfBoth(question.wants, before.wants) : question.wants;
  return { type, unit, numberKind, head, wantsMany, defined, claims, wants };
}

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
  return !LEANS.test(typed.trim());
}

function withoutRepeats(terms: readonly FocusTerm[]): FocusTerm[] {
  const byText = new Map<string, FocusTerm>();
  for (const term of terms) {
    const known = byText.get(term.text);
    if (!known || known.weight < term.weight) byText.set(term.text, term);
  }
  return [...byText.values()];
}

/** 上一年, 第二年, 同一年 are counted from the year before asked about. */
function withNeighbourYear(typed: string, scope: Scope, before: Scope): Scope {
  const [year] = before.years;
  if (year === undefined || scope.years.length > 0) return scope;
  if (YEAR_BEFORE.test(typed)) return { ...scope, relativeYear: null, years: [year - 1] };
  if (YEAR_AFTER.test(typed)) return { ...scope, relativeYear: null, years: [year + 1] };
  return scope;
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
    isForAllYears: scope.isForAllYears,
  };
}
