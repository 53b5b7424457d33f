/**
 * Several things asked at once, as one question each: 讲座、展览各办了多少; 办了多少场，受益多少人.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import { CARRIED_WEIGHT } from './conversation.ts';
import { asksForThing, readCues } from './cues.ts';
import type { FocusTerm } from './focus-term.ts';
import { LINKING } from './linking.ts';
import type { AnswerType, Question } from './question.ts';
import { readShape } from './shape.ts';

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
  if (items.length < 2 || owned.some((terms) => terms.length === 0)) return null;
  const terms = owned.flat();
  const questions = items.map((item, i): Question => {
    const own = owned[i] as FocusTerm[];
    const others = items.filter((other) => other !== item);
    return {
      ...question,
      wantsMany: false,
      counted: question.counted.filter((word) => item.includes(word)),
      wants: { ...question.wants, each: false, measured: { ...question.wants.measured, every: false } },
      focus: question.focus.filter((term) => own.includes(term) || !terms.includes(term)),
      asked: without(question.asked, others).replace(EACH_ONE, ''),
      matter: without(question.matter, others),
    };
  });
  return { questions, terms };
}

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
  return (chain ?? '').split(JOINED).filter((item) => item !== '');
}

/** One question for each clause that asks: 办了多少场，受益多少人. Empty where fewer than two do. */
export function byClause(question: Question): Question[] {
  const clauses = question.asked
    .split(/[，,；;。？?！!]/u)
    .filter((clause) => readCues(clause).some(asksForThing));
  if (clauses.length < 2) return [];
  const shapes = clauses.map(readShape);
  if (!shapes.every(canStandApart)) return [];
  return shapes.map(({ type, wantsMany, unit, numberKind, head, matter }, i) => ({
    ...question,
    type,
    wantsMany,
    counted: [],
    unit,
    numberKind,
    head,
    focus: question.focus.map((term) =>
      i === 0 || matter.includes(term.text)
        ? term
        : { ...term, weight: term.weight * CARRIED_WEIGHT, isKey: false },
    ),
    asked: `${question.matter} ${clauses[i]}`,
    matter: `${i === 0 ? '' : question.matter} ${matter}`.trim(),
  }));
}
