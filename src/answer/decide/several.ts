/**
 * Several things asked at once: 讲座、展览各办了多少; 办了多少场，受益多少人. Where no sentence tells of them all, each is
 * found for itself, in the report that tells of the first.
 */
import type { ReportCard } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import { CARRIED_WEIGHT } from '../question/conversation.ts';
import { asksForThing, readCues } from '../question/cues.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { AnswerType, Question } from '../question/question.ts';
import { readShape } from '../question/shape.ts';
import type { Shown } from '../read/parts.ts';
import { ANSWER_THRESHOLD } from './confidence.ts';
import { decide, type Finding } from './decide.ts';

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
const MAX_PARTS = 6;
/** What all sentences may come to, in characters. */
const MAX_CHARS = 300;

/**
 * The findings of all parts in one.
 *
 * @param plain what was found for the question as a whole
 * @returns null where one thing is asked, where a sentence that was found tells of all, or where one of the parts has
 *   no sure answer
 */
export function findSeveral(
  question: Question,
  index: OpenIndex,
  reports: readonly ReportCard[],
  plain: Finding | null,
): Finding | null {
  if (!APART.has(question.type)) return null;
  const parts = itemParts(question, plain) ?? clauseParts(question);
  if (parts.length < 2 || parts.length > MAX_PARTS) return null;
  const found: Finding[] = [];
  for (const part of parts) {
    const told = found[0]?.shown[0]?.evidence.report;
    const { finding } = decide(part, index, told ? [told] : reports);
    if (!finding || finding.confidence < ANSWER_THRESHOLD) return null;
    found.push(finding);
  }
  const [first] = found;
  const shown = together(found.flatMap((finding) => finding.shown));
  const chars = shown.reduce((sum, { clause }) => sum + clause.end - clause.start, 0);
  if (!first || chars > MAX_CHARS) return null;
  return {
    ...first,
    shown,
    confidence: Math.min(...found.map(({ confidence }) => confidence)),
    rivals: plain?.rivals ?? first.rivals,
  };
}

/** Whether several things are asked at once that no one sentence tells together. */
export function asksSeveral(question: Question, plain: Finding | null): boolean {
  return APART.has(question.type) && (itemParts(question, plain) ?? clauseParts(question)).length > 1;
}

/** Each sentence once, from the first to the last clause of it that answers anything. */
function together(shown: readonly Shown[]): Shown[] {
  const bySentence = new Map<string, Shown>();
  for (const one of shown) {
    const key = `${one.evidence.report.id} ${one.evidence.start}`;
    const known = bySentence.get(key);
    bySentence.set(key, known ? { ...known, clause: spanning(known.clause, one.clause) } : one);
  }
  return [...bySentence.values()];
}

const spanning = (a: Shown['clause'], b: Shown['clause']) => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/**
 * One question for each item of an enumeration: 讲座、展览各办了多少.
 *
 * @returns null where nothing is enumerated; no parts where one sentence tells of all items
 */
function itemParts(question: Question, plain: Finding | null): Question[] | null {
  const items = itemsOf(question.matter);
  const owned = items.map((item) => question.focus.filter(({ text }) => item.includes(text)));
  if (items.length < 2 || owned.some((terms) => terms.length === 0)) return null;
  const all = owned.flat();
  if (plain?.shown.some((one) => tellsOf(one, all))) return [];
  return items.map((item, i) => {
    const own = owned[i] as FocusTerm[];
    const others = items.filter((other) => other !== item);
    return {
      ...question,
      wantsMany: false,
      focus: question.focus.filter((term) => own.includes(term) || !all.includes(term)),
      asked: without(question.asked, others).replace(/各自?|分别/gu, ''),
      matter: without(question.matter, others),
    };
  });
}

const without = (text: string, items: readonly string[]) =>
  items.reduce((rest, item) => rest.replace(item, ''), text);

/** The items before 各 or 分别. */
function itemsOf(matter: string): string[] {
  const at = matter.search(/各|分别/u);
  const chain = matter
    .slice(0, Math.max(0, at))
    .split(/[，,；;：:（）()\s]/u)
    .findLast((clause) => /[、和与跟及]/u.test(clause));
  return (chain ?? '').split(/、|以及|和|与|跟|及/u).filter((item) => item !== '');
}

/** Whether the part of a sentence that is shown holds all of some terms. */
function tellsOf({ evidence, clause }: Shown, terms: readonly FocusTerm[]): boolean {
  return terms.every((term) =>
    evidence.matches.some(
      (match) =>
        match.term.text === term.text &&
        match.at.some(({ start, end }) => start >= clause.start && end <= clause.end),
    ),
  );
}

/** One question for each clause that asks: 办了多少场，受益多少人. */
function clauseParts(question: Question): Question[] {
  const clauses = question.asked
    .split(/[，,；;。？?！!]/u)
    .filter((clause) => readCues(clause).some(asksForThing));
  if (clauses.length < 2) return [];
  const shapes = clauses.map(readShape);
  if (!shapes.every(({ type }) => APART.has(type))) return [];
  return shapes.map(({ type, wantsMany, unit, numberKind, head, matter }, i) => ({
    ...question,
    type,
    wantsMany,
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
