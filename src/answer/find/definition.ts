/**
 * Sentences that say what something is: X全称为Y, X是Y, Y（以下简称X）, 品牌“X”.
 */
import type { Index } from '../../index/shelf.ts';
import { JOINING } from '../../knowledge/lists.ts';
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Lexicon } from '../../language/lexicon.ts';
import { answeringSpan } from '../extract/span/span.ts';
import type { Question } from '../question/question.ts';
import { bestClause, inTextOrder, type Shown, show, shownChars } from '../read/parts.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Found } from './finding.ts';

const DEFINITION_CHARS = 190;
/** Sentences that may define. */
const SENTENCES = 12;

/** The sentence that says what a term is, with those beside it. */
export function findDefinition(
  question: Question,
  evidence: readonly Evidence[],
  index: Index,
): Found | null {
  const term = question.defined;
  const ranked = evidence
    .slice(0, SENTENCES)
    .map((sentence) => ({ sentence, score: sentence.score + defines(sentence.folded, term, index.lexicon) }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.sentence;
  if (!best) return null;
  const shown = show(best, bestClause(best), DEFINITION_CHARS, true);
  const around = besideIn(best, evidence, DEFINITION_CHARS - shownChars(shown));
  return {
    basis: { evidence: best, ...bestClause(best), means: 'sentence' },
    shown: inTextOrder([shown, ...around]),
    highlight: answeringSpan(question, best, index),
    verdict: null,
  };
}

/** Of the sentences that hold a term, those that say what it is, if any does: the others use it only. */
export function definingIn(
  evidence: readonly Evidence[],
  term: string,
  lexicon: Lexicon,
): readonly Evidence[] {
  const defining = evidence.filter(({ folded }) => defines(folded, term, lexicon) >= SAYS_SO);
  return defining.length > 0 ? defining : evidence;
}

/** What {@link defines} gives where a sentence says 全称, 是指 or 简称. */
const SAYS_SO = 0.5;

/** The sentences right before and after one in its paragraph, while they fit: a definition often takes two. */
function besideIn(best: Evidence, evidence: readonly Evidence[], maxChars: number): Shown[] {
  const beside = best.passage.sentences.filter(
    (sentence) =>
      sentence.block === best.block && (sentence.end === best.start || sentence.start === best.end),
  );
  let left = maxChars;
  return beside.flatMap(({ start }) => {
    const neighbour = evidence.find((other) => other.passage === best.passage && other.start === start);
    if (!neighbour || neighbour.folded.length > left) return [];
    left -= neighbour.folded.length;
    return [{ evidence: neighbour, clause: { start: 0, end: neighbour.folded.length } }];
  });
}

const WORDS = wordLists('defining.txt', [
  'kind',
  'kind-before',
  'in-full',
  'in-short',
  'described',
  'begins',
  'particle',
  'one-of',
]);
/** What stands around the name. */
const [OPEN, CLOSE] = ['[“《「"]?$', '^[”》」"]?'];
const IN_FULL = new RegExp(`${CLOSE}[(（]?${oneOf(WORDS.particle)}?${oneOf(WORDS['in-full'])}`, 'u');
const IN_SHORT = new RegExp(`${oneOf(WORDS['in-short'])}${OPEN}`, 'u');
/** “X”是…推出的双语科普品牌: what kind of thing it is ends the clause. */
const IS_A_KIND = new RegExp(
  `${CLOSE}${oneOf(JOINING.is)}[^，。；]{2,40}${oneOf(WORDS.kind)}${oneOf(WORDS['one-of'])}?(?=[，。；]|$)`,
  'u',
);
const DESCRIBED = new RegExp(`${CLOSE}(?:，|，?${oneOf(JOINING.is)})${oneOf(WORDS.described)}`, 'u');
/** What was founded or begun by the sentence: 共建“X”, 推出了“X”. */
const BEGINS = new RegExp(`${oneOf(WORDS.begins)}${oneOf(WORDS.particle)}?${OPEN}`, 'u');
const OF_A_KIND = new RegExp(`${oneOf(WORDS['kind-before'])}${OPEN}`, 'u');

/**
 * How much a sentence defines a term.
 *
 * @returns 0 (does not) to 0.6 (says 全称为)
 */
function defines(sentence: string, term: string, lexicon: Lexicon): number {
  if (term.length < 2) return 0;
  const at = sentence.indexOf(term);
  if (at >= 0) {
    const after = sentence.slice(at + term.length, at + term.length + 14);
    const before = sentence.slice(Math.max(0, at - 14), at);
    if (IN_FULL.test(after)) return 0.6;
    if (IN_SHORT.test(before)) return 0.55;
    if (IS_A_KIND.test(sentence.slice(at + term.length))) return 0.4;
    if (DESCRIBED.test(after)) return 0.35;
    if (BEGINS.test(before)) return 0.25;
    if (OF_A_KIND.test(before)) return 0.15;
    return 0.05;
  }
  const full = lexicon.abbreviations.find(({ short }) => short === term)?.full ?? [];
  if (full.some((long) => sentence.includes(long))) return 0.5;
  return 0;
}
