/**
 * Several things asked at once, as one question each: 讲座、展览各办了多少; 办了多少场，受益多少人.
 */
import { MEASURED } from '../../knowledge/lists.ts';
import { oneOf, wordAtEnd, wordAtStart } from '../../knowledge/word-lists.ts';
import { CARRIED_WEIGHT } from './conversation.ts';
import { asksForThing, REQUESTS, readCues } from './cues.ts';
import type { FocusTerm } from './focus-term.ts';
import { LINKING } from './linking.ts';
import type { AnswerType, Question } from './question.ts';
import { asksForReason, isHow } from './reason.ts';
import { readShape, type Shape } from './shape.ts';
import { readWants } from './wants.ts';

/** Types of answer that can stand one after the other. */
const APART: ReadonlySet<AnswerType> = new Set([
  'count',
  'date',
  'person',
  'place',
  'organisation',
  'name',
  'list',
]);

/** Whether what is asked for can be told part by part. */
export const canStandApart = ({ type }: Pick<Question, 'type'>): boolean => APART.has(type);

/** A question for each item of an enumeration. */
export interface Enumerated {
  readonly questions: readonly Question[];
  /** The terms of all items: a sentence that holds them all tells of all items. */
  readonly terms: readonly FocusTerm[];
}

/** One question for each item of an enumeration: 讲座、展览各办了多少. Null where nothing is enumerated. */
export function byItem(question: Question): Enumerated | null {
  const items = itemsOf(question.matter);
  const owned = items.map((item) => question.focus.filter(({ text }) => item.includes(text)));
  if (items.length < 2 || owned.some((terms, i) => terms.length === 0 && !isStretch(items[i]))) return null;
  const terms = owned.flat();
  const questions = items.map((item, i): Question => {
    const own = owned[i] as FocusTerm[];
    const others = items.filter((other) => other !== item);
    return {
      ...question,
      wantsMany: false,
      counted: question.counted.filter((word) => item.includes(word)),
      unknownThings: question.unknownThings.filter((word) => !others.some((other) => other.includes(word))),
      wants: { ...question.wants, each: false, measured: { ...question.wants.measured, every: false } },
      focus: question.focus.filter((term) => own.includes(term) || !terms.includes(term)),
      asked: without(question.asked, others).replace(EACH_ONE, ''),
      matter: without(question.matter, others),
    };
  });
  return { questions, terms };
}

const isStretch = (item = ''): boolean => STRETCHES.includes(item);

const without = (text: string, items: readonly string[]) =>
  items.reduce((rest, item) => rest.replace(item, ''), text);

const EACH = new RegExp(oneOf(LINKING.each), 'u');
const EACH_ONE = new RegExp(`${oneOf(LINKING.each)}自?`, 'gu');
const JOINED = new RegExp(`、|${oneOf(LINKING.and)}`, 'u');

/** The items before 各 or 分别. */
function itemsOf(matter: string): string[] {
  const at = matter.search(EACH);
  const chain = matter
    .slice(0, Math.max(0, at))
    .split(/[，,；;：:（）()\s]/u)
    .findLast((clause) => JOINED.test(clause));
  const items = (chain ?? '').split(JOINED).filter((item) => item !== '');
  return stretchesOf(items) ?? items;
}

/**
 * 讲座市级和县级 and 市级和县级讲座 name one thing and two of its columns: the columns are the items, what stands before the
 * first and after the last is shared. Null where the items are no such stretches.
 */
function stretchesOf(items: readonly string[]): string[] | null {
  const [first = '', ...others] = items;
  const last = others.pop() ?? '';
  const stretches = [wordAtEnd(STRETCHES, first), ...others, wordAtStart(STRETCHES, last)];
  return last !== '' && stretches.every((one) => STRETCHES.includes(one)) ? stretches : null;
}
const STRETCHES = [...MEASURED.own, ...MEASURED['part-of-year']];

/** A clause that asks, with what stands before it and asks nothing, and the question in it. */
export interface AskedPart {
  /** As it was asked. */
  readonly words: string;
  readonly question: Question;
}

/**
 * One question for each clause that asks: 办了多少场，受益多少人; 谁带队、谁当副手; 谁没来？为什么没来. The first says what all are
 * about. Empty where fewer than two do, or one asks whether something is so or for the report as a whole.
 */
