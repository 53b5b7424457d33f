/**
 * Two evaluations of the same questions side by side: what a rebuild broke, and what it mended.
 */
import type { Judged } from './ask.ts';
import { isRight } from './summary.ts';

/** One question in both. */
export interface Pair {
  readonly now: Judged;
  readonly before: Judged;
}

/** Where two evaluations differ. */
export interface Difference {
  /** Right before, not now. */
  readonly worse: readonly Pair[];
  /** Right now, not before. */
  readonly better: readonly Pair[];
  /** As right as it was, in other words or from another sentence. */
  readonly changed: readonly Pair[];
}

/** Compares two evaluations of the same questions in the same order. */
export function differenceOf(now: readonly Judged[], before: readonly Judged[]): Difference {
  const pairs = now.map((row, i) => ({ now: row, before: before[i] as Judged }));
  const was = ({ before: row }: Pair) => isRight(row.judgement.verdict);
  const is = ({ now: row }: Pair) => isRight(row.judgement.verdict);
  return {
    worse: pairs.filter((pair) => was(pair) && !is(pair)),
    better: pairs.filter((pair) => !was(pair) && is(pair)),
    changed: pairs.filter((pair) => was(pair) === is(pair) && words(pair.now) !== words(pair.before)),
  };
}

/** What a reader sees of an answer. */
function words({ answer }: Judged): string {
  return JSON.stringify([answer?.kind, answer?.text, answer?.citations.map(({ quote }) => quote)]);
}
