/**
 * Judgements to numbers: by type and altogether, in per cent with one decimal.
 */
import type { Judged } from './ask.ts';
import { MISSES, type Miss } from './miss.ts';
import { percent, quantile } from './numbers.ts';
import type { Verdict } from './score.ts';

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
  /** Of the silent, how many show the evidence as nearest, %. */
  readonly nearWhenSilent: number;
  /** Of the unanswerable, %. */
  readonly abstained: number;
  /** Of all, %. */
  readonly wrong: number;
  /** By the text alone, a right text over another sentence included. Of the answerable, %. */
  readonly said: number;
  /** Of what is said rightly, how much cites the sentence that says it, %. */
  readonly cited: number;
  /** By the text alone, of all, %. */
  readonly saidWrong: number;
  /** How many threw. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What of a judged question is summed up. */
export interface Counted {
  readonly golden: Pick<Judged['golden'], 'type'>;
  readonly judgement: Pick<Judged['judgement'], 'verdict' | 'isNear'>;
  readonly elapsedMs: number;
}

/** Sums up an evaluation. */
export function summarize(rows: readonly Counted[]): Summary {
  const unanswerable = rows.filter(({ golden }) => golden.type === 'unanswerable');
  const answerable = rows.filter(({ golden }) => golden.type !== 'unanswerable');
  const latencies = rows.map(({ elapsedMs }) => elapsedMs);
  const said = countOf(answerable, 'correct') + countOf(answerable, 'lucky');
  return {
    questions: rows.length,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    correct: percent(countOf(answerable, 'correct'), answerable.length),
    lucky: percent(countOf(answerable, 'lucky'), answerable.length),
    silent: percent(countOf(answerable, 'silent'), answerable.length),
    nearWhenSilent: percent(
      answerable.filter(({ judgement }) => judgement.isNear).length,
      countOf(answerable, 'silent'),
    ),
    abstained: percent(countOf(unanswerable, 'abstained'), unanswerable.length),
    wrong: percent(countOf(rows, 'wrong') + countOf(rows, 'lucky'), rows.length),
    said: percent(said, answerable.length),
    cited: percent(countOf(answerable, 'correct'), said),
    saidWrong: percent(countOf(rows, 'wrong'), rows.length),
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

/** How often each thing went wrong, by question type; types without any are left out. */
export function missesByType(rows: readonly Judged[]): Map<string, Readonly<Record<Miss, number>>> {
  const byType = new Map<string, Record<Miss, number>>();
  for (const { golden, miss } of rows) {
    const counts =
      byType.get(golden.type) ?? (Object.fromEntries(MISSES.map((one) => [one, 0])) as Record<Miss, number>);
    if (miss) counts[miss]++;
    byType.set(golden.type, counts);
  }
  return new Map([...byType].filter(([, counts]) => Object.values(counts).some((count) => count > 0)));
}

/** Whether a verdict is what is wanted. */
export function isRight(verdict: Verdict): boolean {
  return verdict === 'correct' || verdict === 'abstained';
}

function countOf(rows: readonly Counted[], verdict: Verdict): number {
  return rows.filter(({ judgement }) => judgement.verdict === verdict).length;
}
