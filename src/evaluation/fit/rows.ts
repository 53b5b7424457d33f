/**
 * What the ranker is fitted on: of each question the sentences that compete, with their features and how right each
 * of them is.
 */
import type { Traced } from '../../answer/answer.ts';
import { RANK_FEATURES, rankFeatures } from '../../answer/rank/features.ts';
import { competing } from '../../answer/rank/rank.ts';
import type { Evidence } from '../../answer/retrieve/evidence.ts';
import type { Golden } from '../golden.ts';
import { isUnreviewed } from '../golden.ts';
import type { ParagraphAt } from '../pool-index.ts';
import { holdsAnswer } from '../span.ts';
import type { PoolQuestion } from '../squad.ts';

/** One sentence. */
export interface Row {
  /** In the order of `RANK_FEATURES`. */
  readonly features: readonly number[];
  /** 0 to 1; 1 is a sentence that answers. */
  readonly label: number;
  /** Its score before it was ranked. */
  readonly retrieved: number;
}

/** The sentences of one question that compete; at least one. */
export type Rows = readonly Row[];

/**
 * What another sentence of the right paragraph counts: between two wrong ones, the one that speaks of the right
 * matter is to be preferred. From CMRC 2018 trial (0 and 0.1 tried, 2026-11-22).
 */
const SAME_PARAGRAPH = 0.1;
/** What these ask for does not stand in one sentence, or in none. */
const NOT_ONE_SENTENCE = new Set(['unanswerable', 'clarify', 'compare', 'summary']);
/** A sentence this short that stands in a longer snippet is a heading or a scrap of it. */
const SCRAP_CHARS = 6;

/**
 * The rows of one question.
 *
 * @returns null where no sentences competed
 */
export function rowsOf(
  { question, retrieved }: Traced,
  labelOf: (sentence: Evidence) => number,
): Rows | null {
  if (!question || retrieved.length === 0) return null;
  const sentences = competing(retrieved).first;
  return rankFeatures(question, sentences).map((features, i) => {
    const sentence = sentences[i] as Evidence;
    return {
      features: RANK_FEATURES.map((name) => features[name]),
      label: labelOf(sentence),
      retrieved: sentence.score,
    };
  });
}

/** How right a sentence is for a question about a paragraph: it has to be of that paragraph and hold an answer. */
export function paragraphLabel({ answers, paragraph }: PoolQuestion, paragraphAt: ParagraphAt) {
  return ({ report, start, folded }: Evidence): number => {
    if (paragraphAt(report.id, start) !== paragraph) return 0;
    return holdsAnswer(answers, folded) ? 1 : SAME_PARAGRAPH;
  };
}

/**
 * Whether a golden question can be learnt from: it says which sentence answers it, and stands alone. One that goes on
 * from another is understood from the answer to that, and so with the very weights that are to be fitted.
 */
export function isLearnable(golden: Golden): boolean {
  const standsAlone = !golden.previous && !NOT_ONE_SENTENCE.has(golden.type);
  return standsAlone && golden.evidence.length > 0 && !isUnreviewed(golden);
}

/** How right a sentence is for a golden question: it holds a snippet of the evidence, or is a part of one. */
export function evidenceLabel({ evidence }: Golden) {
  const snippets = evidence.map(bare).filter((snippet) => snippet !== '');
  return ({ folded }: Evidence): number => {
    const sentence = bare(folded);
    const isPart = (snippet: string) => sentence.length > SCRAP_CHARS && snippet.includes(sentence);
    return snippets.some((snippet) => sentence.includes(snippet) || isPart(snippet)) ? 1 : 0;
  };
}

/** White space, marks and widths aside. */
const bare = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');
