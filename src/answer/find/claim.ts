/**
 * Yes or no: the sentence that a claim has to be held against, and what it says to it.
 */

import { covers } from '../../corpus/report.ts';
import type { Index } from '../../index/shelf.ts';
import { isWithin, type Place } from '../../language/place.ts';
import type { Claims } from '../question/claim.ts';
import type { Question } from '../question/question.ts';
import { cutClauses } from '../read/clauses.ts';
import { bestClause, show } from '../read/parts.ts';
import { isPlannedAt, planMisfit } from '../read/plans.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { occurrences } from '../retrieve/occurrences.ts';
import type { Found } from './finding.ts';
import { accounted, asAsked, shownRow, wholeOf } from './table/row.ts';
import type { Judged } from './verdict/judged.ts';
import { saysAim } from './verdict/targets.ts';
import { refersBack, withWholeNames } from './verdict/told.ts';
import { type Read, readVerdicts } from './verdict/verdict.ts';

const VERDICT_CHARS = 110;
/** Sentences that a claim may be about. */
const SENTENCES = 16;
/** What each place in the ranking costs. */
const RANK_COST = 0.01;
/** What it is worth that all parts of a claim are judged, and what the report of another year costs. */
const JUDGED = 0.1;
const ANOTHER_YEAR = 0.15;
/** What a proof, a denial and a lower step are worth beside how much of the claim a sentence tells. */
const BY_VERDICT = { yes: 0.3, no: 0.1, only: 0.05, quote: 0 } as const;

/** The sentence that tells of what is claimed, with its verdict. */
export function findVerdict(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  if (!question.claims) return null;
  const sentences = evidence.slice(0, SENTENCES).map((sentence) => asAsked(question, sentence, index));
  const claims = withWholeNames(
    question.claims,
    sentences.map(({ folded }) => folded),
  );
  const read = sentences
    .flatMap((sentence) => readVerdicts(question, claims, sentence, index.lexicon.places))
    .map((one) => (isDeniedByYearAlone(one) && isToldElsewhere(question, one, index) ? undecided(one) : one))
    .map((one) => (setsSideBySide(question, one) ? undecided(one) : one))
    .map((one) => (one.says === 'yes' && isOfOtherKind(claims, one, index) ? undecided(one) : one));
  const worth = (one: Read, i: number) =>
    BY_VERDICT[one.says] +
    one.told * (claims.numbers.length > 0 && lacksFigure(one) ? WITHOUT_FIGURE : 1) +
    JUDGED * one.judged -
    RANK_COST * i -
    (isOfAnotherYear(question, one.evidence) ? ANOTHER_YEAR : 0) -
    (tellsOfAim(one) ? 0 : misfitOf(question, claims, one.evidence));
  const [best] = read.map((one, i) => ({ one, worth: worth(one, i) })).sort((a, b) => b.worth - a.worth);
  if (!best) return null;
  return withWhatItIsOf(foundOf(isDisputed(best.one, read) ? undecided(best.one) : best.one), evidence);
}

/** Who claims that an aim was reached asks for no plan, though he names one. */
function misfitOf(question: Question, { reaches, asksTarget }: Claims, evidence: Evidence): number {
  if (reaches === null || !asksTarget) return planMisfit(question, evidence, wholeOf(evidence));
  return isPlannedAt(evidence, wholeOf(evidence)) ? AIM_ALONE : 0;
}

/** What a sentence that only plans loses where it is asked what came of it. */
const AIM_ALONE = 0.15;

/** A sentence with no figure of the kind that is claimed is hardly what the claim speaks of, whatever words it has. */
const lacksFigure = (read: Read) => !read.isNumberTold && !read.hasOtherNumber && !tellsOfAim(read);
const WITHOUT_FIGURE = 0.5;

/** Whether a sentence says that an aim was reached or was not. */
const tellsOfAim = ({ parts }: Read, agreement?: Judged['agreement']) =>
  parts.some(
    (one) => one.part === 'target' && (agreement ? one.agreement === agreement : one.agreement !== 'untold'),
  );

const undecided = (read: Read): Read => ({ ...read, says: 'quote', word: '', certainty: 0 });

/** Whether what is claimed to be there at all is told only as the end of a longer word: 流动科技馆 is no 科技馆 that a place has. */
function isOfOtherKind(
  { words, numbers, dates }: Claims,
  { evidence: { folded } }: Read,
  index: Index,
): boolean {
  if (words.length !== 1 || numbers.length + dates.length > 0) return false;
  const segments = index.segment(folded);
  return words.some(({ text, kind, isVerb }) => {
    if (kind !== 'word' || isVerb) return false;
    const at = occurrences(folded, text);
    const isTail = ({ start, end }: Place) =>
      segments.some(
        (segment) => segment.end === end && segment.start < start && isWithin({ start, end }, segment),
      );
    return at.length > 0 && at.every(isTail);
  });
}

