/**
 * How good a confidence is: whether what is right has more of it than what is wrong, and whether it is a probability.
 *
 * @see Fawcett 2006, An introduction to ROC analysis; Guo et al. 2017, On Calibration of Modern Neural Networks
 *   (arXiv 1706.04599)
 */
import type { Best } from './ask.ts';

/** How likely what is right is surer than what is wrong, a tie counting half: 0.5 is chance, 1 is order. */
export function aucOf(answers: readonly Best[]): number {
  const byConfidence = [...answers].sort((a, b) => a.confidence - b.confidence);
  const rights = answers.filter(({ isRight }) => isRight).length;
  let ranks = 0;
  for (let from = 0; from < byConfidence.length; ) {
    let to = from;
    while (byConfidence[to]?.confidence === byConfidence[from]?.confidence) to++;
    const tied = byConfidence.slice(from, to).filter(({ isRight }) => isRight).length;
    ranks += (tied * (from + 1 + to)) / 2;
    from = to;
  }
  return (ranks - (rights * (rights + 1)) / 2) / (rights * (answers.length - rights));
}

const BINS = 10;

/** Expected calibration error: how far, on average, a confidence is from how often it is right, in ten equal bins. */
export function eceOf(answers: readonly Best[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inBin = answers.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    error += Math.abs(
      inBin.reduce((sum, { confidence, isRight }) => sum + confidence - (isRight ? 1 : 0), 0),
    );
  }
  return error / answers.length;
}

/** Brier score: the mean square of how far a confidence is from what came out; less is better. */
export function brierOf(answers: readonly Best[]): number {
  const square = ({ confidence, isRight }: Best) => (confidence - (isRight ? 1 : 0)) ** 2;
  return answers.reduce((sum, answer) => sum + square(answer), 0) / answers.length;
}
