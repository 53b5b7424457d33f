/**
 * What a question wants beside its type: the whole or a part, what is planned or what came of it, how exact a date, which
 * side of a comparison. Read once, so that no later step reads the words again.
 */
import { COUNTING, JOINING, OFFICES, ROLES } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordIn, wordLists } from '../../knowledge/word-lists.ts';
import { readDates } from '../../language/dates.ts';
import { readEditions } from '../../language/editions.ts';
import { readNumbers } from '../../language/numbers.ts';
import { isWithin } from '../../language/place.ts';
import { aspectsIn } from './aspect.ts';
import { achievedIn, isNegated } from './claim-parts.ts';
import { directionIn } from './comparing.ts';
import { readMeasured } from './measured.ts';
import { ASSOCIATION, PLACE_ENDS } from './place-names.ts';
import type { Form, Precision, Question, Scope, Wants } from './question.ts';
import { asksForReason } from './reason.ts';
import { asksOfNow } from './scope.ts';

const WORDS = wordLists('wants.txt', [
  'total',
  'standing',
  'year-end',
  'new',
  'part',
  'prize',
  'money',
  'area',
  'duration',
  'clock',
  'weekday',
  'span',
  'year',
  'day',
  'date',
  'plan',
  'outcome',
  'reached',
  'aim',
  'done',
  'not-done',
  'floor',
  'address',
  'phone',
  'age',
  'each',
  'title',
  'calls',
  'name',
  'called',
  'what',
  'level',
  'when',
  'arrives',
]);

/** Words that ask for a plan. */
export const PLAN_WORDS: ReadonlySet<string> = new Set(WORDS.plan);

/** Whether the plan for a year is asked for; without one 计划 may be part of a name. */
export const asksYearsPlan = ({ wants, scope }: Pick<Question, 'wants' | 'scope'>): boolean =>
  wants.plan === 'plan' && (scope.years.length > 0 || scope.relativeYear !== null);

/** Every question is read for every class. */
const PATTERNS = new Map(Object.entries(WORDS).map(([name, words]) => [name, new RegExp(oneOf(words), 'u')]));
const says = (name: keyof typeof WORDS, text: string): boolean => PATTERNS.get(name)?.test(text) ?? false;

/**
 * Reads what is wanted.
 *
 * @param asked the folded, corrected question
 * @param matter the same without scope and asking words
 */
export function readWants(
  asked: string,
  matter: string,
  { focus, head, language, foreign }: Pick<Question, 'focus' | 'head' | 'language'> & Pick<Scope, 'foreign'>,
): Wants {
  return {
    measured: readMeasured(asked),
    total: says('total', asked) ? 'all' : says('standing', asked) ? 'standing' : null,
    atYearEnd: says('year-end', asked),
    additions: says('new', asked),
    part: says('part', matter),
    prizes: says('prize', asked),
    money: says('money', asked),
    area: says('area', asked),
    duration: says('duration', asked),
    months: monthsIn(asked),
    precision: precisionIn(asked),
    plan: planIn(asked, matter),
    done: says('done', asked.replace(NOT_DONE, '')) || HAPPENED.test(asked),
    now: asksOfNow(asked),
    arrives: ARRIVES.test(asked),
    // 没完成的有哪几项 asks for what was not.
    achieved: isNegated(asked) ? null : achievedIn(asked),
    form: asksForReason(asked) ? 'reason' : (FORMS.find((form) => says(form, asked)) ?? null),
    aspects: aspectsIn(asked, focus),
    roles: Object.keys(ROLES).filter((role) => asked.includes(role)),
    editions: editionsIn(matter),
    each: says('each', asked),
    comparison: directionIn(asked),
    title: says('title', asked),
    calls: CALLS.test(asked),
    called: calledIn(asked, focus),
    holder: HOLDERS.find((holder) => wordIn(OFFICES[holder], asked)) ?? null,
    owner: ownerIn(asked, head, language),
    ofAssociation: wordIn(ASSOCIATION, asked) !== null,
    otherAssociations: foreign.filter((place) => AS_ASSOCIATION.test(after(asked, place))),
    placesAsLevels: foreign.filter((place) => AS_LEVEL.test(after(asked, place))),
  };
}

