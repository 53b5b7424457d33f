/**
 * Where on its way a question went wrong: the first step after which a right answer was out of reach.
 */
import type { Traced } from '../answer/answer.ts';
import type { Answer } from '../answer/contract.ts';
import type { Golden } from './golden.ts';
import { holdsEvidence, type Judgement, says } from './score.ts';

/**
 * - `not-retrieved`: no passage with the evidence was among those looked into
 * - `ranked-low`: it was, but other sentences were chosen
 * - `not-extracted`: the evidence was chosen, and what would be said does not hold the fact
 * - `abstained`: the right thing was found, and not sure enough to be said
 * - `asked-back`: asked back where there was nothing to ask
 * - `not-asked-back`: answered, or asked another thing back, where a question back was due
 * - `answered-anyway`: answered what the reports do not say
 * - `failed`: threw
 */
export const MISSES = [
  'not-retrieved',
  'ranked-low',
  'not-extracted',
  'abstained',
  'asked-back',
  'not-asked-back',
  'answered-anyway',
  'failed',
] as const;

/** One of {@link MISSES}. */
export type Miss = (typeof MISSES)[number];

/**
 * Why an answer is not right.
 *
 * @param draft the answer as it would be if confidence did not matter; null where nothing was found
 * @returns null when it is right
 */
export function missOf(
  golden: Golden,
  { verdict }: Judgement,
  { answer, ranked }: Traced,
  draft: Answer | null,
): Miss | null {
  if (verdict === 'correct' || verdict === 'abstained') return null;
  if (golden.type === 'unanswerable') return 'answered-anyway';
  if (golden.type === 'clarify') return 'not-asked-back';
  if (answer.kind === 'clarify') return 'asked-back';
  // A comparison is made of several findings; what it cites is all that is known of how it came about.
  const isComparison = draft === null && answer.kind === 'answered';
  const said = draft ?? answer;
  const chosen = draft || isComparison ? said.citations.map(({ quote }) => quote) : bestSentence(ranked);
  if (rests(golden, chosen)) {
    const saysAll = golden.gold.every((ways) => ways.some((way) => says(said.text, way)));
    return saysAll && answer.kind === 'unanswered' ? 'abstained' : 'not-extracted';
  }
  const passages = [...new Set(ranked.map(({ passage }) => passage))];
  return isComparison || passages.some(({ text }) => rests(golden, [text])) ? 'ranked-low' : 'not-retrieved';
}

/** Where no span was found in any sentence, the best sentence is as far as it came. */
function bestSentence([best]: Traced['ranked']): string[] {
  return best
    ? [best.passage.text.slice(best.start - best.passage.start, best.end - best.passage.start)]
    : [];
}

/** Whether some texts hold the evidence; where none is given, a fact. */
function rests(golden: Golden, texts: readonly string[]): boolean {
  return golden.evidence.length > 0
    ? holdsEvidence(golden, texts)
    : golden.gold.some((ways) => ways.some((way) => says(texts.join(' '), way)));
}
