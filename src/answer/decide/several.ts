/**
 * Several things asked at once: 讲座、展览各办了多少; 办了多少场，受益多少人. Where no sentence tells of them all, each is
 * found for itself, in the report that tells of the first.
 */

import type { ReportCard } from '../../index/library.ts';
import type { OpenIndex } from '../../index/open.ts';
import { isWithin } from '../../language/place.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import { byClause, byItem, canStandApart } from '../question/parts.ts';
import type { Question } from '../question/question.ts';
import { type Shown, shownChars } from '../read/parts.ts';
import { ANSWER_THRESHOLD } from './confidence.ts';
import { decide, type Finding } from './decide.ts';

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
  const parts = partsOf(question, plain);
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
  const chars = shown.reduce((sum, one) => sum + shownChars(one), 0);
  if (!first || chars > MAX_CHARS) return null;
  return {
    ...first,
    shown,
    listing: undefined,
    confidence: Math.min(...found.map(({ confidence }) => confidence)),
    rivals: plain?.rivals ?? first.rivals,
  };
}

/** Whether several things are asked at once that no one sentence tells together. */
export function asksSeveral(question: Question, plain: Finding | null): boolean {
  return partsOf(question, plain).length > 1;
}

/** Each sentence once, from the first to the last clause of it that answers anything. */
function together(shown: readonly Shown[]): Shown[] {
  const bySentence = new Map<string, Shown>();
  for (const one of shown) {
    const key = `${one.evidence.report.id} ${one.evidence.start}`;
    const known = bySentence.get(key);
    bySentence.set(key, known ? joined(known, one) : one);
  }
  return [...bySentence.values()];
}

function joined(known: Shown, one: Shown): Shown {
  const words = [...new Set([known.words, one.words].filter((said) => said !== undefined))].join('；');
  return { ...known, clause: spanning(known.clause, one.clause), ...(words === '' ? {} : { words }) };
}

const spanning = (a: Shown['clause'], b: Shown['clause']) => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/**
 * One question for each part.
 *
 * @returns none where one thing is asked, or where one sentence tells of all items that are enumerated
 */
function partsOf(question: Question, plain: Finding | null): readonly Question[] {
  if (!canStandApart(question)) return [];
  const items = byItem(question);
  if (!items) return byClause(question);
  return plain?.shown.some((one) => tellsOf(one, items.terms)) ? [] : items.questions;
}

/** Whether the part of a sentence that is shown holds all of some terms. */
function tellsOf({ evidence, clause }: Shown, terms: readonly FocusTerm[]): boolean {
  return terms.every((term) =>
    evidence.matches.some(
      (match) => match.term.text === term.text && match.at.some((place) => isWithin(place, clause)),
    ),
  );
}
