/**
 * What a follow-up keeps and what it replaces: 那太仓呢？ keeps what was asked and replaces whose; 其中重点的呢？
 * keeps whose and narrows what; 他是哪家公司的？ stands for the answer before.
 */
import { covers } from '../../corpus/report.ts';
import type { FocusTerm } from './focus-term.ts';
import type { Question, Scope, Understanding } from './question.ts';
import { focusTerms } from './terms.ts';
import { understand } from './understand.ts';

/** What a term of the question before counts in the one that follows, and of one part of a question in another. */
export const CARRIED_WEIGHT = 0.4;

const LEANS_ON_CONTEXT =
  /^(?:那么?|还有|其中|他|她|它|这|该|此|总共|一共|共|里面|里头|具体|分别|又|另外|当时|到场|当天|同时|and\b|what about|how about)|呢[?？\s]*$|(?:他|她|它)们?|其中|这(?:个|些|次|项|场|位|家)|该(?:活动|项目|企业|公司|同志|大赛)/u;
const PRONOUN = /他们?(?!们)|她们?|它们?|这位|这家|这个人|该(?:企业|公司|同志|人|单位|项目|活动)/u;

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
  // 昆山呢 replaces whose as 太仓呢 does, also when there is no report of it.
  const onlyNamesPlace = keys.length > 0 && keys.every(({ text }) => question.scope.foreign.includes(text));
  if ((keys.length === 0 || onlyNamesPlace) && !PRONOUN.test(typed)) {
    return {
      ...before,
      type: question.type === 'open' ? before.type : question.type,
      ...(question.type === 'open'
        ? {}
        : {
            unit: question.unit,
            numberKind: question.numberKind,
            head: question.head,
            wantsMany: question.wantsMany,
          }),
      focus: withoutRepeats([...before.focus, ...question.focus]),
      scope,
      corrections: [...before.corrections, ...question.corrections],
      language: question.language,
    };
  }
  const named = PRONOUN.test(typed) ? answerTo(last, earlier) : null;
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
    type: question.type === 'open' ? before.type : question.type,
    unit: question.type === 'open' ? before.unit : question.unit,
    focus: withoutRepeats([...question.focus, ...stoodFor, ...carried]),
    matter: [question.matter, named ?? ''].join(' ').trim(),
    scope,
  };
}

/** A question that says whose and what it is about needs nothing of the one before. */
function standsAlone(question: Question, keys: readonly FocusTerm[], typed: string): boolean {
  if (question.scope.associations.length === 0 || keys.length === 0) return false;
  return !LEANS_ON_CONTEXT.test(typed.trim());
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
  if (/上一?年|前一年/u.test(typed)) return { ...scope, relativeYear: null, years: [year - 1] };
  if (/第二年|次年|后一年|下一年/u.test(typed)) return { ...scope, relativeYear: null, years: [year + 1] };
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
