/**
 * Rows to the weights of the decision, its threshold, and how good it is on reports that it has not seen: a logistic
 * fitted on every question, checked by leaving out all questions about one association, or document, at a time.
 */
import type { DecideModel } from '../../answer/decide/confidence.ts';
import { DECIDE_FEATURES, type DecideFeatures } from '../../answer/decide/features.ts';
import type { DecideRow } from './decide-rows.ts';
import { fitLogistic, type Logistic, logOdds, probabilityOf } from './logistic.ts';

/**
 * How much rows count: natural questions are what is asked, and reports what the program is for. With half or twice as
 * much for each, the AUC over the folds stays within 0.005 (2026-11-30).
 */
const SHARES = { natural: 1, hidden: 1, swapped: 0.45 } as const;
/** Near misses that people thought of are few, and the hardest: counted once, 3 in 100 more of them are answered (folds, 2026-11-30). */
const UNANSWERABLE_SHARE = 2;
const PARAGRAPH_SHARE = 0.05;
/** Tried over the folds. */
const PENALTIES = [0.003, 0.01, 0.03] as const;
/** Of the questions whose evidence was hidden, at most so many may be answered; with 0.08, three points fewer of the shipped reports' questions are answered rightly and no fewer wrongly (2026-11-30). */
const MOST_HIDDEN = 0.09;
const DECIMALS = 4;
/** What rounding leaves of the deviation of a column that never changes. */
const CONSTANT = 1e-9;

/** What is learnt from. */
export interface DecideLessons {
  /** Questions about reports. */
  readonly own: readonly DecideRow[];
  /** Questions about paragraphs; there may be none. */
  readonly paragraphs: readonly DecideRow[];
}

/** A row with the confidence that it has where nothing about its reports was learnt from. */
export type UnseenRow = Omit<DecideRow, 'features'>;

/** What came out. */
export interface FittedDecision {
  readonly model: DecideModel;
  readonly l2: number;
  /** Of the own rows, as on left-out reports. */
  readonly unseen: readonly UnseenRow[];
  /** What one standard deviation of each feature adds: what tells how much it matters. */
  readonly importance: DecideFeatures;
}

/**
 * Fits the decision.
 *
 * @param without features that are taken away, to see what they earn
 */
export function fitDecision(
  lessons: DecideLessons,
  without: ReadonlySet<string> = new Set(),
): FittedDecision {
  const rows = [...lessons.own, ...lessons.paragraphs];
  const columns = DECIDE_FEATURES.map((name) => !without.has(name));
  const { means, deviations } = spreadOf(rows, columns);
  const standardised = rows.map(({ features }) =>
    features.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number)),
  );
  const weightOf = (i: number) =>
    shareOf(rows[i] as DecideRow) * (i < lessons.own.length ? 1 : PARAGRAPH_SHARE);
  const learn = (is: (i: number) => boolean, l2: number): Logistic =>
    fitLogistic(
      rows.flatMap(({ isRight }, i) =>
        is(i) ? [{ features: standardised[i] as number[], isRight, weight: weightOf(i) }] : [],
      ),
      l2,
    );
  const foldOf = foldsOf(lessons);
  const folds = [...new Set(lessons.own.map(foldOf))];
  const tried = PENALTIES.map((l2) => {
    const odds = new Map<number, number>();
    for (const fold of folds) {
      const model = learn((i) => foldOf(rows[i] as DecideRow) !== fold, l2);
      for (const [i, row] of lessons.own.entries())
        if (foldOf(row) === fold) odds.set(i, logOdds(model, standardised[i] as number[]));
    }
    const unscaled = lessons.own.map((row, i) => ({ row, odds: odds.get(i) as number }));
    const natural = unscaled.filter(({ row }) => row.made === 'natural');
    // Made questions shift the odds; what is asked is natural.
    const scale = fitLogistic(
      natural.map(({ row, odds: one }) => ({ features: [one], isRight: row.isRight, weight: 1 })),
      0,
    );
    const unseen = unscaled.map(
      ({ row: { features: _, ...row }, odds: one }): UnseenRow => ({
        ...row,
        confidence: probabilityOf(logOdds(scale, [one])),
      }),
    );
    return { l2, scale, unseen, loss: lossOf(unseen) };
  });
  const best = tried.reduce((one, other) => (other.loss < one.loss ? other : one));
  const fitted = learn(() => true, best.l2);
  const slope = best.scale.weights[0] as number;
  const raw = fitted.weights.map((weight, i) => (slope * weight) / (deviations[i] as number));
  const offset =
    slope * fitted.offset +
    best.scale.offset -
    raw.reduce((sum, weight, i) => sum + weight * (means[i] as number), 0);
  return {
    model: {
      weights: named(raw.map(rounded)),
      offset: rounded(offset),
      threshold: thresholdOf(best.unseen),
    },
    l2: best.l2,
    unseen: best.unseen,
    importance: named(fitted.weights.map((weight) => slope * weight)),
  };
}

