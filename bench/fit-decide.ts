/** Fits whether to answer (`src/answer/decide/weights.json`), and prints what came of it; `fit.ts` says how it is called. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecideModel } from '../src/answer/decide/confidence.ts';
import { DECIDE_FEATURES } from '../src/answer/decide/features.ts';
import { aucOf, brierOf, eceOf } from '../src/evaluation/calibration.ts';
import type { DecideRow } from '../src/evaluation/fit/decide-rows.ts';
import {
  confidenceBy,
  type FittedDecision,
  fitDecision,
  type UnseenRow,
} from '../src/evaluation/fit/decision.ts';
import { plainTable } from '../src/terminal/plain-table.ts';
import type { Progress } from '../src/terminal/progress.ts';
import { ownDecideRows, paragraphDecideRows } from './decide-lessons.ts';

const DECISION = join(import.meta.dirname, '../src/answer/decide/weights.json');

/** What the fit is given. */
export interface DecideFlags {
  /** The folder of CMRC 2018. */
  readonly cmrc: string | undefined;
  /** More golden questions and their reports. */
  readonly more: { file: string; corpus: string } | undefined;
  /** Whether to print only. */
  readonly check: boolean;
}

/** Fits, prints, and writes the weights unless it is only to check. */
export async function fitDecide(folder: string, progress: Progress, flags: DecideFlags): Promise<void> {
  const { tune, held } = await ownDecideRows(folder, progress, flags.more);
  const paragraphs = await paragraphDecideRows(flags.cmrc, folder, progress);
  progress.stop();
  if (paragraphs.length === 0) console.log('no CMRC 2018: learnt from our own questions only\n');
  const fitted = fitDecision({ own: tune, paragraphs });
  const before = JSON.parse(readFileSync(DECISION, 'utf8')) as DecideModel;
  console.log(weightTable(fitted, before));
  const isComparable = DECIDE_FEATURES.every((name) => name in before.weights);
  const by = (model: DecideModel, rows: readonly DecideRow[]) =>
    rows.map((row) => ({ ...row, confidence: confidenceBy(model)(row) }));
  const { threshold } = fitted.model;
  const scores: [string, readonly UnseenRow[], number][] = [
    ['tune, each association left out', fitted.unseen, threshold],
    ['tune, fitted', by(fitted.model, tune), threshold],
    ['held, fitted', by(fitted.model, held), threshold],
    ...(isComparable
      ? ([
          ['tune, before', by(before, tune), before.threshold],
          ['held, before', by(before, held), before.threshold],
        ] as [string, readonly UnseenRow[], number][])
      : []),
  ];
  console.log(`\n${scoreTable(scores)}`);
  console.log(
    `\npenalty ${fitted.l2}, threshold ${threshold}; ${tune.length} rows of our own, ${paragraphs.length} of CMRC 2018`,
  );
  if (!flags.check) writeFileSync(DECISION, `${JSON.stringify(fitted.model, null, 2)}\n`);
}

/** The features, what matters most first. */
function weightTable({ model, importance }: FittedDecision, before: DecideModel): string {
  const names = [...DECIDE_FEATURES].sort((a, b) => Math.abs(importance[b]) - Math.abs(importance[a]));
  return plainTable(
    ['feature', 'a deviation', 'weight', 'before'],
    [
      ...names.map((name) => [
        name,
        importance[name].toFixed(2),
        model.weights[name].toFixed(4),
        before.weights[name]?.toFixed(4) ?? '',
      ]),
      ['offset', '', model.offset.toFixed(4), before.offset.toFixed(4)],
    ],
    new Set([1, 2, 3]),
  );
}

/** How good the decision is on some rows; all but the first three columns in per cent. */
export function scoreTable(sets: readonly (readonly [string, readonly UnseenRow[], number])[]): string {
  return plainTable(
    [
      '',
      'AUC',
      'ECE',
      'Brier',
      'right',
      'wrong',
      'unanswerable answered',
      'hidden answered',
      'swapped answered',
    ],
    sets.map(([name, rows, threshold]) => {
      const scores = decideScores(rows, threshold);
      return [
        name,
        scores.auc.toFixed(3),
        scores.ece.toFixed(3),
        scores.brier.toFixed(3),
        ...[scores.right, scores.wrong, scores.unanswerable, scores.hidden, scores.swapped].map((value) =>
          value.toFixed(1),
        ),
      ];
    }),
    new Set([1, 2, 3, 4, 5, 6, 7, 8]),
  );
}

/** How good the decision is on some rows: order and calibration of natural questions, and shares of what is answered. */
export function decideScores(rows: readonly UnseenRow[], threshold: number) {
  const natural = rows.filter(({ made }) => made === 'natural');
  const answerable = natural.filter(({ isAnswerable }) => isAnswerable);
  const answered = (some: readonly UnseenRow[], is: (row: UnseenRow) => boolean = () => true) =>
    (100 * some.filter((row) => row.confidence >= threshold && is(row)).length) / some.length;
  const all = natural.filter(({ confidence }) => confidence >= threshold);
  return {
    auc: aucOf(natural),
    ece: eceOf(natural),
    brier: brierOf(natural),
    /** Of the answerable questions. */
    right: answered(answerable, ({ isRight }) => isRight),
    wrong: answered(answerable, ({ isRight }) => !isRight),
    /** Of all natural questions, and how much of what is answered is wrong. */
    coverage: answered(natural),
    risk: (100 * all.filter(({ isRight }) => !isRight).length) / all.length,
    unanswerable: answered(natural.filter(({ isAnswerable }) => !isAnswerable)),
    hidden: answered(rows.filter(({ made }) => made === 'hidden')),
    swapped: answered(rows.filter(({ made }) => made === 'swapped')),
  };
}
