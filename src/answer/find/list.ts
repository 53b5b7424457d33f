/**
 * A list: the sentence that names the items, and others of its report that go on with the same matter.
 */

import type { Index } from '../../index/shelf.ts';
import { POSTS } from '../../knowledge/lists.ts';
import { wordIn } from '../../knowledge/word-lists.ts';
import type { Place } from '../../language/place.ts';
import { peopleIn } from '../../language/readings.ts';
import { itemsIn } from '../extract/lists.ts';
import { holdsKind, holdsSeveral } from '../extract/names.ts';
import { answeringSpan } from '../extract/span/span.ts';
import type { Question } from '../question/question.ts';
import { isAnotherRole } from '../read/agreement.ts';
import { bestClause, inTextOrder, type Shown, show, shownChars } from '../read/parts.ts';
import { planMisfit } from '../read/plans.ts';
import { partAbout } from '../read/subject.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { findEnumeration } from './enumerated.ts';
import type { Found } from './finding.ts';
import { LIST_CHARS } from './listing.ts';

/** 哪些地方 is answered in the length of a fact. */
const PLACES_CHARS = 105;
/** Sentences that may list. */
const SENTENCES = 12;
/** What 指导单位 loses where 主办 is asked. */
const ANOTHER_ROLE = 0.3;
const MAX_SENTENCES = 4;

/** What a sentence about whoever is asked about gains where it holds what is asked for: 方以宁获先进个人, not 方以宁当选副主席. */
const OF_KIND = 0.2;

/** The words of a sentence about whoever is named. */
function wordsAbout(question: Question, sentence: Evidence): string {
  const part = partAbout(question, sentence);
  return part ? sentence.folded.slice(part.start, part.end) : sentence.folded;
}

/** All the items: the sentence that lists them, and others that go on with the same matter. */
export function findList(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  const ranked = evidence
    .slice(0, SENTENCES)
    .map((sentence) => ({
      sentence,
      score:
        sentence.score +
        0.12 * Math.min(1, itemsIn(sentence.folded) / 3) +
        (question.head.length > 1 && sentence.folded.includes(question.head) ? 0.15 : 0) +
        (question.people.length > 0 && holdsKind(question, wordsAbout(question, sentence)) ? OF_KIND : 0) -
        planMisfit(question, sentence, bestClause(sentence)) -
        (isAnotherRole(question, sentence) ? ANOTHER_ROLE : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const best = ranked[0]?.sentence;
  if (!best) return null;
  const counted = findEnumeration(
    question,
    ranked.map(({ sentence }) => sentence),
    index,
  );
  if (counted) return counted;
  const maxChars = question.type === 'place' ? PLACES_CHARS : LIST_CHARS;
  const part = partAbout(question, best);
  const shown: Shown[] = [
    part ? { evidence: best, clause: part } : show(best, bestClause(best), maxChars, true),
  ];
  let chars = shownChars(shown[0] as Shown);
  // 哪几家一起建的 is answered by the sentence that names several.
  const isWhole = holdsSeveral(question, best.folded);
  for (const { sentence } of ranked.slice(1)) {
    if (
      part ||
      (isWhole && !(question.type === 'person' && namesBeside(sentence, best))) ||
      sentence.report !== best.report ||
      sentence.missing ||
      sentence.coverage < 0.85 * best.coverage ||
      !goesOn(question, sentence, best)
    )
      continue;
    const more = show(sentence, bestClause(sentence), maxChars - chars, true);
    if (chars + shownChars(more) > maxChars) continue;
    shown.push(more);
    chars += shownChars(more);
    if (shown.length === MAX_SENTENCES) break;
  }
  const words = shown
    .map(({ evidence: { folded }, clause }) => folded.slice(clause.start, clause.end))
    .join('；');
  return {
    basis: { evidence: best, ...bestClause(best), means: holdsKind(question, words) ? 'list' : 'sentence' },
    shown: inTextOrder(shown),
    highlight: enumeration(question, best, index),
    verdict: null,
  };
}

/** Whether a sentence beside another names people with their offices as well: 季长河当选主席。副主席由…担任。 */
function namesBeside(sentence: Evidence, best: Evidence): boolean {
  const isBeside = Math.abs(sentence.end - best.start) <= 1 || Math.abs(best.end - sentence.start) <= 1;
  const names = ({ folded }: Evidence) => peopleIn(folded).length > 0 && wordIn(POSTS, folded) !== null;
  return isBeside && sentence.block === best.block && names(sentence) && names(best);
}

/** Whether a sentence lists something itself, or names as many of the key terms as the best one does. */
function goesOn({ type }: Question, sentence: Evidence, best: Evidence): boolean {
  // 应到和实到各多少 is answered with numbers.
  if (type === 'count' && !/\d/u.test(sentence.folded)) return false;
  return itemsIn(sentence.folded) > 1 || keysIn(sentence) >= keysIn(best);
}

const keysIn = ({ matches }: Evidence) =>
  matches.filter(({ term, at }) => term.isKey && at.length > 0).length;

/** The items alone; null where the sentence has them one by one, since one of several is no answer. */
function enumeration(question: Question, sentence: Evidence, index: Index): Place | null {
  const span = answeringSpan(question, sentence, index);
  return itemsIn(sentence.folded.slice(span.start, span.end)) > 1 ? span : null;
}