const after = (asked: string, place: string) => asked.slice(asked.indexOf(place) + place.length);
const AS_ASSOCIATION = new RegExp(`^${oneOf(PLACE_ENDS)}?${oneOf(ASSOCIATION)}`, 'u');
const AS_LEVEL = new RegExp(`^${oneOf(PLACE_ENDS)}?${oneOf(WORDS.level)}`, 'u');

const ARRIVES = new RegExp(`${oneOf(WORDS.year, WORDS.day, WORDS.when)}${oneOf(WORDS.arrives)}`, 'u');
/** 哪天办的 is of what was done, 哪天办 may be of what is still to come. */
const HAPPENED = new RegExp(
  `${oneOf(WORDS.year, WORDS.day, WORDS.when, WORDS.date)}\\p{Script=Han}*?${oneOf(JOINING.of)}[^\\p{Script=Han}]*$`,
  'u',
);
const NOT_DONE = new RegExp(oneOf(WORDS['not-done']), 'gu');
const PRECISIONS: readonly Precision[] = ['clock', 'weekday', 'span', 'year', 'day', 'date'];
const HOLDERS = ['present', 'first', 'former'] as const;
const FORMS = ['floor', 'address', 'phone', 'age'] as const satisfies readonly Form[];

const precisionIn = (asked: string): Precision | null =>
  PRECISIONS.find((precision) => says(precision, asked)) ?? null;

/** The half or quarter of a year. */
function monthsIn(asked: string): Wants['months'] {
  const part = readDates(asked, { shortYears: true }).find(
    ({ month, toMonth, day }) => month !== undefined && toMonth !== undefined && day === undefined,
  );
  return part?.month === undefined || part.toMonth === undefined
    ? null
    : { from: part.month, to: part.toMonth };
}

/** 达到15家的目标了吗 and 按计划开工的吗 ask what has become of a plan. */
const OUTCOME = new RegExp(`${oneOf(WORDS.outcome)}|${oneOf(WORDS.reached)}.{0,13}${oneOf(WORDS.aim)}`, 'u');

function planIn(asked: string, matter: string): Wants['plan'] {
  if (OUTCOME.test(asked)) return 'outcome';
  return says('plan', matter) ? 'plan' : null;
}

/** 第八届, 第二批 */
function editionsIn(matter: string): Wants['editions'] {
  const meetings = readEditions(matter);
  return readNumbers(matter)
    .filter((number) => !meetings.some((meeting) => isWithin(number, meeting)))
    .filter(({ kind, raw }) => kind === 'ordinal' && wordAtEnd(COUNTING.edition, raw) !== '')
    .map(({ raw, value }) => ({ unit: raw.slice(-1), value }));
}

const CALLS = new RegExp(`${oneOf(WORDS.calls)}${oneOf(WORDS.what)}`, 'u');
const CALLED = new RegExp(
  `${oneOf(JOINING.of)}?${oneOf(WORDS.name)}?${oneOf(WORDS.called)}${oneOf(WORDS.what)}`,
  'u',
);

/** The noun that a name is asked of: 讲师团叫什么. Empty where none is. */
function calledIn(asked: string, focus: Question['focus']): string {
  const before = asked.slice(0, Math.max(0, asked.search(CALLED)));
  return focus.find(({ text }) => before.endsWith(text))?.text ?? '';
}

const OWNER = new RegExp(`([\\p{Script=Han}a-z]{2,20}?)${oneOf(JOINING.of)}?$`, 'u');

/** Whose office is asked for: what stands before it, in English the whole question (the chairman of Pinghu 科协). */
function ownerIn(asked: string, head: string, language: Question['language']): string {
  if (language === 'en') return asked;
  return OWNER.exec(asked.slice(0, asked.indexOf(head)))?.[1] ?? '';
}
