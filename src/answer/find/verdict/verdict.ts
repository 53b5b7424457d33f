/**
 * Yes or no, claim by claim. 是 only when every word and every part of the claim is told by the sentence and none is
 * contradicted; 不是 only when one is contradicted by a sentence that tells all the rest; 只是 where it tells a lower
 * step; else the report's own words stand for themselves.
 */

import { looksLikePerson } from '../../../language/names.ts';
import type { Claims } from '../../question/claims.ts';
import type { Question } from '../../question/question.ts';
import { asksForPlan, isPlannedAt } from '../../read/plans.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import type { Place } from '../../retrieve/occurrences.ts';
import { judgeActor, judgeName, judgePlace } from './actors.ts';
import type { Judged } from './judged.ts';
import { judgeNumbers } from './numbers.ts';
import { isOfAnotherOwner } from './owner.ts';
import { judgePairing } from './pairing.ts';
import { judgePeople } from './people.ts';
import { judgeLevels, judgeQuantifier, judgeRank, judgeSteps } from './scales.ts';
import { judgeShare } from './shares.ts';
import { judgeStatus } from './status.ts';
import { judgeDates, judgeFrequencies, judgeYear } from './times.ts';
import { type Told, type ToldWord, tellWords } from './told.ts';

/** What a sentence says to a claim. */
export interface Verdict {
  /** `only`: less than was asked (`word` says what); `quote`: neither proved nor denied. */
  readonly says: 'yes' | 'no' | 'only' | 'quote';
  /** The word that decides, as it stands in the sentence; empty where none does. */
  readonly word: string;
  /** All parts of the claim, for the trace. */
  readonly parts: readonly Judged[];
}

/** A verdict with what of the sentence it rests on. */
export interface Read extends Verdict {
  readonly evidence: Evidence;
  /** 0 to 1: the weight of the claim's words that the part of the sentence tells itself. */
  readonly told: number;
  /** What has to be shown: the places of the words and of what decides. */
  readonly places: readonly Place[];
}

/** Reads what a sentence says to a claim. */
export function readVerdict(
  question: Question,
  claims: Claims,
  evidence: Evidence,
  places: readonly string[],
): Read {
  const told = tellWords(claims, evidence, places);
  const parts = [
    ...judgeNumbers(told),
    ...judgeDates(told),
    ...judgeYear(told, question.scope.years),
    ...judgeFrequencies(told),
    ...judgeRank(told),
    ...judgeSteps(told),
    ...judgeLevels(told, places),
    ...judgeQuantifier(told),
    ...judgeShare(told),
    ...judgePeople(told),
    ...judgeActor(told),
    ...judgePlace(told),
    ...judgeName(told),
    ...judgeStatus(told),
    ...judgePairing(told),
  ];
  const weight = told.words.reduce((sum, { word }) => sum + word.weight, 0) || 1;
  const share =
    told.words.filter(({ isTold }) => isTold).reduce((sum, { word }) => sum + word.weight, 0) / weight;
  const verdict = combined(question, told, parts);
  return {
    ...verdict,
    evidence,
    parts,
    told: share,
    places: [
      ...told.words.flatMap(({ at }) => at.slice(0, 1)),
      ...parts.flatMap(({ at }) => (at ? [at] : [])),
    ].map(({ start, end }) => ({ start: start + told.start, end: end + told.start })),
  };
}

function combined(question: Question, told: Told, parts: readonly Judged[]): Pick<Verdict, 'says' | 'word'> {
  const { claims } = told;
  const contradicted = parts.filter(({ agreement }) => agreement === 'contradicted');
  const short = parts.find(({ agreement }) => agreement === 'short');
  const rest = untoldWords(told, parts);
  const isAnchored = told.words.some(({ at }) => at.length > 0);
  const [first] = contradicted;
  if (
    first &&
    !claims.isNegated &&
    isAnchored &&
    rest.length === 0 &&
    tellsItself(told) &&
    !isOnlyPlanned(question, told)
  )
    return { says: 'no', word: first.word };
  if (short && rest.length === 0) return { says: 'only', word: short.word };
  const isProved =
    contradicted.length === 0 &&
    !short &&
    isAnchored &&
    parts.every(({ agreement }) => agreement === 'supported') &&
    told.words.every(({ isTold }) => isTold) &&
    tellsItself(told) &&
    !isDeniedThere(told) &&
    !told.words.some(({ at }) => at[0] !== undefined && isOfAnotherOwner(told, at[0].start)) &&
    !isOnlyPlanned(question, told);
  if (isProved && !claims.isNegated) return { says: 'yes', word: '' };
  return { says: 'quote', word: '' };
}

/** How much of the claim's weight the part has to tell itself; the rest may be told around it, but no name. */
const IN_ITSELF = 0.5;

function tellsItself({ words }: Told): boolean {
  const weightOf = (some: readonly ToldWord[]) => some.reduce((sum, { word }) => sum + word.weight, 0);
  const within = words.filter(({ at }) => at.length > 0);
  return (
    weightOf(within) >= IN_ITSELF * weightOf(words) &&
    words.every(({ word, at, isTold }) => at.length > 0 || !isTold || !looksLikePerson(word.text))
  );
}

/** The words that are told nowhere, without what a contradicted part takes the place of. */
function untoldWords({ words, claims }: Told, parts: readonly Judged[]) {
  const isContradicted = (...names: readonly string[]) =>
    parts.some(({ part, agreement }) => agreement === 'contradicted' && names.includes(part));
  return words.filter(({ word, isTold }) => {
    if (isTold) return false;
    if (isContradicted('place') && claims.place.includes(word.text)) return false;
    if (isContradicted('name') && claims.name.includes(word.text)) return false;
    if (word.kind !== 'word' && isContradicted(word.kind)) return false;
    if (isContradicted('actor') && claims.actor?.name.includes(word.text)) return false;
    if (isContradicted('office', 'affiliation')) return false;
    if (isContradicted('status') && word.isVerb) return false;
    return true;
  });
}

const DENIES = /未(?!来|成年)|没有|尚未|并非|无法|暂停|取消|延期|不再/u;

/** Whether the part of the sentence that tells the claim denies something, and the claim does not. */
function isDeniedThere({ text, words, claims }: Told): boolean {
  if (claims.isNegated) return false;
  const places = words.flatMap(({ at }) => at.slice(0, 1));
  const from = Math.min(...places.map(({ start }) => start));
  const to = Math.max(...places.map(({ end }) => end));
  return DENIES.test(text.slice(Math.max(0, from - 4), to + 8));
}

const isOnlyPlanned = (question: Question, { evidence, words, start }: Told): boolean =>
  !asksForPlan(question, evidence) &&
  words.some(
    ({ at }) =>
      at[0] !== undefined && isPlannedAt(evidence, { start: start + at[0].start, end: start + at[0].end }),
  );
