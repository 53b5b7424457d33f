/**
 * Yes or no: the sentence that a claim has to be held against, and what it says to it.
 */
import { readNumbers } from '../../language/numbers.ts';
import { numbersIn } from '../../language/readings.ts';
import { isAnotherYear } from '../decide/agreement.ts';
import { nearestSpan } from '../extract/candidate.ts';
import type { Question } from '../question/question.ts';
import type { Clause } from '../read/clauses.ts';
import { bestClause, show } from '../read/parts.ts';
import { planMisfit } from '../read/plans.ts';
import { onScaleClaimed } from '../read/scales.ts';
import { asksAchieved, tellsStatus } from '../read/status.ts';
import { partAbout } from '../read/subject.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import type { Found } from './finding.ts';
import { countsAlike, daysIn, namedInstead, readVerdict } from './verdict.ts';

const VERDICT_CHARS = 110;
/** What the newest report is worth where no year is said: it knows what has become of a plan. */
const NEWEST = 0.1;
/** Sentences that a claim may be about. */
const SENTENCES = 12;

/** The sentence that tells of what is claimed, with its verdict. */
export function findVerdict(question: Question, evidence: readonly Evidence[]): Found | null {
  const isNewest = ({ report }: Evidence) =>
    question.scope.years.length === 0 &&
    evidence.every(
      ({ report: other }) => other.association !== report.association || other.period.to <= report.period.to,
    );
  const isAchievement = asksAchieved(question.asked);
  const [first] = evidence
    .slice(0, SENTENCES)
    .map((sentence) => ({
      sentence,
      rank:
        sentence.score -
        planMisfit(question, sentence, bestClause(sentence)) * (isAchievement ? 1 : 0.5) -
        (isAnotherYear(question, sentence, bestClause(sentence)) ? 0.25 : 0) +
        (claimedFigure(question, sentence) || claimedStep(question, sentence) ? 0.1 : 0) +
        (isNewest(sentence) ? NEWEST : 0) +
        (isAchievement && tellsStatus(sentence.folded) ? 0.12 : 0),
    }))
    .sort((a, b) => b.rank - a.rank);
  const best = first?.sentence;
  if (!best) return null;
  const part = partAbout(question, best);
  const answer =
    namedInstead(best) ??
    claimedFigure(question, best) ??
    claimedStep(question, best) ??
    claimedDay(question, best) ??
    bestClause(best);
  const shown = part ? { evidence: best, clause: part } : show(best, answer, VERDICT_CHARS);
  return {
    basis: { evidence: best, ...bestClause(best), means: 'sentence' },
    shown: [shown],
    highlight: null,
    verdict: readVerdict(question, best, shown.clause),
  };
}

/** The figure of a sentence that a claim about a number (签了9项是吧) has to be held against: the nearest of its unit. */
function claimedFigure({ asked }: Question, sentence: Evidence): Clause | null {
  const claimed = readNumbers(asked).filter(
    ({ kind }) => kind === 'count' || kind === 'percent' || kind === 'money',
  );
  if (claimed.length === 0) return null;
  const numbers = numbersIn(sentence.folded);
  const alike = numbers.filter(({ unit, kind }) =>
    claimed.some((one) => one.kind === kind && countsAlike(one.unit, unit)),
  );
  return nearestSpan(alike, sentence);
}

/** The step of a scale (prizes, ranks, levels) that a claim about one (得了一等奖吧) has to be held against. */
function claimedStep({ asked }: Question, sentence: Evidence): Clause | null {
  return nearestSpan(onScaleClaimed(asked, sentence.folded), sentence);
}

/** The day of a sentence that a claim about one (是9月17号吧) has to be held against. */
function claimedDay({ asked }: Question, sentence: Evidence): Clause | null {
  return daysIn(asked).length === 0 ? null : nearestSpan(daysIn(sentence.folded), sentence);
}
