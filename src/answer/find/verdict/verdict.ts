/**
 * Yes or no, claim by claim. 是 only when every word and every part of the claim is told by the sentence and none is
 * contradicted; 不是 only when one is contradicted by a sentence that tells all the rest; 只是 where it tells a lower
 * step; else the report's own words stand for themselves.
 */

import type { Place } from '../../../language/place.ts';
import type { Claims } from '../../question/claim.ts';
import type { Question } from '../../question/question.ts';
import { asksForPlan, isPlannedAt } from '../../read/plans.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { isAbout, isAchievement, shareTold, tellsAim } from './about.ts';
import { judgeActor, judgeName, judgePlace } from './actors.ts';
import { isApart } from './apart.ts';
import { judgeDenial } from './denial.ts';
import { judgeHonour } from './honours.ts';
import type { Judged } from './judged.ts';
import { judgeNumbers } from './numbers.ts';
import { judgePairing } from './pairing.ts';
import { judgePeople } from './people.ts';
import { judgeLevels, judgeNth, judgeQuantifier, judgeRank, judgeSteps } from './scales.ts';
import { judgeShare } from './shares.ts';
import { judgeStatus } from './status.ts';
import { judgeTarget, saysAim } from './targets.ts';
import { judgeDates, judgeFrequencies, judgeYear } from './times.ts';
import { type Told, type ToldWord, tellWords } from './told.ts';

/** What a sentence says to a claim. */
export interface Verdict {
  /** `only`: less than was asked (`word` says what); `quote`: neither proved nor denied. */
  readonly says: 'yes' | 'no' | 'only' | 'quote';
  /** The word that decides, as it stands in the sentence; empty where none does. */
  readonly word: string;
  /** 0 to 1: that of the weakest part of the claim; a word that stands around the sentence only is weaker. */
  readonly certainty: number;
  /** All parts of the claim, for the trace. */
  readonly parts: readonly Judged[];
}

/** A verdict with what of the sentence it rests on. */
export interface Read extends Verdict {
  readonly evidence: Evidence;
  /** 0 to 1: the weight of the claim's words that the part of the sentence tells itself. */
  readonly told: number;
  /** Whether no number is claimed in any relation but that of being equal. */
  readonly isExact: boolean;
  /** Whether all numbers that are claimed, and there is one, are told; and whether a figure stands where another is claimed. */
  readonly isNumberTold: boolean;
  readonly hasOtherNumber: boolean;
  /** 0 to 1: the share of the claim's parts, its words not counted, to which the sentence says anything. */
  readonly judged: number;
  /** The claim's words that something else in the sentence answers: a step or a level of a scale, and what takes the place of a word. */
  readonly answered: readonly string[];
  /** What has to be shown: the places of the words and of what decides. */
  readonly places: readonly Place[];
}

/** Reads what a sentence says to a claim: once for each of its parts that may tell it. */
export function readVerdicts(
  question: Question,
  claims: Claims,
  evidence: Evidence,
  places: readonly string[],
): Read[] {
  return tellWords(claims, evidence, places).map((told) => readPart(question, told, places));
}

function readPart(question: Question, told: Told, places: readonly string[]): Read {
  const { claims, evidence } = told;
  const target = judgeTarget(told);
  const judged = [
    ...(target ? [target] : []),
    ...judgeNumbers(told),
    ...judgeDates(told),
    ...judgeYear(told, question.scope.years),
    ...judgeFrequencies(told),
    ...judgeRank(told),
    ...judgeNth(told),
    ...judgeSteps(told),
    ...judgeLevels(told, places),
    ...judgeQuantifier(told),
    ...judgeShare(told),
    ...judgePeople(told),
    ...judgeHonour(told),
    ...judgeActor(told),
    ...judgePlace(told),
    ...judgeName(told),
    ...judgeStatus(told, isOnlyPlanned(question, told)),
    ...judgeDenial(told),
    ...judgePairing(told),
  ];
  const parts = judged.filter(
    (one) => !isAnswered(one, told, judged) && !(target && isOfTarget(one, target)),
  );
  const numbers = parts.filter(({ part }) => part === 'number');
  const verdict = combined(question, told, parts);
  return {
    ...verdict,
    certainty: verdict.says === 'quote' ? 0 : certaintyOf(told),
    evidence,
    parts,
    answered:
      verdict.says === 'quote'
        ? []
        : told.words
            .filter(({ isTold, word }) => !isTold || word.kind !== 'word')
            .map(({ word }) => word.text),
    told: shareTold(told, parts, verdict.says === 'only'),
    judged: parts.filter(({ agreement }) => agreement !== 'untold').length / (parts.length || 1),
    isExact: claims.numbers.every(({ relation }) => relation === 'equal'),
    hasOtherNumber: numbers.some(({ agreement, word }) => agreement !== 'supported' && word !== ''),
    isNumberTold: numbers.length > 0 && numbers.every(({ agreement }) => agreement === 'supported'),
    places: [
      ...told.words.flatMap(({ at }) => at.slice(0, 1)),
      ...parts.flatMap(({ at }) => (at ? [at] : [])),
    ].map(({ start, end }) => ({ start: start + told.start, end: end + told.start })),
  };
}

