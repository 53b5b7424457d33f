/**
 * One golden question put to an index, judged, with what it would have been answered if confidence did not matter.
 */
import { traceQuestion } from '../answer/answer.ts';
import { citationsOf, textOf } from '../answer/compose/compose.ts';
import type { Answer } from '../answer/contract.ts';
import type { ObjectionName } from '../answer/decide/objections.ts';
import type { OpenIndex } from '../index/shelf.ts';
import type { Golden } from './golden.ts';
import { type Miss, missOf } from './miss.ts';
import { type Judgement, judge } from './score.ts';

/** A question, what was answered and how that was judged. */
export interface Judged {
  readonly golden: Golden;
  /** null where answering failed. */
  readonly answer: Answer | null;
  readonly judgement: Judgement;
  /** What went wrong on the way; null where nothing did. */
  readonly miss: Miss | null;
  /** The best that was found, whether or not it was answered. */
  readonly best: Best;
  /** What speaks against it, by name. */
  readonly objections: readonly ObjectionName[];
  readonly elapsedMs: number;
}

/** The best finding: how sure it was, and whether it would have been right. */
export interface Best {
  /** 0 where there is none, and where the answer is a question back. */
  readonly confidence: number;
  readonly isRight: boolean;
}

const NOTHING: Best = { confidence: 0, isRight: false };

/**
 * Asks and judges one question.
 *
 * @param onError told what answering threw
 */
export function askGolden(
  golden: Golden,
  index: OpenIndex,
  thisYear: number,
  clock: () => number,
  onError: (error: unknown) => void,
): Judged {
  const { question, previous } = golden;
  const started = clock();
  try {
    const traced = traceQuestion({ question, ...(previous ? { previous } : {}), thisYear }, index);
    const elapsedMs = clock() - started;
    const { answer, finding } = traced;
    const judgement = judge(golden, answer);
    const draft: Answer | null =
      finding && traced.question
        ? {
            ...answer,
            kind: 'answered',
            text: textOf(finding, traced.question),
            citations: citationsOf(finding),
          }
        : null;
    const miss = missOf(golden, judgement, traced, draft);
    const best = bestOf(golden, answer, draft, finding);
    return { golden, answer, judgement, miss, best, objections: finding?.objections ?? [], elapsedMs };
  } catch (error) {
    onError(error);
    const judgement = judge(golden, null);
    const elapsedMs = clock() - started;
    return { golden, answer: null, judgement, miss: 'failed', best: NOTHING, objections: [], elapsedMs };
  }
}

function bestOf(
  golden: Golden,
  answer: Answer,
  draft: Answer | null,
  finding: { readonly confidence: number } | null,
): Best {
  if (answer.kind === 'clarify') return NOTHING;
  const isRight = (given: Answer) => judge(golden, given).verdict === 'correct';
  if (finding && draft) return { confidence: finding.confidence, isRight: isRight(draft) };
  // A comparison is made of several findings and has no draft.
  return answer.kind === 'answered' ? { confidence: answer.confidence, isRight: isRight(answer) } : NOTHING;
}
