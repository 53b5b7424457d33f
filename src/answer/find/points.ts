/**
 * What a sentence is worth as a point of a summary: results in figures and names before openings and opinions.
 */
import { LISTING } from '../../knowledge/lists.ts';
import { oneOf, wordIn } from '../../knowledge/word-lists.ts';
import { CHINESE_NUMERAL_CHARACTERS } from '../../language/numerals.ts';
import { peopleIn, quotedIn } from '../../language/readings.ts';
import type { Question } from '../question/question.ts';
import { SECTION_NUMBER } from '../read/clauses.ts';
import { planMisfit } from '../read/plans.ts';
import { saysReached } from '../read/status.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** What is measured of a sentence, each 0 to 1. */
export const POINT_FEATURES = [
  /** Figures, as a share of three. */
  'figures',
  /** Whether they are of the whole year or the whole place. */
  'ofWhole',
  /** Where it gives no figure, whether something in it has a name in quotes or it names a person. */
  'named',
  /** Whether something was won or finished. */
  'reached',
  /** Whether it says what somebody thinks and gives no figure. */
  'opinion',
  /** Whether it only names a topic: it is short and has neither figure nor name. */
  'isShort',
  /** Whether it is only planned, where what was done is asked for. */
  'planned',
  /** Whether it is a row, or a list item without a figure. */
  'isLine',
] as const;

export type PointFeatures = Readonly<Record<(typeof POINT_FEATURES)[number], number>>;

/**
 * What one unit of a feature is worth. The signs are those of a logistic over 576 sentences of 66 summary questions with
 * known facts (tune halves, run of 2026-11-30); with these sizes a sentence that has a fact comes before one that has
 * none in 81 % of a question's pairs, with coverage alone in 67 %.
 */
const WEIGHTS: PointFeatures = {
  figures: 1,
  ofWhole: 0.25,
  named: 0.25,
  reached: 0.25,
  opinion: -0.5,
  isShort: -0.8,
  planned: -1.2,
  isLine: -0.6,
};

const MANY_FIGURES = 3;
/** A run-in heading: 三是青少年科技教育硕果累累。 */
const SHORT_CHARS = 18;

/** The features of a sentence. */
export function pointFeatures(question: Question, evidence: Evidence): PointFeatures {
  const { folded, start, end, passage } = evidence;
  const figures = passage.figures
    .filter((figure) => figure.start >= start && figure.end <= end)
    // 一年来 counts nothing.
    .filter((figure) => /\d/u.test(folded.slice(figure.start - start, figure.end - start))).length;
  const isNamed = quotedIn(folded).length > 0 || peopleIn(folded).length > 0;
  const is = (holds: boolean) => (holds ? 1 : 0);
  return {
    figures: Math.min(1, figures / MANY_FIGURES),
    ofWhole: is(figures > 0 && wordIn(LISTING['of-whole'], folded) !== null),
    named: is(figures === 0 && isNamed),
    reached: is(saysReached('any', folded)),
    opinion: is(figures === 0 && wordIn(LISTING.opinions, folded) !== null),
    isShort: is(figures === 0 && !isNamed && folded.length <= SHORT_CHARS),
    planned: is(planMisfit(question, evidence, { start: 0, end: folded.length }) > 0),
    isLine: is(evidence.kind === 'row' || (figures === 0 && evidence.kind === 'item')),
  };
}

/** What a sentence is worth as a point, about -2 to 2. */
export function worthOf(question: Question, evidence: Evidence): number {
  const features = pointFeatures(question, evidence);
  return POINT_FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0);
}

/** A sentence that can be a point, with the one before it where that only names its topic: 一是组建专家库。入库专家126名。 */
export interface Point {
  readonly sentence: Evidence;
  readonly topic: Evidence | null;
}

/**
 * The points that sentences make.
 *
 * @param sentences in the order of the text
 */
export function pointsIn(sentences: readonly Evidence[]): Point[] {
  return sentences.flatMap((sentence, i) => {
    const [before, after] = [sentences[i - 1], sentences[i + 1]];
    if (!canBePoint(sentence) || introduces(sentence.folded)) return [];
    // What names the topic of the next is said with it.
    if (namesTopic(sentence) && after && isNext(sentence, after) && !namesTopic(after)) return [];
    const topic = before && namesTopic(before) && isNext(before, sentence) && !namesTopic(sentence);
    return [{ sentence, topic: topic ? before : null }];
  });
}

const isNext = (one: Evidence, next: Evidence): boolean =>
  one.report === next.report && one.block === next.block && next.start - one.end <= 1;

/** A run-in heading: counted off, short and without a figure. */
const namesTopic = ({ folded }: Evidence): boolean =>
  folded.length <= RUN_IN_CHARS && !/\d/u.test(folded.replace(RUN_IN, '')) && RUN_IN.test(folded);

const RUN_IN_CHARS = 34;
const RUN_IN = new RegExp(
  `^(?:${SECTION_NUMBER}|[${CHINESE_NUMERAL_CHARACTERS}]+${oneOf(LISTING['counts-off'])})`,
  'u',
);

/** Whether a sentence only leads to what comes next: 现将情况总结如下。 */
export const introduces = (folded: string): boolean =>
  /[:：]$/u.test(folded) ||
  (folded.length <= 2 * SHORT_CHARS &&
    wordIn([...LISTING['as-follows'], ...LISTING.roster], folded) !== null);

/** Whether a sentence can be a point at all: a signature and a heading's rest cannot. */
export const canBePoint = ({ kind, folded }: Evidence): boolean =>
  kind !== 'byline' && kind !== 'caption' && kind !== 'heading' && /\p{Script=Han}{2}/u.test(folded);