/** How surely the weakest word of a claim is told: in the sentence, or as strongly as around it. */
function certaintyOf({ words, evidence }: Told): number {
  return Math.min(
    1,
    ...words.map(({ word, at }) =>
      at.length > 0 ? 1 : (evidence.matches.find(({ term }) => term.text === word.text)?.strength ?? AROUND),
    ),
  );
}

/** What is told around a sentence and not measured there. */
const AROUND = 0.5;

function combined(question: Question, told: Told, parts: readonly Judged[]): Pick<Verdict, 'says' | 'word'> {
  const { claims } = told;
  const by = (agreement: Judged['agreement']) => parts.filter((one) => one.agreement === agreement);
  const contradicted = by('contradicted');
  const [short] = by('short');
  const [first] = contradicted;
  if (!isAbout(told, parts)) return { says: 'quote', word: '' };
  if (claims.isNegated) return negated(told, parts);
  if (first) {
    // 得奖3件 is not denied by how many works there were: nothing says that those had come as far.
    const isOfLess =
      first.part === 'number' &&
      parts.some(({ part, agreement }) => part === 'status' && agreement !== 'supported');
    // Of another year than is claimed, another figure denies nothing.
    const isOfAnotherYear =
      contradicted.some(({ part }) => part !== 'year') &&
      parts.some(({ part, agreement }) => part === 'year' && agreement !== 'supported');
    return isOfLess || isOfAnotherYear || (first.part !== 'target' && isOnlyPlanned(question, told))
      ? { says: 'quote', word: '' }
      : { says: 'no', word: first.word };
  }
  if (short) return { says: 'only', word: short.word };
  const isTargetMet = parts.some(({ part }) => part === 'target');
  const isProved =
    parts.every(({ agreement }) => agreement === 'supported') &&
    told.words.every((word) => tellsAim(parts, word, told) || (word.isTold && !isOfNeighbour(word, told))) &&
    claims.unread.every((word) => isTargetMet && saysAim(word)) &&
    (isTargetMet || !isApart(told)) &&
    // What is asserted comes last: 现场 of 是现场办的 has to be told by the sentence itself.
    (isTargetMet || (told.words.at(-1)?.at.length ?? 1) > 0) &&
    (isTargetMet || !isOnlyPlanned(question, told));
  return { says: isProved ? 'yes' : 'quote', word: '' };
}

/** 没有全部办完 is proved by a part that is less, or by a sentence that denies the same; nothing is denied by a claim's not being so. */
function negated(told: Told, parts: readonly Judged[]): Pick<Verdict, 'says' | 'word'> {
  const denials = parts.filter(
    ({ part, agreement }) => agreement === 'contradicted' && (part === 'all' || part === 'denial'),
  );
  const others = parts.filter(({ part }) => part !== 'all' && part !== 'denial' && part !== 'status');
  const isProved =
    denials.length > 0 &&
    others.every(({ agreement }) => agreement === 'supported') &&
    told.words.every((word) => word.isTold || tellsAim(parts, word, told));
  return { says: isProved ? 'yes' : 'quote', word: '' };
}

/**
 * Whether a thing of the claim is told only by what stands beside the sentence, in no heading: 优秀论文每篇奖励500元 after
 * 先进集体只挂铜牌 is not told of 先进集体.
 */
function isOfNeighbour({ word, isHere }: ToldWord, { evidence: { passage, report }, claims }: Told): boolean {
  // A number, a day or a name that agrees tells by itself that the sentence is about the same.
  if (claims.numbers.length + claims.dates.length + claims.people.length > 0) return false;
  if (isHere || !word.isKey || word.isVerb) return false;
  const headings = [...passage.section, report.title].join(' ');
  return ![word.text, ...word.alternatives].some((other) => headings.includes(other));
}

/** What is said of an aim tells the number and the status that are claimed of it. */
const isOfTarget = (one: Judged, target: Judged): boolean =>
  target.agreement !== 'untold' && one !== target && ['number', 'status', 'denial'].includes(one.part);

/** Whether a step of a scale is untold because a status takes its place: 开放 where 预计9月试运行 is told. */
const isAnswered = ({ part, agreement }: Judged, { claims }: Told, all: readonly Judged[]): boolean =>
  part === 'step' &&
  agreement === 'untold' &&
  claims.steps.length === 1 &&
  claims.steps.some(isAchievement) &&
  all.some((one) => one.part === 'status' && one.agreement === 'short');

const isOnlyPlanned = (question: Question, { evidence, words, start }: Told): boolean =>
  !asksForPlan(question, evidence) &&
  words.some(
    ({ at }) =>
      at[0] !== undefined && isPlannedAt(evidence, { start: start + at[0].start, end: start + at[0].end }),
  );
