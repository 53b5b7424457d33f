/**
 * One question put to an index over a pool, and what came of it: at which place its paragraph was ranked, what
 * was or would have been cited, and which span.
 *
 * The question goes the way that `ask` goes; nothing is ranked or extracted here.
 */
import { traceQuestion } from '../answer/answer.ts';
import { citationsOf } from '../answer/compose/compose.ts';
import type { AnswerType } from '../answer/question/question.ts';
import type { OpenIndex } from '../index/shelf.ts';
import { percent, quantile } from './numbers.ts';
import type { ParagraphAt } from './pool-index.ts';
import { exactMatch, holdsAnswer, overlapF1 } from './span.ts';
import type { PoolQuestion } from './squad.ts';

/** How one question was read. */
export interface Reading {
  readonly question: PoolQuestion;
  /** What kind of thing it was taken to ask for; null where it was not read as a question. */
  readonly type: AnswerType | null;
  /** Whether it was answered, and not given up for want of confidence. */
  readonly isAnswered: boolean;
  readonly confidence: number;
  /** Place of the question's paragraph among the ranked ones, from 1; null where it is not among them. */
  readonly rank: number | null;
  /** Whether the sentence that is ranked first holds an answer: what is cited may be another one. */
  readonly bestHolds: boolean;
  /** The sentence that is cited first, or would be if confidence did not matter; null where nothing was found. */
  readonly quote: string | null;
  /** Whether that sentence is of the question's paragraph. */
  readonly isOfParagraph: boolean;
  /** Whether that sentence holds an answer. */
  readonly holds: boolean;
  /** What in it answers: the highlighted span, else the whole of it. Empty where nothing was found. */
  readonly span: string;
  readonly exact: 0 | 1;
  /** 0 to 1. */
  readonly f1: number;
  /** From the question to the whole answer. */
  readonly elapsedMs: number;
}

/** Asks one question. */
export function readOne(
  question: PoolQuestion,
  index: OpenIndex,
  paragraphAt: ParagraphAt,
  thisYear: number,
  clock: () => number,
): Reading {
  const started = clock();
  const {
    answer,
    question: understood,
    ranked,
    finding,
  } = traceQuestion({ question: question.question, thisYear }, index);
  const elapsedMs = clock() - started;
  const citations = finding ? citationsOf(finding) : answer.citations;
  const places =
    ranked.length > 0
      ? ranked.map(({ report, start }) => ({ report: report.id, start }))
      : citations.map(({ report, start }) => ({ report, start }));
  const paragraphs = new Set(places.map(({ report, start }) => paragraphAt(report, start)));
  const place = [...paragraphs].indexOf(question.paragraph);
  const first = citations[0];
  const { quote = '', highlight = null } = first ?? {};
  const span = highlight ? quote.slice(highlight.start, highlight.end) : quote;
  const { answers } = question;
  const best = ranked[0];
  const bestText = best
    ? best.passage.text.slice(best.start - best.passage.start, best.end - best.passage.start)
    : '';
  return {
    question,
    type: understood?.type ?? null,
    isAnswered: answer.kind === 'answered',
    confidence: answer.confidence,
    rank: place < 0 ? null : place + 1,
    bestHolds: holdsAnswer(answers, bestText),
    quote: first ? quote : null,
    isOfParagraph: first !== undefined && paragraphAt(first.report, first.start) === question.paragraph,
    holds: holdsAnswer(answers, quote),
    span,
    exact: exactMatch(answers, span),
    f1: overlapF1(answers, span),
    elapsedMs,
  };
}

/** All questions in numbers; shares in per cent with one decimal. */
export interface ReadingFigures {
  readonly questions: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** The sentence that is ranked first holds an answer. */
  readonly bestHolds: number;
  /** Nothing was found that could be cited. */
  readonly nothing: number;
  /** The first cited sentence is of the right paragraph, holds an answer; confidence set aside. */
  readonly citedParagraph: number;
  readonly citedHolds: number;
  /** Answered rather than given up, of all; and of those, the cited sentence holds an answer. */
  readonly answered: number;
  readonly answeredHolds: number;
  readonly exactMatch: number;
  readonly f1: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Sums up. */
export function sumReadings(readings: readonly Reading[]): ReadingFigures {
  const share = (is: (reading: Reading) => boolean) => percent(readings.filter(is).length, readings.length);
  const answered = readings.filter(({ isAnswered }) => isAnswered);
  const times = readings.map(({ elapsedMs }) => elapsedMs);
  return {
    questions: readings.length,
    recallAt1: share(({ rank }) => rank === 1),
    recallAt5: share(({ rank }) => rank !== null && rank <= 5),
    bestHolds: share(({ bestHolds }) => bestHolds),
    nothing: share(({ quote }) => quote === null),
    citedParagraph: share(({ isOfParagraph }) => isOfParagraph),
    citedHolds: share(({ holds }) => holds),
    answered: percent(answered.length, readings.length),
    answeredHolds: percent(answered.filter(({ holds }) => holds).length, answered.length),
    exactMatch: share(({ exact }) => exact === 1),
    f1: percent(
      readings.reduce((sum, { f1 }) => sum + f1, 0),
      readings.length,
    ),
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
  };
}

/** The same by what was taken to be asked for, the most frequent first. */
export function sumByType(readings: readonly Reading[]): Map<string, ReadingFigures> {
  const byType = new Map<string, Reading[]>();
  for (const reading of readings) {
    const type = reading.type ?? 'none';
    byType.set(type, [...(byType.get(type) ?? []), reading]);
  }
  return new Map(
    [...byType].sort(([, a], [, b]) => b.length - a.length).map(([type, of]) => [type, sumReadings(of)]),
  );
}
