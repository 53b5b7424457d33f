/**
 * A reason: the sentence that tells of the matter and gives one, or beside which another of its paragraph does.
 */
import type { Index } from '../../index/shelf.ts';
import { isWithin, type Place } from '../../language/place.ts';
import type { Question } from '../question/question.ts';
import { cutClauses } from '../read/clauses.ts';
import { bestClause, partsWithAllKeys, show } from '../read/parts.ts';
import { reasonsIn } from '../read/reasons.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { findSentence, isBeside } from './fact.ts';
import type { Found } from './finding.ts';

/** How much of a sentence is shown, in characters. */
const REASON_CHARS = 120;
/** A sentence that fits this well, against the one that fits best, tells of the matter. */
const TELLS_SHARE = 0.8;

/** The sentence that tells why; where none does, the one that tells what, which answers nothing. */
export function findReason(question: Question, evidence: readonly Evidence[], index: Index): Found | null {
  const most = Math.max(0, ...evidence.map(({ fit }) => fit));
  const telling = evidence.filter(({ fit, row }) => fit > 0 && fit >= TELLS_SHARE * most && row === null);
  for (const sentence of telling) {
    const reason = nearest(sentence, reasonsIn(sentence.folded));
    if (reason) return inOne(sentence, reason);
  }
  for (const sentence of telling) {
    const beside = evidence.find(
      (other) => other.row === null && isBeside(other, sentence) && reasonsIn(other.folded).length > 0,
    );
    if (beside) return inTwo(sentence, beside);
  }
  return findSentence(question, evidence, index);
}

/** Of several reasons, that which stands nearest to what is asked about; none in another part of the sentence. */
function nearest(sentence: Evidence, reasons: readonly Place[]): Place | null {
  const parts = partsWithAllKeys(sentence);
  const clause = bestClause(sentence);
  const distance = ({ start, end }: Place) => Math.max(0, start - clause.end, clause.start - end);
  const [first] = reasons
    .filter((reason) => parts.length === 0 || parts.some((part) => isWithin(reason, part)))
    .sort((a, b) => distance(a) - distance(b));
  return first ?? null;
}

const spanning = (a: Place, b: Place): Place => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** The clause after a reason, in the same part: 因选址调整，实际于10月18日奠基. */
function outcomeOf(sentence: string, reason: Place): Place {
  const next = cutClauses(sentence).find(({ start }) => start > reason.end);
  return next && !/[；;]/u.test(sentence.slice(reason.end, next.start)) ? next : reason;
}

function inOne(evidence: Evidence, reason: Place): Found {
  const withOutcome = spanning(reason, outcomeOf(evidence.folded, reason));
  const whole = spanning(withOutcome, bestClause(evidence));
  const told = whole.end - whole.start <= REASON_CHARS ? whole : withOutcome;
  return {
    basis: { evidence, ...reason, means: 'span' },
    shown: [show(evidence, told, REASON_CHARS)],
    highlight: reason,
    verdict: null,
  };
}

/** The sentence that tells what, and the one beside it that tells why, in the order of the text. */
function inTwo(evidence: Evidence, beside: Evidence): Found {
  const clause = bestClause(evidence);
  const [reason] = reasonsIn(beside.folded) as [Place];
  return {
    basis: { evidence, ...clause, means: 'beside' },
    shown: [
      show(beside, spanning(reason, outcomeOf(beside.folded, reason)), REASON_CHARS),
      show(evidence, clause, REASON_CHARS),
    ],
    highlight: reason,
    verdict: null,
  };
}