/** How a model decides a row. */
export function confidenceBy({ weights, offset }: DecideModel): (row: DecideRow) => number {
  const logistic = { weights: DECIDE_FEATURES.map((name) => weights[name]), offset };
  return ({ features }) => probabilityOf(logOdds(logistic, features));
}

const shareOf = ({ made, isAnswerable }: DecideRow): number =>
  made === 'natural' && !isAnswerable ? UNANSWERABLE_SHARE : SHARES[made];

/** The least confidence, in hundredths, at which hardly any question is answered whose evidence was hidden. */
function thresholdOf(unseen: readonly UnseenRow[]): number {
  const hidden = unseen.filter(({ made }) => made === 'hidden');
  for (let hundredths = 1; hundredths < 100; hundredths++) {
    const answered = hidden.filter(({ confidence }) => confidence >= hundredths / 100).length;
    if (answered <= MOST_HIDDEN * hidden.length) return hundredths / 100;
  }
  return 1;
}

/** Each association is a fold; documents are dealt out over them, in order. */
function foldsOf({ own, paragraphs }: DecideLessons): (row: DecideRow) => number {
  const names = [...new Set(own.map(({ about }) => about))].sort();
  const documents = [...new Set(paragraphs.map(({ about }) => about))];
  const folds = new Map([
    ...names.map((name, i): [string, number] => [name, i]),
    ...documents.map((name, i): [string, number] => [name, i % names.length]),
  ]);
  return ({ about }) => folds.get(about) as number;
}

/** Mean −log of the probability of what came out, over natural questions and those with hidden evidence. */
function lossOf(unseen: readonly UnseenRow[]): number {
  let loss = 0;
  let total = 0;
  for (const { made, isRight, confidence } of unseen) {
    if (made === 'swapped') continue;
    loss -= SHARES[made] * Math.log(Math.max(CONSTANT, isRight ? confidence : 1 - confidence));
    total += SHARES[made];
  }
  return loss / total;
}

/** Mean and standard deviation of each feature; one that never changes or is taken away comes to nothing. */
function spreadOf(
  rows: readonly DecideRow[],
  columns: readonly boolean[],
): { means: number[]; deviations: number[] } {
  const means: number[] = [];
  const deviations: number[] = [];
  for (const [i, isKept] of columns.entries()) {
    const values = rows.map(({ features }) => features[i] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    means.push(mean);
    deviations.push(isKept && deviation > CONSTANT ? deviation : Number.POSITIVE_INFINITY);
  }
  return { means, deviations };
}

const rounded = (value: number) => Number(value.toFixed(DECIMALS));

function named(values: readonly number[]): DecideFeatures {
  return Object.fromEntries(DECIDE_FEATURES.map((name, i) => [name, values[i]])) as unknown as DecideFeatures;
}
