/**
 * Judgements to numbers: by type and altogether, in per cent with one decimal.
 */
import type { Answer } from '../answer/contract.ts';
import type { Golden } from './golden.ts';
import { percent, quantile } from './numbers.ts';
import type { Judgement, Verdict } from './score.ts';

/** A question, what was answered and how that was judged. */
export interface Judged {
  readonly golden: Golden;
  /** null where answering failed. */
  readonly answer: Answer | null;
  readonly judgement: Judgement;
  readonly elapsedMs: number;
}

/** How often each verdict was given. */
export type Tally = Readonly<Record<Verdict, number>> & { readonly questions: number };

/** All questions of an evaluation in numbers. */
export interface Summary {
  readonly questions: number;
  readonly answerable: number;
  readonly unanswerable: number;
  /** Of the answerable, %. */
  readonly correct: number;
  /** Of the answerable, %: right by luck, contained in `wrong`. */
  readonly lucky: number;
  /** Of the answerable, %. */
  readonly silent: number;
  /** Of the unanswerable, %. */
  readonly abstained: number;
  /** Of all, %. */
  readonly wrong: number;
  /** How many threw. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sums up an evaluation. */
export function summarize(rows: readonly Judged[]): Summary {
  const unanswerable = rows.filter(({ golden }) => golden.type === 'unanswerable');
  const answerable = rows.filter(({ golden }) => golden.type !== 'unanswerable');
  const latencies = rows.map(({ elapsedMs }) => elapsedMs);
  return {
    questions: rows.length,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    correct: percent(countOf(answerable, 'correct'), answerable.length),
    lucky: percent(countOf(answerable, 'lucky'), answerable.length),
    silent: percent(countOf(answerable, 'silent'), answerable.length),
    abstained: percent(countOf(unanswerable, 'abstained'), unanswerable.length),
    wrong: percent(countOf(rows, 'wrong') + countOf(rows, 'lucky'), rows.length),
    failed: countOf(rows, 'failed'),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

/** Verdicts by question type, in the order in which the types first occur. */
export function tallyByType(rows: readonly Judged[]): Map<string, Tally> {
  const byType = new Map<string, Judged[]>();
  for (const row of rows) byType.set(row.golden.type, [...(byType.get(row.golden.type) ?? []), row]);
  return new Map(
    [...byType].map(([type, of]) => [
      type,
      {
        questions: of.length,
        correct: countOf(of, 'correct'),
        abstained: countOf(of, 'abstained'),
        lucky: countOf(of, 'lucky'),
        wrong: countOf(of, 'wrong'),
        silent: countOf(of, 'silent'),
        failed: countOf(of, 'failed'),
      },
    ]),
  );
}

/** Whether a verdict is what is wanted. */
export function isRight(verdict: Verdict): boolean {
  return verdict === 'correct' || verdict === 'abstained';
}

function countOf(rows: readonly Judged[], verdict: Verdict): number {
  return rows.filter(({ judgement }) => judgement.verdict === verdict).length;
}