/** Whether what was to be reached and what was are both asked for: a row has them side by side, and they are the answer. */
const setsSideBySide = ({ wants }: Question, { evidence, parts }: Read) =>
  evidence.row !== null && wants.measured.side === 'both' && !parts.some(({ part }) => part === 'target');

const isDeniedByYearAlone = ({ says, parts }: Read) =>
  says === 'no' &&
  parts.every(({ part, agreement }) =>
    part === 'year' ? agreement === 'contradicted' : agreement !== 'contradicted',
  );

/** Whether the association has a report of the year asked about and this is none: what comes again every year may be told there. */
const isToldElsewhere = (question: Question, { evidence }: Read, { reports }: Index) =>
  isOfAnotherYear(question, evidence) &&
  reports.some(
    ({ association, period }) =>
      association === evidence.report.association &&
      question.scope.years.every((year) => covers(period, year)),
  );

/** A sentence of a report that is not of the year asked about. */
const isOfAnotherYear = ({ scope: { years } }: Question, { report: { period } }: Evidence) =>
  years.length > 0 && !years.every((year) => covers(period, year));

/**
 * Whether another sentence that tells as much of the claim says otherwise: two events of one kind have their own
 * figures. What is proved to the letter is not disputed.
 */
function isDisputed(best: Read, all: readonly Read[]): boolean {
  if (best.says === 'yes' && best.isExact) return false;
  if (best.says !== 'yes' && best.says !== 'no') return false;
  // 再建4家 is no end of an aim that 定的5家，建成7家 tells of, whoever tells more of the claim's words.
  if (tellsOfAim(best))
    return all.some((other) => tellsOfAim(other, best.says === 'yes' ? 'contradicted' : 'supported'));
  const isOther = (other: Read) =>
    best.says === 'yes'
      ? other.says === 'no' || other.hasOtherNumber
      : other.says === 'yes' || other.isNumberTold;
  return all.some((other) => other !== best && other.told >= AS_MUCH * best.told && isOther(other));
}

/** A sentence that tells this share of the claim's weight beside another tells as much. */
const AS_MUCH = 0.95;

function foundOf(read: Read): Found {
  const { says, word, certainty, parts, places } = read;
  const best = bestClause(read.evidence);
  const evidence = withAnswered(read);
  if (evidence.row && evidence.row.cells.length > 0)
    return {
      basis: { evidence, ...best, means: 'sentence' },
      shown: [shownRow(evidence)],
      highlight: null,
      verdict: { says, word, certainty, parts },
    };
  const told = places.length > 0 ? wholeClauses(evidence.folded, stretchOf(places)) : best;
  // Where nothing is decided, the sentence speaks for itself, as much of it as fits.
  const shown = says === 'quote' ? show(evidence, told, VERDICT_CHARS, true) : { evidence, clause: told };
  return {
    basis: { evidence, ...best, means: 'sentence' },
    shown: [shown],
    highlight: null,
    verdict: { says, word, certainty, parts },
  };
}

/**
 * The sentence with what a lower step answers accounted for: 预计9月试运行 where 对外开放 was claimed. 超额完成 is told by the
 * target of a row and its result.
 */
function withAnswered(read: Read): Evidence {
  const { evidence, says, answered } = read;
  if (evidence.row && tellsOfAim(read)) return accounted(evidence, ({ text }) => saysAim(text));
  if (says !== 'only' || answered.length === 0) return evidence;
  return accounted(evidence, ({ text }) =>
    answered.some((word) => word.includes(text) || text.includes(word)),
  );
}

/** 这是全市第3个科技小院 with the sentence before, which says what it is. */
function withWhatItIsOf(found: Found, evidence: readonly Evidence[]): Found {
  const { evidence: told } = found.basis;
  if (!refersBack(told.folded)) return found;
  const [before] = evidence
    .filter(({ block, report, end }) => block === told.block && report === told.report && end <= told.start)
    .sort((a, b) => b.end - a.end);
  if (!before) return found;
  return { ...found, shown: [show(before, bestClause(before), VERDICT_CHARS / 2), ...found.shown] };
}

const stretchOf = (places: readonly Place[]): Place => ({
  start: Math.min(...places.map(({ start }) => start)),
  end: Math.max(...places.map(({ end }) => end)),
});

/** The clauses that hold a stretch. */
function wholeClauses(text: string, { start, end }: Place): Place {
  const clauses = cutClauses(text);
  const first = clauses.find((clause) => clause.end > start);
  const last = clauses.findLast((clause) => clause.start < end);
  return { start: first?.start ?? start, end: last?.end ?? end };
}
