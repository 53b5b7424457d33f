/**
 * Risk against coverage: when only the surest part of the questions is answered, how much of what is said is
 * wrong. Every question counts, also those that the reports do not answer: an answer to one of them is wrong.
 *
 * @see El-Yaniv and Wiener 2010, On the Foundations of Noise-free Selective Classification (JMLR 11); Kamath, Jia
 *   and Liang 2020, Selective question answering under domain shift (arXiv 2006.09462)
 */
import type { Best } from './ask.ts';

/** What happens when everything at least this sure is answered. */
export interface CurvePoint {
  /** The least confidence that is answered. */
  readonly confidence: number;
  /** Share of the questions answered, 0 to 1. */
  readonly coverage: number;
  /** Share of the answers that are wrong, 0 to 1. */
  readonly risk: number;
}

/** A curve with its area. */
export interface Curve {
  readonly questions: number;
  /** One a confidence, the surest first: questions that are equally sure are answered together. */
  readonly points: readonly CurvePoint[];
  /** Mean risk over all coverages, 0 to 1: less is better. */
  readonly area: number;
}

/** The curve of some questions; those for which nothing was found are wrong at the end. */
export function curveOf(questions: readonly Best[]): Curve {
  const total = questions.length;
  const byConfidence = new Map<number, { asked: number; wrong: number }>();
  for (const { confidence, isRight } of questions) {
    const group = byConfidence.get(confidence) ?? { asked: 0, wrong: 0 };
    byConfidence.set(confidence, { asked: group.asked + 1, wrong: group.wrong + (isRight ? 0 : 1) });
  }
  const points: CurvePoint[] = [];
  let answered = 0;
  let wrong = 0;
  let sum = 0;
  for (const [confidence, group] of [...byConfidence].sort(([a], [b]) => b - a)) {
    // Within a group the order is chance: each further answer is wrong as often as the group is.
    for (let k = 1; k <= group.asked; k++) sum += (wrong + (group.wrong * k) / group.asked) / (answered + k);
    answered += group.asked;
    wrong += group.wrong;
    points.push({ confidence, coverage: answered / total, risk: wrong / answered });
  }
  return { questions: total, points, area: total === 0 ? 0 : sum / total };
}

/** What is answered, and how much of it is wrong, at a threshold; nothing is answered where none is as sure. */
export function pointAt({ points }: Curve, threshold: number): CurvePoint {
  const point = points.findLast(({ confidence }) => confidence >= threshold);
  return { confidence: threshold, coverage: point?.coverage ?? 0, risk: point?.risk ?? 0 };
}
