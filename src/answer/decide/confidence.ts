/**
 * How sure we are that a finding answers: a logistic of what is measured of it (`features.ts`), its weights fitted by
 * `npm run fit` and kept in `weights.json`. A confidence is a probability: of the answers at 0.9, nine of ten are right.
 *
 * @see Kamath, Jia and Liang 2020, Selective question answering under domain shift (arXiv 2006.09462); Platt 1999,
 *   Probabilistic outputs for support vector machines
 */
import { DECIDE_FEATURES, type DecideFeatures } from './features.ts';
import weights from './weights.json' with { type: 'json' };

/** A fitted model. */
export interface DecideModel {
  /** By feature: what one unit of it adds to the log odds. */
  readonly weights: DecideFeatures;
  readonly offset: number;
  /** From this confidence on it is answered. */
  readonly threshold: number;
}

const MODEL: DecideModel = weights;

/**
 * Below this the answer is 报告里没有. Chosen by `npm run fit -- --only decide` with the weights: the least at which at most
 * 8 % of the questions whose evidence is hidden are answered, associations left out in turn (run of 2026-11-30).
 */
export const ANSWER_THRESHOLD = MODEL.threshold;

/**
 * How sure we are.
 *
 * @returns 0 to 1
 */
export function confidenceOf(features: DecideFeatures): number {
  const odds = DECIDE_FEATURES.reduce(
    (sum, name) => sum + MODEL.weights[name] * features[name],
    MODEL.offset,
  );
  return 1 / (1 + Math.exp(-odds));
}
