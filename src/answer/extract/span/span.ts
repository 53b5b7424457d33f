/**
 * What of a sentence answers: the run of words that a linear model prefers over all others. Its weights are fitted by
 * `npm run fit` on short answers to the training questions of CMRC 2018 trial and on the tuning halves of our own, and
 * kept in `weights.json`: what a feature counts for every question, and what it counts more or less for one that asks
 * for a thing of a certain type.
 *
 * @see Rajpurkar et al. 2016, SQuAD (arXiv 1606.05250), whose baseline is such a model
 */

import type { Index } from '../../../index/shelf.ts';
import type { Place } from '../../../language/place.ts';
import type { AnswerType, Question } from '../../question/question.ts';
import type { Evidence } from '../../retrieve/evidence.ts';
import { SPAN_FEATURES, type SpanFeature } from './feature-names.ts';
import { spanFeatures } from './features.ts';
import { readSentence } from './sentence.ts';
import fitted from './weights.json' with { type: 'json' };
import type { Word } from './words.ts';

/** Weights by feature; features without any are left out. */
type Weights = Readonly<Partial<Record<SpanFeature, number>>>;

/** A fitted model. */
export interface SpanRanker {
  readonly every: Weights;
  /** What is added for one type of answer. */
  readonly types: Readonly<Partial<Record<AnswerType, Weights>>>;
}

const RANKER: SpanRanker = fitted;
const byType = new Map<AnswerType, Float64Array>();

/** The run of words in a sentence that answers best; the whole of it where it has no words. */
export function answeringSpan(
  question: Question,
  evidence: Evidence,
  index: Pick<Index, 'segment' | 'lexicon'>,
): Place {
  const sentence = readSentence(question, evidence, index);
  const { words, runs, folded } = sentence;
  const weights = weightsFor(question.type);
  const { begin, end, run: whole } = spanFeatures(question, evidence, sentence);
  let sum = 0;
  const add = (feature: number, value: number) => {
    sum += (weights[feature] as number) * value;
  };
  const summed = (tell: () => void): number => {
    sum = 0;
    tell();
    return sum;
  };
  const begins = words.map((_, i) => summed(() => begin(i, add)));
  const ends = words.map((_, i) => summed(() => end(i, add)));
  let best: Place = { start: 0, end: folded.length };
  let most = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const score = (begins[run.first] as number) + (ends[run.last] as number) + summed(() => whole(run, add));
    if (score <= most) continue;
    most = score;
    best = { start: (words[run.first] as Word).start, end: (words[run.last] as Word).end };
  }
  return best;
}

function weightsFor(type: AnswerType): Float64Array {
  let weights = byType.get(type);
  if (!weights) {
    const own = RANKER.types[type] ?? {};
    weights = Float64Array.from(SPAN_FEATURES, (name) => (RANKER.every[name] ?? 0) + (own[name] ?? 0));
    byType.set(type, weights);
  }
  return weights;
}
