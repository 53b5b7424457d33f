/** The figures of docs/quality.md about whether to answer: how good the fit is on left-out reports, and what each objection earns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWER_THRESHOLD } from '../src/answer/decide/confidence.ts';
import { OBJECTION_NAMES } from '../src/answer/decide/objections.ts';
import type { DecideRow } from '../src/evaluation/fit/decide-rows.ts';
import { fitDecision, type UnseenRow } from '../src/evaluation/fit/decision.ts';
import { silentProgress } from '../src/terminal/progress.ts';
import { ownDecideRows, paragraphDecideRows } from './decide-lessons.ts';
import { decideScores } from './fit-decide.ts';

/** A table's head and its rows. */
export interface Figures {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The scores of the weights in use, and of the fit with one objection less at a time. */
export async function decideFigures(
  cmrc: string | undefined,
): Promise<{ scores: Figures; objections: Figures }> {
  const folder = mkdtempSync(join(tmpdir(), 'kewen-quality-'));
  try {
    const { tune, held } = await ownDecideRows(folder, silentProgress);
    const paragraphs = await paragraphDecideRows(cmrc, folder, silentProgress);
    const all = fitDecision({ own: tune, paragraphs });
    const without = OBJECTION_NAMES.map((name) => ({
      name,
      fitted: fitDecision({ own: tune, paragraphs }, new Set([name])),
    }));
    const loss = ({ unseen }: { unseen: readonly UnseenRow[] }) => 1000 * meanLoss(unseen);
    const holding = (rows: readonly DecideRow[], name: string) =>
      rows.filter(({ objections }) => objections.some((one) => one === name)).length;
    const answered = ({ unseen, model }: typeof all) => decideScores(unseen, model.threshold);
    return {
      scores: {
        head: ['', ...SCORES.map(([name]) => name)],
        rows: [
          ['tune, each association left out in turn', ...cells(all.unseen, all.model.threshold)],
          ['tune, weights in use', ...cells(tune, ANSWER_THRESHOLD)],
          ['held, weights in use', ...cells(held, ANSWER_THRESHOLD)],
        ],
      },
      objections: {
        head: ['without', 'holds (tune, made ones too)', 'loss × 1000', 'AUC', 'right', 'hidden answered'],
        rows: [{ name: '(all there)', fitted: all }, ...without].map(({ name, fitted }) => {
          const { auc, right, hidden } = answered(fitted);
          return [
            name,
            fitted === all ? '' : holding(tune, name),
            (loss(fitted) - (fitted === all ? 0 : loss(all)))
              .toFixed(1)
              .replace(/^(?=\d)/u, fitted === all ? '' : '+'),
            auc.toFixed(4),
            `${right.toFixed(1)} %`,
            `${hidden.toFixed(1)} %`,
          ];
        }),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Scores = ReturnType<typeof decideScores>;
const percent = (of: (scores: Scores) => number) => (scores: Scores) => `${of(scores).toFixed(1)} %`;
const SCORES: readonly (readonly [string, (scores: Scores) => string])[] = [
  ['AUC', ({ auc }) => auc.toFixed(3)],
  ['ECE', ({ ece }) => ece.toFixed(3)],
  ['Brier', ({ brier }) => brier.toFixed(3)],
  ['right', percent(({ right }) => right)],
  ['wrong', percent(({ wrong }) => wrong)],
  ['unanswerable answered', percent(({ unanswerable }) => unanswerable)],
  ['evidence hidden, answered', percent(({ hidden }) => hidden)],
  ['coverage', percent(({ coverage }) => coverage)],
  ['risk', percent(({ risk }) => risk)],
];

const cells = (rows: readonly UnseenRow[], threshold: number) => {
  const scores = decideScores(rows, threshold);
  return SCORES.map(([, show]) => show(scores));
};

/** Mean −log of the probability of what came out, over natural questions and those with hidden evidence. */
function meanLoss(rows: readonly UnseenRow[]): number {
  const counted = rows.filter(({ made }) => made !== 'swapped');
  const losses = counted.map(({ isRight, confidence }) => -Math.log(isRight ? confidence : 1 - confidence));
  return losses.reduce((sum, loss) => sum + loss, 0) / counted.length;
}
