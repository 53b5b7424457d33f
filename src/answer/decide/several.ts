/**
 * Several things asked at once: 讲座、展览各办了多少; 办了多少场，受益多少人. Where no sentence tells of them all, each is
 * found for itself, in the report that tells of the first.
 */

import type { Index, ReportCard } from '../../index/shelf.ts';
import { isWithin } from '../../language/place.ts';
import { isSaid } from '../extract/cells.ts';
import { firstCited } from '../find/finding.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import { type AskedPart, byClause, byItem, canStandApart } from '../question/parts.ts';
import type { Question, Taken } from '../question/question.ts';
import { type Shown, shownChars } from '../read/parts.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { ANSWER_THRESHOLD } from './confidence.ts';
import { decide, type Finding } from './decide.ts';

const MAX_PARTS = 6;
/** What all sentences may come to, in characters. */
const MAX_CHARS = 300;
/**
 * How sure a part has to be where its answer stands in the paragraph that answers another; below it most were of something
 * else (own questions of several clauses, 2026-11-30).
 */
const BESIDE_THRESHOLD = 0.3;
/** A number or a day that nothing else in the sentence of the first could be; who did it is never told by that alone. */
const BY_TYPE_ALONE: ReadonlySet<Question['type']> = new Set(['count', 'date']);

/**
 * The findings of all parts in one.
 *
 * @param plain what was found for the question as a whole
 * @returns null where one thing is asked, where a sentence that was found tells of all, or where the first part, or one of
 *   several items, has no sure answer
 */
export function findSeveral(
  question: Question,
  index: Index,
  reports: readonly ReportCard[],
  plain: Finding | null,
): Finding | null {
  const parts = partsOf(question, plain);
  if (parts.length < 2 || parts.length > MAX_PARTS) return null;
  const [leading, ...others] = parts as readonly [AskedPart, ...AskedPart[]];
  const first = decide(leading.question, index, reports).finding;
  if (!first) return null;
  const found: Finding[] = [first];
  const untold: string[] = [];
  for (const { words, question: part } of others) {
    const isItem = words === '';
    const own = isItem ? part : goingOn(part, found, leading.question);
    const finding = isItem
      ? surely(decide(own, index, [firstCited(first).evidence.report]).finding)
      : findPart(own, index, first);
    if (finding) found.push(finding);
    // One of several items that is not told would leave out what is set beside it.
    else if (isItem) return null;
    else if (!mayBeShown(own, index, first)) untold.push(words);
  }
  const confidence = sureness(found);
  const shown = together(found.flatMap((finding) => finding.shown));
  const chars = shown.reduce((sum, one) => sum + shownChars(one), 0);
  if (confidence === null || chars > MAX_CHARS) return null;
  return { ...first, shown, listing: undefined, untold, confidence, rivals: plain?.rivals ?? first.rivals };
}

/**
 * How sure the parts are together: as the first, which says what all are about, or where it is nearly sure, as one that is
 * answered by the same sentence. Null where neither is sure.
 */
function sureness([first, ...others]: readonly Finding[]): number | null {
  if (!first) return null;
  if (first.confidence >= ANSWER_THRESHOLD) return first.confidence;
  const same = others.find(
    ({ basis, confidence }) =>
      confidence >= ANSWER_THRESHOLD && basis.evidence.start === first.basis.evidence.start,
  );
  return same && first.confidence >= BESIDE_THRESHOLD && first.basis.means === 'span'
    ? same.confidence
    : null;
}

/** What answers a part: in the paragraph that answers the first, or else anywhere in its report. Null where nothing does. */
function findPart(part: Question, index: Index, first: Finding): Finding | null {
  const { report, block, start } = firstCited(first).evidence;
  const isBeside = (sentence: Evidence) => sentence.report.id === report.id && sentence.block === block;
  const beside = decide(part, index, [report], isBeside).finding;
  if (beside && answersBeside(part, beside, start)) return beside;
  return surely(decide(part, index, [report]).finding);
}

/**
 * Whether what is shown of the first may tell a part: it goes on with something of the type that is asked for, in words that we do
 * not know for those of the question (接听来电1284个，当场解答1097个). Then nothing is said of that part: the reader sees it.
 */
function mayBeShown(part: Question, index: Index, first: Finding): boolean {
  const { evidence, clause } = firstCited(first);
  const isSame = (sentence: Evidence) =>
    sentence.report.id === evidence.report.id && sentence.start === evidence.start;
  const basis = decide(part, index, [evidence.report], isSame).finding?.basis;
  return basis?.means === 'span' && isWithin(basis, clause);
}

const surely = (finding: Finding | null): Finding | null =>
  finding && finding.confidence >= ANSWER_THRESHOLD ? finding : null;

/** A part after others: it has none of their answers, and 哪家厂的 asks of whoever the first was. */
function goingOn(part: Question, found: readonly Finding[], leading: Question): Question {
  const taken = found.flatMap(takenBy);
  const [first] = found;
  const isOfFirst = part.type === 'organisation' && part.ofPerson === null && leading.type === 'person';
  if (!isOfFirst || !first?.highlight || first.basis.means !== 'span') return { ...part, taken };
  const { start, end } = first.highlight;
  const name = firstCited(first).evidence.folded.slice(start, end);
  return { ...part, taken, ofPerson: { name, of: 'body' } };
}

/**
 * Whether a finding in the paragraph of the first answers a part: all nouns and names of its own stand there, and it is fairly
 * sure, or it is in the sentence of the first.
 */
function answersBeside(part: Question, { basis, confidence }: Finding, start: number): boolean {
  const keys = basis.evidence.matches.filter(({ term }) => term.isKey);
  if (confidence === 0 || keys.some(({ at }) => at.length === 0)) return false;
  if (confidence >= BESIDE_THRESHOLD && basis.means !== 'lacking') return true;
  if (basis.evidence.start !== start) return false;
  return keys.length > 0 || (basis.means === 'span' && BY_TYPE_ALONE.has(part.type));
}

/** Where what a finding highlights stands. */
function takenBy(finding: Finding): Taken[] {
  const { highlight } = finding;
  if (highlight === null || finding.basis.means !== 'span') return [];
  const { evidence } = firstCited(finding);
  return [
    {
      report: evidence.report.id,
      start: evidence.start + highlight.start,
      end: evidence.start + highlight.end,
    },
  ];
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
function partsOf(question: Question, plain: Finding | null): readonly AskedPart[] {
  const items = canStandApart(question) ? byItem(question) : null;
  if (!items) return byClause(question);
  // One of several items that is not told would leave out what is set beside it.
  const asked = items.questions.map((item) => ({ words: '', question: item }));
  return plain?.shown.some((one) => tellsOf(one, items.terms)) ? [] : asked;
}

/** Whether the part of a sentence that is shown holds all of some terms. */
function tellsOf({ evidence, clause, words }: Shown, terms: readonly FocusTerm[]): boolean {
  // Of a row only the cells that are said tell anything.
  if (evidence.row && words !== undefined) return terms.every((term) => isSaid(term, words));
  return terms.every((term) =>
    evidence.matches.some(
      (match) => match.term.text === term.text && match.at.some((place) => isWithin(place, clause)),
    ),
  );
}
