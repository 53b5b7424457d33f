/**
 * The questions that a maintainer should look at, each wording once, without what points to a person.
 */
import type Database from 'better-sqlite3';
import type { Audience } from '../corpus/report.ts';
import { dismissedKey, dismissedKeys } from './dismissed.ts';
import { lineWithoutPersonal } from './personal.ts';

/** Which questions. */
export type Trouble = 'unanswered' | 'clarify' | 'not-useful';

/** A wording. */
export interface AskedOften {
  /** A follow-up with the question before it in brackets: it cannot be understood without. */
  readonly text: string;
  /** How often it was asked, or for `not-useful` how often somebody said so. */
  readonly count: number;
  readonly audiences: readonly Audience[];
}

/** Wordings, the most frequent ones. */
export interface Asked {
  readonly wordings: readonly AskedOften[];
  /** Of all wordings, those that are not listed included; without what was dismissed. */
  readonly count: number;
}

/** Wordings that are listed at most. */
export const MAX_WORDINGS = 20_000;

/** Where they are, from a time that is the one parameter. */
const FROM: Readonly<Record<Trouble, string>> = {
  unanswered: `exchanges WHERE kind = 'unanswered' AND asked_at >= ?`,
  clarify: `exchanges WHERE kind = 'clarify' AND asked_at >= ?`,
  'not-useful': `votes JOIN exchanges ON exchanges.id = votes.exchange
    WHERE verdict = 'not-useful' AND asked_at >= ?`,
};

/** How often a wording was asked. */
export interface WordingRow {
  readonly question: string;
  readonly previous: string | null;
  readonly audience: Audience;
  readonly n: number;
}

/** Reads the questions of one kind since a time, the most frequent first. */
export function questionsToLookAt(db: Database.Database, trouble: Trouble, sinceMs: number): Asked {
  const rows = db
    .prepare(
      `SELECT question, previous, audience, count(*) AS n FROM ${FROM[trouble]}
       GROUP BY question, previous, audience ORDER BY n DESC, question, previous, audience LIMIT ${MAX_WORDINGS}`,
    )
    .all(sinceMs) as WordingRow[];
  const { total } = db.prepare(`SELECT count(*) AS total FROM ${FROM[trouble]}`).get(sinceMs) as {
    total: number;
  };
  return gatherWordings(rows, total, dismissedKeys(db));
}

/** Puts wordings together that are the same without what points to a person, and leaves out what was dismissed. */
export function gatherWordings(
  rows: readonly WordingRow[],
  total: number,
  dismissed: ReadonlySet<string>,
): Asked {
  let ofOthers = 0;
  const byText = new Map<string, { count: number; audiences: Set<Audience> }>();
  for (const { question, previous, audience, n } of rows) {
    const text = lineWithoutPersonal(previous === null ? question : `${question}〔接：${previous}〕`);
    if (dismissed.has(dismissedKey(text))) {
      ofOthers += n;
      continue;
    }
    const known = byText.get(text) ?? { count: 0, audiences: new Set<Audience>() };
    byText.set(text, known);
    known.count += n;
    known.audiences.add(audience);
  }
  return {
    wordings: [...byText].map(([text, { count, audiences }]) => ({
      text,
      count,
      audiences: [...audiences].sort(),
    })),
    count: total - ofOthers,
  };
}
