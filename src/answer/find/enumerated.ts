/**
 * A list that the report counts off itself: all items, where what introduces them says what is asked for.
 */
import { mapAll } from '../../index/missing.ts';
import type { Index } from '../../index/shelf.ts';
import { LISTING } from '../../knowledge/lists.ts';
import { fold } from '../../language/normalize.ts';
import type { Place } from '../../language/place.ts';
import { holdsKind } from '../extract/names.ts';
import { saysOnlyKind } from '../question/focus.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { countsOff, type Enumeration, enumerationsIn } from '../read/enumeration.ts';
import { bestClause } from '../read/parts.ts';
import { type Evidence, jointFit } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { sentencesOf } from '../retrieve/retrieve.ts';
import type { Found } from './finding.ts';
import { fitted, type Item, LIST_CHARS, partsOf } from './listing.ts';

/** Sentences that may introduce a list or be one of its items. */
const SENTENCES = 4;
/** Passages around one of them in which its list may stand. */
const PASSAGES_BEFORE = 4;
const PASSAGES_AFTER = 8;
/** The share of the items that hold a word that nothing introduces them with (六家企业科协: each is one). */
const MOST = 0.6;

/**
 * The items, with the clause that introduces them.
 *
 * @param ranked the sentences that may list, best first
 * @returns null where the report counts off nothing that is asked for
 */
export function findEnumeration(question: Question, ranked: readonly Evidence[], index: Index): Found | null {
  const near = mapAll(ranked.slice(0, SENTENCES), (sentence) => {
    // What introduces a list may end its passage.
    const next = index.passage(sentence.passage.row + 1);
    return countsOff(sentence.passage) || (next && countsOff(next)) ? [sentence] : [];
  }).flat();
  for (const sentence of near) {
    const { row } = sentence.passage;
    const around = sentencesOf(
      question,
      index,
      sentence.report,
      { from: row - PASSAGES_BEFORE, to: row + PASSAGES_AFTER },
      ranked,
    );
    const found = enumerationsIn(around)
      .filter((one) => partsOf(one).some(({ evidence }) => evidence.start === sentence.start))
      .filter((one) => isAskedFor(question, one))
      .sort((a, b) => b.items.length - a.items.length)[0];
    if (found) return foundList(sentence, found);
  }
  return null;
}

function foundList(evidence: Evidence, { head, items }: Enumeration): Found {
  const listing = fitted(head, items, 'list', LIST_CHARS);
  const shown = partsOf(listing);
  return {
    basis: {
      evidence,
      fit: jointFit(partsOf({ head, items }).map((one) => one.evidence)),
      ...bestClause(evidence),
      means: 'list',
    },
    shown,
    highlight: inOneRun(listing.items),
    verdict: null,
    listing,
  };
}

/** From the first item to the last, where all of them stand in one sentence; null where they do not. */
function inOneRun(items: readonly Item[]): Place | null {
  const parts = items.flat();
  const [first] = parts;
  if (!first || parts.some(({ evidence }) => evidence !== first.evidence)) return null;
  return { start: first.clause.start, end: parts.at(-1)?.clause.end ?? first.clause.end };
}

/** Whether what introduces the items, or most of the items themselves, say every key term and what is to be listed. */
function isAskedFor(question: Question, { head, items }: Enumeration): boolean {
  const texts = items.map((item) => item.map(textOf).join(''));
  const first = items[0]?.[0]?.evidence as Evidence;
  const above = `${head ? textOf(head) : ''} ${fold([first.report.title, ...first.passage.section].join(' '))}`;
  const words = first.matches.map(({ term }) => term);
  const isIn = (term: Pick<FocusTerm, 'text' | 'alternatives'>, text: string) =>
    [term.text, ...term.alternatives].some((word) => occurrences(text, word).length > 0);
  const isSaid = (term: Pick<FocusTerm, 'text' | 'alternatives'>) =>
    isIn(term, above) || texts.filter((text) => isIn(term, text)).length >= MOST * texts.length;
  const keys = words.filter(({ isKey }) => isKey);
  // A heading alone tells of many things: 解决了哪些问题 and 哪几项没达标 are not answered by all that stands below it.
  const says = head ? textOf(head) : '';
  const isByHeading = first.kind === 'row' || !keys.some((term) => isIn(term, says));
  const verbs = words.filter(
    ({ isVerb, text }) => isVerb && text.length > 1 && !LISTING['asks-beside'].includes(text),
  );
  if (isByHeading && !verbs.every(isSaid)) return false;
  if (keys.length === 0 || !keys.every(isSaid) || !keys.some((term) => isIn(term, above))) return false;
  if (question.type === 'count' && texts.some((text) => !/\d/u.test(text))) return false;
  const noun = words.find(({ text }) => text === question.head) ?? { text: question.head, alternatives: [] };
  if (question.head.length > 1 && !saysOnlyKind(question.head) && !isSaid(noun)) return false;
  return holdsKind(question, texts.join('；'));
}

const textOf = ({ evidence, clause }: Item[number]): string =>
  evidence.folded.slice(clause.start, clause.end);
