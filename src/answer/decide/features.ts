/**
 * What tells a finding that answers from one that does not: named numbers, from one question and the sentences that
 * its finding was chosen from. The objections (`objections.ts`) are among them.
 *
 * What the model found beyond how much of the question a sentence accounts for: a word that the index knows, and that is
 * nowhere near the sentence, tells most (the reports speak of it elsewhere); one that the index does not know is more
 * likely said another way. And a span that says words of the question again is hardly what was asked for.
 */

import type { Figure } from '../../corpus/figures.ts';
import { isWithin, type Place } from '../../language/place.ts';
import { nearness } from '../extract/candidate.ts';
import type { Found } from '../find/finding.ts';
import type { FocusTerm } from '../question/focus-term.ts';
import type { Question } from '../question/question.ts';
import { charactersOfMatter } from '../question/said.ts';
import { cutClauses } from '../read/clauses.ts';
import type { Shown } from '../read/parts.ts';
import type { Evidence, TermMatch } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import { bare, held, pairsOf, share } from '../retrieve/shares.ts';
import { OBJECTION_NAMES, type ObjectionName } from './objections.ts';

/** What is measured of every finding; shares are of the focus terms' weight. */
const MEASURES = [
  /** An evidence's own: how much of the question it accounts for, and what ranks it. */
  'fit',
  'coverage',
  'passageScore',
  'score',
  /** How far its score is above the best of another block, and how many sentences fit about as well, as a share of 5. */
  'margin',
  'rivals',
  /** Key terms in the sentence or right before it. */
  'keysNear',
  /** Terms that are nowhere near: names, verbs, all others, and whatever the index knows. */
  'namesMissing',
  'verbsMissing',
  'nounsMissing',
  'knownMissing',
  /** Verbs that stand around the sentence only. */
  'verbsAround',
  /** Verbs in the clause that answers, of all verbs. */
  'verbsInClause',
  /** The matter's pairs of characters in that clause and in the sentence, of all pairs. */
  'pairsInClause',
  'pairsInSentence',
  /** Terms in what answers, before it, and how near they stand to it. */
  'termsInAnswer',
  'termsBefore',
  'nearness',
  /** Whether what answers is a span of the type that is asked for. */
  'isSpan',
  /** Whether it is the report as a whole, or a part of it. */
  'isOverview',
  /** Key terms in what a figure counts. */
  'keysCounted',
  /** Terms of the question, as a share of 8. */
  'terms',
  /** Sentences shown, as a share of 4. */
  'sentencesShown',
  /** Of a claim's verdict. */
  'saysYes',
  'saysNo',
  'verdictCertainty',
] as const;

/** What the model looks at, in the order of the weights' file. */
export const DECIDE_FEATURES = [...MEASURES, ...OBJECTION_NAMES] as const;

/** The features of one finding. */
export type DecideFeatures = Readonly<Record<(typeof DECIDE_FEATURES)[number], number>>;

/** A finding with what it was chosen from. */
export interface Weighed {
  readonly question: Question;
  /** The sentences that competed, best first. */
  readonly ranked: readonly Evidence[];
  readonly found: Found;
  readonly objections: readonly ObjectionName[];
  /** The figures of its passage. */
  readonly figures: readonly Figure[];
  /** Whether a word stands in the index. */
  readonly knows: (word: string) => boolean;
}

/** A term that is found as faintly as this is as good as missing. */
const FAINT = 0.2;
/** A term is near where it stands in the sentence or before it in its paragraph. */
const NEAR = 0.7;
const MANY_TERMS = 8;
const MANY_SENTENCES = 4;

const MANY_RIVALS = 5;
/** A sentence that fits this well, against the one that was chosen, is its rival. */
const RIVAL_SHARE = 0.95;