export function byClause(question: Question): AskedPart[] {
  const clauses = askingClauses(question.unscoped);
  if (clauses.length < 2) return [];
  const shapes = clauses.map(readShape);
  const first = shapes[0] as Shape;
  if (shapes.some(({ type }) => type === 'yesno') || first.type === 'summary') return [];
  const owners = question.focus.map(({ text }) => clauses.map((clause) => clause.includes(text)));
  return shapes.map((shape, i) => {
    const clause = clauses[i] as string;
    const focus = question.focus.flatMap((term, t) => partTerm(term, owners[t] as boolean[], i));
    // 后来咋样了, after what it is about, asks for a sentence and not for the report.
    const type = shape.type === 'summary' || shape.type === 'definition' ? 'open' : shape.type;
    const wants = readWants(clause, shape.matter, {
      focus,
      head: shape.head,
      language: question.language,
      foreign: question.scope.foreign,
    });
    const ownKeys = focus.filter(({ isKey }) => isKey);
    const part: Question = {
      ...question,
      type: i === 0 ? shape.type : type,
      wantsMany: shape.wantsMany,
      counted: [],
      unknownThings: question.unknownThings.filter((word) => clause.includes(word)),
      ...numberOf(shape, { clause, first, ownKeys }),
      head: shape.head,
      defined: i === 0 ? question.defined : '',
      ofPerson: i === 0 || shape.type === 'organisation' ? question.ofPerson : null,
      // What a later part asks for is of what the first names, and no part of the report.
      wants: i === 0 ? wants : { ...wants, aspects: [], form: isAge(clause, first) ? 'age' : wants.form },
      focus,
      asked: i === 0 ? clause : `${first.matter} ${clause}`,
      matter: i === 0 ? shape.matter : `${first.matter} ${shape.matter}`.trim(),
      unscoped: clause,
    };
    return { words: clause.trim(), question: part };
  });
}

/** A term in one part: its own, or shared with the first part, or of no part; another part's says nothing here. */
function partTerm(term: FocusTerm, owners: readonly boolean[], part: number): FocusTerm[] {
  if (owners[part] || !owners.includes(true)) return [term];
  if (part === 0 || !owners[0]) return [];
  return [{ ...term, weight: term.weight * CARRIED_WEIGHT, isKey: false }];
}

/** The clauses that ask something, each with what stands before it and asks nothing. */
function askingClauses(text: string): string[] {
  const clauses: string[] = [];
  let before = '';
  for (const [, said = '', mark = ''] of text.matchAll(CLAUSES)) {
    if (readCues(said).some(asksForThing) || asksForReason(said) || asksHow(said)) {
      clauses.push(before + said);
      before = '';
    } else before += said + mark;
  }
  const last = clauses.at(-1);
  return last === undefined ? [] : clauses;
}

const CLAUSES = /([^，,；;。？?！!、]+)([，,；;。？?！!、]*)/gu;
/** 后来咋样了, 干啥的; 是怎么个课 goes on about what was asked before. */
const asksHow = (clause: string): boolean =>
  readCues(clause).some((cue) => (cue.kind === 'manner' && !isHow(cue)) || cue.kind === 'definition');

/** What a number is of, where a part names nothing of its own: 签了多少钱，到了多少; 队长是谁，多大了. */
function numberOf(
  shape: Shape,
  { clause, first, ownKeys }: { clause: string; first: Shape; ownKeys: readonly FocusTerm[] },
): Pick<Question, 'unit' | 'numberKind'> {
  const { type, unit, numberKind } = shape;
  if (type !== 'count' || unit !== '' || shape === first) return { unit, numberKind };
  if (isAge(clause, first)) return { unit: AGE, numberKind: 'count' };
  const isOfFirst = numberKind === 'count' && first.type === 'count' && ownKeys.length === 0;
  return isOfFirst && endsInNumber(clause)
    ? { unit: first.unit, numberKind: first.numberKind }
    : { unit, numberKind };
}

/** 到了多少 names nothing that is counted, 发了多少资料 does. */
const endsInNumber = (clause: string): boolean =>
  readCues(clause).some(({ kind, end }) => kind === 'count' && AT_END.test(clause.slice(end)));
const AT_END = new RegExp(`^${oneOf(LINKING.sigh, REQUESTS.by_now)}*[^\\p{Script=Han}]*$`, 'u');

const AGE = '岁';
/** 队长是谁，多大了 */
const isAge = (clause: string, first: Shape): boolean =>
  first.type === 'person' && readCues(clause).some(({ kind }) => kind === 'extent');
