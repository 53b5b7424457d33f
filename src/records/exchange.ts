/**
 * One question and its answer, as it is given to the records, as it is stored and as it comes back.
 */
import type { Answer } from '../answer/contract.ts';
import type { Audience } from '../corpus/report.ts';

/** An exchange to record. */
export interface NewExchange {
  /** `slack`, `telegram`. */
  readonly channel: string;
  /** Whose index it was answered from. */
  readonly audience: Audience;
  /** The platform's id of the person; only its hash is stored. */
  readonly user: string;
  /** The thread or chat; only its hash is stored. */
  readonly conversation: string;
  readonly question: string;
  /** The question before, of a follow-up. */
  readonly previous?: string | null | undefined;
  readonly answer: Answer;
  readonly elapsedMs: number;
}

/** What becomes of an exchange when its question is asked anew. */
export type ExchangeChange = Pick<NewExchange, 'question' | 'answer' | 'elapsedMs'>;

/** A recorded exchange. */
export interface Exchange {
  readonly id: number;
  readonly channel: string;
  readonly audience: Audience;
  /** Keyed hash of the person's id. */
  readonly user: string;
  readonly question: string;
  readonly answer: Answer;
  readonly elapsedMs: number;
  readonly askedAt: Date;
}

/** A row of the table, without its id. */
export interface StoredExchange {
  readonly channel: string;
  readonly audience: string;
  readonly user: string;
  readonly conversation: string;
  readonly question: string;
  readonly kind: string;
  /** JSON of the Answer. */
  readonly answer: string;
  readonly elapsed_ms: number;
  readonly asked_at: number;
  readonly previous: string | null;
}

/** A row as an exchange. */
export function readExchange(id: number, row: StoredExchange): Exchange {
  return {
    id,
    channel: row.channel,
    audience: row.audience === 'staff' ? 'staff' : 'public',
    user: row.user,
    question: row.question,
    answer: readAnswer(row.answer),
    elapsedMs: row.elapsed_ms,
    askedAt: new Date(row.asked_at),
  };
}

/** A stored answer. Those that were kept before there was anything nearest have none. */
export function readAnswer(json: string): Answer {
  return { nearest: [], ...(JSON.parse(json) as Omit<Answer, 'nearest'>) };
}