/** The features of a finding. */
export function decideFeatures(weighed: Weighed): DecideFeatures {
  const { question, ranked, found, objections, figures, knows } = weighed;
  const { basis, shown, verdict } = found;
  const { evidence } = basis;
  const { folded } = evidence;
  const all = matchesOf(evidence, shown).filter(({ term, strength }) => !term.isTold || strength >= FAINT);
  // Who asks for nothing in particular is answered by the report as a whole or by a part of it, and by no single sentence:
  // no word of the question has to stand in one.
  const isWhole = basis.means === 'overview';
  const matches = isWhole ? [] : all.filter(isNoPart);
  const keys = matches.some(({ term }) => term.isKey) ? matches.filter(({ term }) => term.isKey) : matches;
  const verbs = matches.filter(({ term }) => term.isVerb);
  const clause =
    cutClauses(folded).find(({ start, end }) => start <= basis.start && basis.start <= end) ?? basis;
  const figure = figures.find(({ start }) => start === evidence.start + basis.start);
  const pairs = [...pairsOf([...bare(charactersOfMatter(question))])];
  const isMissing = ({ strength }: TermMatch) => strength < FAINT;
  const measures: Record<(typeof MEASURES)[number], number> = {
    fit: isWhole ? 1 : Math.max(evidence.fit, basis.fit ?? 0),
    coverage: isWhole ? 1 : coverageOf(all),
    passageScore: evidence.passageScore,
    score: evidence.score,
    margin: Math.min(1, evidence.score - bestElsewhere(ranked, evidence)),
    rivals: Math.min(
      1,
      ranked.filter((other) => other !== evidence && other.fit >= RIVAL_SHARE * evidence.fit).length /
        MANY_RIVALS,
    ),
    keysNear: isWhole ? 1 : weightShare(keys, ({ strength }) => strength > NEAR),
    namesMissing: weightShare(matches, (match) => isMissing(match) && isNameTerm(match.term)),
    verbsMissing: weightShare(matches, (match) => isMissing(match) && match.term.isVerb),
    nounsMissing: weightShare(matches, (match) => isMissing(match) && !match.term.isVerb),
    knownMissing: weightShare(matches, (match) => isMissing(match) && knows(match.term.text)),
    verbsAround: weightShare(
      matches,
      (match) => !isMissing(match) && match.at.length === 0 && match.term.isVerb,
    ),
    verbsInClause: verbs.length > 0 ? share(verbs.filter(standsIn(clause)).length, verbs.length) : 1,
    pairsInClause: held(pairs, folded.slice(clause.start, clause.end)),
    pairsInSentence: held(pairs, folded),
    termsInAnswer: weightShare(matches, standsIn(basis)),
    termsBefore: weightShare(matches, ({ at }) => at.some(({ end }) => end <= basis.start)),
    nearness: nearness(evidence, basis, []),
    isSpan: basis.means === 'span' ? 1 : 0,
    isOverview: isWhole ? 1 : 0,
    keysCounted: figure ? weightShare(keys, ({ term }) => isCounted(term, figure)) : 0,
    terms: Math.min(1, evidence.matches.filter(({ term }) => !term.isTold).length / MANY_TERMS),
    sentencesShown: Math.min(1, shown.length / MANY_SENTENCES),
    saysYes: verdict?.says === 'yes' ? 1 : 0,
    saysNo: verdict?.says === 'no' ? 1 : 0,
    verdictCertainty: verdict?.certainty ?? 0,
  };
  // Not by spreading: an object of so many names is copied in 80 µs, more than all of the above takes.
  const features = measures as Record<keyof DecideFeatures, number>;
  for (const name of OBJECTION_NAMES) features[name] = objections.includes(name) ? 1 : 0;
  return features;
}

/** The best score of a sentence of another block. */
function bestElsewhere(ranked: readonly Evidence[], { report, block }: Evidence): number {
  return ranked.find((other) => other.block !== block || other.report !== report)?.score ?? 0;
}

/** The share of the terms' weight that some of them have. */
function weightShare(matches: readonly TermMatch[], is: (match: TermMatch) => boolean): number {
  let part = 0;
  let whole = 0;
  for (const match of matches) {
    whole += match.term.weight;
    if (is(match)) part += match.term.weight;
  }
  return share(part, whole);
}

/** Each term as it is found in the sentence that answers, or better in another one that is shown with it. */
function matchesOf(evidence: Evidence, shown: readonly Shown[]): TermMatch[] {
  const others = shown.filter((one) => one.evidence !== evidence);
  return evidence.matches.map((match, i) => {
    const strengths = others.map((one) => one.evidence.matches[i]?.strength ?? 0);
    return { ...match, strength: Math.max(match.strength, ...strengths) };
  });
}

/** An evidence's coverage, of what is shown together. */
function coverageOf(matches: readonly TermMatch[]): number {
  const covered = matches.reduce((sum, { term, strength }) => sum + term.weight * strength, 0);
  return share(
    covered,
    matches.reduce((sum, { term }) => sum + term.weight, 0),
  );
}

/** 加油 says nothing beside the quoted name that it is a word of (《加油！科学+》). */
const isNoPart = ({ term: { text } }: TermMatch, _: number, all: readonly TermMatch[]): boolean =>
  !all.some(({ term }) => term.text.length > text.length && term.text.includes(text));

const isNameTerm = ({ isName, isVerb }: FocusTerm): boolean => isName && !isVerb;

const standsIn =
  (part: Place) =>
  ({ at }: TermMatch): boolean =>
    at.some((place) => isWithin(place, part));

const isCounted = ({ text, alternatives }: FocusTerm, { what }: Figure): boolean =>
  [text, ...alternatives].some((word) => occurrences(what, word).length > 0);
