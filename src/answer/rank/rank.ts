/**
 * The order of sentences: a linear model over named features, its weights fitted by `npm run fit` on the training
 * questions of CMRC 2018 trial and on the tuning halves of our own, and kept in `weights.json`.
 *
 * What the model found beyond coverage: a term that a paragraph has named before counts as much as one in the sentence
 * itself, except for the last terms of the question, which say what is asked of the others (…的身体是什么颜色): those
 * have to stand in the sentence. And of two paragraphs the one whose report begins with what the question names.
 *
 * @see Rajpurkar et al. 2016, SQuAD (arXiv 1606.05250), whose baseline is such a model; fitted as a softmax over the
 *   sentences of one question (listwise, Cao et al. 2007)
 */
import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';
import { RANK_FEATURES, type RankFeatures, rankFeatures } from './features.ts';
import fitted from './weights.json' with { type: 'json' };

/** A fitted model. */
export interface Ranker {
  /** By feature: what one unit of it adds to the score. */
  readonly weights: RankFeatures;
  /** Added to every score, so that it is of the size of a fit. */
  readonly offset: number;
}

const RANKER: Ranker = fitted;

/** Sentences that are put into order; all others stay after them. */
const RANKED_SENTENCES = 40;
/**
 * What the rank of its passage adds where it is chosen which sentences those are: a passage that the search finds
 * first is to be among them also where no sentence of it has many of the words. (0.25 to 2 tried on CMRC
 * 2018 trial, 2026-11-22: how often the right paragraph is among them.)
 */
const PASSAGE_SHARE = 1;

/** Sentences in the order in which they are let into the competition. */
export function competing(evidence: readonly Evidence[]): { first: Evidence[]; rest: Evidence[] } {
  const chance = ({ score, passageScore }: Evidence) => score + PASSAGE_SHARE * passageScore;
  const ordered = [...evidence].sort((a, b) => chance(b) - chance(a));
  return { first: ordered.slice(0, RANKED_SENTENCES), rest: ordered.slice(RANKED_SENTENCES) };
}

/** Sentences, best first by the model, their scores replaced by its. */
export function rankSentences(question: Question, evidence: readonly Evidence[]): Evidence[] {
  const { first, rest } = competing(evidence);
  const scored = rankFeatures(question, first).map((features, i) => ({
    ...(first[i] as Evidence),
    score: scoreOf(features),
  }));
  const least = Math.min(...scored.map(({ score }) => score));
  const after = rest.map((sentence) => ({ ...sentence, score: Math.min(sentence.score, least) }));
  return [...scored.sort((a, b) => b.score - a.score), ...after];
}

function scoreOf(features: RankFeatures): number {
  return RANK_FEATURES.reduce((sum, name) => sum + RANKER.weights[name] * features[name], RANKER.offset);
}
